"""The glyphs of a PDF page as arrays: what pdfium knows of every character, fetched in bulk.

A Python loop that asks pdfium for one character at a time is the known cost of reading a PDF. Here the C functions are
mapped over the indices without byte code between the calls (prototypes that take plain addresses), one call a
character for the box and one for its text object; everything else is asked once per text object or once per font.
"""

from __future__ import annotations

import ctypes
import math
import re
import unicodedata
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise, repeat
from typing import Any

import numpy as np
import numpy.typing as npt
import pypdfium2.raw as pdfium

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]

LINE_END_HYPHEN = "\x02"
"""pdfium's own mark for a hyphen that ends a line."""

_BOLD = re.compile(r"bold|black|heavy|(?:^|[-,])(?:demi|semibold)", re.IGNORECASE)
_ITALIC = re.compile(r"italic|oblique|slanted|kursiv", re.IGNORECASE)
_FLAG_ITALIC, _FLAG_FORCE_BOLD = 1 << 6, 1 << 18  # font descriptor flags, ISO 32000-1 table 123
_FILL_AND_STROKE = 2  # text render mode that Word uses for a bold type that the font lacks
_BOLD_WEIGHT = 700
_WIDE = 0x10FFFF
_SPACE = 32
_THIN = 0.3  # points: a space that takes no room parts nothing


def _bulk(function: Any, result: Any, *arguments: Any) -> Callable[..., Any]:
    """A C function under a prototype of plain addresses and numbers: no conversion of ctypes objects per call."""
    return ctypes.PYFUNCTYPE(result, *arguments)(ctypes.cast(function, ctypes.c_void_p).value or 0)


_unicode = _bulk(pdfium.FPDFText_GetUnicode, ctypes.c_uint, ctypes.c_void_p, ctypes.c_int)
_loose_box = _bulk(pdfium.FPDFText_GetLooseCharBox, ctypes.c_int, ctypes.c_void_p, ctypes.c_int, ctypes.c_void_p)
_text_object = _bulk(pdfium.FPDFText_GetTextObject, ctypes.c_void_p, ctypes.c_void_p, ctypes.c_int)
_origin = _bulk(pdfium.FPDFText_GetCharOrigin, ctypes.c_int, ctypes.c_void_p, ctypes.c_int, ctypes.c_void_p, ctypes.c_void_p)
_matrix = _bulk(pdfium.FPDFText_GetMatrix, ctypes.c_int, ctypes.c_void_p, ctypes.c_int, ctypes.c_void_p)
_font = _bulk(pdfium.FPDFTextObj_GetFont, ctypes.c_void_p, ctypes.c_void_p)
_font_size = _bulk(pdfium.FPDFTextObj_GetFontSize, ctypes.c_int, ctypes.c_void_p, ctypes.c_void_p)
_render_mode = _bulk(pdfium.FPDFTextObj_GetTextRenderMode, ctypes.c_int, ctypes.c_void_p)
_font_name = _bulk(pdfium.FPDFFont_GetBaseFontName, ctypes.c_ulong, ctypes.c_void_p, ctypes.c_void_p, ctypes.c_ulong)
_font_flags = _bulk(pdfium.FPDFFont_GetFlags, ctypes.c_int, ctypes.c_void_p)
_font_weight = _bulk(pdfium.FPDFFont_GetWeight, ctypes.c_int, ctypes.c_void_p)
_font_angle = _bulk(pdfium.FPDFFont_GetItalicAngle, ctypes.c_int, ctypes.c_void_p, ctypes.c_void_p)


@dataclass(frozen=True, slots=True)
class Look:
    """What the characters of one text object share: base line (points from the top), size (points) and style."""

    baseline: float
    size: float
    bold: bool
    italic: bool
    upright: bool


@dataclass(slots=True)
class Glyphs:
    """The characters of a page in pdfium's order, without those that pdfium invents (spaces, line ends).

    text: one code point a character; left, right: advance box, points from the left; look: index into looks.
    """

    text: str
    codes: Ints
    left: Floats
    right: Floats
    look: Ints
    looks: list[Look]


@dataclass(frozen=True, slots=True)
class View:
    """From the page's own coordinates to points from the upper left corner of the page as displayed.

    box: left, bottom, right, top of the visible page; turns: quarter turns clockwise.
    """

    box: tuple[float, float, float, float]
    turns: int

    @property
    def size(self) -> tuple[float, float]:
        """Width and height as displayed, in points."""
        width, height = self.box[2] - self.box[0], self.box[3] - self.box[1]
        return (height, width) if self.turns % 2 else (width, height)

    def place(self, x: Any, y: Any) -> tuple[Any, Any]:
        """(x, y) as displayed; works on numbers and on arrays."""
        left, bottom, right, top = self.box
        return ((x - left, top - y), (y - bottom, x - left), (right - x, y - bottom), (top - y, right - x))[self.turns]


def read_glyphs(text_page: int, view: View) -> Glyphs:
    """The glyphs of a page.

    text_page: address of pdfium's text page.
    """
    count = max(0, pdfium.FPDFText_CountChars(ctypes.cast(text_page, pdfium.FPDF_TEXTPAGE)))
    objects = np.fromiter((o or 0 for o in map(_text_object, repeat(text_page), range(count))), np.int64, count)
    codes = np.fromiter(map(_unicode, repeat(text_page), range(count)), np.int64, count)
    codes[(codes > _WIDE) | ((codes >= 0xD800) & (codes <= 0xDFFF)) | (codes == 0)] = 0xFFFD
    boxes = np.zeros((count, 4), np.float32)  # left, top, right, bottom
    start = boxes.ctypes.data
    deque(map(_loose_box, repeat(text_page), range(count), range(start, start + 16 * count, 16)), maxlen=0)
    thin_space = (codes == _SPACE) & (np.abs(boxes[:, 2] - boxes[:, 0]) < _THIN)
    kept = np.flatnonzero((objects != 0) & ~thin_space)
    codes, boxes = codes[kept], boxes[kept].astype(np.float64)
    look, looks = _looks(text_page, kept, objects[kept], codes, view)
    first, second = view.place(boxes[:, 0], boxes[:, 1])[0], view.place(boxes[:, 2], boxes[:, 3])[0]
    text = codes.astype(np.uint32).tobytes().decode("utf-32-le")
    return Glyphs(text, codes, np.minimum(first, second), np.maximum(first, second), look, looks)


def _looks(text_page: int, kept: Ints, objects: Ints, codes: Ints, view: View) -> tuple[Ints, list[Look]]:
    """The look of every stretch of characters that one text object drew, and for every character which it is."""
    if not len(objects):
        return np.zeros(0, np.int64), []
    changes = np.flatnonzero(np.diff(objects)) + 1
    stretch = np.zeros(len(objects), np.int64)
    stretch[changes] = 1
    known: dict[int, int] = {}
    fonts: dict[int, tuple[bool, bool]] = {}
    looks: list[Look] = []
    numbers: list[int] = []
    starts = [0, *changes.tolist()]
    for at, end in pairwise([*starts, len(objects)]):
        address = int(objects[at])
        if address not in known:
            known[address] = len(looks)
            letter = next((i for i in range(at, end) if not unicodedata.combining(chr(int(codes[i])))), at)  # marks float
            looks.append(_look(text_page, int(kept[letter]), address, view, fonts))
        numbers.append(known[address])
    return np.array(numbers, np.int64)[np.cumsum(stretch)], looks


def _look(text_page: int, index: int, address: int, view: View, fonts: dict[int, tuple[bool, bool]]) -> Look:
    """The look of one text object, of which the character `index` is drawn."""
    place, matrix, size = (ctypes.c_double * 2)(), (ctypes.c_float * 6)(), ctypes.c_float()
    at = ctypes.addressof(place)
    _origin(text_page, index, at, at + 8)
    _matrix(text_page, index, ctypes.addressof(matrix))
    _font_size(address, ctypes.addressof(size))
    a, b, c, d = matrix[0], matrix[1], matrix[2], matrix[3]
    height = math.hypot(c, d)
    along = math.degrees(math.atan2(b, a)) - 90 * view.turns
    upright = abs((along + 180) % 360 - 180) < 15
    sheared = height > 0 and abs(a * c + b * d) > 0.1 * math.hypot(a, b) * height
    font = _font(address)
    if font and font not in fonts:
        fonts[font] = _font_style(font)
    bold, italic = fonts.get(font, (False, False))
    emboldened = _render_mode(address) == _FILL_AND_STROKE
    return Look(float(view.place(place[0], place[1])[1]), abs(size.value) * height, bold or emboldened, italic or sheared, upright)


def _font_style(font: int) -> tuple[bool, bool]:
    """(bold, italic) of a font: by its name, where the name says nothing by flags, weight and angle."""
    buffer = ctypes.create_string_buffer(256)
    length = _font_name(font, ctypes.addressof(buffer), len(buffer))
    name = buffer.value.decode("utf-8", "replace") if length <= len(buffer) else ""
    flags = max(0, _font_flags(font))
    angle = ctypes.c_int()
    slanted = bool(_font_angle(font, ctypes.addressof(angle))) and angle.value != 0
    bold = bool(_BOLD.search(name)) or bool(flags & _FLAG_FORCE_BOLD)
    italic = bool(_ITALIC.search(name)) or bool(flags & _FLAG_ITALIC) or slanted
    return bold, italic
