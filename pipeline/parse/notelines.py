"""Notes at the foot of printed pages: which lines they are, and where each note begins.

A note begins with its marker: raised, or a small number before small type, or a number alone on its line. Its lines stand
below the text, in smaller type or under a rule; the rest of a note may stand at the foot of the next page.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from pipeline.extract.page import Span
from pipeline.parse.lines import Layout, Line

LEADING = re.compile(
    r"^[(（\[]?\s?(?P<marker>\d{1,3}|\*{1,4}|[†‡§])\s?[)）\]]?(?P<slash>/)?"
    r"(?:\s+(?=\S)|(?=[^\W\d_]|[“”«‘《「『\"])|(?=(?:19|20)\d\d\s[^\W\d_])|\s*$)"
)
SMALLER = 0.4
"""Points by which the type of notes is smaller than that of the text, at least."""


@dataclass(slots=True)
class NoteLines:
    """One note: its marker and its lines, the marker taken off the first."""

    marker: str
    lines: list[Line]
    first: list[Span]
    """Spans of the first line without the marker."""
    rest: list[Line] = field(default_factory=list)
    own_marker: bool = False
    """The marker is a line of its own, the first of `lines`."""


def marker_of(line: Line) -> tuple[str, list[Span]] | None:
    """The marker that a line begins with and the spans behind it, None where there is none."""
    spans = [s for s in line.block.spans if s.text]
    while spans and not spans[0].text.strip():
        spans = spans[1:]
    if not spans:
        return None
    if spans[0].raised:
        raised = 0
        text = ""
        while raised < len(spans) and spans[raised].raised:
            text += spans[raised].text
            raised += 1
        match = LEADING.match(text.strip())
        if match and match.end() == len(text.strip()):
            return match["marker"], spans[raised:]
    match = LEADING.match(spans[0].text.lstrip())
    if not match:
        return None
    kept = spans[0].text.lstrip()[match.end() :]
    first = Span(kept, spans[0].size, spans[0].bold, spans[0].italic, False, spans[0].href)
    return match["marker"], [first, *spans[1:]] if kept else spans[1:]


def note_zone(page: list[Line], layout: Layout, under_rule: int | None, *, open_note: bool, expected: int) -> int:
    """Index in `page` where its notes begin; its length where it has none.

    under_rule: index of the first line below a rule, if the page has one; open_note: whether the last note of the page
    before is still unfinished; expected: number that the next note should have.
    """
    end = len(page)
    small = end
    while small > 0 and layout.size and page[small - 1].size < layout.size - SMALLER:
        small -= 1
    if under_rule is not None and under_rule < end and (_begins(page[under_rule], expected) or open_note):
        return min(under_rule, small) if small < end and _begins(page[min(small, end - 1)], expected) else under_rule
    if small == end and (marked := _by_markers(page, expected)) < end:
        return marked
    start = small
    while start < end and not _begins(page[start], expected):
        start += 1
    if start == end:
        return small if open_note and small < end else end
    same = all(abs(x.size - page[start].size) < SMALLER for x in page[small:start])
    return small if open_note or (same and expected > 1) else start


def _by_markers(page: list[Line], expected: int) -> int:
    """Where notes in the type of the text begin: by the marker “1/” of the old style, with the same marker called above."""
    called = {m[1] for line in page for s in line.block.spans if s.raised and (m := _CALLED.match(s.text))}
    for i, line in enumerate(page):
        text = line.block.text.lstrip()
        match = LEADING.match(text)
        if match and match["slash"] and match["marker"] == str(expected) and match["marker"] in called:
            return i
    return len(page)


_CALLED = re.compile(r"\s*(\d{1,3})/")


def _begins(line: Line, expected: int) -> bool:
    """Whether a line begins a note that may come next: numbers go on one by one, a gap of two at most is a lost line."""
    found = marker_of(line)
    if found is None:
        return False
    marker = found[0]
    return not marker.isdecimal() or marker == "1" or expected <= int(marker) <= expected + 2


def read_notes(lines: list[Line], notes: list[NoteLines], expected: int) -> int:
    """Append the notes that these lines hold to `notes`; lines before the first marker go on the last note.

    Returns the number that the next note should have.
    """
    begun = [found[0] if (found := marker_of(line)) else "" for line in lines]
    for i, line in enumerate(lines):
        found = marker_of(line) if _begins(line, expected) else None
        if found and _is_next(found[0], expected, notes) and not _leaps(found[0], expected, begun[i + 1 :]):
            marker, spans = found
            notes.append(NoteLines(marker, [line], spans))
            if marker.isdecimal():
                expected = int(marker) + 1
        elif notes:
            notes[-1].rest.append(line)
        else:
            notes.append(NoteLines("", [line], list(line.block.spans)))
    return expected


def _is_next(marker: str, expected: int, notes: list[NoteLines]) -> bool:
    if not marker.isdecimal():
        return True
    return int(marker) == expected or int(marker) in (expected + 1, expected + 2) or (marker == "1" and bool(notes) and expected > 2)


def _leaps(marker: str, expected: int, behind: list[str]) -> bool:
    """Whether a number is another than the expected one although that begins a line further down: a date, or part of a symbol, within a note."""
    again = marker == "1" and "2" in behind  # notes counted from 1 again
    return marker.isdecimal() and int(marker) != expected and str(expected) in behind and not again


def unfinished(notes: list[NoteLines]) -> bool:
    """Whether the last note seems to go on: it does not end in a full stop."""
    if not notes:
        return False
    last = notes[-1]
    text = (last.rest[-1].text if last.rest else "".join(s.text for s in last.first)).rstrip()
    return bool(text) and text[-1] not in ".。!?»”)\u061f"
