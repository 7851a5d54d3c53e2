"""PDF to the page model: one block per printed line, in reading order.

Processes, never threads: pdfium is not thread-safe.

A line that ends with a hyphen which the text layer marks as one of hyphenation (U+00AD in the file, or pdfium's own mark)
ends with U+00AD: whether the hyphen belongs to the word is decided where paragraphs are joined. A hyphen stored as a
plain hyphen stays one.
"""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import numpy as np
import numpy.typing as npt
import pypdfium2.raw as pdfium

from pipeline.extract.errors import Unreadable
from pipeline.extract.page import Block, Hyperlink, PageModel
from pipeline.extract.pdf.glyphs import Glyphs, View, read_glyphs
from pipeline.extract.pdf.lines import Direction, read_lines
from pipeline.extract.pdf.links import PageLink, page_links
from pipeline.extract.pdf.quality import require_readable
from pipeline.extract.stretches import without_stretches

_MEDIA_TYPE = "application/pdf"
_CAUSES = {
    pdfium.FPDF_ERR_FORMAT: "no PDF, or damaged beyond repair",
    pdfium.FPDF_ERR_PASSWORD: "encrypted: a password is needed",
    pdfium.FPDF_ERR_SECURITY: "encrypted by a scheme that is not supported",
}

pdfium.FPDF_InitLibrary()


def extract(data: bytes) -> PageModel:
    """The lines of a PDF.

    data: the file. Raises `Unreadable`: `empty` for no bytes, `malformed` for a damaged or encrypted file (cause and page
    named), `no_text_layer` when no page holds text, `unreadable_text` when what it holds is no text of any script.
    """
    if not data:
        raise Unreadable("empty", "the file has no bytes")
    blocks: list[Block] = []
    sizes: list[tuple[float, float]] = []
    links: list[Hyperlink] = []
    direction = Direction()
    with _open(data) as document:
        pages = pdfium.FPDF_GetPageCount(document)
        if pages <= 0:
            raise Unreadable("malformed", "PDF: it has no pages")
        for number in range(1, pages + 1):
            lines, size, found = _read_page(document, number, direction)
            blocks.extend(lines)
            sizes.append(size)
            links.extend(Hyperlink(link.uri, number) for link in found)
    without_stretches(blocks)
    require_readable(blocks, pages)
    return PageModel(_MEDIA_TYPE, "line", blocks, sizes, links)


@contextmanager
def _open(data: bytes) -> Iterator[Any]:
    """The document, closed afterwards."""
    document = pdfium.FPDF_LoadMemDocument64(data, len(data), None)
    if not document:
        raise Unreadable("malformed", f"PDF: {_CAUSES.get(pdfium.FPDF_GetLastError(), 'it cannot be opened')}")
    try:
        yield document
    finally:
        pdfium.FPDF_CloseDocument(document)


def _read_page(document: Any, number: int, direction: Direction) -> tuple[list[Block], tuple[float, float], list[PageLink]]:
    """Lines, size and hyperlinks of one page; number counts from 1; direction: of the pages before."""
    page = pdfium.FPDF_LoadPage(document, number - 1)
    if not page:
        raise Unreadable("malformed", f"PDF: page {number} is damaged")
    try:
        view = _view(page)
        text_page = pdfium.FPDFText_LoadPage(page)
        if not text_page:
            raise Unreadable("malformed", f"PDF: the text of page {number} is damaged")
        try:
            glyphs = read_glyphs(ctypes.cast(text_page, ctypes.c_void_p), view)
        finally:
            pdfium.FPDFText_ClosePage(text_page)
        links = page_links(document, page, view)
        lines = read_lines(glyphs, _covering(glyphs, links), [link.uri for link in links], number, direction)
        return lines, view.size, links
    finally:
        pdfium.FPDF_ClosePage(page)


def _view(page: Any) -> View:
    """How the page is displayed."""
    box = pdfium.FS_RECTF()
    pdfium.FPDF_GetPageBoundingBox(page, box)
    return View((box.left, box.bottom, box.right, box.top), pdfium.FPDFPage_GetRotation(page) % 4)


def _covering(glyphs: Glyphs, links: list[PageLink]) -> npt.NDArray[np.int64]:
    """For every glyph the number of the link that covers its middle, counted from 1, 0 for none."""
    covering = np.zeros(len(glyphs.text), np.int64)
    if not links or not glyphs.looks:
        return covering
    middle = (glyphs.left + glyphs.right) / 2
    heights = np.array([look.baseline - 0.3 * look.size for look in glyphs.looks])[glyphs.look]
    for number, link in enumerate(links, 1):
        for x0, y0, x1, y1 in link.areas:
            covering[(middle >= x0) & (middle <= x1) & (heights >= y0) & (heights <= y1)] = number
    return covering
