"""The room that the lines of a plain text have, and what it tells: whether a line was broken early, indented, set apart.

Columns are all that plain text keeps of the print. A line that had room left for the next word ends a paragraph.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Callable
from itertools import pairwise

from pipeline.extract.page import width
from pipeline.parse.lines import Line

STRONG = ".;:!?。；：！？؛؟"
COMMAS = ",，،"
_CALL_AT_END = re.compile(r"(?<=[^\w\s])\s?[(（]?\d{1,3}[)）]?$")
_CLOSING = '”’»)）」』"…'
TIGHT = 0.1
"""Share of the full lines that, with the first word of the next one, may be shorter than what counts as broken early."""
COMMON = 0.25
"""Share of the lines of a page that begin at its left edge, at least."""
FEW = 3
"""First lines and inner lines from which their widths are compared."""
APART = 3
"""Columns by which first and inner lines must differ in width, so that the width of a line tells which it is."""
WIDE = 1.5
"""Columns that a sign takes on average, in a text set in type of one width, at least."""
AGREEING = 0.5
"""Share of lines that must agree in width, to the column, so that a width is known."""


def ended(line: Line) -> str:
    """ "strong" after a stop, "comma" after a comma, else nothing; calls of notes and closing marks behind it left out."""
    text = line.text.rstrip()
    text = _CALL_AT_END.sub("", text).rstrip(_CLOSING + " ") or text
    return "strong" if text[-1:] in STRONG else "comma" if text[-1:] in COMMAS else ""


def raised(line: Line) -> bool:
    """Whether a line is nothing but a raised marker."""
    spans = [s for s in line.block.spans if s.text.strip()]
    return bool(spans) and all(s.raised for s in spans)


class Room:
    """What the lines of one document's body have in common.

    full: columns that no line has left at its end; wide: whether the type is of one width; first: columns of first and of
    inner lines of paragraphs, None where they do not tell; blanks: empty lines before most lines; left: where the lines of each page begin.
    """

    def __init__(self, lines: list[Line], lead: Callable[[Line], bool]) -> None:
        """lead: whether a line begins with an action phrase."""
        self.lines, self.lead = lines, lead
        self.full = _room(lines)
        blanks = Counter(b.block.blank_before for a, b in pairwise(lines) if len(a.text) > 20 and a.text.rstrip()[-1:].isalpha())
        self.blanks = blanks.most_common(1)[0][0] if blanks else 0
        self.left = _left(lines)
        self.following = dict(zip((x.index for x in lines), lines[1:], strict=False))
        self.wide = sum(width(x.text) for x in lines) > WIDE * sum(len(x.text) for x in lines)
        self.first = self._first_room(self.lines)
        self.pure = self.first or self._first_room([x for x in self.lines if not _MIXED.search(x.text)])

    def _first_room(self, lines: list[Line]) -> tuple[int, int] | None:
        """Columns that first lines and inner lines of paragraphs take, where the indent of the first ones shows in them.

        Most lines behind a stop that open with a phrase are first lines; those behind a line without a stop are inner ones.
        Type of one width (Chinese) shows the indent to the column; type of many widths hides it.
        """
        first: list[int] = []
        inner: list[int] = []
        among = {x.index for x in lines}
        for before, line in pairwise(self.lines):
            width_of = self._onward(line) if line.index in among else None
            if width_of is None or before.page != line.page:
                continue
            if not ended(before):
                inner.append(width_of)
            elif ended(before) == "comma" and self.lead(line):
                first.append(width_of)
        if not self.wide or len(first) < FEW or len(inner) < FEW:
            return None
        low, high = _common(first), _common(inner)
        return (low, high) if low is not None and high is not None and high - low >= APART else None

    def _onward(self, line: Line) -> int | None:
        """Columns of a line that surely goes on, with the first word of the next one."""
        following = self.following.get(line.index)
        if following is None or following.page != line.page or ended(line) or raised(following) or raised(line):
            return None
        return _with_next(line, following)

    def is_first(self, line: Line) -> bool | None:
        """Whether a line has the width of a first line; None where widths do not tell."""
        measure = self.first or (None if _MIXED.search(line.text) else self.pure)
        taken = self._onward(line) if measure else None
        if taken is None or measure is None:
            return None
        low, high = measure
        return abs(taken - low) < abs(taken - high) if taken <= high + APART else None

    def indent(self, line: Line) -> bool:
        """Whether a line begins behind the left edge of its page."""
        return line.start > self.left.get(line.page, line.start) + 1

    def gap(self, line: Line) -> bool:
        """Whether more blank lines stand before a line than before most."""
        return line.block.blank_before > self.blanks

    def early(self, last: Line, line: Line, *, alone: bool = False) -> bool:
        """Whether the first word of a line would have found room on the line before. alone: that one is a first line."""
        taken = self.filled(last, line)
        if self.first:
            return taken <= self.first[0 if alone else 1] - APART
        return taken < self.full

    def filled(self, last: Line, line: Line) -> int:
        """Columns that a line would take with the first word of the next; an unwrapped line counts by what is over."""
        taken = _with_next(last, line)
        return taken % self.full if self.full and taken > 1.4 * self.full else taken


_MIXED = re.compile(r"[0-9A-Za-z]")
"""Numbers and Latin letters, around which print leaves room of its own."""
_UNIT = re.compile(r"[\w./()-]+", re.ASCII)


def _with_next(last: Line, line: Line) -> int:
    """Columns of a line with what could have stood behind it: a word, or a sign of a script without spaces."""
    first = line.text.split(" ", 1)[0]
    wide = any(unicodedata.east_asian_width(c) in "WF" for c in (first[:1], last.text[-1:]) if c)
    if wide:
        unit = _UNIT.match(first)
        return width(last.text) + (width(unit[0]) if unit else width(first[:1]))
    return width(last.text) + 1 + width(first)


def _common(widths: list[int]) -> int | None:
    """The width that most lines have, give or take a column; None where they differ."""
    counts = Counter(widths)
    best = max(counts, key=lambda w: (counts[w - 1] + counts[w] + counts[w + 1], w))
    return best if counts[best - 1] + counts[best] + counts[best + 1] >= AGREEING * len(widths) else None


def _room(lines: list[Line]) -> int:
    """Columns that no line has left at its end: what lines that end in no stop take with the word that found no room."""
    filled = sorted(_with_next(a, b) for a, b in pairwise(lines) if len(a.text) > 20 and a.text[-1] not in STRONG + COMMAS and a.page == b.page)
    return filled[int(TIGHT * (len(filled) - 1))] if filled else 0


def _left(lines: list[Line]) -> dict[int, float]:
    """Where the lines of each page begin that begin no paragraph: the leftmost place that many have in common."""
    starts: dict[int, Counter[float]] = defaultdict(Counter)
    for line in lines:
        if len(line.text) > 3:
            starts[line.page][line.start] += 1
    return {page: min(x for x, n in found.items() if n >= COMMON * found.total() or n == max(found.values())) for page, found in starts.items()}
