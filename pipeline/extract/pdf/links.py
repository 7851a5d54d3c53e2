"""Hyperlinks of a PDF page: the annotations that point to an address outside the file."""

from __future__ import annotations

import ctypes
from dataclasses import dataclass
from typing import Any

import pypdfium2.raw as pdfium

from pipeline.extract.pdf.glyphs import View

Area = tuple[float, float, float, float]
_MOST = 10_000  # a page with more annotations than this is hostile


@dataclass(frozen=True, slots=True)
class PageLink:
    """An address and the areas (x0, y0, x1, y1 in points from the upper left) of the page that it covers."""

    uri: str
    areas: tuple[Area, ...]


def page_links(document: Any, page: Any, view: View) -> list[PageLink]:
    """The hyperlinks of a page in the file's order; those that lead within the file are left out."""
    links: list[PageLink] = []
    position = ctypes.c_int(0)
    link = pdfium.FPDF_LINK()
    for _ in range(_MOST):
        if not pdfium.FPDFLink_Enumerate(page, position, link):
            break
        uri = _uri(document, pdfium.FPDFLink_GetAction(link))
        if uri:
            links.append(PageLink(uri, tuple(_areas(link, view))))
    return links


def _uri(document: Any, action: Any) -> str:
    """The address of an action, empty when it has none."""
    if not action or pdfium.FPDFAction_GetType(action) != pdfium.PDFACTION_URI:
        return ""
    length = pdfium.FPDFAction_GetURIPath(document, action, None, 0)
    if length <= 1:
        return ""
    buffer = ctypes.create_string_buffer(length)
    pdfium.FPDFAction_GetURIPath(document, action, buffer, length)
    return buffer.value.decode("utf-8", "replace").strip()


def _areas(link: Any, view: View) -> list[Area]:
    """The quadrilaterals of a link, or its rectangle."""
    areas: list[Area] = []
    quad, rect = pdfium.FS_QUADPOINTSF(), pdfium.FS_RECTF()
    for index in range(min(pdfium.FPDFLink_CountQuadPoints(link), 1000)):
        if pdfium.FPDFLink_GetQuadPoints(link, index, quad):
            xs, ys = (quad.x1, quad.x2, quad.x3, quad.x4), (quad.y1, quad.y2, quad.y3, quad.y4)
            areas.append(_area(view, min(xs), min(ys), max(xs), max(ys)))
    if not areas and pdfium.FPDFLink_GetAnnotRect(link, rect):
        areas.append(_area(view, rect.left, rect.bottom, rect.right, rect.top))
    return areas


def _area(view: View, left: float, bottom: float, right: float, top: float) -> Area:
    (xa, ya), (xb, yb) = view.place(left, bottom), view.place(right, top)
    return min(xa, xb), min(ya, yb), max(xa, xb), max(ya, yb)
