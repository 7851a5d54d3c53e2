"""Raised markers of laid-out text → their places in the line above.

A text that keeps the columns of the page prints a raised number on a line of its own, below the words that it belongs to.
Its column is that of the page, while the words of the line stand closer than their columns; how much closer is the same
for a page, and is found by where the markers then fall: into a gap before a stop, or behind one. Justified
lines end at one edge of the page, whatever letters they have: a full line of more letters is so much closer.
Measured on texts that poppler laid out: one column of words takes 1.0 to 1.7 columns of the page, 0.5 to 0.8
in Chinese.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.extract.letter_widths import type_width
from pipeline.extract.page import Block, Span
from pipeline.extract.text_order import RTL

COLUMN = 5.0
"""Points that a column counts as."""
_GAP = re.compile(r"\s+(?=[,.;:)»،؛](?:\s|$))")
_STOP = re.compile(r"(?<=[,.;:)”’»،؛])(?=\s|$)|(?<=[、，。；：）》」])")
_WIDE = re.compile(r"(?<=[,.;:)”’»])(?=\s{2,}\S)|(?<=[、，。；：）》”])(?=\s+\S)")
_WORD = re.compile(r"(?<=\w)(?=\s)")
_BETWEEN = re.compile(r"(?<=[\u3400-\u9fff》」”）、，。；：])\s+(?=[\u3400-\u9fff《「“（])")
"""A gap in Chinese, which has none but around numbers and Latin letters."""
_SURE = re.compile(r"\s+(?=[,.](?:\s|$))")
"""A gap before a comma or full stop, before which no language has one."""
GAPS = (_SURE, _BETWEEN)
"""Gaps that only a marker leaves."""
AT_STOP = 1.0
PENALTIES = ((_GAP, 0.0), (_BETWEEN, 0.0), (_WIDE, 0.5), (_STOP, AT_STOP), (_WORD, 4.0))
"""Columns that a place counts as farther off: a gap before a stop is surely one of a marker, the end of a word is not."""
NO_GAP = 4.0
"""The same for a stop without a gap, in a text whose markers left gaps."""
FULL = 0.85
"""Share of the common width of long lines from which a line is full."""
FAR = 6.0
"""Columns from which it does not matter how far off a place is."""
SCALES = [0.5 + n / 50 for n in range(66)]
USUAL, LEAN = 1.1, 0.5
"""How close words mostly stand; columns off that all markers must save to have them stand a whole column closer."""
PULL = 5.0
"""Columns off that a page's markers must save to be laid out a whole column closer than those of the document."""
BEHIND_WORD = 1.0
"""Columns that the end of a word counts as farther off, where a page is fitted."""


@dataclass(frozen=True, slots=True)
class Raised:
    """A marker below a line: the block of the line, its own place in columns of the page, the number.

    The place is counted from where lines begin, `from_end`: back from where the line ends.
    """

    block: Block
    columns: float
    marker: str
    from_end: bool = False


def raised_at(block: Block, x: float, marker: str) -> Raised:
    """A marker printed at x points. Extractors keep left edges, which is where lines from right to left end."""
    box = block.box
    if box is None:
        return Raised(block, 0.0, marker)
    if RTL.search(block.text):
        return Raised(block, (box.x1 - x) / COLUMN, marker, from_end=True)
    return Raised(block, (x - box.x0) / COLUMN, marker)


def insert_raised(found: Sequence[Raised]) -> None:
    """Put every marker into the spans of its line, as a raised span."""
    if not found:
        return
    gaps = sum(any(p.search(r.block.text) for p in (_GAP, _BETWEEN, _WIDE)) for r in found)
    stop = NO_GAP if 2 * gaps > len(found) else AT_STOP
    common = _common_width([r.block.text for r in found])
    scale = min(SCALES, key=lambda s: sum(_miss(r, s, common, stop) for r in found) + LEAN * abs(s - USUAL))
    by_block: dict[int, list[Raised]] = defaultdict(list)
    by_page: dict[int | None, list[Raised]] = defaultdict(list)
    for raised in found:
        by_block[id(raised.block)].append(raised)
        by_page[raised.block.page].append(raised)
    scales = {page: _scale_of_page(group, scale, common, stop) for page, group in by_page.items()}
    for group in by_block.values():
        _into_line(group, scales[group[0].block.page], common, stop)


def _scale_of_page(found: list[Raised], scale: float, common: float, stop: float) -> float:
    """How close the words of a page stand: its densest lines, those of notes too, give all its columns. scale: of the document."""

    def cost(s: float) -> float:
        misses = sum(_miss(raised, s, common, stop, behind_word=BEHIND_WORD) for raised in found)
        return misses + PULL * abs(s - scale)

    return min(SCALES, key=cost)


def _common_width(texts: Sequence[str]) -> float:
    """Columns that the words of a full line take, as the upper half of lines has them."""
    widths = sorted(type_width(text) for text in texts)
    return widths[int(0.75 * (len(widths) - 1))]


def _place(raised: Raised, scale: float, common: float) -> float:
    """Columns of words between the beginning of the line and the marker."""
    words = type_width(raised.block.text)
    closeness = words / common if words >= FULL * common else 1.0
    place = raised.columns / scale * closeness
    return words - place if raised.from_end else place


def _miss(raised: Raised, scale: float, common: float, stop: float, behind_word: float = FAR) -> float:
    """How far a marker falls from the nearest gap or stop of its line, or from the end of a word, which is so many columns farther."""
    place = _place(raised, scale, common)
    return min([abs(at - place) + (behind_word if cost >= NO_GAP else 0.0) for _, at, cost in _boundaries(raised.block.text, stop)] + [FAR])


def _boundaries(text: str, stop: float) -> list[tuple[int, float, float]]:
    """Where a marker may stand: index in the text, columns before it, penalty; stop: penalty of a stop without a gap."""
    found: dict[int, float] = {}
    for pattern, cost in PENALTIES:
        for match in pattern.finditer(text):
            found.setdefault(match.start(), stop if pattern is _STOP else cost)
    found.setdefault(len(text), 2.0)
    found.setdefault(0, AT_STOP)  # behind the last word of the line before
    return [(i, type_width(text[:i]), cost) for i, cost in sorted(found.items())]


def _into_line(group: list[Raised], scale: float, common: float, stop: float) -> None:
    """The markers of one line, in their order, each at the place that is nearest behind the one before."""
    block = group[0].block
    text, after = block.text, -1
    surely = sorted(m.start() for pattern in GAPS for m in pattern.finditer(text))
    if len(surely) == len(group):
        insert_markers(block, [(index, r.marker) for index, r in zip(surely, sorted(group, key=lambda r: _place(r, scale, common)), strict=True)])
        return
    places: list[tuple[int, str]] = []
    for raised in sorted(group, key=lambda r: _place(r, scale, common)):
        place = _place(raised, scale, common)
        free = [b for b in _boundaries(text, stop) if b[0] > after] or [(len(text), 0.0, 0.0)]
        after = min(free, key=lambda b: abs(b[1] - place) + b[2])[0]
        places.append((after, raised.marker))
    insert_markers(block, places)


def insert_markers(block: Block, places: Sequence[tuple[int, str]]) -> None:
    """Markers into the text of a block, as raised spans: (index in the text, marker), in order."""
    for index, marker in reversed(places):
        _insert(block, index, marker)


def insert_marker(block: Block, marker: str) -> None:
    """A marker printed at the end of a line: into the gap that it left in the line, if there is but one, else at its end."""
    text = block.text
    gaps = sorted({m.start() for pattern in (_GAP, _BETWEEN, _WIDE) for m in pattern.finditer(text)})
    last = _GAP.search(text, max(0, len(text.rstrip()) - 3))
    place = last.start() if last else gaps[0] if len(gaps) == 1 else len(text)
    _insert(block, place, marker)


def has_gap(text: str) -> bool:
    """Whether a line has one gap that a marker left."""
    return len({m.start() for pattern in (_GAP, _BETWEEN, _WIDE) for m in pattern.finditer(text)}) == 1


def _insert(block: Block, index: int, marker: str) -> None:
    """A raised span at an index of the block's text; the space that it left behind goes."""
    for n, span in enumerate(block.spans):
        if index <= len(span.text):
            head, tail = span.text[:index], span.text[index:]
            if _GAP.match(span.text, index) or _BETWEEN.match(span.text, index):
                tail = tail.lstrip()
            block.spans[n : n + 1] = [Span(head), Span(marker, raised=True), Span(tail)] if tail else [Span(head), Span(marker, raised=True)]
            return
        index -= len(span.text)
