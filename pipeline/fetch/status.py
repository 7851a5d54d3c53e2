"""What is held, what is missing per language and why, what is stale, what is quarantined: the ledger, read."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path

from pipeline import store
from pipeline.fetch.answer import ABSENT, HELD
from pipeline.fetch.ledger import FILE_SCHEME, LinkState, read_links
from pipeline.fetch.settings import FetchSettings


@dataclass(frozen=True, slots=True)
class Entry:
    """One document in one language, as the ledger sees it. name: its symbol, or its link; cause: in one line.

    at: of the last attempt; attempts: over all its links.
    """

    name: str
    language: str | None
    status: str
    cause: str | None
    at: datetime
    attempts: int


@dataclass(slots=True)
class Status:
    """held: documents per language; missing: wanted, never got, with the reason; stale: held, but the last look is older
    than it should be or failed; removed: held, but the server has it no more; quarantined: document, rule, reason."""

    held: Counter[str | None] = field(default_factory=Counter)
    missing: list[Entry] = field(default_factory=list)
    stale: list[Entry] = field(default_factory=list)
    removed: list[Entry] = field(default_factory=list)
    quarantined: list[tuple[str, str, str]] = field(default_factory=list)
    documents: int = 0
    objects: int = 0

    @property
    def missing_by_language(self) -> dict[str | None, Counter[str]]:
        """How many are missing for which reason, per language."""
        counts: dict[str | None, Counter[str]] = {}
        for entry in self.missing:
            counts.setdefault(entry.language, Counter())[entry.status] += 1
        return counts


def status(data: Path, settings: FetchSettings | None = None) -> Status:
    """The state of a data folder; reads only. Every document that was ever wanted is in exactly one of held (of which
    some are stale or removed) and missing."""
    settings = settings or FetchSettings()
    now, found, groups = settings.now(), Status(), dict[tuple[str, str | None], list[LinkState]]()
    for state in read_links(data):
        groups.setdefault((state.symbol or state.link, state.language), []).append(state)
    for (name, language), all_states in sorted(groups.items(), key=lambda item: (item[0][0], item[0][1] or "")):
        states = [s for s in all_states if not _forgotten(s)]
        if not states:
            continue
        last = max((s for s in states if s.sha256), key=lambda s: s.at, default=None) or max(states, key=_tells)
        entry = Entry(name, language, last.status, last.error, last.at, sum(s.attempts for s in states))
        if last.sha256 is None:
            found.missing.append(entry)
            continue
        found.held[language] += 1
        if last.status == "not_found":
            found.removed.append(entry)
        elif not last.link.startswith(FILE_SCHEME) and (last.status not in HELD or last.at <= now - settings.recheck.get(last.status, timedelta())):
            found.stale.append(entry)
    found.documents = sum(found.held.values())
    found.objects = len({s.sha256 for states in groups.values() for s in states if s.sha256})
    for batch in store.iterate(data / "tables", "quarantine"):
        found.quarantined += [(row["document_id"], row["rule"], row["reason"]) for row in batch.to_pylist()]
    return found


def _tells(state: LinkState) -> tuple[bool, datetime]:
    """A format that does not exist says less of a document than another that was refused or cut off; then the last look counts."""
    return state.status not in ABSENT, state.at


def _forgotten(state: LinkState) -> bool:
    """Whether it is a file that its folder no longer has: nobody wants it any more."""
    return state.link.startswith(FILE_SCHEME) and state.status == "not_found"
