"""Notes in plain text, where neither type size nor place tells them from the running text.

What tells them is the order of their numbers: on each page the notes begin with the number that is next, and everything
behind it to the end of the page belongs to them. Extractors print the markers of short notes before the notes themselves;
such stacks are taken apart by the ends of sentences.
"""

from __future__ import annotations

import re

from pipeline.extract.page import Span
from pipeline.parse.joining import TERMINAL
from pipeline.parse.lines import Line
from pipeline.parse.notelines import NoteLines, marker_of

_BEGINS = re.compile(r"[A-ZÀ-ÞА-ЯЁ“«‘\"(\[/《\d\u0621-\u064a\u3400-\u9fff]")
SHARE = 0.75
"""Most of a page that notes may take up, as a share of its lines."""


def text_zone(page: list[Line], under_rule: int | None, expected: int) -> int:
    """Index in `page` where its notes begin; its length where it has none."""
    if under_rule is not None and under_rule < len(page):
        return under_rule
    first = len(page)
    for i in range(len(page) - 1, -1, -1):
        found = marker_of(page[i])
        if found is None or found[0] != str(expected) or not _stands_alone(page, i, found[1]):
            continue
        if len(page) - i <= SHARE * len(page) + 2:
            first = i
            break
    return first


def _stands_alone(page: list[Line], i: int, rest: list[Span]) -> bool:
    """Whether a number at the start of a line is a marker: alone, or before words that begin a sentence."""
    text = "".join(s.text for s in rest).strip()
    before = page[i - 1].text.rstrip() if i else ""
    if not text:
        return i + 1 < len(page)
    return bool(_BEGINS.match(text)) and (page[i].block.blank_before > 0 or before[-1:] in TERMINAL or before[-1:] in "-\u00ad" or not before)


def read_text_notes(lines: list[Line], notes: list[NoteLines], expected: int) -> int:
    """Append the notes of one page to `notes`; returns the number that the next note should have."""
    waiting: list[tuple[str, Line]] = []
    orphans: list[NoteLines] = []
    first_new = len(notes)
    for line in lines:
        found = marker_of(line)
        if found and found[0].isdecimal() and expected <= int(found[0]) <= expected + 2 and _opens(found[1], line):
            expected = int(found[0]) + 1
            if found[1] and "".join(s.text for s in found[1]).strip():
                orphans += [_empty(notes, w) for w in waiting]
                waiting = []
                notes.append(NoteLines(found[0], [line], found[1]))
            else:
                waiting.append((found[0], line))
        elif waiting:
            *stack, (marker, own) = waiting
            orphans += [_empty(notes, w) for w in stack]
            waiting = []
            notes.append(NoteLines(marker, [own, line], [], [], own_marker=True))
        elif notes:
            notes[-1].rest.append(line)
        else:
            notes.append(NoteLines("", [line], list(line.block.spans)))
    orphans += [_empty(notes, w) for w in waiting]
    if orphans:
        _settle(orphans, notes[first_new:])
    return expected


def _opens(rest: list[Span], line: Line) -> bool:
    text = "".join(s.text for s in rest).strip()
    return not text or bool(_BEGINS.match(text)) or line.block.spans[0].raised


def _empty(notes: list[NoteLines], waiting: tuple[str, Line]) -> NoteLines:
    note = NoteLines(waiting[0], [waiting[1]], [], [], own_marker=True)
    notes.append(note)
    return note


def _settle(orphans: list[NoteLines], notes: list[NoteLines]) -> None:
    """Give markers without words the sentences that are too many in the notes of the same page, in order."""
    extras: list[tuple[NoteLines, list[Line]]] = []
    for note in notes:
        groups = _sentences([*(note.lines[1:] if note.own_marker else note.lines), *note.rest])
        extras += [(note, group) for group in groups[1:]]
    if len(extras) < len(orphans):
        return
    for orphan, (note, group) in zip(orphans, extras[-len(orphans) :], strict=True):
        note.rest = [x for x in note.rest if x not in group]
        orphan.rest = group


def _sentences(lines: list[Line]) -> list[list[Line]]:
    groups: list[list[Line]] = []
    for line in lines:
        ended = bool(groups) and groups[-1][-1].text.rstrip()[-1:] in ".。"
        if not groups or (ended and _BEGINS.match(line.text)):
            groups.append([line])
        else:
            groups[-1].append(line)
    return groups
