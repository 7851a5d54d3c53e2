"""Lines of plain text → paragraphs, where no place on the page tells them apart.

What tells them is evidence that is weighed: the stop at the end of the line before, an action phrase at the beginning of
this one, whether its first word would still have found room on the line before, a blank line or an indent where those are
rare. Labels that extractors print on lines of their own, behind the first line of their paragraph, or in stacks before
several paragraphs are put back first.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Callable
from itertools import pairwise

from pipeline.languages import words
from pipeline.parse.actions import LONGEST_LEAD, find_lead, folded
from pipeline.parse.dates import parse_date
from pipeline.parse.labels import Label, read_label, read_part, roman, to_roman
from pipeline.parse.lines import Line
from pipeline.parse.structure import structure
from pipeline.parse.textlabels import dealt, raised

STRONG = ".;:!?。；：！？؛؟"
COMMAS = ",，،"
_CALL_AT_END = re.compile(r"(?<=[^\w\s])\s?[(（]?\d{1,3}[)）]?$")
_CLOSING = '”’»)）」』"…'
TIGHT = 0.1
"""Share of the full lines that, with the first word of the next one, may be shorter than what counts as broken early."""
SHORT = 0.85
"""Share of the room below which a line is surely broken early."""
COMMON = 0.25
"""Share of the lines of a page that begin at its left edge, at least."""
FEW, MOST = 3, 0.7
"""Paragraphs from which, and share of them by which, indents are known to begin paragraphs."""
HALF = 0.5
"""Share of the room that a heading takes, at most."""
CLOSING = 80
"""Columns of the line that names the meeting of adoption, at most."""
ENOUGH = 3.0
"""Evidence from which a paragraph of an annex begins."""
APART = 3
"""Columns by which first and inner lines must differ in width, so that the width of a line tells which it is."""
WIDE = 1.5
"""Columns that a sign takes on average, in a text set in type of one width, at least."""
AGREEING = 0.5
"""Share of lines that must agree in width, to the column, so that a width is known."""
WELL_SHORT = 0.8
"""Share of the room below which a line surely ends a paragraph of the preamble, whatever words follow."""


FIRST_PARTS = ("A", "I")
SECOND_PARTS = ("B", "II")


def _following(printed: str, language: str) -> tuple[str, ...]:
    """The numerals or letters that a part may have behind this one, Latin: the next in its series, or the first of a new one."""
    part = read_part(printed, language)
    latin = part[1] if part else ""
    numeral = roman(latin.lower())
    letter = chr(ord(latin) + 1) if len(latin) == 1 and latin < "Z" else ""
    return (*FIRST_PARTS, letter, to_roman(numeral + 1).upper() if numeral else "", latin)


def width(text: str) -> int:
    """Columns of a text: two for a wide character."""
    return len(text) if text.isascii() else sum(2 if unicodedata.east_asian_width(c) in "WF" else 0 if unicodedata.combining(c) else 1 for c in text)


class TextJoining:
    """Puts the lines of one document's body together."""

    def __init__(self, lines: list[Line], language: str, markers: set[str]) -> None:
        self.language, self.form = language, structure(language)
        self.full = _room(lines)
        blanks = Counter(b.block.blank_before for a, b in pairwise(lines) if len(a.text) > 20 and a.text.rstrip()[-1:].isalpha())
        self.blanks = blanks.most_common(1)[0][0] if blanks else 0
        self.left = _left(lines)
        self.lines = _raised(lines, markers)
        self.number = 0
        self.points: dict[str, int] = {}
        self.annexed = False
        several = sum(bool(self.form.organ_of(x.text)) for x in lines) > 1  # the first letter stands before the first formula
        self.parts: tuple[str, ...] = (*FIRST_PARTS, *SECOND_PARTS) if several else FIRST_PARTS
        self.title: list[Line] | None = None
        self.after = {a.index: b.text for a, b in pairwise(self.lines)}
        self.running = frozenset(words(language, "running")["phrases"])
        self.numbered = any(x.form == "number" for x in (read_label(f"{line.text} ", language) for line in self.lines) if x)
        self.lower = self._leads_are_lower()
        self.following = dict(zip((x.index for x in self.lines), self.lines[1:], strict=False))
        self.first: tuple[int, int] | None = None
        self.first = self._first_room()
        self.indented, self.gapped = self._are_set_off(self._indent), self._are_set_off(self.gap)

    def _leads_are_lower(self) -> bool:
        """Whether paragraphs of this text begin in lower case, or the script has none."""
        found = [x.text[:1] for x in self.lines if x.text[:1].isalpha() and self.lead(x)]
        return sum(c.isupper() for c in found) * 2 < len(found)

    def _are_set_off(self, by: Callable[[Line], bool]) -> bool:
        """Whether paragraphs begin with an indent or a gap: most of those that begin behind a line broken early do."""
        found = [by(b) for a, b in pairwise(self.lines) if a.page == b.page and self.ended(a) and self._early(a, b) and self.lead(b)]
        return len(found) >= FEW and sum(found) > MOST * len(found)

    def _first_room(self) -> tuple[int, int] | None:
        """Columns that first lines and inner lines of paragraphs take, where the indent of the first ones shows in them.

        Most lines behind a stop that open with a phrase are first lines; those behind a line without a stop are inner ones.
        Type of one width (Chinese) shows the indent to the column; type of many widths hides it.
        """
        first: list[int] = []
        inner: list[int] = []
        for before, line in pairwise(self.lines):
            width_of = self._onward(line)
            if width_of is None or before.page != line.page:
                continue
            if not self.ended(before):
                inner.append(width_of)
            elif self.ended(before) == "comma" and self.lead(line):
                first.append(width_of)
        wide = sum(width(x.text) for x in self.lines) > WIDE * sum(len(x.text) for x in self.lines)
        if not wide or len(first) < FEW or len(inner) < FEW:
            return None
        low, high = _common(first), _common(inner)
        return (low, high) if low is not None and high is not None and high - low >= APART else None

    def _onward(self, line: Line) -> int | None:
        """Columns of a line that surely goes on, with the first word of the next one."""
        following = self.following.get(line.index)
        if following is None or following.page != line.page or self.ended(line) or raised(following) or raised(line):
            return None
        return _with_next(line, following)

    def _is_first(self, line: Line) -> bool | None:
        """Whether a line has the width of a first line; None where widths do not tell."""
        taken = self._onward(line) if self.first else None
        if taken is None or self.first is None:
            return None
        low, high = self.first
        return abs(taken - low) < abs(taken - high) if taken <= high + APART else None

    def _indent(self, line: Line) -> bool:
        return line.start > self.left.get(line.page, line.start) + 1

    def stretches(self) -> list[list[Line]]:
        """The lines of each paragraph, in order."""
        found: list[list[Line]] = []
        for line in dealt(self.lines, self):
            if found and not self._parted(found[-1], line):
                found[-1].append(line)
                continue
            self.title = None
            if found and len(found[-1]) == 1 and self._part(found[-1][0]):
                self.parts = _following(found[-1][0].text.strip(". "), self.language)
                self.title = [line]
            found.append(self.title or [line])
            self.annexed = self.annexed or bool(self.form.annex.match(line.text))
            label = read_label(f"{line.text} ", self.language)
            if label and self._fits(label):
                self._count(label)
            elif structure(self.language).organ_of(line.text):
                self.number, self.points, self.annexed = 0, {}, False
        return found

    def _parted(self, before: list[Line], line: Line) -> bool:
        if raised(line) or before[-1].beside(line):
            return False
        last = next((x for x in reversed(before) if not raised(x)), before[-1])
        if raised(before[-1]) and not line.block.blank_before and before[-1].page == line.page:
            return False  # the marker was raised from this very line
        if len(before) == 1 and self.form.organ_of(last.text) and last.text[-1:] in ",،，":
            return True
        if self.form.organ_of(line.text) and line.text[-1:] in ",،，":
            return True
        if self._part(line) or self._titled(before, line):
            return True
        if len(before) == 1 and (self.alone(last) is not None or self._part(last)):
            return self._part(last)
        if self.form.annex.match(line.text):
            return bool(self.ended(last)) or len(before) == 1 or self.gap(line) or last.page != line.page
        if (len(before) == 1 and self.form.annex.match(last.text)) or self._closed(before, line):
            return True
        if self._heads(last, line):
            return True
        label = read_label(f"{line.text} ", self.language)
        if label and label.form in ("number", "point") and self._fits(label):
            return bool(self.ended(last)) or self.alone(line) is not None or self._early(last, line) or self.gap(line)
        if label and label.form == "bullet" and self.ended(last) == "strong":
            return True
        ended = self.ended(last)
        return bool(ended) and self._begins_here(last, line, ended, alone=len(before) == 1)

    def _part(self, line: Line) -> bool:
        """Whether a line is the numeral or letter of a part and nothing else."""
        part = read_part(line.text, self.language)
        return part is not None and part[2] >= len(line.text) and part[1] in self.parts

    def _heads(self, last: Line, line: Line) -> bool:
        """Whether a line is a heading: short, without a stop, behind an ended paragraph and before the next number."""
        following = self.following.get(line.index)
        if following is None or self.ended(line) or not self.ended(last) or self.alone(last) or width(line.text) > HALF * self.full:
            return False
        label = read_label(f"{following.text} ", self.language)
        cased = line.text[:1].isupper() or not (line.text[:1].islower() or line.text[:1].isdecimal())
        return cased and label is not None and label.form == "number" and self._fits(label) and not raised(line)

    def _titled(self, before: list[Line], line: Line) -> bool:
        """Whether the title under the numeral of a part is over: a phrase or a label follows."""
        return self.title is before and (self.lead(line) or read_label(f"{line.text} ", self.language) is not None)

    def begins(self, last: Line, line: Line) -> bool:
        """Whether a line without label begins a paragraph, a label that waits for one considered."""
        ended = self.ended(last)
        return bool(ended) and not raised(line) and (self._begins_here(last, line, ended) or (ended == "strong" and self.gap(line)))

    def _begins_here(self, last: Line, line: Line, ended: str, *, alone: bool = False) -> bool:
        """Whether a line without label begins a paragraph, behind a line that ends with a stop or comma.

        Counted over 6,900 lines of text in six languages: in a preamble a known action phrase in this place begins one in
        97 of 100 cases, hardly anything else does; behind the first number only a phrase after a full stop does.
        """
        if self.form.quoted.match(line.text) and ended == "strong":
            return True
        if self.form.meeting.match(line.text) and ended == "strong":
            return True
        if self.annexed:
            return self._weighed(last, line, ended)
        cased = self.lower or line.text[:1].isupper()
        early = self._early(last, line, alone=alone)
        set_off = (self.indented and self._indent(line)) or (self.gapped and self.gap(line))
        if self.lower and not early and not set_off and (self.indented or (self.gapped and last.page == line.page)):
            return False
        if set_off and self.gapped and self.gap(line) and not self.number and (early or self._is_first(line) is not False):
            return cased
        if self.number:
            return ended == "strong" and cased and ((early and self.lead(line)) or (early and self.gap(line)))
        if cased and (self.lead(line, "preambular") or (self.form.opener and self.form.opener.match(line.text))):
            is_first = self._is_first(line)
            return early or (is_first if is_first is not None else not self._goes_on(line))
        if cased and self.lead(line) and (early or not self.lower):
            return True
        return cased and not self.lower and ended == "comma" and self._filled(last, line) < WELL_SHORT * self.full

    def _weighed(self, last: Line, line: Line, ended: str) -> bool:
        """In an annex, where any words may begin a paragraph: a stop, room left on the line before, a capital, a gap."""
        score = 1.0 if ended == "strong" else 0.0
        if self.lead(line):
            score += 2
        if not self.lower:
            score += 0.5 if line.text[:1].isupper() else -2
        if self._early(last, line):
            score += 2 if self._filled(last, line) < SHORT * self.full else 1
        if self.gap(line):
            score += 1.5
        if self._indent(line):
            score += 2
        return score >= ENOUGH

    def _closed(self, before: list[Line], line: Line) -> bool:
        """Whether meeting and date of adoption stand before a line, and the line is neither."""
        closing = bool(self.form.meeting.match(before[0].text)) and len(before[0].text) < CLOSING
        return closing and (len(before) > 1 or self.gap(line)) and parse_date(line.text, self.language) is None

    def gap(self, line: Line) -> bool:
        """Whether more blank lines stand before a line than before most."""
        return line.block.blank_before > self.blanks

    def _early(self, last: Line, line: Line, *, alone: bool = False) -> bool:
        """Whether the first word of a line would have found room on the line before. alone: that one is a first line."""
        filled = self._filled(last, line)
        if self.first:
            return filled <= self.first[0 if alone else 1] - APART
        return filled < self.full

    def _filled(self, last: Line, line: Line) -> int:
        """Columns that a line would take with the first word of the next; an unwrapped line counts by what is over."""
        filled = _with_next(last, line)
        return filled % self.full if self.full and filled > 1.4 * self.full else filled

    def ended(self, line: Line) -> str:
        """ "strong" after a stop, "comma" after a comma, else nothing; calls of notes and closing marks behind it left out."""
        text = line.text.rstrip()
        text = _CALL_AT_END.sub("", text).rstrip(_CLOSING + " ") or text
        return "strong" if text[-1:] in STRONG else "comma" if text[-1:] in COMMAS else ""

    def lead(self, line: Line, *sides: str) -> bool:
        """Whether a line begins with an action phrase, which may end on the next one."""
        return any(find_lead(self._opening(line), self.language, side) is not None for side in sides or ("preambular", "operative"))

    def _opening(self, line: Line) -> str:
        return f"{line.text} {self.after.get(line.index, '')}" if len(line.text) < LONGEST_LEAD else line.text

    def _goes_on(self, line: Line) -> bool:
        """Whether a line begins with a phrase that stands inside a paragraph more often than at its beginning."""
        lead = find_lead(self._opening(line), self.language, "preambular")
        if lead is None or folded(lead.text) not in self.running:
            return False
        return self.numbered or find_lead(self._opening(line), self.language, "operative") is None

    def alone(self, line: Line) -> Label | None:
        """The label that a line is and nothing else."""
        label = read_label(f"{line.text} ", self.language)
        return label if label is not None and label.form in ("number", "point") and label.end >= len(line.text) else None

    def printed_label(self, line: Line) -> Label | None:
        """The label that a line begins with and words follow."""
        label = read_label(f"{line.text} ", self.language)
        return label if label is not None and label.form in ("number", "point") and label.end < len(line.text) else None

    def _fits(self, label: Label) -> bool:
        """Whether a label begins a series or goes on with one."""
        if label.form == "number":
            number = label.number or 0
            return number == 1 or self.number < number <= self.number + 3
        return any(v == 1 or self.points.get(s) == v - 1 for s, v in label.readings)

    def _count(self, label: Label) -> None:
        if label.form == "number":
            self.number, self.points = label.number or 0, {}
            return
        for series, value in label.readings:
            if value == 1 or self.points.get(series) == value - 1:
                self.points[series] = value


_UNIT = re.compile(r"[\w./()-]+", re.ASCII)


def _with_next(last: Line, line: Line) -> int:
    """Columns of a line with what could have stood behind it: a word, or a sign of a script without spaces."""
    first = line.text.split(" ", 1)[0]
    wide = any(unicodedata.east_asian_width(c) == "W" for c in (first[:1], last.text[-1:]) if c)
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


def _raised(lines: list[Line], markers: set[str]) -> list[Line]:
    """Numbers alone on a line that are markers of notes, in their order, set as raised."""
    highest = 0
    for line in lines:
        bare = line.text.strip("()（） ")
        if bare not in markers or not bare.isdecimal() or int(bare) > highest + 3:
            continue
        highest = max(highest, int(bare))
        for span in line.block.spans:
            span.raised = bool(span.text.strip())
    return lines
