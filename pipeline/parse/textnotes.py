"""Notes in plain text, where neither type size nor place tells them from the running text.

What tells them is the order of their numbers: on each page the notes begin with the number that is next, and everything
behind it to the end of the page belongs to them. Extractors print markers before the notes, behind them, or in stacks;
so the markers of a page are counted first, and the words are then parted into as many notes, where the ends of sentences,
blank lines and markers between them speak for it most. A marker has the words right behind it; of a stack of markers the
last ones have the words behind the stack; what is then left on either side goes together in its order.
"""

from __future__ import annotations

import itertools

from pipeline.parse.lines import Line
from pipeline.parse.notelines import NoteLines, marker_of, unfinished
from pipeline.parse.textzones import BEGINS, find_zone, full_stop, strays, unglue, with_stack

FORCED = 100
"""Weight of a boundary that a marker in front of words makes."""


def text_apart(pages: dict[int, list[Line]], rules: dict[int, int], language: str) -> tuple[list[Line], list[NoteLines]]:
    """Running text and notes of all pages; the numbers of notes go on from page to page.

    pages: the lines of each page; rules: index of the first line below a rule, for the pages that have one.
    """
    body: list[Line] = []
    notes: list[NoteLines] = []
    expected = 1
    order = sorted(pages)
    for page, after in itertools.zip_longest(order, order[1:]):
        lines = with_stack(pages[page], expected, language)
        zone = find_zone(lines, rules.get(page), expected, pages[after][0] if after is not None else None, language)
        running, at_foot = lines[: zone.start], lines[zone.start :]
        if zone.glued is not None:
            unglue(lines[zone.glued], expected)
        stray = strays(running, at_foot, language)
        body += running + stray
        at_foot = [x for x in at_foot if not any(x is y for y in stray)]
        expected = _Foot(at_foot, zone.first or expected, glued=zone.glued is not None).read(notes)
    return body, notes


class _Foot:
    """The lines below the running text of one page. glued: the marker of the first note is not among them."""

    def __init__(self, lines: list[Line], expected: int, *, glued: bool) -> None:
        self.lines, self.glued = lines, expected if glued else None
        alone, leading = _markers(lines, expected)
        found = {*alone, *(n for n in leading.values() if isinstance(n, int)), *([expected] if glued else [])}
        self.numbers, self.following = _in_order(expected, found)
        self.alone = {n: i for n, i in alone.items() if n in self.numbers}
        self.leading = {i: n for i, n in leading.items() if isinstance(n, str) or (n in self.numbers and n not in self.alone)}
        self.standing = {i: n for n, i in self.alone.items()}

    def read(self, notes: list[NoteLines]) -> int:
        """Append the notes of the page to `notes`; returns the number that the next note should have."""
        groups = self._groups(notes)
        owners = self._owners(groups)
        for first, group in groups.items():
            words = [self.lines[i] for i in group]
            marker = str(self.leading[first]) if first in self.leading else owners.get(first, "")
            found = marker_of(words[0]) if first in self.leading else None
            if found:
                notes.append(NoteLines(marker, [words[0]], found[1], words[1:]))
            elif marker and int(marker) in self.alone:
                notes.append(NoteLines(marker, [self.lines[self.alone[int(marker)]]], [], words, own_marker=True))
            elif notes and not marker:
                notes[-1].rest += words
            else:
                notes.append(NoteLines(marker, [words[0]], list(words[0].block.spans), words[1:]))
        for number in sorted(set(self.alone) - {int(m) for m in owners.values()}):
            notes.append(NoteLines(str(number), [self.lines[self.alone[number]]], [], [], own_marker=True))
        return self.following

    def _groups(self, notes: list[NoteLines]) -> dict[int, list[int]]:
        """The lines of each note by the first of them; what goes on from the page before is taken into the last note."""
        words = [i for i in range(len(self.lines)) if i not in self.standing]
        if not words:
            return {}
        count = len(self.numbers) + sum(isinstance(n, str) for n in self.leading.values())
        leads = words[0] not in self.leading and min(self.standing, default=len(self.lines)) > words[0]
        goes_on = bool(notes) and self.glued is None and leads and unfinished(notes)
        weights = {i: self._weight(before, i) for before, i in itertools.pairwise(words)}
        best = sorted((i for i in weights if weights[i] > 0), key=lambda i: (-weights[i], i))[: max(0, count - 1 + goes_on)]
        starts = sorted({words[0], *best})
        groups = {a: [i for i in words if a <= i < b] for a, b in zip(starts, [*starts[1:], len(self.lines)], strict=True)}
        if (goes_on or not count) and notes:
            notes[-1].rest += [self.lines[i] for i in groups.pop(starts[0])]
        return groups

    def _weight(self, before: int, i: int) -> float:
        """How much speaks for a note that begins at line i."""
        if i in self.leading:
            return FORCED
        if not BEGINS.match(self.lines[i].text):
            return 0
        weight = 4.0 if i - 1 in self.standing else 0.0
        weight += 3 if full_stop(self.lines[before]) else 0
        weight += 1 if self.lines[i].block.blank_before else 0
        return weight + (0.5 if len(self.lines[before].text) < 60 else 0)

    def _owners(self, groups: dict[int, list[int]]) -> dict[int, str]:
        """First line of a group → the marker that it belongs to, for markers that stand alone or were glued to a word."""
        stacks: list[tuple[list[int], list[int]]] = [([] if self.glued is None else [self.glued], [])]
        for i in range(len(self.lines)):
            if i in self.standing:
                if stacks[-1][1]:
                    stacks.append(([], []))
                stacks[-1][0].append(self.standing[i])
            elif i in self.leading:
                stacks.append(([], []))
            elif i in groups:
                stacks[-1][1].append(i)
        owners: dict[int, str] = {}
        for numbers, words in stacks:
            near = numbers[max(0, len(numbers) - len(words)) :]
            owners |= {first: str(n) for n, first in zip(near, words, strict=False)}
        taken = {int(m) for m in owners.values()} | {n for n in self.leading.values() if isinstance(n, int)}
        waiting = sorted(self.numbers - taken)
        left = [first for first in groups if first not in owners and first not in self.leading]
        return owners | {first: str(n) for n, first in zip(waiting, left, strict=False)}


def _markers(lines: list[Line], expected: int) -> tuple[dict[int, int], dict[int, int | str]]:
    """Numbers that stand alone → their lines; lines that begin with a marker → it."""
    alone: dict[int, int] = {}
    leading: dict[int, int | str] = {}
    highest = expected - 1
    for i, line in enumerate(lines):
        found = marker_of(line)
        if found is None:
            continue
        text = "".join(s.text for s in found[1]).strip()
        if not found[0].isdecimal():
            leading[i] = found[0]
            continue
        number = int(found[0])
        due = highest < number <= highest + 3
        if not text:
            alone.setdefault(number, i)
        elif due and (BEGINS.match(text) or line.block.spans[0].raised):
            leading[i] = number
        else:
            continue
        highest = number if due else highest
    return alone, leading


def _in_order(expected: int, found: set[int]) -> tuple[set[int], int]:
    """The numbers that go on from the expected one, two lost ones at most between; and the number after them."""
    numbers: set[int] = set()
    number = expected
    while any(n in found for n in range(number, number + 3)):
        if number in found:
            numbers.add(number)
        number += 1
    return numbers, number
