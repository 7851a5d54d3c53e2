"""Glyphs to printed lines, by geometry alone.

Glyphs that follow one another in one look are a run; runs on one base line are a row; small runs raised above a row
(markers of notes) or sunk below it join it; a row falls into cells where a gap is too wide for a space or for the hang of
a label, and every cell is one block. Blocks follow one another from top to bottom, cells of one row in the direction
of the page. All lengths are points, y runs downward.
"""

from __future__ import annotations

import unicodedata
from bisect import bisect_left
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from pipeline.extract.page import Block, Box, Span
from pipeline.extract.pdf.characters import SOFT_HYPHEN, clean
from pipeline.extract.pdf.glyphs import Glyphs
from pipeline.extract.pdf.ligatures import read_ligatures
from pipeline.extract.pdf.order import RIGHT_LETTER, Atom, direction, reading_order
from pipeline.extract.pdf.rows import WORD_GAP, Run, interleaved, to_cells, to_rows

_BREAK_GAP = 1.2  # of the size: wider gaps end a run
_CLUSTER = 3  # most characters of a glyph that is a letter with marks
_COVERED = 0.9  # of a mark's width: what lies over a letter from which it stands over that as a whole
_KINDS = "RLNCSO"  # see `direction`
_ASCENT, _DESCENT = 0.8, 0.2  # of the size: the box of a line, the same for every font


FEW_LETTERS = 100
"""Letters of a page that say nothing of how it runs: those of addresses and symbols."""


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
    rows = to_rows(reader.runs(hrefs), glyphs)
    if not bidirectional:
        for row in rows:
            row.runs = interleaved(row.runs, glyphs.left, glyphs.right)
    return [block for row in rows for cell in to_cells(row, glyphs.text, right_to_left) if (block := reader.block(cell)) is not None]


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
            breaks |= (kinds[1:] != kinds[:-1]) | (kinds[1:] > 2) | (distance > WORD_GAP * size)
        else:
            breaks |= left[1:] < left[:-1] - 0.3 * size
            space = g.codes == 32
            self.gaps = (np.flatnonzero((distance > WORD_GAP * size) & ~breaks & ~space[1:] & ~space[:-1]) + 1).tolist()
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
            if previous is not None and run.x0 - previous.x1 > WORD_GAP * min(run.look.size, previous.look.size):
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
            if run.x0 - end > WORD_GAP * run.look.size and atoms:
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
            if i in starts or base not in known or max(left[i] - right[base], left[base] - right[i]) > WORD_GAP * self.sizes[i]:
                beside = overlap < _COVERED * (right[i] - left[i])
                apart = beside & ((self.glyphs.look[letters] != self.glyphs.look[i]) | (overlap < -WORD_GAP * self.sizes[i]))
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


def _is_marked(char: str) -> bool:
    """Whether a letter is one with a mark on or under it."""
    return any(map(unicodedata.combining, unicodedata.normalize("NFD", char)))
