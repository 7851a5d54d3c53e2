"""Runs of glyphs to the rows and cells of a page.

Runs on one base line are a row; small runs raised above a row (markers of notes) or sunk below it join it, and so do marks
that are drawn apart from their letters; a row falls into cells where a gap is too wide for a space or for the hang of a
label. All lengths are points, y runs downward.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import pairwise
from operator import attrgetter

import numpy as np
import numpy.typing as npt

from pipeline.extract.pdf.glyphs import Glyphs, Look

_SAME_LINE = 0.12  # of the size: base lines that differ by less are one
WORD_GAP = 0.18  # of the size: a wider gap is a space though none is stored
_COLUMN_GAP = 3.0  # of the size: wider gaps part two cells
_HANG_GAP = 6.0  # of the size: widest gap between a label and its text
_ALIKE = 1.3  # the widest gap between words of a justified line, in its narrowest
_LABEL = 4.0  # of the size: widest label
_HOLE = 0.1  # of the size: a wider gap between glyphs is a hole
_SMALL = 0.86  # a run this much smaller than its row may be raised or sunk
_RAISED, _SUNK = 0.75, -0.35  # of the row's size: how far a small run's base line may lie above and below


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


def to_rows(runs: list[Run], glyphs: Glyphs) -> list[Row]:
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


def to_cells(row: Row, text: str, right_to_left: bool) -> list[list[Run]]:
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


def interleaved(runs: list[Run], left: npt.NDArray[np.float64], right: npt.NDArray[np.float64]) -> list[Run]:
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
    gaps = [gap for before, run in pairwise(runs) if (gap := run.x0 - before.x1) > WORD_GAP * row.size]
    words = sum(any(map(str.isalpha, text[run.start : run.end])) for run in runs)
    return len(gaps) > 1 and max(gaps) < _ALIKE * min(gaps) and 2 * words > len(runs)


def _is_hang(gap: float, cell: list[Run], run: Run, row: Row, right_to_left: bool) -> bool:
    """Whether a wide gap is that between a label and its text."""
    label = run.x1 - run.x0 if right_to_left else cell[-1].x1 - cell[0].x0
    return gap <= _HANG_GAP * row.size and label <= _LABEL * row.size
