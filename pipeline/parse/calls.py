"""Calls of notes in text that keeps no raised characters: `Convention4 and`, `20111,`, `Rights, 2 the`, `(3)`, `2006 , who`.

Notes are called in the order of their numbers, and a note stands at the foot of the page that calls it first. So the
calls of a document are found together: every place where a number could be a call, or where a space before a stop shows
that one stood, is a candidate with a weight; of all ways to give the notes places in their order the heaviest is taken.
Dates, symbols and numbers of resolutions are no candidates.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from dataclasses import dataclass
from itertools import groupby

from pipeline.parse.call_places import BEHIND, CJK, Candidate, barred, candidates
from pipeline.parse.model import Call, Paragraph, Rich
from pipeline.parse.rich import append, cut, remove

PLACED, LOOSE = 6.0, 2.5
"""Weight of a marker whose place in its line is known, and of one that is only known to stand near."""
NEAR = 3
"""Paragraphs from the call of a note within which another marker of it is the same one, printed twice by the extractor."""


def find_calls(paragraphs: list[Paragraph], notes: list[Paragraph], language: str, *, placed: bool) -> None:
    """Put calls into the paragraphs in the place of the markers of notes.

    placed: the calls that are there stand where they were printed; else only near.
    """
    numbered = [n for n in notes if n.note and n.note.isdecimal()]
    known = {n.note for n in numbered}
    places = sorted(candidates(paragraphs, known, language, PLACED if placed else LOOSE), key=lambda c: (c.paragraph, c.start))
    chosen = _heaviest(places, numbered, paragraphs)
    _settle(paragraphs, chosen, numbered, keep=placed)
    _repeats(paragraphs, {n.note or "" for n in numbered})
    _stars(paragraphs, [n for n in notes if n.note and not n.note.isdecimal()])


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
    pattern = re.compile(rf"(?<=[》』」”»）])(\d{{1,3}}){BEHIND}|(?<=[^\W\d_{CJK}]{{4}})(\d{{1,2}})(?=[\s,;:،؛]|\.(?!\d)|$)")
    for paragraph in paragraphs:
        start = 0
        while match := pattern.search(paragraph.text, start):
            start = match.end()
            marker = match[1] or match[2]
            if marker in markers and not any(a < match.end() and match.start() < b for a, b in barred(paragraph.text, None)):
                start = _take(paragraph, marker, match.start(), match.end())


def _stars(paragraphs: list[Paragraph], notes: list[Paragraph]) -> None:
    for note in notes:
        marker = note.note or ""
        pattern = re.compile(rf"(?<![*†‡§]){re.escape(marker)}(?![*†‡§])")
        for paragraph in paragraphs:
            if match := pattern.search(paragraph.text):
                _take(paragraph, marker, match.start(), match.end())
                break
