"""The names of one language as an index: exact look-up, and all names that begin at a place of a text, longest first."""

from __future__ import annotations

import csv
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from pipeline.states.keys import JOINTS, Keyed, key

HEAD = 3
"""Characters of a key by which the lengths of the names that begin so are looked up; the longest name comes first all the same."""
DEFAULT_LANGUAGE = "en"
"""The language of the names in the official XML, whatever the language of the file."""
TAIL = re.compile(rf"[\s.{re.escape(JOINTS)}]*[)）]")
"""What may stand between the last letter of a name and the bracket that closes it."""


@dataclass(frozen=True, slots=True)
class Party:
    """A State, observer or group.

    party: its key in parties.tsv; kind: code of the vocabulary SPONSOR_KIND; iso3, m49: None where it has none; name_en:
    short name in English; since, until: ISO dates of a former State, else None.
    """

    party: str
    kind: str
    iso3: str | None
    m49: str | None
    name_en: str
    since: str | None = None
    until: str | None = None


@dataclass(frozen=True, slots=True)
class Match:
    """text[start:end] is a printed name of `party`."""

    start: int
    end: int
    party: Party


class AmbiguousNameError(ValueError):
    """Two parties have the same name in one language; the message names both."""


class Gazetteer:
    """The names of one language. Raises AmbiguousNameError when the table gives one name to two parties."""

    def __init__(self, language: str) -> None:
        self.language = language
        self._parties: dict[str, Party] = {}
        for row in _table("names.tsv"):
            if row["language"] == language:
                self._add(row["name"], parties()[row["party"]])
        lengths: dict[str, set[int]] = {}
        for known in self._parties:
            lengths.setdefault(known[:HEAD], set()).add(len(known))
        self._lengths = {head: sorted(found, reverse=True) for head, found in lengths.items()}

    def _add(self, name: str, party: Party) -> None:
        known = self._parties.setdefault(key(name), party)
        if known is not party:
            raise AmbiguousNameError(f"names.tsv: {name!r} ({self.language}) is both {known.party} and {party.party}")

    def find(self, name: str) -> Party | None:
        """The party whose name this is, None where the language has no such name."""
        return self._parties.get(key(name))

    def names_at(self, text: Keyed, start: int) -> Iterator[Match]:
        """Every known name that begins at text[start], longest first, ending where a word may end."""
        first = text.at(start)
        head = text.key[first : first + HEAD]
        for length in dict.fromkeys(n for size in range(HEAD, 0, -1) for n in self._lengths.get(head[:size], ())):
            if first + length > len(text.key):
                continue
            party = self._parties.get(text.key[first : first + length])
            if party is None:
                continue
            begin, end = text.starts[first], _closed(text.text, text.starts[first], text.starts[first + length - 1] + 1)
            if text.is_word_end(end):
                yield Match(begin, end, party)


def _closed(text: str, start: int, end: int) -> int:
    """The end of a name with the marks on its last letter and the bracket that the name has opened."""
    while end < len(text) and unicodedata.combining(text[end]):
        end += 1
    name = text[start:end]
    if name.count("(") + name.count("（") > name.count(")") + name.count("）") and (tail := TAIL.match(text, end)):
        return tail.end()
    return end


@cache
def gazetteer(language: str) -> Gazetteer:
    """The names of one language, read once."""
    return Gazetteer(language)


@cache
def parties() -> dict[str, Party]:
    """Every party by its key."""
    return {row["party"]: Party(**{k: v or None for k, v in row.items()}) for row in _table("parties.tsv")}  # type: ignore[arg-type]


@cache
def _table(name: str) -> tuple[dict[str, str], ...]:
    lines = (files(__package__) / name).read_text(encoding="utf-8").splitlines()
    return tuple(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))
