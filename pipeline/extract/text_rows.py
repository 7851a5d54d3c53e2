"""Lines of right-to-left text that an extractor broke at a floating vowel sign, in one again; laid-out ones mirrored.

A vowel sign that is set apart from its letter makes poppler end a piece of the line there. Laid-out text has the pieces on
rows of their own, each in its columns; plain text has them one after the other from left to right, and the signs before
or behind them. Bidi controls are still in the lines here: U+202B opens a piece, U+202C closes it.
"""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass

_CONTROLS = re.compile("[\u200e\u200f\u202a-\u202e]")
_LATIN = re.compile("[A-Za-z]")
_RTL = re.compile("[\u0621-\u064a]")
_SEAM = re.compile("(?<=\u202c)\\s*(?=\u202b)")
_CELL = re.compile(r"\S(?:.*?\S)??(?=\s{2,}|\s*$)")
_SIGNS = re.compile("[\u064b-\u0652\\s]+")
_FLOATING = re.compile("(?:^|\\s)[\u064b-\u0652]+(?:\\s|$)")
ATTACHED = "\u200f"
"""Before a vowel sign that stood at the end of a piece."""
_AT_END = re.compile("(.*\\S)\\s+([\u064b-\u0652]+)([\\s\u202a-\u202e]*)$")
_MARKED = re.compile(r"\s{2,}\(\s?\)?\s?\d{1,3}\s?\)?$")
"""The marker of a note far right of its Latin words."""
_LABEL = re.compile(r"\d{1,3}\s?[-–]|[-–]\s?\d{1,3}|\([\u0621-\u064a]{1,2}\)")
_LABELLED = re.compile(r"\s*(?:\d{1,3}\s?[-–]|[-–]\s?\d{1,3})(?=\s|[^\W\d])")
_MARKERS = re.compile(r"[()\s\d]+")
_STOPPED = re.compile(r"[.,،؛:]$")
_ENDED = re.compile(r"[.؛:]$")
ROOM = 1.12
"""Share of a full line that the pieces of one take together, at most."""
FILLED = 0.8
"""Share of a full line that they take together, at least: what takes less were lines of their own."""
ALONE = 0.85
"""Share of a full line from which a line before which the last one of a paragraph stands is no piece."""
OVERLAP = 0.3
"""Share of the narrower one by which two pieces of one row may overlap, since columns are those of the page, not of letters."""
LEAST = 4
"""Columns by which they may overlap, however narrow they are."""


def _shown(text: str) -> str:
    return _CONTROLS.sub("", text)


@dataclass(slots=True)
class _Cell:
    start: int
    words: str

    @property
    def width(self) -> int:
        return len(_shown(self.words))


@dataclass(slots=True)
class _Row:
    """The pieces of a printed row from right to left; broken: a vowel sign or a label stood by itself on it; feed: it begins a page."""

    cells: list[_Cell]
    broken: bool
    feed: bool
    blank: bool


def mirrored(lines: list[str]) -> list[str]:
    """Laid-out lines with their pieces from right to left, as far from the left edge as they stood from the right one."""
    edge = max(len(_shown(line)) for line in lines)
    rows: list[_Row] = []
    read = [_row(line, edge) for line in lines]
    widths = sorted(w for row in read if (w := sum(c.width for c in row.cells)) > 20)
    full = widths[int(0.8 * (len(widths) - 1))] if widths else 0
    for row in read:
        last = rows[-1] if rows else None
        if last and not row.blank and not row.feed and not last.blank and (last.broken or row.broken) and _beside(last, row, full):
            last.cells = sorted(last.cells + row.cells, key=lambda c: c.start)
            last.broken = True
        else:
            rows.append(row)
    return [_printed(row) for row in rows]


def _row(line: str, edge: int) -> _Row:
    words = line.lstrip("\f")
    cells: list[_Cell] = []
    broken, hidden, at = False, 0, 0
    if _LATIN.search(words) and not _RTL.search(words) and not _MARKED.search(_shown(words)):  # job numbers and dates of the foot
        return _Row([_Cell(len(words) - len(words.lstrip()), words.strip())], False, line.startswith("\f"), False)
    for segment in _SEAM.split(words):
        offset = words.index(segment, at)
        at = offset + len(segment)
        for match in _CELL.finditer(segment):
            shown = _shown(match[0])
            start = offset + match.start() - hidden
            hidden += len(match[0]) - len(shown)
            broken = broken or bool(_FLOATING.search(shown))
            if shown and not _SIGNS.fullmatch(shown):
                cells.append(_Cell(edge - start - len(shown), match[0]))
    broken = broken or (len(cells) == 1 and bool(_LABEL.fullmatch(_shown(cells[0].words).strip())))
    return _Row(cells[::-1], broken, line.startswith("\f"), not words.strip())


def _beside(last: _Row, row: _Row, full: int) -> bool:
    """Whether two rows hold pieces of one line: their columns do not overlap, and neither is a row of markers."""
    for one in (last, row):
        if one.cells and all(_MARKERS.fullmatch(_shown(c.words)) for c in one.cells):
            return False
    cells = sorted(last.cells + row.cells, key=lambda c: c.start)
    if sum(c.width for c in cells) > ROOM * full or any(_LABELLED.match(_shown(c.words)) for c in cells[1:]):
        return False
    return all(b.start - a.start - a.width >= -max(LEAST, OVERLAP * min(a.width, b.width)) for a, b in itertools.pairwise(cells))


def _printed(row: _Row) -> str:
    printed, column = "", 0
    for cell in row.cells:
        gap = max(cell.start - column, 1 if column else 0)
        printed += " " * gap + cell.words
        column += gap + cell.width
    return ("\f" if row.feed else "") + printed


def in_one_line(lines: list[str]) -> list[str]:
    """The plain lines of a page; pieces around vowel signs that stand alone are joined from right to left."""
    widths = sorted(len(_shown(x)) for x in lines if len(_shown(x)) > 20)
    if not widths:
        return lines
    full = widths[int(0.8 * (len(widths) - 1))]
    kept = [part for line in lines for part in _sign_apart(line)]
    i = 0
    while i < len(kept):
        if not _sign(kept[i]):
            i += 1
            continue
        end = i
        while end < len(kept) and _sign(kept[end]):
            end += 1
        signs, attached = end - i, kept[i].startswith(ATTACHED)
        del kept[i:end]
        window = _window(kept, i, signs + 1, full, attached=attached)
        if window:
            within = kept[window[0] : window[1]]
            labels = [x for x in within if _is_label(x)]
            kept[window[0] : window[1]] = [*labels, " ".join(reversed([x for x in within if not _is_label(x)]))]
            i = window[0] + len(labels) + 1
    return kept


def _sign_apart(line: str) -> list[str]:
    """A line, and a vowel sign that floats at its end on a line of its own: there too a piece ends."""
    match = _AT_END.match(line)
    return [match[1] + match[3], ATTACHED + match[2]] if match and _RTL.search(match[1]) else [line]


def _is_label(line: str) -> bool:
    return bool(_LABEL.fullmatch(_shown(line).strip()))


def _sign(line: str) -> bool:
    shown = _shown(line)
    return bool(shown.strip()) and bool(_SIGNS.fullmatch(shown))


def _window(lines: list[str], place: int, count: int, full: int, *, attached: bool) -> tuple[int, int] | None:
    """The pieces of one line next to a place: as many as there are, short ones, that together fill a line.

    Those right before the place count first, as extractors mostly put the sign behind the piece that it ended; else those
    that fill a line best. The number of a paragraph may stand between them. attached: the sign ended the piece before the
    place, so that what stands behind it is of the next line, or goes on in its order (measured: in all but 4 of 199 such places).
    """
    if attached and _goes_on_below(lines, place, full):
        return None
    best: tuple[bool, int, tuple[int, int]] | None = None
    words = [i for i in range(max(0, place - count - 1), min(len(lines), place + count + 1)) if not _is_label(lines[i])]
    for k in range(len(words) - count + 1):
        start, end = words[k], words[k + count - 1] + 1
        if not place - count - 1 <= start <= place <= end or (attached and end > place):
            continue
        pieces = [_shown(lines[i]).strip() for i in words[k : k + count]]
        if not all(x and not _MARKERS.fullmatch(x) for x in pieces):
            continue
        if _STOPPED.search(pieces[0]) and len(pieces[-1]) >= ALONE * full:
            continue  # the last line of a paragraph, and the first of the next one
        total = sum(len(x) for x in pieces) + count - 1
        before = all(_is_label(x) for x in lines[end:place]) and end <= place
        if FILLED * full <= total <= ROOM * full and (best is None or (before, -abs(total - full)) > best[:2]):
            best = before, -abs(total - full), (start, end)
    return best[2] if best else _last_line(lines, place, count, full, attached=attached)


def _goes_on_below(lines: list[str], place: int, full: int) -> bool:
    """Whether the piece before a place begins a paragraph, and the next line is the rest of its own: they stand in order.

    The line before ends with a stop, or with a comma, and what stands below is no line by itself: short, without a stop.
    """
    before = [_shown(x).strip() for x in lines[max(place - 2, 0) : place + 1]]
    if len(before) < 3 or not _STOPPED.search(before[0]) or not FILLED * full <= len(before[1]) + 1 + len(before[2]) <= ROOM * full:
        return False
    return bool(_ENDED.search(before[0])) or (len(before[2]) < FILLED * full and not _STOPPED.search(before[2]))


def _last_line(lines: list[str], place: int, count: int, full: int, *, attached: bool) -> tuple[int, int] | None:
    """The pieces of the last line of a paragraph, which fill none: the left one, which comes first, ends in a stop, the others do not."""
    end = place + count
    while end < len(lines) and _FLOATING.search(_shown(lines[end])):
        end += 1
    for first, last in ((place - count, place),) if attached else ((place - count, place), (place, end)):
        pieces = [_shown(x).strip() for x in lines[max(first, 0) : last]]
        short = sum(map(len, pieces)) + len(pieces) - 1 < FILLED * full
        stopped = len(pieces) >= count and _STOPPED.search(pieces[0]) and not any(map(_STOPPED.search, pieces[1:]))
        if short and stopped and all(pieces) and not any(map(_MARKERS.fullmatch, pieces)) and not any(map(_is_label, pieces)):
            return first, last
    return None
