"""Plain text, as PDF extractors and the clipboard leave it → the page model, one block per line.

Three kinds are told apart by their white space. *Laid out* text keeps the columns of the page: lines get boxes (one
column counts as 5 points, one line as 12), cells far apart on a line become blocks of their own, and a line of nothing
but small numbers is the raised markers of the line above. *Plain* text keeps only the order of lines; what is left of
indents and blank lines is kept (`Block.blank_before`, the x of the box). A form feed ends a page.
"""

from __future__ import annotations

import re
import unicodedata
from itertools import pairwise

from pipeline import media
from pipeline.extract.errors import Unreadable
from pipeline.extract.page import Block, Box, Hyperlink, PageModel, Span, width
from pipeline.extract.stretches import without_stretches
from pipeline.extract.text_glued import unglued
from pipeline.extract.text_markers import MARKERS, indent, markers_placed
from pipeline.extract.text_order import RTL, in_reading_order
from pipeline.extract.text_pieces import put_together
from pipeline.extract.text_raised import COLUMN, Raised, has_gap, insert_marker, insert_markers, insert_raised, raised_at
from pipeline.extract.text_stacks import unstacked

LINE = 12.0
"""Points that a line counts as."""
_URL = re.compile(r"\s*(?:https?|ftp)://\S+\s*")
_MARKER = re.compile(r"\(?\d{1,3}\)?")
_AT_END = re.compile(r"(?:(?<=[^\W\d_])|\s{3,}|(?<=[\u3400-\u9fff])\s{2,})\(?(?P<marker>\d{1,3})\)?$")
_STOPPED = re.compile(r"[,.;:،؛、，。；：）》」”]$")
_CELL = re.compile(r"\S(?:.*?\S)??(?=\s{5,}|\s*$)")
_INVISIBLE = re.compile("[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\u00ad]")
LAID_OUT = 0.02
"""Share of lines that begin far from the edge, from which a text counts as laid out."""
FAR, FAR_FROM_RIGHT = 8, 4
"""Columns that are far from the edge; in a text from right to left lines end there, and few end far from it."""
SPREAD = 0.6
"""Share of blank lines from which blank lines between lines mean nothing (a blank after every line)."""


def extract(data: bytes) -> PageModel:
    """Bytes of one text file → lines (`unit` line). Raises Unreadable: `empty`, or `malformed` naming the first byte that
    is no text in the file's encoding (UTF-8, or UTF-16 with a byte order mark).
    """
    text = _decoded(data)
    if not text.strip():
        raise Unreadable("empty", "the file has no words")
    text = unicodedata.normalize("NFC", text).replace("\r\n", "\n").replace("\r", "\n")
    filled = [x for x in text.split("\n") if x.strip()]
    edge = " " * (FAR_FROM_RIGHT if RTL.search(text) else FAR)
    laid_out = sum(x.startswith(edge) for x in filled) > LAID_OUT * len(filled)
    text = _INVISIBLE.sub("", in_reading_order(text, laid_out=laid_out))
    text = markers_placed(text, laid_out=laid_out)
    return _Reader(laid_out=laid_out).read(text)


def _decoded(data: bytes) -> str:
    encoding = "utf-16" if data.startswith((b"\xff\xfe", b"\xfe\xff")) else "utf-8-sig"
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise Unreadable("malformed", f"byte {error.start:,} is no {encoding.removesuffix('-sig').upper()}: {error.reason}") from error


class _Reader:
    def __init__(self, *, laid_out: bool) -> None:
        self.laid_out = laid_out
        self.blocks: list[Block] = []
        self.links: list[Hyperlink] = []
        self._y = 0.0
        self._blank = 0
        self._after_markers = False
        self._markers: list[Raised] = []

    def read(self, text: str) -> PageModel:
        pages = [[x.expandtabs().rstrip() for x in page.split("\n")] for page in text.split("\f")]
        if len(pages) == 1:
            pages = _pages_without_feeds(pages[0])
        if not self.laid_out:
            pages = [put_together(unglued(lines)) for lines in pages]
        for number, page in enumerate(pages, 1):
            lines, places = (page, {}) if self.laid_out else unstacked(page)
            last = max((i for i, x in enumerate(lines) if x and not _URL.fullmatch(x)), default=-1)
            for i, line in enumerate(lines):
                if i > last and line:
                    self._loose_link(line, number)
                else:
                    self._line(line, number, next((x for x in lines[i + 1 :] if x), ""))
                    if i in places:
                        insert_markers(self.blocks[-1], [(at - indent(line), marker) for at, marker in places[i]])
            self._after_markers = False
        insert_raised(self._markers)
        without_stretches(self.blocks)
        return PageModel(media.TEXT, "line", self.blocks, links=self.links)

    def _line(self, line: str, page: int, following: str) -> None:
        if not line:
            self._blank += 1
            if not self._after_markers:
                self._y += LINE
            return
        if self.laid_out and self.blocks and MARKERS.fullmatch(line) and self._raised(line, page, following):
            self._after_markers, self._blank = True, 0
            return
        self._after_markers = False
        cells = [(m.start(), m[0]) for m in _CELL.finditer(line)] if self.laid_out else [(indent(line), line.strip())]
        behind = _marker_behind(cells) if self.laid_out else None
        for place, words in cells:
            start = width(line[:place])
            box = Box(start * COLUMN, self._y, (start + width(words)) * COLUMN, self._y + LINE) if self.laid_out or start else None
            self.blocks.append(Block([Span(words)], page=page, box=box, blank_before=self._blank))
            self._blank = 0
        if behind:
            insert_marker(self.blocks[-1], behind)
            self._after_markers = True
        self._y += LINE

    def _loose_link(self, line: str, page: int) -> None:
        """An address at the end of a page: the extractor lists there where the hyperlinks of the page lead."""
        self.links.append(Hyperlink(line.strip(), page, loose=True))
        self.blocks.append(Block([Span(line.strip())], page=page, role="footer", blank_before=self._blank))
        self._blank = 0
        self._y += LINE

    def _raised(self, line: str, page: int, following: str) -> bool:
        """Put markers that stand on a line of their own into the line above, where it has gaps for them.

        The marker of a note stands alone too, but to the left of the words on the next line.
        """
        above = [b for b in self.blocks[-3:] if b.page == page and b.box and self._blank <= 1 and abs(b.box.y1 - self._y) <= LINE]
        above = [b for b in above if b.box and above[-1].box and b.box.y0 == above[-1].box.y0]
        numbers_page = not following and self._blank > 0
        if not above or numbers_page or _begins_note(line, following):
            return False
        for match in re.finditer(r"\(?(\d{1,3})\)?", line):
            x = width(line[: match.start()]) * COLUMN
            block = min(above, key=lambda b: 0 if b.box and b.box.x0 - COLUMN <= x <= b.box.x1 + 8 * COLUMN else 1)
            self._markers.append(raised_at(block, x, match[1]))
        return True


def _pages_without_feeds(lines: list[str]) -> list[list[str]]:
    """Pages of a text without form feeds: the addresses of hyperlinks end a page, and where all lines have a blank one
    between them, a line without it begins one (a raised marker and what follows it aside).
    """
    filled = [i for i, x in enumerate(lines) if x]
    spread = sum(not lines[i - 1] for i in filled if i) > SPREAD * len(filled)
    starts = [0]
    for before, i in pairwise(filled):
        linked = bool(_URL.fullmatch(lines[before]))
        if _URL.fullmatch(lines[i]):
            continue
        tight = spread and i == before + 1 and not MARKERS.fullmatch(lines[i]) and not MARKERS.fullmatch(lines[before])
        if linked or tight:
            starts.append(i)
    return [lines[a:b] for a, b in pairwise([*starts, len(lines)])]


def _marker_behind(cells: list[tuple[int, str]]) -> str | None:
    """The raised marker printed at the end of a line, taken off its cells: far behind a stop, or where the line has a gap for it."""
    if len(cells) > 1 and _MARKER.fullmatch(cells[-1][1]) and (_STOPPED.search(cells[-2][1]) or has_gap(cells[-2][1])):
        return cells.pop()[1].strip("() ")
    start, words = cells[-1]
    match = _AT_END.search(words)
    if match is None or not has_gap(words[: match.start()]):
        return None
    cells[-1] = (start, words[: match.start()].rstrip())
    return match["marker"]


def _begins_note(line: str, following: str) -> bool:
    """Whether a number alone on a line stands out from the line below it, on the side where lines begin."""
    return indent(following) > indent(line) + 2
