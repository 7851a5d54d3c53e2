"""Sponsors: the line that names who submits a draft, and the names in it.

What belongs here: the shape of the line and its list. What does not: names (`pipeline.states`), words of a language
(`pipeline/languages/{language}/sponsors.yml`), and where on a cover the line stands (`cover`).

A name is read only when it is known: the longest known name first, and only where everything up to the next separator
is known names too ("France Cassar (Malta)" is not France). Everything else is a row of kind `other`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from pipeline.languages import words
from pipeline.parse.model import Row
from pipeline.states import DEFAULT_LANGUAGE, Gazetteer, Keyed, Match, gazetteer

SEPARATORS = ",;、，،؛；"
SKIPPED = re.compile(r"[\s,;、，،؛；*∗＊.:)）]*")
ENDING = re.compile(r"[ .*∗＊]*\Z")
LOOSE = re.compile(r"[\s*∗＊]*")
BRACKET = re.compile(r"[(（]([^()（）]*(?:[(（][^()（）]*[)）][^()（）]*)*)[)）]")
WRAPPED = re.compile(r"(?<=[^\W\d_])[-‐\u00ad]\s+(?=[^\W\d_])")
"""A hyphen at the end of a printed line, within a word."""
WORD = re.compile(r"[\u3400-\u9fff]|[^\W\u3400-\u9fff]+")
"""A word, or a Chinese character."""
TRAILING = r"[\s*∗＊.]*(?:\d{1,2}/)?\s*"


@dataclass(frozen=True, slots=True)
class SponsorLine:
    """text[start:end] is a whole sponsor line; names_text is the part that holds the names, as printed."""

    names_text: str
    revised: bool
    kind: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Words:
    """The words of one language as patterns: `lines` recognise a whole line, the others match at a place."""

    lines: tuple[tuple[str, re.Pattern[str]], ...]
    submitted: re.Pattern[str]
    additional: re.Pattern[str]
    conjunction: re.Pattern[str]
    prefix: re.Pattern[str]
    article: re.Pattern[str]
    behalf: re.Pattern[str]
    capacity: re.Pattern[str]
    office: re.Pattern[str]
    possessive: re.Pattern[str]


def sponsor_line(text: str, language: str) -> SponsorLine | None:
    """A whole sponsor line such as "Benin, … and Qatar: revised draft resolution", or None when the text is no such line.

    Understood are: names, a colon, and the kind of draft; a kind of draft "submitted by" names; and the opening words of
    an addendum ("Add the following countries to the list of sponsors") with names after them.
    """
    for whole in dict.fromkeys((text, WRAPPED.sub("", text))):
        for kind, pattern in patterns(language).lines:
            found = pattern.fullmatch(whole)
            names = found["names"].strip() if found else ""
            if found and names:
                revised = bool(found.groupdict().get("before") or found.groupdict().get("after"))
                return SponsorLine(names, revised, kind, len(text) - len(text.lstrip()), len(text.rstrip()))
    return None


def opens_addendum(text: str, language: str) -> bool:
    """Whether a line begins with the words that open a list of sponsors that join later ("Add the following countries …")."""
    return bool(patterns(language).additional.match(text))


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


def _phrase(phrase: str) -> str:
    """A pattern for a phrase as printed: any white space between words, and between Chinese characters."""
    return r"\s+".join(re.sub(r"(?<=[\u3400-\u9fff])(?=[\u3400-\u9fff])", r"\\s*", re.escape(word)) for word in phrase.split())


def _any(phrases: Iterable[str]) -> str:
    """A pattern for any of the phrases, longest first; one that never matches where there are none."""
    return "|".join(_phrase(p) for p in sorted(phrases, key=len, reverse=True)) or "(?!)"


def _lines(data: dict[str, list[str]]) -> Iterator[tuple[str, str]]:
    """The shapes of a whole line, with the kind of draft that each announces."""
    before, after = rf"(?P<before>(?:{_any(data['revised'])})\s*)?", rf"(?P<after>\s*(?:{_any(data['revised'])}))?"
    for kind in ("draft_resolution", "draft_decision"):
        draft = rf"{before}(?:{_any(data[kind])}){after}"
        yield kind, rf"\s*(?P<names>\S.*?)[\s*∗＊]*[:：∶][\s*∗＊]*{draft}{TRAILING}"
        yield kind, rf"\s*{draft}[\s,*∗＊]*(?P<names>(?:{_any(data['submitted'])})\s*[:：]?\s*\S.*?){TRAILING}"
        yield kind, rf"\s*(?P<names>\S.*?)\s*(?:{_any(data['submitted_before'])})\s*{draft}{TRAILING}"
        yield kind, rf"\s*(?:{_any(data['additional'])})(?:[^:：]*?(?:{_any(data[kind])})[^:：]*[:：])\s*(?P<names>\S.*?){TRAILING}"
    yield "draft_resolution", rf"\s*(?:{_any(data['additional'])})(?:[^:：]{{0,80}}[:：])?\s*(?P<names>\S.*?){TRAILING}"


@cache
def patterns(language: str) -> Words:
    """The words of one language, compiled once."""
    data = words(language, "sponsors")

    def at(keys: str, after: str = r"\s*") -> re.Pattern[str]:
        return re.compile(rf"(?:{_any(data[keys])}){after}", re.IGNORECASE)

    return Words(
        lines=tuple((kind, re.compile(p, re.IGNORECASE | re.DOTALL)) for kind, p in _lines(data)),
        submitted=at("submitted", r"[\s:：]*"),
        additional=re.compile(rf"\s*(?:{_any(data['additional'])})", re.IGNORECASE),
        conjunction=at("conjunctions", ""),
        prefix=at("prefixes", ""),
        article=re.compile(rf"(?:{'|'.join(_article(a) for a in data['articles']) or '(?!)'})", re.IGNORECASE),
        behalf=at("behalf"),
        capacity=at("capacity"),
        office=re.compile("|".join(f"(?:{p})" for p in data["office"]), re.IGNORECASE),
        possessive=re.compile(rf"(?<!\w)(?:{_any(data['possessives'])})\s*$", re.IGNORECASE),
    )


def _article(article: str) -> str:
    return _phrase(article) + (r"\s+" if article[-1].isalpha() else r"\s*")
