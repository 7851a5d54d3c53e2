"""Sponsors: the names in the line that says who submits a draft.

What belongs here: the reading of a list of names. What does not: the line around it (`sponsor_lines`), names
(`pipeline.states`), words of a language (`sponsor_words`), and where on a cover the line stands (`cover`).

A name is read only when it is known: the longest known name first, and only where everything up to the next separator
is known names too ("France Cassar (Malta)" is not France). Everything else is a row of kind `other`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from pipeline.parse.model import Row
from pipeline.parse.sponsor_words import patterns
from pipeline.states import DEFAULT_LANGUAGE, Gazetteer, Keyed, Match, gazetteer

SEPARATORS = ",;、，،؛；"
SKIPPED = re.compile(r"[\s,;、，،؛；*∗＊.:)）]*")
ENDING = re.compile(r"[ .*∗＊]*\Z")
LOOSE = re.compile(r"[\s*∗＊]*")
BRACKET = re.compile(r"[(（]([^()（）]*(?:[(（][^()（）]*[)）][^()（）]*)*)[)）]")
WORD = re.compile(r"[\u3400-\u9fff]|[^\W\u3400-\u9fff]+")
"""A word, or a Chinese character."""


def read_sponsors(names_text: str, language: str) -> tuple[list[Row], list[str]]:
    """The names of a sponsor line: rows of `sponsors` without document_id, and the names that no table holds, as printed.

    Names in English are understood in every language, as the official XML prints them in files of all six; the reading
    in the document's own language is kept unless English knows more of the names.
    """
    readings = (_read(names_text, name) for name in dict.fromkeys((language, DEFAULT_LANGUAGE)))
    best = next(readings)
    if best.unknown:
        best = min((best, *readings), key=lambda reading: len(reading.unknown))
    return best.numbered(), best.unknown


def _read(text: str, language: str) -> Reader:
    """One reading: words such as "submitted by" are passed over where nothing but known names follows them."""
    lead_in = patterns(language).submitted.match(text)
    if lead_in:
        reader = Reader(text[lead_in.end() :], language).read()
        if reader.rows and all(row["kind"] != "other" for row in reader.rows):
            return reader
    return Reader(text, language).read()


@dataclass(slots=True)
class Item:
    """Known names that stand together between two separators, and where they end."""

    names: list[Match]
    end: int
    on_behalf_of: str | None = None
    unknown_group: str | None = None


class Reader:
    """Reads one list of names from left to right; `rows` and `unknown` hold what was found."""

    def __init__(self, text: str, language: str) -> None:
        self.text, self.words, self.names = Keyed(text), patterns(language), gazetteer(language)
        self.rows: list[Row] = []
        self.unknown: list[str] = []
        self._group: str | None = None
        self._items: dict[int, Item | None] = {}
        self._parties: dict[str, int] = {}

    def read(self) -> Reader:
        """Read the whole text. Items are found from the last to the first: a long run of names needs no deep recursion."""
        place, end = 0, len(self.text.text)
        for begin in reversed([found.start() for found in WORD.finditer(self.text.text)]):
            self._item(begin)
        while (place := self._skip(place)) < end:
            joined = self._conjunction(place)
            begin = place if joined is None else joined
            if behalf := self.words.behalf.match(self.text.text, begin):
                place = self._on_behalf(behalf.end())
            elif item := self._item(begin):
                self._known(item, last_of_list=joined is None and item.end >= len(self.text.text.rstrip(" .*")))
                place = item.end
            elif self._is_office(begin):
                self._other(begin, end)
                place = end
            else:
                place = self._unknown(begin)
        return self

    def numbered(self) -> list[Row]:
        """The rows with their positions and the first mention of a party that is named again."""
        for position, row in enumerate(self.rows, 1):
            party = row.pop("party", None)
            row["position"] = position
            row["repeat_of"] = self._parties.setdefault(party, position) if party else None
            if row["repeat_of"] == position:
                row["repeat_of"] = None
        return self.rows

    # places ───────────────────────────────────────────────────────────────────────────────────────────────────────────

    def _skip(self, place: int) -> int:
        found = SKIPPED.match(self.text.text, place)
        return found.end() if found else place

    def _conjunction(self, place: int) -> int | None:
        """The place after a conjunction that stands here, or None. One written together with a word counts before a name only."""
        for pattern in (self.words.conjunction, self.words.prefix):
            found = pattern.match(self.text.text, place)
            if not found or found.end() == found.start():
                continue
            after = self._skip(found.end())
            if self.text.is_word_end(found.end()) or self._item(after):
                return after
        return None

    def _is_boundary(self, place: int) -> bool:
        """Whether a list item may end here: at the end, a separator, a bracket, a conjunction, or words of representation."""
        text = self.text.text
        if place >= len(text) or text[place] in SEPARATORS + "(（:)）" or ENDING.match(text, place):
            return True
        return bool(self.words.behalf.match(text, place)) or self._conjunction(place) is not None

    # known names ──────────────────────────────────────────────────────────────────────────────────────────────────────

    def _item(self, place: int) -> Item | None:
        """The names that begin here and fill everything up to the next boundary, or None; found once a place."""
        if place not in self._items:
            self._items[place] = self._read_item(place)
        return self._items[place]

    def _read_item(self, place: int) -> Item | None:
        article = self.words.article.match(self.text.text, place)
        for begin in dict.fromkeys((place, article.end() if article else place)):
            for name in self.names.names_at(self.text, begin):
                if name.start != begin:
                    break
                if item := self._item_after(name):
                    return item
        return None

    def _item_after(self, name: Match) -> Item | None:
        """The item that this name opens: it ends here, or further names run together with it."""
        loose = LOOSE.match(self.text.text, name.end)
        after = loose.end() if loose else name.end
        if not self._is_boundary(after):
            rest = self._item(after)
            return rest and Item([name, *rest.names], rest.end, rest.on_behalf_of, rest.unknown_group)
        if not (bracket := BRACKET.match(self.text.text, after)):
            return None if self.text.text[after : after + 1] in {"(", "（"} else Item([name], after)
        inside = bracket[1].strip()
        if behalf := self.words.behalf.match(inside):
            group = self._groups(inside[behalf.end() :])
            return Item([name], bracket.end(), group, None if group else inside[behalf.end() :].strip())
        return Item([name], bracket.end()) if self.words.capacity.match(inside) else None

    def _known(self, item: Item, *, last_of_list: bool) -> None:
        names = item.names
        if last_of_list and self.rows and not item.on_behalf_of:
            names = [part for name in names for part in self._parted(name)]
        for name in names:
            self._row(self.text.text[name.start : name.end], name)
        self.rows[-1]["on_behalf_of"] = item.on_behalf_of or self.rows[-1]["on_behalf_of"]
        if item.unknown_group:
            self.unknown.append(item.unknown_group)

    def _parted(self, name: Match) -> Iterable[Match]:
        """Two States where a State's name with a conjunction ends a list that has no other: "…, Сербия и Черногория"."""
        if name.party.kind == "state":
            for found in re.finditer(r"\s+|(?<=\w)(?=\W)|(?=[\u3400-\u9fff])", self.text.text[name.start : name.end]):
                middle = name.start + found.end()
                after = self._conjunction(middle)
                if after is None:
                    continue
                left = self.names.find(self.text.text[name.start : middle])
                right = self.names.find(self.text.text[after : name.end])
                if left and right:
                    begin = name.start + len(self.text.text[name.start : middle].rstrip())
                    return [Match(name.start, begin, left), Match(after, name.end, right)]
        return [name]

    def _row(self, printed: str, name: Match | None) -> None:
        party = name.party if name else None
        self.rows.append(
            {
                "name": _one_line(printed),
                "kind": party.kind if party else "other",
                "iso3": party.iso3 if party else None,
                "m49": party.m49 if party else None,
                "name_en": party.name_en if party else None,
                "on_behalf_of": self._group,
                "party": party.party if party else None,
            }
        )
        self._group = None

    # groups ───────────────────────────────────────────────────────────────────────────────────────────────────────────

    def _groups(self, text: str) -> str | None:
        """The groups named in a text, in English, or None where it names none that is known."""
        found = [m.party.name_en for m in groups_in(Keyed(text), self.names)]
        return "; ".join(dict.fromkeys(found)) or None

    def _on_behalf(self, place: int) -> int:
        """Words of representation outside brackets: they go with the name before them, or the first name after them."""
        limit = self._next_separator(place)
        found = [m for m in groups_in(self.text, self.names, place) if m.start < limit]
        if found:
            limit = max(limit, found[-1].end) if not self._is_boundary(self._loose_end(found[-1].end)) else found[-1].end
            group = "; ".join(dict.fromkeys(m.party.name_en for m in found))
            if self.rows:
                self.rows[-1]["on_behalf_of"] = group
            else:
                self._group = group
        else:
            self.unknown.append(_one_line(self.text.text[place:limit]))
        return limit

    def _loose_end(self, place: int) -> int:
        found = LOOSE.match(self.text.text, place)
        return found.end() if found else place

    # everything else ──────────────────────────────────────────────────────────────────────────────────────────────────

    def _is_office(self, place: int) -> bool:
        """Whether an office or body is the sponsor from here to the end of the line.

        It is not where States follow in the same text: then the words are another line of the cover ("Third Committee …
        Report of the High Commissioner Angola") that was handed over with the sponsors.
        """
        text = self.text.text
        if not self.words.office.match(text, place) or ":" in text[place:]:
            return False
        for found in WORD.finditer(text, place):
            begin = found.start()
            before = text[place:begin].rstrip()
            names = [m for m in self.names.names_at(self.text, begin) if m.start == begin and m.party.kind in {"state", "observer"}]
            listed = before[-1:] in SEPARATORS and any(self._is_boundary(self._loose_end(m.end)) for m in names) if before else False
            closing = any(ENDING.match(text, m.end) for m in names) and not self.words.possessive.search(before)
            if listed or closing:
                return False
        return True

    def _next_separator(self, place: int) -> int:
        """The next separator outside brackets, or the end."""
        depth = 0
        for offset in range(place, len(self.text.text)):
            character = self.text.text[offset]
            depth += (character in "(（") - (character in ")）")
            if character in SEPARATORS and depth <= 0:
                return offset
        return len(self.text.text)

    def _unknown(self, place: int) -> int:
        """A name that no table holds: up to the next separator, or to a conjunction before a known name."""
        limit = self._next_separator(place)
        for found in re.finditer(r"\s+(?=\S)|(?=[\u3400-\u9fff])", self.text.text[place:limit]):
            middle = place + found.end()
            after = self._conjunction(middle) if middle > place else None
            if after is not None and self._item(after):
                limit = middle
                break
        self._other(place, limit)
        self.unknown.append(self.rows[-1]["name"])
        return limit

    def _other(self, start: int, end: int) -> None:
        self._row(self.text.text[start:end].strip(" \n*.,;:"), None)


def groups_in(text: Keyed, names: Gazetteer, place: int = 0) -> Iterator[Match]:
    """Every known name of a group or observer from a place on, longest first, none inside another."""
    for found in WORD.finditer(text.text, place):
        begin = found.start()
        match = next((m for m in names.names_at(text, begin) if m.start == begin and m.party.kind in {"group", "observer"}), None)
        if match:
            yield match
            yield from groups_in(text, names, match.end)
            return


def _one_line(printed: str) -> str:
    """White space collapsed, and none next to a Chinese character."""
    return re.sub(r"(?<=[\u3000-\u9fff]) | (?=[\u3000-\u9fff])", "", " ".join(printed.split()))
