"""Rows of raised markers in plain text, put behind the line that they belong to.

A raised number stands a little higher than its line. Where its type is that of the words, extractors print it below them;
where it is another (Latin digits in Arabic text), above. Which one it is, the gaps tell: a marker leaves a space before
the stop that it stood at. Its brackets may even come to stand on a row of their own, above the line, and the digits below.
Measured on texts that poppler made of pages in two kinds of type.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from pipeline.extract.page import width
from pipeline.extract.text_order import LABEL, RTL

MARKERS = re.compile(r"\s*\(?\d{1,3}\)?(?:\s{2,}\(?\d{1,3}\)?)*\s*")
"""A row of nothing but markers, far apart."""
_BRACKETS = re.compile(r"(\s*)\(\s*\)\s*")
_ROW_OF_MARKERS = re.compile(r"\s*(?:\(\d{1,3}\)|\d{1,3})(?:\s+(?:\(\d{1,3}\)|\d{1,3}))*\s*")
_DIGITS = re.compile(r"\s*\d{1,3}\s*")
_GAP = re.compile(r"\w\s+[,.;:،؛](?=\s|$)")

BEYOND = 4
"""Columns behind the end of a line within which a marker stands at it."""
SHARE = 0.2
"""Share of all markers by which those with a gap below are more than those with one above, at least."""


@dataclass(slots=True)
class _Row:
    """A line with words and the empty lines before it."""

    text: str
    blank: int


def markers_placed(text: str, *, laid_out: bool) -> str:
    """A text with each marker whole, and those that stand above their lines put where they belong.

    That is the gap that they left, if there is one for each; in a laid-out text else a row below the line, since the column
    tells the place in it. They are only moved where clearly more of them have a line with a gap below than above.
    """
    pages = [_whole(_rows(page)) for page in text.split("\f")]
    if laid_out and RTL.search(text):
        for rows in pages:
            _put_at_ends(rows)
    places = [(rows, i) for rows in pages for i in range(1, len(rows) - 1) if MARKERS.fullmatch(rows[i].text)]
    votes = sum(_has_gap(rows, _below(rows, i)) - _has_gap(rows, i - 1) for rows, i in places)
    if laid_out:
        votes += sum(_clings(rows, i) for rows, i in places)
    if votes > SHARE * len(places):
        for rows, i in reversed(places):
            line = _below(rows, i)
            if not MARKERS.fullmatch(rows[line].text) and not _put_into_gaps(rows, i, line) and laid_out and not _of_note(rows, i):
                _put_below(rows, i)
    return "\f".join(map(_printed, pages))


def _clings(rows: list[_Row], i: int) -> int:
    """1 where a row of markers is parted by an empty line from the line above it alone, -1 where from the one below; 0 for the marker of a note."""
    row, below = rows[i], rows[i + 1]
    if _of_note(rows, i):
        return 0
    return (row.blank > 0) - (below.blank > 0)


def _of_note(rows: list[_Row], i: int) -> bool:
    """Whether a marker stands before the words of the line below it."""
    return indent(rows[i].text) <= indent(rows[i + 1].text)


def indent(text: str) -> int:
    """Spaces before the first sign of a line."""
    return len(text) - len(text.lstrip())


def _put_at_ends(rows: list[_Row]) -> None:
    """Put each marker that stands right behind the end of the line below it, and over words of the line above, at that end.

    Where lines run from right to left their ends have the columns of the page.
    """
    for i in range(len(rows) - 2, 0, -1):
        marker = _ROW_OF_MARKERS.fullmatch(rows[i].text)
        above, below = rows[i - 1], rows[i + 1]
        if marker is None or len(rows[i].text.split()) > 1 or not (RTL.search(above.text) and RTL.search(below.text)):
            continue
        place = indent(rows[i].text)
        if place < width(above.text.rstrip()) and 0 <= place - width(below.text.rstrip()) <= BEYOND:
            below.text = below.text.rstrip() + f"({rows[i].text.strip(' ()')})"
            below.blank = rows[i].blank
            del rows[i]


def _below(rows: list[_Row], i: int) -> int:
    """The line below a row of markers; its label may stand on a row of its own before it."""
    return i + 2 if LABEL.fullmatch(rows[i + 1].text) and i + 2 < len(rows) else i + 1


def _put_into_gaps(rows: list[_Row], i: int, below: int) -> bool:
    """Put the markers of the rows up to this one into the gaps of a line below; False where it has not one for each."""
    first = i
    while first > 0 and _ROW_OF_MARKERS.fullmatch(rows[first - 1].text):
        first -= 1
    markers = [int(n) for row in rows[first : i + 1] for n in re.findall(r"\d+", row.text)]
    line = rows[below]
    gaps = list(_GAP.finditer(line.text))
    if len(gaps) != len(markers) or not all(_ROW_OF_MARKERS.fullmatch(row.text) for row in rows[first : i + 1]):
        return False
    for gap, marker in reversed(list(zip(gaps, sorted(markers), strict=True))):
        line.text = f"{line.text[: gap.start() + 1]}({marker}){line.text[gap.end() - 1 :].lstrip()}"
    rows[i + 1].blank = rows[first].blank
    del rows[first : i + 1]
    return True


def _put_below(rows: list[_Row], i: int) -> None:
    marker, line = rows[i], rows[i + 1]
    line.blank, marker.blank = min(marker.blank, line.blank), 0
    rows[i], rows[i + 1] = line, marker


def _rows(page: str) -> list[_Row]:
    rows: list[_Row] = []
    blank = 0
    for line in page.split("\n"):
        if line.strip():
            rows.append(_Row(line, blank))
            blank = 0
        else:
            blank += 1
    return rows


def _whole(rows: list[_Row]) -> list[_Row]:
    """Brackets above a line and the digits below it in one row; the empty lines that they made go."""
    whole: list[_Row] = []
    i = 0
    while i < len(rows):
        row = rows[i]
        brackets = _BRACKETS.fullmatch(row.text)
        if brackets and i + 2 < len(rows) and _DIGITS.fullmatch(rows[i + 2].text):
            whole += [_Row(f"{brackets[1]}({rows[i + 2].text.strip()})", 0), _Row(rows[i + 1].text, 0)]
            if i + 3 < len(rows):
                rows[i + 3].blank = 0
            i += 3
            continue
        whole.append(row)
        i += 1
    return whole


def _has_gap(rows: list[_Row], i: int) -> bool:
    return bool(_GAP.search(rows[i].text))


def _printed(rows: list[_Row]) -> str:
    return "\n".join("\n" * row.blank + row.text for row in rows)
