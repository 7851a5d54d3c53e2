"""Notes in plain text, where neither type size nor place tells them from the running text.

What tells them is the order of their numbers: on each page the notes begin with the number that is next, and everything
behind it to the end of the page belongs to them. Extractors print markers before the notes, behind them, or in stacks;
so the markers of a page are counted first, and the words are then parted into as many notes, where the ends of sentences,
blank lines and markers between them speak for it most.
"""

from __future__ import annotations

import itertools
import re

from pipeline.extract.page import Span
from pipeline.parse.lines import Line
from pipeline.parse.notelines import NoteLines, marker_of, unfinished

TERMINAL = ".;:,!?。；：，！？،؛؟…”’»)"
_BEGINS = re.compile(r"[A-ZÀ-ÞА-ЯЁ“«‘\"(\[/《\d\u0621-\u064a\u3400-\u9fff]")
SHARE = 0.75
"""Most of a page that notes may take up, as a share of its lines."""
FORCED = 100
"""Weight of a boundary that a marker in front of words makes."""


def text_zone(page: list[Line], under_rule: int | None, expected: int) -> int:
    """Index in `page` where its notes begin; its length where it has none."""
    if under_rule is not None and under_rule < len(page):
        return under_rule
    for i in range(len(page) - 1, -1, -1):
        found = marker_of(page[i])
        if found is None or found[0] != str(expected) or not _stands_alone(page, i, found[1], expected):
            continue
        if len(page) - i <= SHARE * len(page) + 2:
            return i
    return len(page)


def _stands_alone(page: list[Line], i: int, rest: list[Span], expected: int) -> bool:
    """Whether a number at the start of a line is a marker: alone, or before words that begin a sentence."""
    text = "".join(s.text for s in rest).strip()
    before = page[i - 1].text.rstrip() if i else ""
    if not text:
        return i + 1 < len(page)
    if not _BEGINS.match(text):
        return False
    ended = page[i].block.blank_before > 0 or before[-1:] in TERMINAL or before[-1:] in "-\u00ad" or not before
    return ended or _next_leads(page[i + 1 :], expected + 1)


def _next_leads(lines: list[Line], number: int) -> bool:
    """Whether one of these lines begins with the next marker and words behind it: so do notes without a gap before them."""
    for line in lines:
        found = marker_of(line)
        if found and found[0] == str(number) and _BEGINS.match("".join(s.text for s in found[1]).strip()):
            return True
    return False


def read_text_notes(lines: list[Line], notes: list[NoteLines], expected: int) -> int:
    """Append the notes of one page to `notes`; returns the number that the next note should have."""
    if not lines:
        return expected
    alone, leading = _markers(lines, expected)
    numbers, following = _in_order(expected, {*alone, *(n for n in leading.values() if isinstance(n, int))})
    alone = {n: i for n, i in alone.items() if n in numbers}
    leading = {i: n for i, n in leading.items() if isinstance(n, str) or (n in numbers and n not in alone)}
    words = [i for i in range(len(lines)) if i not in alone.values()]
    groups = _parted(lines, words, set(alone.values()), leading, len(numbers) + sum(isinstance(n, str) for n in leading.values()), notes)
    waiting = sorted(n for n in numbers if n not in leading.values())
    for group in groups:
        first = group[0]
        marker = str(leading[first]) if first in leading else str(waiting.pop(0)) if waiting else ""
        found = marker_of(lines[first]) if first in leading else None
        if found:
            notes.append(NoteLines(marker, [lines[first]], found[1], [lines[i] for i in group[1:]]))
        elif marker.isdecimal() and int(marker) in alone:
            notes.append(NoteLines(marker, [lines[alone[int(marker)]]], [], [lines[i] for i in group], own_marker=True))
        elif notes and not marker:
            notes[-1].rest += [lines[i] for i in group]
        else:
            notes.append(NoteLines(marker, [lines[first]], list(lines[first].block.spans), [lines[i] for i in group[1:]]))
    for number in waiting:
        if number in alone:
            notes.append(NoteLines(str(number), [lines[alone[number]]], [], [], own_marker=True))
    return following


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
        elif not text:
            alone.setdefault(int(found[0]), i)
        elif (_BEGINS.match(text) or line.block.spans[0].raised) and highest < int(found[0]) <= highest + 3:
            highest = int(found[0])
            leading[i] = highest
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


def _parted(
    lines: list[Line], words: list[int], alone: set[int], leading: dict[int, int | str], count: int, notes: list[NoteLines]
) -> list[list[int]]:
    """The lines with words as `count` groups; what goes on from the page before is taken into the last note first."""
    if not words:
        return []
    goes_on = bool(notes) and words[0] not in leading and unfinished(notes) and min(alone, default=len(lines)) > words[0]
    weights = {i: _weight(lines, before, i, alone, leading) for before, i in itertools.pairwise(words)}
    best = sorted((i for i in weights if weights[i] > 0), key=lambda i: (-weights[i], i))[: max(0, count - 1 + goes_on)]
    starts = sorted({words[0], *best})
    groups = [[i for i in words if a <= i < b] for a, b in zip(starts, [*starts[1:], len(lines)], strict=True)]
    if (goes_on or not count) and notes:
        notes[-1].rest += [lines[i] for i in groups.pop(0)]
    return groups


def _weight(lines: list[Line], before: int, i: int, alone: set[int], leading: dict[int, int | str]) -> float:
    """How much speaks for a note that begins at line i."""
    if i in leading:
        return FORCED
    if not _BEGINS.match(lines[i].text):
        return 0
    weight = 4.0 if i - 1 in alone else 0.0
    weight += 3 if lines[before].text.rstrip('”’»" )）')[-1:] in ".。" or lines[before].text.rstrip()[-1:] in ".。" else 0
    weight += 1 if lines[i].block.blank_before else 0
    return weight + (0.5 if len(lines[before].text) < 60 else 0)
