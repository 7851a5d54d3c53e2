"""Calls of notes in text that keeps no raised characters: `Convention4 and`, `20111,`, `Rights, 2 the`, `(3)`, `2006 , who`.

Notes are called in the order of their numbers, and a note stands at the foot of the page that calls it first. So the
calls of a document are found together: every place where a number could be a call, or where a space before a stop shows
that one stood, is a candidate with a weight; of all ways to give the notes places in their order the heaviest is taken.
Dates, symbols and numbers of resolutions are no candidates.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from pipeline.parse.dates import find_dates
from pipeline.parse.model import Call, Paragraph, Rich
from pipeline.parse.rich import append, cut, remove
from pipeline.parse.structure import structure

_CJK = "\u3000-\u303f\u3400-\u9fff\uff00-\uffef"
_ARABIC = "\u0600-\u06ff"
_BEHIND = rf"(?=[\s,.;:!?)\]”’»،؛、，。；：）]|$|[{_CJK}])"
_NO_CALL = re.compile(r"[A-Z]{1,5}(?:\.\d+)?/[\w./()-]+|\d+/\d+|\d+\s?\(\d{4}\)|\b(?:19|20)\d\d\b")
_NUMBER = r"(?P<n>\d{1,3})(?!\d)"
_STOP = r"(?=\s?[,;:،؛](?!\d)|\.(?!\d))"
"""A stop behind a marker that stands apart; French sets a space before some."""
_UNIT = r"(?!\s?(?:%|per cent|[-–/]\d))"
FORMS = [
    (re.compile(rf"(?<=[^\W\d_{_CJK}]{{2}}){_NUMBER}{_BEHIND}{_UNIT}"), 5.0),  # Convention4
    (re.compile(rf"(?<=[^\d][,.;:!?”’»)\]》』」،؛]){_NUMBER}{_BEHIND}{_UNIT}"), 5.0),  # Rights,2
    (re.compile(rf"(?<=[、，。；：）]){_NUMBER}{_BEHIND}{_UNIT}"), 3.0),  # 决议，3
    (re.compile(rf"(?<=(?:19|20)\d\d[,.;]){_NUMBER}{_BEHIND}{_UNIT}"), 4.0),  # 2000,11
    (re.compile(rf"(?:(?<=/\d\d[,;])|(?<=/\d\d\d[,;])){_NUMBER}(?=\s|$)"), 4.0),  # 75/190,4
    (re.compile(rf"(?<=\b(?:19|20)\d\d)\s{_NUMBER}(?=[,;.:)])"), 3.0),  # 2014 1,
    (re.compile(rf"(?<=\b(?:19|20)\d\d){_NUMBER}(?=[\s,.;:)]|$)"), 4.0),  # 20111,
    (re.compile(rf"(?<=\d\)){_NUMBER}{_BEHIND}{_UNIT}"), 4.0),  # (No. 189)18,
    (re.compile(rf"(?<=\b(?:19|20)\d\d)\s{_NUMBER}(?=\s[^\W\d_])"), 1.2),  # 1951 16 and
    (re.compile(r"(?<=\b(?:19|20)\d\d)\((?P<n>\d{1,3})\)"), 4.0),  # 2018(1)
    (re.compile(rf"(?<=[{_ARABIC}\d”»)،,]\s)\(\s?(?P<n>\d{{1,3}})\s?\)|(?<=[{_ARABIC}”»)،,])\(\s?(?P<m>\d{{1,3}})\s?\)"), 4.0),
    (re.compile(rf"(?<=[^\W\d_{_CJK}])\s{_NUMBER}{_STOP}{_UNIT}"), 2.0),  # Rights 2,
    (re.compile(rf"(?<=[”’»)])\s{_NUMBER}{_STOP}{_UNIT}"), 2.0),  # Rights» 2,
    (re.compile(rf"(?<=[”’»)])\s{_NUMBER}(?=\s[^\W\d_]){_UNIT}"), 1.2),  # Rights» 2 and
    (re.compile(rf"(?<=\b\d\d)\s{_NUMBER}(?=[,;:]|\.\s|\s[^\W\d_]){_UNIT}"), 1.0),  # Agenda 21 6 and
    (re.compile(rf"(?<=[^\W\d_]\s21){_NUMBER}(?=[\s,;:]|\.\s)"), 0.8),  # Agenda 216 and
    (re.compile(rf"(?<=\b\d\d,)\s?{_NUMBER}(?=\s[^\W\d_]){_UNIT}"), 1.0),  # Agenda 21, 6 the
    (re.compile(rf"(?<=[,;:.،])\s{_NUMBER}(?=\s[^\W\d_]|$)"), 2.0),  # Rights, 2 the
    (re.compile(rf"(?<=[^\W\d_{_CJK}]{{2}})\s{_NUMBER}(?=\s[^\W\d_]|$){_UNIT}"), 1.2),  # Women 8 and
    (re.compile(rf"(?<=[{_CJK}”])\s{_NUMBER}(?=[{_CJK}])"), 2.0),  # 议程” 24的
    (re.compile(rf"(?<=[{_CJK}]){_NUMBER}(?=[{_CJK}]){_UNIT}"), 1.0),  # 报告10和
    (re.compile(rf"(?<=[{_ARABIC}])\s{_NUMBER}(?=[\u0621-\u064a])"), 1.5),  # 3و
    (re.compile(rf"(?<=[{_ARABIC}\d)]“)\s?{_NUMBER}(?=[\s،؛.]|$)"), 3.0),  # “3،
]
_LONG = re.compile(r"(?<![\w/])\d{1,3}/(?P<whole>(?!(?:19[4-9]|20[0-2])\d\b)\d{3,6})(?=[\s,.;:)]|$)")
_BEFORE_DATE = re.compile(r"(?<=[、，；》])\s?(?P<n>\d{1,3}?)(?=(?:19|20)\d\d\s?年|(?:1[0-2]|[1-9])\s?月)")
"""公约》、22000年: a marker before a Chinese date."""
_BEFORE_NUMBER = re.compile(r"(?<![\d/])(?P<n>\d{1,2}?)(?P<number>(?:19[4-9]|20[0-3])\d|[5-8]\d/\d{1,3})(?![\d/])")
"""Arabic 32020 for 2020 with the marker 3, which stands left of it in print and so comes before its digits."""
_RIGHT_TO_LEFT = re.compile(f"[{_ARABIC}]")
GREATEST = 400
"""No session of the General Assembly has adopted as many resolutions: a greater number after the slash has a marker behind it."""
GAP = 3.5
"""Weight of a space before a stop, where the document has none elsewhere: there stood a marker."""
PLACED, LOOSE = 6.0, 2.5
"""Weight of a marker whose place in its line is known, and of one that is only known to stand near."""
NEAR = 3
"""Paragraphs from the call of a note within which another marker of it is the same one, printed twice by the extractor."""
_STOPS = ",.;:)"
_GAPS = {stop: re.compile(rf"(?<=\S)\s+(?={re.escape(stop)}(?:\s|$))") for stop in _STOPS}
RARE = 0.3
"""Share of stops with a space before them below which such a space tells something (French sets one before ; and :)."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A place where a note may be called: text[start:end] of a paragraph goes away; old: a call that is there already.

    behind: characters behind the marker after which the call stands.
    """

    paragraph: int
    start: int
    end: int
    weight: float
    number: str | None
    old: Call | None = None
    behind: int = 0


def find_calls(paragraphs: list[Paragraph], notes: list[Paragraph], language: str, *, placed: bool) -> None:
    """Put calls into the paragraphs in the place of the markers of notes.

    placed: the calls that are there stand where they were printed; else only near.
    """
    numbered = [n for n in notes if n.note and n.note.isdecimal()]
    known = {n.note for n in numbered}
    candidates = sorted(_candidates(paragraphs, known, language, PLACED if placed else LOOSE), key=lambda c: (c.paragraph, c.start))
    chosen = _heaviest(candidates, numbered, paragraphs)
    _settle(paragraphs, chosen, numbered, keep=placed)
    _repeats(paragraphs, {n.note or "" for n in numbered})
    _stars(paragraphs, [n for n in notes if n.note and not n.note.isdecimal()])


def _candidates(paragraphs: list[Paragraph], known: set[str | None], language: str, weight: float) -> Iterator[Candidate]:
    if not known:
        return
    gaps = _telling_gaps(paragraphs)
    form = structure(language)
    for i, paragraph in enumerate(paragraphs):
        for call in paragraph.rich.calls:
            if call.marker in known:
                yield Candidate(i, call.offset, call.offset, weight, call.marker, call)
        for gap in gaps:
            for match in gap.finditer(paragraph.text):
                yield Candidate(i, match.start(), match.end(), GAP, None)
        if not form.of_cover(paragraph.text):
            yield from _numbers(i, paragraph.text, known, form.counted)


def _numbers(i: int, text: str, known: set[str | None], counted: re.Pattern[str] | None) -> Iterator[Candidate]:
    if not any(c.isdecimal() for c in text):
        return
    barred = _barred(text, counted)
    for pattern, weight in FORMS:
        for match in pattern.finditer(text):
            number = match["n"] or match.groupdict().get("m")
            if number in known and not any(a < match.end() and match.start() < b for a, b in barred):
                yield Candidate(i, match.start(), match.end(), weight, number)
    for match in _BEFORE_DATE.finditer(text):
        if match["n"] in known:
            yield Candidate(i, match.start(), match.end(), 2.0, match["n"])
    for match in _BEFORE_NUMBER.finditer(text) if _RIGHT_TO_LEFT.search(text) else ():
        if match["n"] in known:
            yield Candidate(i, match.start(), match.end("n"), 3.0, match["n"], behind=len(match["number"]))
    for match in _LONG.finditer(text):
        whole = match["whole"]
        for size in (1, 2, 3):
            rest, number = whole[:-size], whole[-size:]
            if rest and number in known and 0 < int(rest) <= GREATEST < int(whole) and not rest.startswith("0"):
                yield Candidate(i, match.end() - size, match.end(), 2.0, number)


def _telling_gaps(paragraphs: list[Paragraph]) -> list[re.Pattern[str]]:
    with_space: Counter[str] = Counter()
    all_stops: Counter[str] = Counter()
    for paragraph in paragraphs:
        for stop, pattern in _GAPS.items():
            with_space[stop] += len(pattern.findall(paragraph.text))
            all_stops[stop] += paragraph.text.count(stop)
    return [pattern for stop, pattern in _GAPS.items() if 0 < with_space[stop] < RARE * all_stops[stop]]


def _barred(text: str, counted: re.Pattern[str] | None) -> list[tuple[int, int]]:
    """Stretches in which no number is a call: dates, symbols, numbers of resolutions, years, numbers that count something."""
    spans = [m.span() for m in _NO_CALL.finditer(text)]
    if counted:
        spans += [m.span() for m in counted.finditer(text)]
    for language in ("en", "fr", "es", "ru", "ar", "zh"):
        for date in find_dates(text, language):
            begun = _RANGE.search(text, max(0, date.start - 8), date.start)
            spans.append((begun.start() if begun else date.start, date.end))
    return spans


_RANGE = re.compile(r"\b\d{1,2}\s[^\W\d_]{1,3}\s$")
"""The first day of a stretch of days: “from 14 to” before “25 June 1993”."""


@dataclass(frozen=True, slots=True)
class Chain:
    """A choice: the last note that has a place, the place, the choice before it."""

    note: int
    candidate: Candidate
    before: Chain | None


class Frontier:
    """For growing indexes of notes the greatest weight of a choice that ends there; only those that none before surpasses."""

    def __init__(self) -> None:
        self._ends, self._totals = [-1], [0.0]
        self._chains: list[Chain | None] = [None]

    def extended(self, note: int, candidate: Candidate, weight: float) -> tuple[float, Chain]:
        """The best choice of earlier notes with this one behind it, and its weight."""
        k = bisect_left(self._ends, note) - 1
        return self._totals[k] + weight, Chain(note, candidate, self._chains[k])

    def enter(self, total: float, chain: Chain) -> None:
        """Keep a choice if none that ends as early weighs as much."""
        k = bisect_left(self._ends, chain.note)
        if total <= self._totals[k - 1] or (k < len(self._ends) and self._ends[k] == chain.note and self._totals[k] >= total):
            return
        last = k
        while last < len(self._ends) and self._totals[last] <= total:
            last += 1
        self._ends[k:last], self._totals[k:last], self._chains[k:last] = [chain.note], [total], [chain]

    def best(self) -> Chain | None:
        """The heaviest choice."""
        return self._chains[-1]


def _heaviest(candidates: list[Candidate], notes: list[Paragraph], paragraphs: list[Paragraph]) -> dict[int, Candidate]:
    """Index of each note → its candidate, so that notes and places come in the same order and the weight is greatest."""
    by_number: dict[str, list[int]] = defaultdict(list)
    for j, note in enumerate(notes):
        by_number[note.note or ""].append(j)
    at_end = _stand_at_end(notes, paragraphs)
    frontier = Frontier()
    for _place, here in groupby(candidates, key=lambda c: (c.paragraph, c.start)):
        fresh: list[tuple[float, Chain]] = []
        for candidate in here:
            for j in range(len(notes)) if candidate.number is None else by_number[candidate.number]:
                near = 1.0 if at_end else _nearness(notes[j], paragraphs[candidate.paragraph])
                if near > 0:
                    fresh.append(frontier.extended(j, candidate, candidate.weight * near))
        for total, fresh_chain in fresh:
            frontier.enter(total, fresh_chain)
    found: dict[int, Candidate] = {}
    chain: Chain | None = frontier.best()
    while chain is not None:
        found[chain.note] = chain.candidate
        chain = chain.before
    return found


def _stand_at_end(notes: list[Paragraph], paragraphs: list[Paragraph]) -> bool:
    """Whether all notes stand on the last page, so that it says nothing of where they are called."""
    last = max((p.rich.page_end or 0 for p in paragraphs), default=0)
    starts = [n.rich.page_start or 0 for n in notes]
    return bool(starts) and min(starts) >= last and (len(starts) > 1 or min(starts) > last)


def _nearness(note: Paragraph, paragraph: Paragraph) -> float:
    """1 where the paragraph stands on the page of the note, less a page before, else 0."""
    page, first, last = note.rich.page_start, paragraph.rich.page_start, paragraph.rich.page_end
    if page is None or first is None or last is None:
        return 1.0
    if first <= page <= last:
        return 1.0
    return 0.5 if last == page - 1 else 0.0


def _settle(paragraphs: list[Paragraph], chosen: dict[int, Candidate], notes: list[Paragraph], *, keep: bool) -> None:
    """Take the chosen markers out and put calls there.

    A call that was there and was not chosen calls its note again (where calls are kept), calls one that has no other place,
    stands near one that was chosen, or is a number of the text.
    """
    chosen_old = {id(c.old) for c in chosen.values() if c.old}
    found = {notes[j].note: candidate.paragraph for j, candidate in chosen.items()}
    known = {n.note for n in notes}
    edits: dict[int, list[tuple[int, int, str, bool, int]]] = defaultdict(list)
    for j, candidate in chosen.items():
        if candidate.old is None:
            edits[candidate.paragraph].append((candidate.start, candidate.end, notes[j].note or "", True, candidate.behind))
    for i, paragraph in enumerate(paragraphs):
        for call in [c for c in paragraph.rich.calls if c.marker.isdecimal()]:
            paragraph.rich.calls.remove(call)
            again = call.marker in found and abs(found[call.marker] - i) > NEAR
            stays = id(call) in chosen_old or again or (call.marker in known and (keep or call.marker not in found))
            if stays or call.marker not in found:
                edits[i].append((call.offset, call.offset, call.marker, stays, 0))
        for start, end, marker, calls, behind in sorted(edits[i], reverse=True):
            if calls and behind:
                paragraph.rich = remove(paragraph.rich, start, end)
                _take(paragraph, marker, start + behind, start + behind)
            elif calls:
                _take(paragraph, marker, start, end)
            else:
                _put_back(paragraph, marker, start)


def _put_back(paragraph: Paragraph, number: str, offset: int) -> None:
    """A number that was taken for a marker, into the text again."""
    head, tail = cut(paragraph.rich, 0, offset), cut(paragraph.rich, offset)
    head.calls = [c for c in paragraph.rich.calls if c.offset < offset]
    paragraph.rich = append(append(head, Rich(number)), tail)


def _take(paragraph: Paragraph, marker: str, start: int, end: int) -> int:
    """Replace a marker by a call; returns where to look on."""
    before = paragraph.text[:start].rstrip()
    paragraph.rich = remove(paragraph.rich, start, end)
    offset = len(before)
    tail = paragraph.text[start:]
    if paragraph.text[offset:start].isspace() and (not tail or tail[:1].isspace() or not tail[:1].isalnum()):
        paragraph.rich = remove(paragraph.rich, offset, start)
    paragraph.rich.calls.append(Call(marker, offset))
    paragraph.rich.calls.sort(key=lambda c: c.offset)
    return offset


def _repeats(paragraphs: list[Paragraph], markers: set[str]) -> None:
    """Notes called again later on: the marker glued to a closing bracket or quotation mark, or to a word."""
    if not markers:
        return
    pattern = re.compile(rf"(?<=[》』」”»）])(\d{{1,3}}){_BEHIND}|(?<=[^\W\d_]{{4}})(\d{{1,2}})(?=[\s,.;:،؛]|$)")
    for paragraph in paragraphs:
        start = 0
        while match := pattern.search(paragraph.text, start):
            start = match.end()
            marker = match[1] or match[2]
            if marker in markers and not any(a < match.end() and match.start() < b for a, b in _barred(paragraph.text, None)):
                start = _take(paragraph, marker, match.start(), match.end())


def _stars(paragraphs: list[Paragraph], notes: list[Paragraph]) -> None:
    for note in notes:
        marker = note.note or ""
        pattern = re.compile(rf"(?<![*†‡§]){re.escape(marker)}(?![*†‡§])")
        for paragraph in paragraphs:
            if match := pattern.search(paragraph.text):
                _take(paragraph, marker, match.start(), match.end())
                break
