"""Tables of printed pages: rows of cells that stand in columns, ruled or not.

Where a page has rows of two cells or more, one under the other, whose last cells are figures or whose columns are narrow
and begin at one place, those rows are a table, with the wrapped cells and headings between them. A table has no paragraphs
and no notes of its own: its rows go on the paragraph before it, as they do in formats that mark tables.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from pipeline.parse.lines import Line

ROWS = 3
"""Rows of several cells that make a table."""
BETWEEN = 6
"""Most lines of one cell between two rows of several: wrapped cells, headings of sections of the table."""
FIGURES = 0.6
"""Share of the rows of a table of figures whose last cell is one."""
NARROW = 0.3
"""Share of the page's text width below which a column of words is that of a table, not one of running text."""
SAME = 4.0
"""Points within which cells begin at one place."""
_FIGURE = re.compile(r"^[\s(（\[–—−-]*[\d.][\d\s.,’'/%–—−-]*[)）\]%a-z*]{0,3}$|^[–—−-]+$")


@dataclass(slots=True)
class Row:
    """Cells on one base line, in the direction of reading."""

    cells: list[Line]

    @property
    def several(self) -> bool:
        """Whether it has more than one cell."""
        return len(self.cells) > 1


def find_tables(pages: Iterable[list[Line]]) -> list[list[Row]]:
    """The tables of a document, a table over two pages in two parts: the rows of each.

    pages: the lines of each page in reading order, furniture left out.
    """
    tables: list[list[Row]] = []
    left_over: list[Row] | None = None  # rows of one cell under a table at the foot of the page before
    for page in pages:
        rows = _rows(page)
        start, end = 0, -1
        first = next((i for i, row in enumerate(rows) if row.several), len(rows))
        if left_over is not None and first <= BETWEEN and first < len(rows) and all(_fits(r.cells[0], rows[first]) for r in rows[:first]):
            end = _end(rows, first)
            if _figures(rows[first : end + 1]):
                tables[-1] += left_over
                tables.append(rows[: end + 1])
                start = end + 1
        while start < len(rows):
            end = _end(rows, start) if rows[start].several else start
            if end > start and _is_table(rows[start : end + 1], page):
                tables.append(rows[start : end + 1])
            start = max(end, start) + 1
        last = next((i for i, row in enumerate(rows) if tables and row is tables[-1][-1]), None)
        left_over = rows[last + 1 :] if last is not None and len(rows) - last <= BETWEEN else None
    return tables


def _rows(page: list[Line]) -> list[Row]:
    rows: list[Row] = []
    for line in page:
        if rows and rows[-1].cells[0].beside(line):
            rows[-1].cells.append(line)
        else:
            rows.append(Row([line]))
    for row in rows:  # cells of two kinds of type stand a little higher or lower, and come in that order
        row.cells.sort(key=lambda cell: cell.start)
    return rows


def _end(rows: list[Row], start: int) -> int:
    """The last row of several cells that belongs with the one at `start`."""
    end = start
    for i in range(start + 1, len(rows)):
        if i - end > BETWEEN:
            break
        if rows[i].several:
            end = i
        elif not _fits(rows[i].cells[0], rows[end]):
            break
    return end


def _fits(line: Line, row: Row) -> bool:
    """Whether a line alone can stand in a table: it ends before the last column begins, or stands in it."""
    last = row.cells[-1]
    return line.end <= max(last.start, last.end - (last.end - row.cells[0].start) * NARROW) or line.start >= last.start - SAME


def _is_table(rows: list[Row], page: list[Line]) -> bool:
    several = [row for row in rows if row.several]
    if len(several) < ROWS:
        return False
    if _figures(several):
        return True
    last = [row.cells[-1] for row in several]
    width = max(x.end for x in page) - min(x.start for x in page)
    narrow = sum(cell.end - cell.start for cell in last) < NARROW * width * len(last)
    aligned = max(sum(abs(cell.start - other.start) < SAME for other in last) for cell in last)
    return narrow and len(several) > ROWS and aligned >= FIGURES * len(last)


def _figures(rows: list[Row]) -> bool:
    """Whether the last cells of most rows are figures."""
    last = [row.cells[-1].text for row in rows if row.several]
    return sum(bool(_FIGURE.match(text)) for text in last) >= FIGURES * len(last)


def in_order(table: list[Row]) -> list[list[Line]]:
    """The rows of a table with wrapped cells put back: a line right under a cell goes on with it, before the next cell."""
    result: list[list[Line]] = []
    home: Row | None = None
    places: list[Line] = []
    for row in table:
        line = row.cells[0]
        above = places[-1] if places else None
        if home is not None and not row.several and above is not None and _goes_on(above, line):
            at = result[-1].index(above) + 1
            result[-1].insert(at, line)
            places.append(line)
            continue
        result.append(list(row.cells))
        home, places = (row, [_words(row)]) if row.several else (None, [])
    return result


def _words(row: Row) -> Line:
    """The first cell of a row that holds words."""
    return next((cell for cell in row.cells if any(map(str.isalpha, cell.text))), row.cells[0])


def _goes_on(above: Line, line: Line) -> bool:
    height = above.bottom - above.top
    return line.top - above.bottom < 0.5 * height and line.start > above.start - SAME and line.start < above.end
