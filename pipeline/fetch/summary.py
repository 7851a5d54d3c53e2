"""What a run reports: how far it is, and what came of it."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from pipeline.fetch.answer import HELD


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a run is. done, total: documents in one language each; errors: those that gave no document; name: the last."""

    done: int
    total: int
    errors: int
    name: str


@dataclass(slots=True)
class FetchSummary:
    """What a run did.

    statuses: documents by their last status; `fresh`: not due yet; `skipped`: in a language, or a file of a kind, that was
    not asked for. problems: link, status and cause of each document that was not got. requests, bytes: what went over the
    wire; objects: new in the store. stopped: why the run gave up early, if it did.
    """

    statuses: Counter[str] = field(default_factory=Counter)
    problems: list[tuple[str, str, str]] = field(default_factory=list)
    requests: int = 0
    bytes: int = 0
    objects: int = 0
    stopped: str | None = None

    def count(self, link: str, status: str, cause: str | None) -> None:
        """Take one document into account."""
        self.statuses[status] += 1
        if status not in HELD:
            self.problems.append((link, status, cause or ""))
