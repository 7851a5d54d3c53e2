"""Where paragraphs begin among the lines of the running text.

Two neighbouring lines belong to one paragraph unless something parts them: a wider gap, an indent, a change of type, a
label, a short line before. In measured print (PDF) position decides; over a page break and in text files, where position
says little, the words have their say: a paragraph of a resolution ends in a stop or a comma, and begins with a label or
an action phrase.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from itertools import pairwise, takewhile
from typing import Protocol

from pipeline.parse.joining import is_raised
from pipeline.parse.lines import FLUSH, Layout, Line
from pipeline.parse.rich import CHINESE

GAP = 1.22
"""Distance to the line before, in leadings, from which a paragraph begins (measured: 1.0 within, 1.33–1.7 between)."""
INDENT = 6.0
"""Points that a first line is indented by, at least."""
TERMINAL = ".;:,!?。；：，！？،؛؟…”’»)"


class Words(Protocol):
    """What the words of lines say."""

    def labelled(self, line: Line) -> bool:
        """Whether a line begins with a label."""
        ...

    def label_alone(self, line: Line) -> bool:
        """Whether a line is a label and nothing else."""
        ...

    def is_formula(self, line: Line) -> bool:
        """Whether a line is the enacting formula."""
        ...

    def opens_annex(self, line: Line) -> bool:
        """Whether a line is the heading of an annex."""
        ...

    def capital(self, line: Line) -> bool:
        """Whether a line begins with a capital letter."""
        ...

    def begins(self, last: Line, line: Line) -> bool:
        """Whether a paragraph begins at a line: a stop or comma before, a label or an action phrase here."""
        ...


def stretches(lines: list[Line], layout: Layout, words: Words, begun: Marks | None = None) -> list[list[Line]]:
    """The lines of each paragraph. begun: how paragraphs begin, where more lines than these show it."""
    found: list[list[Line]] = []
    shown = begun or marks(lines, layout, words)
    for line in lines:
        if found and not parted(found[-1], line, layout, words, shown):
            found[-1].append(line)
        else:
            found.append([line])
    return found


@dataclass(frozen=True, slots=True)
class Marks:
    """How a document shows where its paragraphs begin: by an indent, by a wider gap. Where it does neither, words decide.

    capital: its paragraphs begin with capital letters; italic: those without a label begin in italics.
    """

    indent: bool = True
    gap: bool = True
    capital: bool = False
    italic: bool = False


def marks(lines: list[Line], layout: Layout, words: Words) -> Marks:
    """How paragraphs are shown to begin, as far as action phrases behind a stop show; an indent where nothing shows."""
    pairs = [(a, b) for a, b in pairwise(lines) if a.page == b.page and not a.beside(b)]
    begun = [(a, b) for a, b in pairs if words.begins(a, b)]
    edge = _inner_edge(pairs, layout, words)
    plain = [b for _, b in begun if not words.labelled(b)]
    free = [b.start - edge > INDENT for b in plain or [b for _, b in begun]]
    gaps = [b.bottom - a.bottom > GAP * layout.leading for a, b in begun]
    capitals = [words.capital(b) for b in plain]
    italics = [_in_italics(b) for b in plain]
    indent, gap = 2 * sum(free) >= len(free), 2 * sum(gaps) >= len(gaps)
    return Marks(indent, gap, sum(capitals) > CAPITALS * len(capitals), sum(italics) > ITALICS * len(italics))


def _inner_edge(pairs: list[tuple[Line, Line]], layout: Layout, words: Words) -> float:
    """Where most inner lines of the paragraphs before the first number begin: the edge of the text, where labels stand out to its left."""
    plain = list(takewhile(lambda pair: not words.labelled(pair[1]), pairs))
    inner = Counter(round(b.start) for a, b in plain if a.text.rstrip()[-1:] not in TERMINAL)
    return max(layout.left, float(inner.most_common(1)[0][0])) if inner.total() >= FEW_LINES else layout.left


FEW_LINES = 4
"""Inner lines that tell where text begins, at least."""
CAPITALS = 0.6
"""Share of the lines that seem to begin a paragraph which begin with a capital, where all paragraphs do."""
ITALICS = 0.7
"""The same for italics."""


def _in_italics(line: Line) -> bool:
    return next((span.italic for span in line.block.spans if span.text.strip()), False)


def _in_roman(line: Line, words: Words, shown: Marks) -> bool:
    """Whether a line begins in upright type where all paragraphs without a label begin in italics."""
    return shown.italic and not _in_italics(line) and not words.labelled(line)


def parted(before: list[Line], line: Line, layout: Layout, words: Words, shown: Marks = Marks()) -> bool:
    """Whether a line begins a new paragraph after the lines of the one before. shown: how paragraphs begin."""
    last = before[-1]
    if all(is_raised(s, layout) for s in line.block.spans if s.text.strip()):
        return False  # the call of a note that was wrapped to a line of its own
    if last.beside(line):
        return len(last.text) > 12 and line.start - last.end > 3 * INDENT and layout.measured and not _stretched(last, line, layout)
    if len(before) == 1 and (words.is_formula(last) or (last.page == line.page and words.opens_annex(last))):
        return True
    ended = last.text.rstrip()[-1:] in TERMINAL
    if (words.opens_annex(line) and (ended or last.page != line.page)) or (words.is_formula(line) and ended):
        return True
    if not layout.measured:
        return _parted_by_words(before, line, layout, words)
    if (last.bold != line.bold and not _bold_opening(before, line, layout)) or (layout.size and abs(last.size - line.size) > 0.8):
        return True
    if last.page != line.page:
        small = shown.capital and line.text[:1].islower() and not words.labelled(line)
        begins = words.begins(last, line) and not small and not _in_roman(line, words, shown)
        return _parted_over_page(before, line, layout, words) or (not shown.indent and begins)
    return _parted_by_place(before, line, layout, words, shown)


def _parted_by_place(before: list[Line], line: Line, layout: Layout, words: Words, shown: Marks) -> bool:
    """Whether two lines of one page and one type stand as lines of two paragraphs do."""
    last = before[-1]
    if layout.sparse and words.begins(last, line):
        return True
    if line.bottom - last.bottom > GAP * layout.leading and not _spread(last, line, layout, words, shown):
        return bool(layout.size) or last.text.rstrip()[-1:] in TERMINAL
    if _on_one_axis(last, line):
        return False
    if line.start - layout.left > INDENT and line.start - last.start > INDENT and not _hanging(before, line, words):
        return True
    if len(before) == 1 and abs(line.start - last.start) < INDENT / 2 and last.start - layout.left > INDENT:
        return _broken_early(last, line, layout) or words.begins(last, line)
    if len(before) > 1 and abs(line.start - last.start) > INDENT / 2 and line.start - layout.left > INDENT and words.begins(last, line):
        return True  # behind a point that hangs further in
    return not shown.gap and _parted_unmarked(before, line, layout, words, shown)


def _spread(last: Line, line: Line, layout: Layout, words: Words, shown: Marks) -> bool:
    """Whether two lines of one sentence stand a little far apart: raised markers hold them so, or type of another script.

    Where no marker does, the first must be full, and indents show where paragraphs begin.
    """
    raised = any(is_raised(span, layout) for one in (last, line) for span in one.block.spans if span.text.strip())
    near = line.bottom - last.bottom < SPREAD * layout.leading and line.start - last.start < INDENT and not words.labelled(line)
    return near and last.text.rstrip()[-1:] not in TERMINAL and (raised or (shown.indent and not _broken_early(last, line, layout)))


SPREAD = 1.5
"""Leadings that lines of one sentence may be apart."""


def _bold_opening(before: list[Line], line: Line, layout: Layout) -> bool:
    """Whether the first line is in bold type because a phrase in bold fills it, and the paragraph goes on below."""
    last = before[-1]
    near = last.page != line.page or line.bottom - last.bottom <= GAP * layout.leading
    return len(before) == 1 and last.bold and near and last.text[-1:] not in TERMINAL and not _broken_early(last, line, layout)


def _on_one_axis(last: Line, line: Line) -> bool:
    """Whether two lines are centred one under the other: lines of one heading, whose middle need not be the column's."""
    apart = abs(line.start - last.start)
    return apart > INDENT and abs(line.start + line.end - last.start - last.end) < FLUSH and (last.bold or last.text[-1:] not in TERMINAL)


def _stretched(last: Line, line: Line, layout: Layout) -> bool:
    """Whether two cells of a row are words of one justified line: the last one ends at the margin."""
    return abs(line.end - layout.right) < FLUSH and any(map(str.isalpha, line.text)) and last.text[-1:] not in TERMINAL


def _parted_unmarked(before: list[Line], line: Line, layout: Layout, words: Words, shown: Marks) -> bool:
    """Where no gap parts paragraphs: a label that is set in or stands out begins one, and so does what follows a stop where no indent shows."""
    last = before[-1]
    if shown.indent:
        out = last.start - line.start > INDENT or _broken_early(last, line, layout) or (len(before) == 1 and words.labelled(last))
        set_off = words.labelled(line) and (line.start - layout.left > INDENT or out)
        return set_off and (words.begins(last, line) or _has_room(last, line, layout.right))
    if shown.capital and line.text[:1].islower() and not words.labelled(line):
        return False
    return (words.begins(last, line) and not _in_roman(line, words, shown)) or (
        last.text.rstrip()[-1:] in TERMINAL and _broken_early(last, line, layout)
    )


def _broken_early(last: Line, line: Line, layout: Layout) -> bool:
    """Whether a line ends well before the margin though the first word of the next would have found room on it."""
    least = RAGGED * (layout.right - layout.left) if layout.ragged else INDENT * 4
    return layout.right - last.end > least and _has_room(last, line, layout.right)


def _has_room(last: Line, line: Line, edge: float) -> bool:
    """Whether the first word of the next line would have found room on a line."""
    width = (last.end - last.start) / max(len(last.text), 1)
    word = _FIRST_WORD.match(line.text)
    return edge - last.end > (len(word[0] if word else "") + 2) * width


_FIRST_WORD = re.compile(rf"[{CHINESE}]|[^\s{CHINESE}]*")
UNENDED = 0.4
"""Share of the column that the last line of a page leaves free where its paragraph ends without a stop: a heading."""
RAGGED = 0.15
"""Share of the column that a line of ragged text must leave free to be the last of its paragraph."""


SHORT = 0.8
"""Share of a full line below which a line that ends in a stop is the last of its paragraph."""


def _parted_by_words(before: list[Line], line: Line, layout: Layout, words: Words) -> bool:
    """In plain text: after a stop, a label or phrase, a blank line where blank lines are rare, or a short line parts."""
    last = before[-1]
    if len(before) == 1 and words.label_alone(last):
        return False
    ended = last.text.rstrip()[-1:] in TERMINAL
    if not ended:
        return False
    if words.labelled(line):
        return True
    short = last.end - last.start < SHORT * layout.right
    if line.block.blank_before and not layout.spread:
        return True
    begins = words.begins(last, line)
    if begins and (words.capital(line) or line.start > last.start):
        return True
    return short or (begins and last.end - last.start < 0.93 * layout.right)


def _hanging(before: list[Line], line: Line, words: Words) -> bool:
    """Lines under a label that stands out to the left."""
    return len(before) == 1 and words.labelled(before[0]) and line.start - before[0].start < 40 and not before[0].text.endswith(".")


def _parted_over_page(before: list[Line], line: Line, layout: Layout, words: Words) -> bool:
    last = before[-1]
    if last.text.rstrip()[-1:] not in TERMINAL:
        edge = max((x.end for x in before[:-1] if x.page == last.page), default=layout.right)
        return bool(layout.size) and edge - last.end > UNENDED * (layout.right - layout.left) and _has_room(last, line, edge)
    if line.start - layout.left <= INDENT or _hanging(before, line, words):
        return words.labelled(line) and words.begins(last, line)
    if len(before) > 1 and abs(line.start - last.start) < INDENT / 2:
        short = last.end < layout.right - 0.1 * (layout.right - layout.left)
        return short or words.begins(last, line)
    return True
