"""Glyphs to printed lines, by geometry alone.

Glyphs that follow one another in one look are a run; runs on one base line are a row; small runs raised above a row
(markers of notes) or sunk below it join it; a row falls into cells where a gap is too wide for a space or for the hang of
a label, and every cell is one block. Blocks follow one another from top to bottom, cells of one row in the direction
of the page. All lengths are points, y runs downward.
"""

from __future__ import annotations

import unicodedata
from bisect import bisect_left
from dataclasses import dataclass, replace
from itertools import pairwise
from operator import attrgetter

import numpy as np
import numpy.typing as npt

from pipeline.extract.page import Block, Box, Span
from pipeline.extract.pdf.characters import SOFT_HYPHEN, clean
from pipeline.extract.pdf.glyphs import Glyphs, Look
from pipeline.extract.pdf.ligatures import read_ligatures
from pipeline.extract.pdf.order import RIGHT_LETTER, Atom, direction, reading_order

_SAME_LINE = 0.12  # of the size: base lines that differ by less are one
_WORD_GAP = 0.18  # of the size: a wider gap is a space though none is stored
_BREAK_GAP = 1.2  # of the size: wider gaps end a run
_COLUMN_GAP = 3.0  # of the size: wider gaps part two cells
_HANG_GAP = 6.0  # of the size: widest gap between a label and its text
_CLUSTER = 3  # most characters of a glyph that is a letter with marks
_COVERED = 0.9  # of a mark's width: what lies over a letter from which it stands over that as a whole
_ALIKE = 1.3  # the widest gap between words of a justified line, in its narrowest
_LABEL = 4.0  # of the size: widest label
_HOLE = 0.1  # of the size: a wider gap between glyphs is a hole
_SMALL = 0.86  # a run this much smaller than its row may be raised or sunk
_RAISED, _SUNK = 0.75, -0.35  # of the row's size: how far a small run's base line may lie above and below
_KINDS = "RLNCSO"  # see `direction`
_ASCENT, _DESCENT = 0.8, 0.2  # of the size: the box of a line, the same for every font


FEW_LETTERS = 100
"""Letters of a page that say nothing of how it runs: those of addresses and symbols."""


@dataclass(slots=True)
class Run:
    """Glyphs start to end, one look, one hyperlink (0: none).

    floats: whether it is a mark, or a glyph that holds a mark with its letter (some fonts name the hamza of an alef, apart
    from it, as the alef with its hamza): such glyphs stand off the base line.
    """

    start: int
    end: int
    x0: float
    x1: float
    look: Look
    source: int
    href: int
    floats: bool
    raised: bool = False


@dataclass(slots=True)
class Row:
    """Runs on one base line."""

    baseline: float
    size: float
    runs: list[Run]


class Direction:
    """How the pages of a document run, read one after the other."""

    def __init__(self) -> None:
        self._margin = 0

    def of(self, text: str) -> tuple[bool, bool]:
        """Whether letters of a page run from right to left, and whether the page does: most letters say it.

        A page of few letters, or of both scripts (notes that cite works), runs as the pages before it.
        """
        right, letters = len(RIGHT_LETTER.findall(text)), sum(map(str.isalpha, text))
        runs_right = 2 * right > letters or (self._margin > 0 and (right > 0 or letters < FEW_LETTERS))
        self._margin += 2 * right - letters
        return right > 0 or runs_right, runs_right


def read_lines(glyphs: Glyphs, hrefs: npt.NDArray[np.int64], uris: list[str], page: int, direction: Direction) -> list[Block]:
    """The lines of a page in reading order.

    hrefs: for every glyph the number of the hyperlink that covers it, counted from 1 in `uris`, 0 for none; direction: of
    the pages before.
    """
    if not glyphs.text:
        return []
    bidirectional, right_to_left = direction.of(glyphs.text)
    reader = _Reader(glyphs, ["", *uris], page, bidirectional, right_to_left)
    rows = _rows(reader.runs(hrefs), glyphs)
    if not bidirectional:
        for row in rows:
            row.runs = _interleaved(row.runs, glyphs.left, glyphs.right)
    return [block for row in rows for cell in _cells(row, glyphs.text, right_to_left) if (block := reader.block(cell)) is not None]


class _Reader:
    """One page: its glyphs and how they are cut into runs and put together as blocks."""

    def __init__(self, glyphs: Glyphs, uris: list[str], page: int, bidirectional: bool, right_to_left: bool) -> None:
        self.glyphs, self.uris, self.page = glyphs, uris, page
        self.bidirectional, self.right_to_left = bidirectional, right_to_left
        self.sizes = np.array([look.size for look in glyphs.looks], np.float64)[glyphs.look]
        self.ligatures = read_ligatures(glyphs) if bidirectional else {}
        self.is_mark = np.isin(glyphs.codes, [ord(c) for c in set(glyphs.text) if unicodedata.combining(c)])
        self.marks = set(np.flatnonzero(self.is_mark).tolist())
        self.is_marked = np.isin(glyphs.codes, [ord(c) for c in set(glyphs.text) if RIGHT_LETTER.match(c) and _is_marked(c)])

    def runs(self, hrefs: npt.NDArray[np.int64]) -> list[Run]:
        """The runs of the page in pdfium's order."""
        g = self.glyphs
        left, right, size = g.left, g.right, self.sizes[1:]
        distance = np.maximum(left[1:], left[:-1]) - np.minimum(right[1:], right[:-1])
        breaks = (g.look[1:] != g.look[:-1]) | (hrefs[1:] != hrefs[:-1]) | (distance > _BREAK_GAP * size)
        if self.bidirectional:
            kinds = self._kinds()
            self.kinds, self.left = [_KINDS[kind] for kind in kinds.tolist()], left.tolist()
            breaks |= (kinds[1:] != kinds[:-1]) | (kinds[1:] > 2) | (distance > _WORD_GAP * size)
        else:
            breaks |= left[1:] < left[:-1] - 0.3 * size
            space = g.codes == 32
            self.gaps = (np.flatnonzero((distance > _WORD_GAP * size) & ~breaks & ~space[1:] & ~space[:-1]) + 1).tolist()
        starts = [0, *(np.flatnonzero(breaks) + 1).tolist()]
        x0 = np.minimum.reduceat(left, starts).tolist()
        x1 = np.maximum.reduceat(right, starts).tolist()
        sources = g.look[starts].tolist()
        links = hrefs[starts].tolist()
        ends = [*starts[1:], len(left)]
        floating = np.logical_or.reduceat(self.is_mark, starts) | np.logical_and.reduceat(self.is_marked, starts) | self._clusters()[starts]
        floats = (floating & (np.diff(starts, append=len(left)) <= _CLUSTER)).tolist()
        looks = g.looks
        return [Run(s, e, a, b, looks[k], k, h, f) for s, e, a, b, k, h, f in zip(starts, ends, x0, x1, sources, links, floats, strict=True)]

    def _clusters(self) -> npt.NDArray[np.bool_]:
        """Which glyphs are a letter drawn with its marks: they alone have their look, wherever pdfium puts the letter among others."""
        look = self.glyphs.look
        few = np.bincount(look) <= _CLUSTER
        marked = np.zeros(len(few), np.bool_)
        marked[look[self.is_mark]] = True
        return np.asarray((few & marked)[look])

    def _kinds(self) -> npt.NDArray[np.int64]:
        """The direction of every glyph as its place in `_KINDS`; separators, spaces and others are above 2."""
        codes, inverse = np.unique(self.glyphs.codes, return_inverse=True)
        return np.array([_KINDS.index(direction(chr(c))) for c in codes.tolist()], np.int64)[inverse]

    def block(self, cell: list[Run]) -> Block | None:
        """One cell as a block, None when it holds nothing but spaces."""
        spans = self._spans_both_ways(cell) if self.bidirectional else self._spans(cell)
        spans = _tidy(spans)
        if not spans:
            return None
        looks = [run.look for run in cell if not run.raised and not run.floats] or [run.look for run in cell]
        top = min([look.baseline - _ASCENT * look.size for look in looks])
        bottom = max([look.baseline + _DESCENT * look.size for look in looks])
        return Block(spans, self.page, Box(min([run.x0 for run in cell]), top, max([run.x1 for run in cell]), bottom))

    def _spans(self, cell: list[Run]) -> list[Span]:
        spans: list[Span] = []
        previous: Run | None = None
        for run in cell:
            text = self._text(run)
            if previous is not None and run.x0 - previous.x1 > _WORD_GAP * min(run.look.size, previous.look.size):
                text = " " + text
            _append(spans, text, run, self.uris)
            previous = run
        return spans

    def _text(self, run: Run) -> str:
        """The characters of a run from left to right, with a space where a gap is wide enough for one."""
        text = self.glyphs.text
        first, last = bisect_left(self.gaps, run.start), bisect_left(self.gaps, run.end)
        if first == last:
            return text[run.start : run.end]
        cuts = [run.start, *self.gaps[first:last], run.end]
        return " ".join(text[a:b] for a, b in pairwise(cuts))

    def _spans_both_ways(self, cell: list[Run]) -> list[Span]:
        """The spans of a line of a page on which some script runs from right to left."""
        atoms: list[Atom] = []
        text, left = self.glyphs.text, self.left
        end = -1e9
        marks = self._marks(cell)
        if self.marks:
            cell = [run for run in cell if not self.marks.issuperset(range(run.start, run.end))] or cell
        for number, run in enumerate(cell):
            if run.x0 - end > _WORD_GAP * run.look.size and atoms:
                atoms.append(Atom(" ", "S", end, run.x0, -1, False, number))
            end = max(end, run.x1)
            kind = self.kinds[run.start]
            glyphs = [marks.get(i, text[i]) for i in range(run.start, run.end)] if marks else text[run.start : run.end]
            turned = len(glyphs) > 1 and (left[run.start] < left[run.end - 1]) == (kind == "R")
            words = "".join(glyphs[::-1] if turned else glyphs)
            if not words:
                continue
            atoms.append(Atom(words, kind, run.x0, run.x1, run.source, run.raised, number))
        spans: list[Span] = []
        for atom in reading_order(atoms, self.right_to_left):
            _append(spans, atom.text, cell[atom.run], self.uris)
        return spans

    def _marks(self, cell: list[Run]) -> dict[int, str]:
        """What stands for a glyph that is not just its own: a ligature's letters, a letter with its marks, nothing for a mark.

        A mark that follows a letter beside it in one text object is that letter's. Producers also place marks as objects
        of their own or before their letter; then the boxes say: the letter that it stands over as a whole, else one of the same
        object that it touches, else the one that it overlaps most, or the nearest.
        """
        text, left, right = self.glyphs.text, self.glyphs.left, self.glyphs.right
        if not self.marks and not self.ligatures:
            return {}
        indices = [i for run in cell for i in range(run.start, run.end)]
        placed = {i: self.ligatures[i] for i in indices if i in self.ligatures}
        marks = [i for i in indices if i in self.marks]
        if not marks:
            return placed
        letters = np.array([i for i in indices if RIGHT_LETTER.match(text[i]) and text[i].isalpha()], np.int64)
        if not len(letters):
            return placed
        starts = {run.start for run in cell}
        known = set(letters.tolist())
        middle = (left[letters] + right[letters]) / 2
        for i in marks:
            overlap = np.minimum(right[letters], right[i]) - np.maximum(left[letters], left[i])
            distance = np.abs(middle - (left[i] + right[i]) / 2)
            base = i - 1
            while base + 1 not in starts and unicodedata.combining(text[base]):
                base -= 1
            if i in starts or base not in known or max(left[i] - right[base], left[base] - right[i]) > _WORD_GAP * self.sizes[i]:
                beside = overlap < _COVERED * (right[i] - left[i])
                apart = beside & ((self.glyphs.look[letters] != self.glyphs.look[i]) | (overlap < -_WORD_GAP * self.sizes[i]))
                base = int(letters[np.lexsort((distance, -np.round(overlap, 1), apart, beside))[0]])
            placed[base] = placed.get(base, text[base]) + text[i]
            placed[i] = ""
        return placed


def _append(spans: list[Span], text: str, run: Run, uris: list[str]) -> None:
    """Put text at the end of spans: into the last one where the look is the same."""
    href = uris[run.href] or None
    if spans and (text.isspace() or _is_alike(spans[-1], run, href)):
        spans[-1].text += text
    else:
        look = run.look
        spans.append(Span(text, round(look.size, 2), look.bold, look.italic, run.raised, href))


def _is_alike(span: Span, run: Run, href: str | None) -> bool:
    """Whether a run looks as a span does."""
    look = run.look
    same = span.bold == look.bold and span.italic == look.italic and span.raised == run.raised and span.href == href
    return same and abs(span.size - look.size) < 0.05


def _tidy(spans: list[Span]) -> list[Span]:
    """Spans with clean text: single spaces, none at either end of the line; a soft hyphen at the end of the line only."""
    for span in spans:
        span.text = clean(span.text)
    spans = [span for span in spans if span.text]
    while spans and not (stripped := spans[-1].text.rstrip()):
        spans.pop()
    if not spans:
        return []
    spans[-1].text = stripped
    open_end = True  # the text so far is empty or ends with a space
    for span in spans:
        text = _single_spaces(span.text)
        span.text = text.lstrip() if open_end else text
        if span.text:
            open_end = span.text.endswith(" ")
    spans = [span for span in spans if span.text]
    for span in spans:
        if SOFT_HYPHEN in span.text:
            final = span is spans[-1] and span.text.endswith(SOFT_HYPHEN)
            span.text = span.text.replace(SOFT_HYPHEN, "") + (SOFT_HYPHEN if final else "")
    return [span for span in spans if span.text]


def _single_spaces(text: str) -> str:
    while "  " in text:
        text = text.replace("  ", " ")
    return text


def _rows(runs: list[Run], glyphs: Glyphs) -> list[Row]:
    """Runs by base line from top to bottom; what is written across the page makes rows of its own."""
    rows: list[Row] = []
    marks = [run for run in runs if run.floats]
    for run in sorted((run for run in runs if not run.floats), key=attrgetter("look.baseline")):
        look = run.look
        last = rows[-1] if rows else None
        if last is not None and look.upright and abs(look.baseline - last.baseline) <= _SAME_LINE * max(look.size, last.size):
            last.runs.append(run)
            last.size = max(last.size, look.size)
        else:
            rows.append(Row(look.baseline, look.size, [run]))
    return _with_marks(_attach(rows), marks, glyphs)


def _with_marks(rows: list[Row], marks: list[Run], glyphs: Glyphs) -> list[Row]:
    """Marks that stand off the base line go into the row of the letters under or over them."""
    lost: list[Row] = []
    for run in marks:
        near = [r for r in rows if r.size > _SMALL * run.look.size and abs(r.baseline - run.look.baseline) < r.size and _over(run, r)]
        host = min(near, key=lambda r: abs(r.baseline - run.look.baseline), default=None)
        if host is None:
            lost.append(Row(run.look.baseline, run.look.size, [run]))
        elif not any(_doubles(run, other, glyphs) for other in host.runs):
            host.runs.append(run)
    return sorted([*rows, *lost], key=lambda row: row.baseline) if lost else rows


def _doubles(run: Run, other: Run, glyphs: Glyphs) -> bool:
    """Whether a mark's glyph repeats the text of its letter's glyph: some fonts map both to the letter with the mark."""
    text = glyphs.text
    if not (other.x0 < run.x1 and run.x0 < other.x1):
        return False
    if run.end - run.start > 1:
        return sorted(text[run.start : run.end]) == sorted(text[other.start : other.end].strip())
    return any(text[i] == text[run.start] and glyphs.left[i] < run.x1 and run.x0 < glyphs.right[i] for i in range(other.start, other.end))


def _is_marked(char: str) -> bool:
    """Whether a letter is one with a mark on or under it."""
    return any(map(unicodedata.combining, unicodedata.normalize("NFD", char)))


def _over(run: Run, row: Row) -> bool:
    return any(other.x0 - row.size < run.x1 and run.x0 < other.x1 + row.size for other in row.runs)


def _attach(rows: list[Row]) -> list[Row]:
    """Small runs above or below the base line of a row go into that row."""
    for at, row in enumerate(rows):
        near = [other for other in rows[max(0, at - 3) : at + 4] if other is not row and abs(other.baseline - row.baseline) < other.size]
        if not near:
            continue
        stay = []
        for run in row.runs:
            host = _host(run, row, near)
            if host is None:
                stay.append(run)
            else:
                run.raised = host.baseline > row.baseline
                host.runs.append(run)
        row.runs = stay
    return [row for row in rows if row.runs]


def _host(run: Run, row: Row, near: list[Row]) -> Row | None:
    """The row above or below that a small run belongs to."""
    best: tuple[float, Row] | None = None
    for other in near:
        up = (other.baseline - row.baseline) / other.size
        if run.look.size > _SMALL * other.size or not _SUNK < up < _RAISED or run.end - run.start > 12:
            continue
        bigger = [r for r in other.runs if r.look.size * _SMALL >= run.look.size]
        gap = min((max(r.x0 - run.x1, run.x0 - r.x1) for r in bigger), default=1e9)
        if gap < 4 * other.size and (best is None or gap < best[0]):
            best = gap, other
    return best[1] if best else None


def _cells(row: Row, text: str, right_to_left: bool) -> list[list[Run]]:
    """The row cut where a gap is wider than a space or the hang of a label can be, in the direction of the page."""
    runs = sorted(row.runs, key=attrgetter("x0", "x1"))
    cells: list[list[Run]] = [[runs[0]]]
    end = runs[0].x1
    widest = _COLUMN_GAP * row.size
    stretched = any(run.x0 - before.x1 > widest for before, run in pairwise(runs)) and _is_stretched(runs, row, text)
    for run in runs[1:]:
        gap = run.x0 - end
        if gap > widest and not stretched and not _is_hang(gap, cells[-1], run, row, right_to_left):
            cells.append([])
        cells[-1].append(run)
        end = max(end, run.x1)
    return cells[::-1] if right_to_left else cells


def _interleaved(runs: list[Run], left: npt.NDArray[np.float64], right: npt.NDArray[np.float64]) -> list[Run]:
    """The runs of a row; those that stand in one another are cut at the holes between their glyphs.

    Where a font lacks letters, producers set the words in another one and then what both have (commas, hyphens, figures)
    into the holes between them. What is printed over something has no holes there, and stays whole.
    """
    if len(runs) < 2:
        return runs
    ordered = sorted(runs, key=attrgetter("x0"))
    if all(after.x0 > before.x1 - _HOLE * after.look.size for before, after in pairwise(ordered)):
        return runs
    cut: list[Run] = []
    for run in runs:
        if any(other.x0 < run.x1 and run.x0 < other.x1 for other in runs if other is not run):
            cut += _pieces(run, left, right)
        else:
            cut.append(run)
    return cut


def _pieces(run: Run, left: npt.NDArray[np.float64], right: npt.NDArray[np.float64]) -> list[Run]:
    x0, x1 = left[run.start : run.end], right[run.start : run.end]
    holes = (np.flatnonzero(x0[1:] - x1[:-1] > _HOLE * run.look.size) + 1).tolist()
    edges = [0, *holes, len(x0)]
    return [replace(run, start=run.start + a, end=run.start + b, x0=float(x0[a]), x1=float(x1[b - 1])) for a, b in pairwise(edges)]


def _is_stretched(runs: list[Run], row: Row, text: str) -> bool:
    """Whether a row is few words of a justified line: all its gaps are alike, and what stands between them are words."""
    gaps = [gap for before, run in pairwise(runs) if (gap := run.x0 - before.x1) > _WORD_GAP * row.size]
    words = sum(any(map(str.isalpha, text[run.start : run.end])) for run in runs)
    return len(gaps) > 1 and max(gaps) < _ALIKE * min(gaps) and 2 * words > len(runs)


def _is_hang(gap: float, cell: list[Run], run: Run, row: Row, right_to_left: bool) -> bool:
    """Whether a wide gap is that between a label and its text."""
    label = run.x1 - run.x0 if right_to_left else cell[-1].x1 - cell[0].x0
    return gap <= _HANG_GAP * row.size and label <= _LABEL * row.size
