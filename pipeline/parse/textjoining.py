"""Lines of plain text → paragraphs, where no place on the page tells them apart.

What tells them is evidence that is weighed: the stop at the end of the line before, an action phrase at the beginning of
this one, whether its first word would still have found room on the line before, a blank line or an indent where those are
rare. Labels that extractors print on lines of their own, behind the first line of their paragraph, or in stacks before
several paragraphs are put back first.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import pairwise

from pipeline.extract.page import width
from pipeline.languages import words
from pipeline.parse.actions import LONGEST_LEAD, find_lead, folded
from pipeline.parse.dates import parse_date
from pipeline.parse.labels import FIRST_PARTS, SECOND_PARTS, Label, is_like_one, read_label, read_part, roman, to_roman
from pipeline.parse.lines import Line
from pipeline.parse.structure import structure
from pipeline.parse.textheadings import Headings
from pipeline.parse.textlabels import dealt
from pipeline.parse.textparts import titled_parts
from pipeline.parse.textroom import COMMAS, STRONG, Room, ended, raised
from pipeline.parse.texttails import with_tails

SHORT = 0.85
"""Share of the room below which a line is surely broken early."""
FEW, MOST, SELDOM = 3, 0.7, 0.2
"""Paragraphs from which, and share of them by which, indents are known to begin paragraphs; share of other lines that have one, at most."""
CLOSING = 80
"""Columns of the line that names the meeting of adoption, at most."""
ENOUGH = 3.0
"""Evidence from which a paragraph of an annex begins."""
_CLAUSE = re.compile(f"[{re.escape(STRONG + COMMAS)}]\\s*")
OPENING = 30
"""Characters that an opening before a phrase takes, at most."""
UNWRAPPED = 1.2
"""Share of the room that no line takes but one that an extractor did not break."""
WELL_SHORT = 0.8
"""Share of the room below which a line surely ends a paragraph of the preamble, whatever words follow."""


def _following(printed: str, language: str) -> tuple[str, ...]:
    """The numerals or letters that a part may have behind this one, Latin: the next in its series, or the first of a new one."""
    part = read_part(printed, language)
    latin = part[1] if part else ""
    numeral = roman(latin.lower())
    letter = chr(ord(latin) + 1) if len(latin) == 1 and latin < "Z" else ""
    return (*FIRST_PARTS, letter, to_roman(numeral + 1).upper() if numeral else "", latin)


class TextJoining:
    """Puts the lines of one document's body together."""

    def __init__(self, lines: list[Line], language: str, markers: set[tuple[int, str]]) -> None:
        """markers: page and marker of every note."""
        self.language, self.form = language, structure(language)
        self.lines = _raised(lines, markers)
        self.following = dict(zip((x.index for x in self.lines), self.lines[1:], strict=False))
        self.number, self.preamble = 0, True
        self.points: dict[str, int] = {}
        self.annexed = False
        several = sum(bool(self.form.organ_of(x.text)) for x in lines) > 1  # the first letter stands before the first formula
        self.parts: tuple[str, ...] = (*FIRST_PARTS, *SECOND_PARTS) if several else FIRST_PARTS
        self.title: list[Line] | None = None
        running = words(language, "running")
        organ = next((organ for x in lines if (organ := self.form.organ_of(x.text))), "")
        self.running = frozenset([*running["phrases"], *running.get(organ, [])])
        self.in_last_line = frozenset(running.get("in_last_line", []))
        self.numbered = any(x.form == "number" for x in (read_label(f"{line.text} ", language) for line in self.lines) if x)
        self.lower = self._leads_are_lower()
        self.room = Room(self.lines, self.lead)
        self.titles = Headings(self, self.lines)
        self.titled = titled_parts(self.lines, language, self.lead)
        self.headings = set(self.titled)
        self.indented, self.gapped = self._are_set_off(self.room.indent), self._are_set_off(self.room.gap)

    def _leads_are_lower(self) -> bool:
        """Whether paragraphs of this text begin in lower case, or the script has none."""
        found = [b.text[:1] for a, b in pairwise(self.lines) if ended(a) and b.text[:1].isalpha() and self.lead(b)]
        return sum(c.isupper() for c in found) * 2 < len(found)

    def _are_set_off(self, by: Callable[[Line], bool]) -> bool:
        """Whether paragraphs begin with an indent or a gap: most of those that begin behind a line broken early do, and few other lines."""
        pairs = [(a, b) for a, b in pairwise(self.lines) if a.page == b.page]
        found = [by(b) for a, b in pairs if ended(a) and self.room.early(a, b) and self.lead(b)]
        inner = [by(b) for a, b in pairs if not ended(a)]
        return len(found) >= FEW and sum(found) > MOST * len(found) and sum(inner) <= SELDOM * len(inner)

    def is_heading(self, stretch: list[Line]) -> bool:
        """Whether the lines of a paragraph are surely the heading of a part."""
        return stretch[0].index in self.headings

    def stretches(self) -> list[list[Line]]:
        """The lines of each paragraph, in order."""
        found: list[list[Line]] = []
        for line in dealt(with_tails(self.lines, self), self):
            if found and not self._parted(found[-1], line):
                found[-1].append(line)
                continue
            if self.title and not ended(self.title[-1]) and self._titled(self.title, line):
                self.headings.add(self.title[0].index)
            self.title = None
            if found and len(found[-1]) == 1 and self._part(found[-1][0]):
                self.parts = _following(found[-1][0].text.strip(". "), self.language)
                self.title, self.preamble = [line], True
            elif line.index in self.titled:
                self.title, self.preamble = [line], True
            found.append(self.title or [line])
            self.annexed = self.annexed or self.opens_annex(line)
            label = read_label(f"{line.text} ", self.language)
            if label and self._fits(label):
                self._count(label)
            elif structure(self.language).organ_of(line.text):
                self.number, self.points, self.annexed, self.preamble = 0, {}, False, True
        return found

    def _parted(self, before: list[Line], line: Line) -> bool:
        if raised(line) or before[-1].beside(line):
            return False
        last = next((x for x in reversed(before) if not raised(x) and not x.text.isdecimal()), before[-1])
        if raised(before[-1]) and not line.block.blank_before and before[-1].page == line.page:
            return False  # the marker was raised from this very line
        if len(before) == 1 and self.form.organ_of(last.text) and (last.text[-1:] in COMMAS or self.lead(line, "preambular")):
            return True
        if self.form.organ_of(line.text) and line.text[-1:] in ",،，":
            return True
        if (self._part(line) and not last.text.isdecimal()) or line.index in self.titled or self._titled(before, line) or self.acts_next(line):
            return True
        if len(before) == 1 and (self.alone(last) is not None or self._part(last)):
            return self._part(last) or self.printed_label(line) is not None
        if self.opens_annex(line):
            return bool(ended(last)) or len(before) == 1 or self.room.gap(line) or last.page != line.page
        if (len(before) == 1 and self.opens_annex(last)) or self._closed(before, line):
            return True
        if (by_heading := self.titles.parts(before, last, line)) is not None:
            return by_heading
        label = read_label(f"{line.text} ", self.language)
        if label and label.form in ("number", "point") and self._fits(label):
            return bool(ended(last)) or self.alone(line) is not None or self.room.early(last, line) or self.room.gap(line)
        if label and label.form == "bullet" and (ended(last) == "strong" or label.readings[0][0] != "dash"):
            return True
        stop = ended(last)
        if not stop:
            return self._begins_unstopped(before[0], last, line)
        return self._begins_here(last, line, stop, alone=len(before) == 1, marked=last is not before[-1])

    def _begins_unstopped(self, first: Line, last: Line, line: Line) -> bool:
        """Whether a paragraph of the preamble begins though the print has lost the comma before it: a capital, or a gap where
        the script or the language has none here, and much room left. first: of the paragraph before, which is one: not a stray piece.
        """
        if self.lower and not (self.lead(first) or self.alone(first) or self.printed_label(first)):
            return False
        if not self.preamble or self.annexed or not (self.room.gap(line) if self.lower else line.text[:1].isupper()):
            return False
        return self.room.filled(last, line) < SHORT * self.room.full and self.lead(line, "preambular")

    def _part(self, line: Line) -> bool:
        """Whether a line is the numeral or letter of a part and nothing else."""
        part = read_part(line.text, self.language)
        return part is not None and part[2] >= len(line.text) and part[1] in self.parts

    def acts_next(self, line: Line) -> bool:
        """Whether a line begins with the number that is next and an action phrase, which may be a piece of its own beside it."""
        label = read_label(f"{line.text} ", self.language)
        due = label is not None and (label.number == self.number + 1 if label.form == "number" else not self.number and is_like_one(label))
        if label is None or not due:
            return False
        following = self.following.get(line.index)
        beside = following.text if following is not None and line.beside(following) else ""
        return find_lead(line.text[label.end :].lstrip() or beside, self.language, "operative") is not None

    def labelled(self, line: Line, *, goes_on: bool) -> bool:
        """Whether a line begins with a number that fits, or, where such a point will do, with the label of one that goes on with a series."""
        label = read_label(f"{line.text} ", self.language)
        if label is None or not self._fits(label):
            return False
        if label.form == "number":
            return True
        return goes_on and label.form == "point" and any(value > 1 and self.points.get(name) == value - 1 for name, value in label.readings)

    def _titled(self, before: list[Line], line: Line) -> bool:
        """Whether the title under the numeral of a part is over: a phrase or a label follows."""
        return self.title is before and (self.lead(line) or read_label(f"{line.text} ", self.language) is not None)

    def begins(self, last: Line, line: Line) -> bool:
        """Whether a line without label begins a paragraph, a label that waits for one considered."""
        stop = ended(last)
        return bool(stop) and not raised(line) and (self._begins_here(last, line, stop) or (stop == "strong" and self.room.gap(line)))

    def _begins_here(self, last: Line, line: Line, stop: str, *, alone: bool = False, marked: bool = False) -> bool:
        """Whether a line without label begins a paragraph, behind a line that ends with a stop or comma.

        marked: the marker of a note stands between them, and may have broken a line in two.

        Counted over 6,900 lines of text in six languages: in a preamble a known action phrase in this place begins one in
        97 of 100 cases, hardly anything else does; behind the first number only a phrase after a full stop does.
        """
        if self.form.quoted.match(line.text) and stop == "strong":
            return True
        if self.form.meeting.match(line.text) and stop == "strong":
            return True
        if self.annexed:
            return self._weighed(last, line, stop)
        cased = self.lower or line.text[:1].isupper()
        early = self.room.early(last, line, alone=alone)
        indented = self.indented and self._is_indented(last, line, alone=alone)
        apart = self.gapped and last.page == line.page and self.room.gap(line) and (indented or not self.indented)
        set_off = apart or indented
        if self.lower and not early and not set_off and (self.indented or (self.gapped and last.page == line.page)):
            return False
        if self._opened(last, line):
            return False
        if self.preamble and (indented or (apart and (early or (self.lead(line) and self.room.is_first(line) is not False)))):
            return cased
        if not self.preamble:
            return stop == "strong" and cased and ((early and self.lead(line)) or (early and self.room.gap(line)))
        if cased and (self.lead(line, "preambular") or (self.form.opener and self.form.opener.match(line.text))):
            is_first = self.room.is_first(line)
            return early or (is_first if is_first is not None else not self._goes_on(line))
        if cased and self.lead(line) and (early or not self.lower):
            return True
        marked = marked or last.text.rstrip()[-1:].isdecimal()
        if marked or not cased or stop != "comma" or not (self.room.wide or not self.lower) or width(last.text) > UNWRAPPED * self.room.full:
            return False
        return self.room.filled(last, line) < WELL_SHORT * self.room.full

    def _is_indented(self, last: Line, line: Line, *, alone: bool) -> bool:
        """Whether a line is set in as first lines are, and not flush with a line right before it that it goes on.

        That is an inner line, or the first one of a point. alone: it is no inner line.
        """
        first = alone and self.printed_label(last) is None
        return self.room.indent(line) and (first or last.page != line.page or line.start != last.start)

    def _weighed(self, last: Line, line: Line, stop: str) -> bool:
        """In an annex, where any words may begin a paragraph: a stop, room left on the line before, a capital, a gap."""
        score = 1.0 if stop == "strong" else 0.0
        if self.lead(line):
            score += 2
        if not self.lower:
            score += 0.5 if line.text[:1].isupper() else -2
        if self.room.early(last, line):
            score += 2 if self.room.filled(last, line) < SHORT * self.room.full else 1
        if self.room.gap(line):
            score += 1.5
        if self.room.indent(line):
            score += 2
        return score >= ENOUGH

    def _closed(self, before: list[Line], line: Line) -> bool:
        """Whether meeting and date of adoption stand before a line, and the line is neither."""
        closing = bool(self.form.meeting.match(before[0].text)) and len(before[0].text) < CLOSING
        return closing and (len(before) > 1 or self.room.gap(line)) and parse_date(line.text, self.language) is None

    def lead(self, line: Line, *sides: str) -> bool:
        """Whether a line begins with an action phrase, which may end on the next one."""
        return any(find_lead(self._opening(line), self.language, side) is not None for side in sides or ("preambular", "operative"))

    def _opening(self, line: Line) -> str:
        following = self.following.get(line.index)
        return f"{line.text} {following.text if following else ''}" if len(line.text) < LONGEST_LEAD else line.text

    def _opened(self, last: Line, line: Line) -> bool:
        """Whether the last words of a line open the phrase that this one begins with: “in this regard,” before “recalling”."""
        words_before = _CLAUSE.split(last.text.rstrip(COMMAS + " "))[-1]
        if not 0 < len(words_before) <= OPENING or (line.text[:1].isupper() and not self.lower):
            return False
        if self.room.filled(last, line) < SHORT * self.room.full:  # the words end a paragraph
            return False
        tail = f"{words_before}{last.text[len(last.text.rstrip(COMMAS + ' ')) :]} ".lstrip()
        found = find_lead(tail + self._opening(line), self.language, "preambular")
        return found is not None and found.start >= len(tail)

    def is_formula(self, line: Line) -> bool:
        """Whether a line is the enacting formula."""
        return self.form.organ_of(line.text) is not None

    def opens_annex(self, line: Line) -> bool:
        """Whether a line is the heading of an annex."""
        return self.form.annex.match(line.text) is not None

    def _goes_on(self, line: Line) -> bool:
        """Whether a line begins with a phrase that stands inside a paragraph more often than at its beginning."""
        lead = find_lead(self._opening(line), self.language, "preambular")
        if lead is not None and ended(line) and folded(lead.text) in self.in_last_line:
            return True
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
            self.number, self.points, self.preamble = label.number or 0, {}, False
            return
        for series, value in label.readings:
            if value == 1 or self.points.get(series) == value - 1:
                self.points[series] = value


def _raised(lines: list[Line], markers: set[tuple[int, str]]) -> list[Line]:
    """Numbers alone on a line that are markers of notes, set as raised: of their page, or in the order of notes (called again)."""
    known = {marker for _, marker in markers}
    highest = 0
    for line in lines:
        bare = line.text.strip("()（） ")
        if bare.isdecimal() and bare in known and ((line.page, bare) in markers or int(bare) <= highest + 3):
            highest = max(highest, int(bare))
            for span in line.block.spans:
                span.raised = bool(span.text.strip())
    return lines
