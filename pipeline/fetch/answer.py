"""How an attempt to fetch ended: the status, the facts of the last HTTP answer, and the bytes if they are a document."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

PASSING = frozenset({"truncated", "rate_limited", "server_error", "timeout", "network_error"})
"""Failures that a later attempt may not meet: tried again with backoff."""

OF_THE_SERVER = PASSING | {"blocked", "not_found_provisional"} - {"truncated"}
"""Failures that say something about the server, not about the document: they count for the circuit breaker."""

HELD = frozenset({"fetched", "not_modified"})
ABSENT = frozenset({"not_found", "not_found_provisional"})


@dataclass(slots=True)
class Answer:
    """status: a code of `vocabulary.FETCH_STATUS`; body: the file that holds the received bytes, for `fetched` only.

    The rest are columns of the ledger; wait: seconds that the server asked to wait (Retry-After); headers: those kept
    in the sidecar of the stored object.
    """

    status: str
    http_status: int | None = None
    hops: int = 0
    final_uri: str | None = None
    media_type: str | None = None
    bytes: int | None = None
    sha256: str | None = None
    etag: str | None = None
    last_modified: str | None = None
    error: str | None = None
    body: Path | None = None
    wait: float | None = None
    headers: dict[str, str] = field(default_factory=dict)

    def row(self) -> dict[str, Any]:
        """The columns of the ledger that an answer knows."""
        names = ("status", "http_status", "hops", "final_uri", "media_type", "bytes", "sha256", "etag", "last_modified", "error")
        return {name: getattr(self, name) for name in names}


class Failure(Exception):
    """An attempt that ended without a document; becomes an Answer with what is known of the way there."""

    def __init__(self, status: str, error: str, wait: float | None = None) -> None:
        super().__init__(error)
        self.status, self.wait = status, wait
