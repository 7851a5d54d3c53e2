"""Centred lines of laid-out text, which keeps the columns of the page: they leave as much room on one side as on the other."""

from __future__ import annotations

from collections import defaultdict
from itertools import pairwise
from statistics import median

from pipeline.extract.page import width
from pipeline.parse.lines import FLUSH, LONG, Line
from pipeline.parse.textlabels import Says
from pipeline.parse.textroom import ended

INSET = 0.14
"""Share of the width of the text that a centred line leaves free on each side, at least: first lines are indented by less."""
LEAST_INSET = 0.03
"""Share of the width that the longest line of a heading leaves free on each side, at least; lines of the running text do not."""
SLACK = 0.06
"""Share of the width by which the middle of a centred line may miss that of the text: columns only come near to places on paper."""


class Middle:
    """Where the text of each page has its middle; nothing where the places of lines are not known.

    edges: page → where the text begins and ends, which a page of nothing but points does not show: at most and at least
    as far as on most pages; flush: lines that begin where the one before or behind does.
    """

    def __init__(self, lines: list[Line]) -> None:
        pages: dict[int, list[Line]] = defaultdict(list)
        for line in lines if all(x.block.box for x in lines) else ():
            pages[line.page].append(line)
        edges = {page: found for page, printed in pages.items() if (found := _edges(printed)) is not None}
        left, right = (median(x[side] for x in edges.values()) if edges else 0.0 for side in (0, 1))
        self.flush = {x.index for a, b in pairwise(lines) if a.page == b.page and abs(a.start - b.start) <= FLUSH for x in (a, b)}
        self.edges = {page: (min(a, left), max(b, right)) for page, (a, b) in edges.items()}

    def parts(self, before: list[Line], line: Line, following: Line | None, says: Says) -> bool | None:
        """Whether a heading begins or ends at a line, as centred lines show it; None where none is here.

        before: the lines of the stretch so far; following: the line behind.
        """
        last, centred = before[-1], self._centred(line, says)
        if all(self._centred(x, says) for x in before):
            return not centred or says.room.gap(line)
        if not centred or self._stands(last, LEAST_INSET):
            return None
        between = following is not None and says.printed_label(before[0]) and says.room.gap(following) and says.printed_label(following)
        return bool(ended(last) or says.room.gap(line) or between) or None

    def _centred(self, line: Line, says: Says) -> bool:
        """Whether a line stands in the middle as only headings do: it begins with a letter, has no stop, no label, no phrase, and
        is not flush with its neighbours.
        """
        centred = line.text[:1].isalpha() and not ended(line) and line.index not in self.flush and self._stands(line, INSET)
        return centred and not says.printed_label(line) and not says.lead(line)

    def _stands(self, line: Line, inset: float) -> bool:
        """Whether a line stands in the middle of its page, with this share of the width free on each side."""
        if line.page not in self.edges:
            return False
        left, right = self.edges[line.page]
        room = right - left
        aside = (line.start + _end(line) - left - right) / 2
        return line.start - left >= inset * room and abs(aside) <= SLACK * room


def _edges(lines: list[Line]) -> tuple[float, float] | None:
    """Where the long lines of a page begin and end: most inner lines at the left, full ones at the right."""
    long = [x for x in lines if len(x.text) > LONG]
    if not long:
        return None
    starts, ends = sorted(x.start for x in long), sorted(_end(x) for x in long)
    left, right = starts[len(starts) // 10], ends[(9 * len(ends)) // 10]
    return (left, right) if right > left else None


def _end(line: Line) -> float:
    """Where a line ends if every sign of it takes one column, as poppler counts columns; signs of Chinese are as broad as two letters."""
    return line.start + (line.end - line.start) * len(line.text) / max(width(line.text), 1)
