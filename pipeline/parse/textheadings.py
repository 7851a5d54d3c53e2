"""Headings in plain text: where one begins behind an ended paragraph, and where it ends.

A heading has no stop and opens with no phrase; what shows it is the number behind it. In laid-out text its place in the
middle of the page does, too.
"""

from __future__ import annotations

from typing import Protocol

from pipeline.extract.page import width
from pipeline.parse.lines import Line
from pipeline.parse.textcentre import Middle
from pipeline.parse.textlabels import Says
from pipeline.parse.textroom import ended, raised

HEADING, HALF = 1.0, 0.5
"""Share of the room that a line of a heading takes at most: one that begins with a capital or in type of one width; any other."""
HEADING_LINES = 3
"""Lines of a heading without a numeral, at most."""


class Counts(Says, Protocol):
    """What is known of single lines, where the paragraphs before them are counted."""

    following: dict[int, Line]
    """Index of a line → the line behind it."""

    def acts_next(self, line: Line) -> bool:
        """Whether a line begins with the number that is next and an action phrase."""
        ...

    def labelled(self, line: Line, *, goes_on: bool) -> bool:
        """Whether a line begins with a number that fits, or, with goes_on, with the label of a point that goes on with a series."""
        ...


class Headings:
    """Finds the headings of one document's body."""

    def __init__(self, counts: Counts, lines: list[Line]) -> None:
        self.counts, self.middle = counts, Middle(lines)
        self.last: Line | None = None

    def parts(self, before: list[Line], last: Line, line: Line) -> bool | None:
        """Whether a heading begins or ends at a line, None where none is here.

        before: the lines of the stretch so far; last: the last one of them that is no marker.
        """
        if self._begins(last, line) or (before[0] is self.last and self._follows(last, line)):
            self.last = line
            return True
        return self.middle.parts(before, line, self.counts.following.get(line.index), self.counts)

    def _begins(self, last: Line, line: Line) -> bool:
        """Whether a heading begins at a line: behind an ended paragraph, a few lines without stop or phrase before the next number."""
        counts, full = self.counts, self.counts.room.full
        if not ended(last) or counts.alone(last) or raised(line) or counts.lead(line):
            return False
        begins = line.text[:1].isupper() or (counts.room.wide and not counts.printed_label(line))
        uncased = not (line.text[:1].islower() or line.text[:1].isdecimal()) and width(line.text) <= HALF * full
        if not begins and not uncased:
            return False
        narrow, goes_on = True, begins and ended(last) == "strong"
        for _ in range(HEADING_LINES):
            following = counts.following.get(line.index)
            if following is None or ended(line):
                return False
            narrow = narrow and width(line.text) <= (HEADING if begins else HALF) * full
            if (begins and counts.acts_next(following)) or (narrow and counts.labelled(following, goes_on=goes_on)):
                return True
            line = following
        return False

    def _follows(self, last: Line, line: Line) -> bool:
        """Whether a second heading begins under the first: a capital behind a blank line, where the line before had room left."""
        room = self.counts.room
        return room.gap(line) and room.early(last, line) and line.text[:1].isupper() and not ended(line)
