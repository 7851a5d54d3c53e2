"""How fetching behaves: every number that a user may want to change, with its default and its reason."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from datetime import UTC, datetime, timedelta
from importlib.metadata import PackageNotFoundError, version
from typing import Any
from urllib.parse import urlsplit

from pipeline.fetch.allowed import Refused, origin
from pipeline.schema import vocabulary

UN_HOSTS = (
    "undocs.org", "www.undocs.org", "docs.un.org", "documents.un.org", "documents-dds-ny.un.org",
    "daccess-ods.un.org", "daccess-dds-ny.un.org", "www.un.org",
)  # fmt: skip
"""The hosts that the document system has used for its links and its files, present and former."""

API_URL = "https://documents.un.org"
"""Where the document system answers for a symbol, a language and a format."""

FORMATS = ("docx", "doc", "pdf")
"""Formats that can be asked for. `pdf` is the plain link, which gives the file that the server prefers."""


def recheck_ages() -> dict[str, timedelta]:
    """How old the last attempt may be before a link is asked for again, by status.

    New adoptions arrive days to weeks late, and later in some languages: what is missing is asked for sooner than what
    is held. A status that is not named was a passing failure and is asked for again by the next run.
    """
    held, missing = timedelta(days=45), timedelta(days=6)  # less than a week, for weekly runs
    return {"fetched": held, "not_modified": held, "wrong_type": held, "too_large": held, "not_found": missing,
            "empty": timedelta(days=1), "refused": timedelta(days=1)}  # fmt: skip


@dataclass(frozen=True, slots=True)
class FetchSettings:
    """How to fetch. Times are seconds, sizes bytes.

    base_url: where documents are asked for; the only host outside `allowed_hosts` that is spoken to, and the only one
    that may have a private address. formats: the preferred first. contact: an address by which the servers' keepers
    can reach whoever runs this. clock: a fixed time, so that two runs write the same bytes.
    """

    base_url: str = "https://undocs.org"
    languages: tuple[str, ...] = tuple(vocabulary.LANGUAGE)
    formats: tuple[str, ...] = ("docx", "pdf")
    contact: str = ""
    clock: datetime | None = None
    raw_url: str | None = None
    """Raw store elsewhere than in the data folder: a folder, or any address that fsspec knows, such as s3://bucket/raw."""
    allowed_hosts: tuple[str, ...] = UN_HOSTS
    proxy: str | None = None

    requests_per_second: float = 1.0
    """Per host; 0 is no limit, for a mirror of one's own."""
    jitter: float = 0.3
    """A pause is drawn from this share around its length."""
    attempts: int = 4
    backoff: float = 5.0
    longest_backoff: float = 120.0
    longest_wait: float = 900.0
    """A server that asks for a longer pause (Retry-After) is left alone for the rest of the run."""
    connect_timeout: float = 15.0
    read_timeout: float = 60.0
    total_timeout: float = 900.0
    """Of one request, to its last byte: large scans come slowly."""
    size_cap: int = 128 * 1024 * 1024
    hop_limit: int = 10
    breaker_failures: int = 5
    """Links that fail one after the other before the host is left alone for `breaker_pause`."""
    breaker_pause: float = 300.0
    breaker_trips: int = 3
    """Pauses, each twice as long, after which the run asks for nothing more."""
    requeues: int = 2
    """How often a link is put back to the end of the queue after a soft block."""
    canaries: tuple[str, ...] = ("S/RES/1325 (2000)",)
    """Symbols known to exist, asked for in English to see whether a "not found" is the truth."""
    recheck: Mapping[str, timedelta] = field(default_factory=recheck_ages)
    follow: int = 0
    """Steps that citations and links are followed from what was asked for."""
    budget: int = 1000
    """Documents that following may add in one run."""

    def __post_init__(self) -> None:
        try:
            origin(self.base_url)
        except Refused as refusal:
            raise ValueError(f"base_url: {self.base_url!r} is no http or https address: {refusal}") from refusal
        for name, values, known in (("languages", self.languages, vocabulary.LANGUAGE), ("formats", self.formats, FORMATS)):
            wrong = [value for value in values if value not in known]
            if wrong or not values:
                raise ValueError(f"{name}: {', '.join(wrong) or 'none given'}; known are {', '.join(known)}")
        if not self.contact.isascii() or not self.contact.isprintable():
            raise ValueError("contact: only printable ASCII characters fit into a User-Agent")
        if self.attempts < 1 or self.size_cap < 1 or self.hop_limit < 0 or self.requests_per_second < 0:
            raise ValueError("attempts and size_cap are at least 1, hop_limit and requests_per_second at least 0")

    @property
    def is_mirror(self) -> bool:
        """Whether the base is a host of the user's own and none of the United Nations'."""
        return urlsplit(self.base_url).hostname not in self.allowed_hosts

    @property
    def api_url(self) -> str:
        """Where a format is asked for by symbol: a mirror answers for it itself."""
        return self.base_url.rstrip("/") if self.is_mirror else API_URL

    @property
    def user_agent(self) -> str:
        """An honest name, with the contact."""
        try:
            number = version("unres")
        except PackageNotFoundError:
            number = "0"
        return f"unres/{number} ({self.contact or 'research crawler of United Nations documents; no contact given'})"

    def now(self) -> datetime:
        """The time, or the fixed one."""
        return self.clock or datetime.now(UTC)


def from_environment(environ: Mapping[str, str] | None = None, **settings: Any) -> FetchSettings:
    """Settings with what the environment says filled in where `settings` says nothing (None counts as nothing).

    UNRES_CLOCK: the fixed time, ISO 8601 (UTC where no offset is given); UNRES_CONTACT; UNRES_RAW: address of the raw
    store; HTTPS_PROXY: used for the United Nations' hosts, never for a mirror. Raises ValueError naming the variable.
    """
    environ = os.environ if environ is None else environ
    given = {name: value for name, value in settings.items() if value is not None}
    unknown = given.keys() - {f.name for f in fields(FetchSettings)}
    if unknown:
        raise TypeError(f"no such settings: {', '.join(sorted(unknown))}")
    if text := environ.get("UNRES_CLOCK"):
        given.setdefault("clock", _clock(text))
    for name, variable in (("contact", "UNRES_CONTACT"), ("raw_url", "UNRES_RAW")):
        if text := environ.get(variable):
            given.setdefault(name, text)
    chosen = FetchSettings(**given)
    proxy = environ.get("HTTPS_PROXY") or environ.get("https_proxy")
    return FetchSettings(**{"proxy": proxy, **given}) if proxy and not chosen.is_mirror else chosen


def _clock(text: str) -> datetime:
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        raise ValueError(f"UNRES_CLOCK: {text!r} is no ISO 8601 time such as 2026-01-31T12:00:00Z") from None
    return moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)
