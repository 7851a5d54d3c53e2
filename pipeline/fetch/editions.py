"""Which links give a document in one language: one a format, the preferred format first."""

from __future__ import annotations

from dataclasses import dataclass, replace
from urllib.parse import quote, urlsplit

from pipeline import media, symbols
from pipeline.fetch.links import Wanted
from pipeline.fetch.settings import FetchSettings

OFFICE = frozenset({media.DOC, media.WORDPERFECT})
OFFICIAL = frozenset({media.PDF, media.DOCX, media.DOC, media.WORDPERFECT, media.AKN})
ACCEPTED = {"docx": frozenset({media.DOCX}), "doc": OFFICE | {media.DOCX}, "pdf": OFFICIAL}
"""Types that count as the format. The servers give the native file of the time: for `docx` it may be an older one."""


@dataclass(frozen=True, slots=True)
class Edition:
    """One link to a document in one language, and the types that are accepted from it."""

    link: str
    symbol: str | None
    language: str | None
    accepted: frozenset[str]
    fallback: bool = False
    """Asked for only when the link before it gave a page that leads nowhere."""


def editions(symbol: str, language: str, settings: FetchSettings) -> list[Edition]:
    """The links of a document, the preferred format first.

    Plain text counts from a mirror only: from the United Nations' servers it would be a message, not a document.
    Raises symbols.SymbolError for a symbol that no server knows.
    """
    plain = symbols.make_link(symbol, language, settings.base_url)
    found = []
    for form in settings.formats:
        accepted = ACCEPTED[form] | ({media.TEXT} if form == "pdf" and settings.is_mirror else frozenset())
        by_format = Edition(f"{settings.api_url}/api/symbol/access?s={quote(symbol, safe='/()')}&l={language}&t={form}", symbol, language, accepted)
        # The page behind the plain link has changed before, the address behind its frame has not.
        found += [Edition(plain, symbol, language, accepted), replace(by_format, fallback=True)] if form == "pdf" else [by_format]
    return found


def direct(wanted: Wanted, settings: FetchSettings) -> Edition:
    """An address that names no symbol, as it stands; one of the United Nations' hosts is asked of the base instead."""
    uri = wanted.uri or ""
    try:
        parts = urlsplit(uri)
    except ValueError:
        parts = urlsplit("")
    if parts.hostname in settings.allowed_hosts and settings.is_mirror:
        uri = settings.base_url.rstrip("/") + parts.path + (f"?{parts.query}" if parts.query else "")
    return Edition(uri, None, wanted.language, OFFICIAL | ({media.TEXT} if settings.is_mirror else frozenset()))
