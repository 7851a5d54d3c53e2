"""Printed lines (PDF, text) → paragraphs and notes: furniture out, notes apart, lines rejoined over pages.

All geometry is in the direction of reading: `start` is the distance of a line's beginning from the edge of the page where
lines begin (left, or right in Arabic), so that one set of rules serves both. Units are those of the page model: points in
a PDF, columns and lines in a text.
"""

from __future__ import annotations

import itertools
import re
from collections import Counter
from dataclasses import dataclass

from pipeline.extract.page import Block, PageModel
from pipeline.parse.model import Dropped
from pipeline.parse.rich import normalise

_NOT_RTL = re.compile("[^\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff]+")
_NO_LETTERS = re.compile(r"[\W\d_]+")


@dataclass(slots=True)
class Line:
    """One printed line.

    index: of its block; text: normalised, raised characters left out; start, end: distances of its two ends from the edge
    where lines begin; top, bottom: from the top of the page; size: type size of most of its characters, 0 in a text; bold: all of it.
    """

    index: int
    block: Block
    text: str
    page: int
    start: float
    end: float
    top: float
    bottom: float
    size: float
    bold: bool

    def beside(self, other: Line) -> bool:
        """Whether two lines stand on one base line."""
        if self.page != other.page:
            return False
        overlap = min(self.bottom, other.bottom) - max(self.top, other.top)
        return overlap > 0 and overlap > 0.6 * min(self.bottom - self.top, other.bottom - other.top)


@dataclass(slots=True)
class Layout:
    """What most lines of a document have in common.

    size: of the running text, 0 in a text file; left, right: where its lines begin and end; leading: from line to line;
    measured: whether positions of lines are known; spread: whether most lines have a blank one before
    them, so that blank lines say nothing; sparse: too few lines to tell the distance of lines from that of paragraphs; ragged: lines
    end where they end.
    """

    size: float
    left: float
    right: float
    leading: float
    measured: bool
    spread: bool = False
    sparse: bool = False
    ragged: bool = False


def to_lines(model: PageModel) -> tuple[list[Line], list[Dropped]]:
    """The lines of a document in reading order; blocks without characters are dropped."""
    printed = [b.text for b in model.blocks]
    rtl = _runs_from_right("".join(printed)) and not _set_from_left(model)
    measured = all(b.box for b in model.blocks)
    edge = max((b.box.x1 for b in model.blocks if b.box), default=0.0)
    lines, dropped = [], []
    for i, block in enumerate(model.blocks):
        text = normalise("".join([s.text for s in block.spans if not s.raised])) or normalise(printed[i])
        text += "\u00ad" if printed[i].rstrip().endswith("\u00ad") else ""
        if not text:
            dropped.append(Dropped(i, "empty"))
            continue
        lines.append(_line(i, block, text, model, rtl=rtl, measured=measured, edge=edge))
    return lines, dropped


def _runs_from_right(text: str) -> bool:
    """Whether more than half of the letters belong to scripts that run from right to left."""
    right = len(_NOT_RTL.sub("", text))
    return right > 0 and 2 * right > len(_NO_LETTERS.sub("", text))


def _set_from_left(model: PageModel) -> bool:
    """Whether the lines of a page that runs from right to left are flush at its left edge alone, as some producers set them."""
    boxes = [b.box for b in model.blocks if b.box and len(b.text) > LONG]
    left, right = (Counter(round(x / FLUSH) for x in edges) for edges in ([b.x0 for b in boxes], [b.x1 for b in boxes]))
    return bool(boxes) and max(left.values()) > 2 * max(right.values())


JUSTIFIED = 0.25
"""Share of the lines that end at the margin where lines are justified (measured: 0.5 and more; ragged 0.1)."""
FLUSH = 3
"""Points within which the ends of lines are flush."""
LONG = 20
"""Characters of a line from which its ends say where the edges of the text are."""


def _line(index: int, block: Block, text: str, model: PageModel, *, rtl: bool, measured: bool, edge: float) -> Line:
    page = block.page or 1
    box = block.box
    if box is None or not measured:
        start = box.x0 if box else 0.0
        return Line(index, block, text, page, start, start + len(text), index, index + 1, 0, False)
    width = model.page_sizes[page - 1][0] if page <= len(model.page_sizes) else edge
    start, end = (width - box.x1, width - box.x0) if rtl and model.page_sizes else (box.x0, box.x1)
    sizes: dict[float, int] = {}
    for span in block.spans:
        size = round(span.size, 1)
        sizes[size] = sizes.get(size, 0) + (0 if span.raised else len(span.text.strip()))
    bold = all(s.bold or not s.text.strip() or s.raised for s in block.spans)
    return Line(index, block, text, page, start, end, box.y0, box.y1, max(sizes, key=sizes.__getitem__, default=0.0), bold)


def measure(lines: list[Line], *, measured: bool) -> Layout:
    """The common measures of the running text; zeros for a document without lines."""
    if not lines:
        return Layout(0, 0, 0, 1, measured)
    by_size: Counter[float] = Counter()
    for line in lines:
        by_size[line.size] += len(line.text)
    size = by_size.most_common(1)[0][0]
    text = [x for x in lines if abs(x.size - size) < 0.6] or lines
    long = [x for x in text if len(x.text) > LONG] or text
    left = _least_common([x.start for x in text])
    right = _edge([x.end for x in long if abs(x.start - left) < 4] or [x.end for x in long])
    following = [(a, b) for a, b in itertools.pairwise(text) if _follows(a, b)]
    every = [round(b.bottom - a.bottom) for a, b in following]
    gaps = [round(b.bottom - a.bottom) for a, b in following if abs(b.start - left) < 4]
    gaps = gaps or every  # where labels hang out to the left, the lines at the margin are first lines, and far apart
    leading = min(_least_common([float(g) for g in gaps]), _least_common([float(g) for g in every])) if gaps else 1.0
    flush = sum(abs(x.end - right) < FLUSH for x in long)
    return Layout(
        size, left, right, float(leading), measured, spread=_spread(lines, right), sparse=len(gaps) < FEW, ragged=flush < JUSTIFIED * len(long)
    )  # fmt: skip


def _spread(lines: list[Line], right: float) -> bool:
    """Whether blank lines say nothing: they stand before lines that plainly go on, after a long one without a stop."""
    onward = [b for a, b in itertools.pairwise(lines) if a.end - a.start > 0.7 * right and a.text.rstrip()[-1:].isalpha()]
    return sum(x.block.blank_before > 0 for x in onward) > 0.5 * len(onward) if onward else False


def _follows(first: Line, second: Line) -> bool:
    return first.page == second.page and second.top > first.top and not first.beside(second)


FEW = 8
"""Lines of running text below which positions alone decide nothing."""
SHARE = 0.12
"""Share of all lines that a measure must be common to; one-line paragraphs may outnumber all others."""


def _least_common(values: list[float]) -> float:
    """The least value that many lines have in common: the margin rather than an indent, lines rather than paragraphs."""
    counts: Counter[int] = Counter(round(v) for v in values)
    near = {v: counts[v - 1] + n + counts[v + 1] for v, n in counts.items()}
    least = min(v for v, n in near.items() if n >= SHARE * len(values) or n == max(near.values()))
    return float(max((least, least + 1), key=lambda v: counts[v]))


def _edge(values: list[float]) -> float:
    """Where full lines end: the 80th percentile, since last lines are short and few stick out."""
    ordered = sorted(values)
    return ordered[int(0.8 * (len(ordered) - 1))]
