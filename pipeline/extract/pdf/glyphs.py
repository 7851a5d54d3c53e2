"""The glyphs of a PDF page as arrays: what pdfium knows of every character, fetched in bulk.

A Python loop that asks pdfium for one character at a time is the known cost of reading a PDF. Here the code points come
in one call a page, the boxes by a C function mapped over the indices without byte code between the calls and without checks
of its arguments, the text objects by asking where they may change; everything else is asked once per text object or
once per font.
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

from pipeline.extract.pdf.order import RIGHT_LETTER

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]

_BOLD = re.compile(r"bold|black|heavy|(?:^|[-,])(?:demi|semibold)", re.IGNORECASE)
_ITALIC = re.compile(r"italic|oblique|slanted|kursiv", re.IGNORECASE)
_FLAG_ITALIC, _FLAG_FORCE_BOLD = 1 << 6, 1 << 18  # font descriptor flags, ISO 32000-1 table 123
_FILL_AND_STROKE = 2  # text render mode that Word uses for a bold type that the font lacks
_WIDE = 0x10FFFF
_SURROGATES = 0xD800, 0xDFFF
_REPLACEMENT = 0xFFFD
_FIRST_RIGHT_TO_LEFT = 0x590
_FIRST_MARK = 0x300  # no combining character has a lesser code
_SPACE = 32
_LINE_FEED, _RETURN = 10, 13
_STEPS = 16, 4, 1
"""Every how many characters the text object is asked for, as long as neighbours have different ones."""
_THIN = 0.3  # points: a space that takes no room parts nothing


def _bulk(function: Any, result: Any) -> Callable[..., Any]:
    """A C function without checks and conversions of its arguments, which cost more than most calls.

    It takes addresses as c_void_p and numbers as int.
    """
    return ctypes.PYFUNCTYPE(result)(ctypes.cast(function, ctypes.c_void_p).value or 0)


_text = _bulk(pdfium.FPDFText_GetText, ctypes.c_int)
_unicode = _bulk(pdfium.FPDFText_GetUnicode, ctypes.c_uint)
_loose_box = _bulk(pdfium.FPDFText_GetLooseCharBox, ctypes.c_int)
_text_object = _bulk(pdfium.FPDFText_GetTextObject, ctypes.c_size_t)
_origin = _bulk(pdfium.FPDFText_GetCharOrigin, ctypes.c_int)
_matrix = _bulk(pdfium.FPDFText_GetMatrix, ctypes.c_int)
_font = _bulk(pdfium.FPDFTextObj_GetFont, ctypes.c_size_t)
_font_size = _bulk(pdfium.FPDFTextObj_GetFontSize, ctypes.c_int)
_render_mode = _bulk(pdfium.FPDFTextObj_GetTextRenderMode, ctypes.c_int)
_font_name = _bulk(pdfium.FPDFFont_GetBaseFontName, ctypes.c_ulong)
_font_flags = _bulk(pdfium.FPDFFont_GetFlags, ctypes.c_int)
_font_angle = _bulk(pdfium.FPDFFont_GetItalicAngle, ctypes.c_int)

_ROOM = 4096
_boxes_asked = np.zeros((_ROOM, 4), np.float32)
_places_of_boxes = [ctypes.c_void_p(_boxes_asked.ctypes.data + n * _boxes_asked.strides[0]) for n in range(_ROOM)]
"""Room for the boxes of so many characters, and the address of each: the same for every page."""


@dataclass(slots=True)
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
        match self.turns:
            case 0:
                return x - left, top - y
            case 1:
                return y - bottom, x - left
            case 2:
                return right - x, y - bottom
        return top - y, right - x


def read_glyphs(text_page: ctypes.c_void_p, view: View) -> Glyphs:
    """The glyphs of a page.

    text_page: address of pdfium's text page.
    """
    count = max(0, pdfium.FPDFText_CountChars(ctypes.cast(text_page, pdfium.FPDF_TEXTPAGE)))
    codes, boxes = _codes(text_page, count), _boxes(text_page, count)
    wide = np.flatnonzero((codes != _SPACE) | ~(np.abs(boxes[:, 2] - boxes[:, 0]) < _THIN))
    objects = _objects(text_page, wide, codes[wide])
    drawn = objects != 0
    kept = wide[drawn]
    codes, boxes = codes[kept], boxes[kept].astype(np.float64)
    look, looks = _looks(text_page, kept, objects[drawn], codes, view)
    first, second = view.place(boxes[:, 0], boxes[:, 1])[0], view.place(boxes[:, 2], boxes[:, 3])[0]
    return Glyphs(_decoded(codes), codes, np.minimum(first, second), np.maximum(first, second), look, looks)


def _boxes(text_page: ctypes.c_void_p, count: int) -> npt.NDArray[np.float32]:
    """The advance box of every character: left, top, right, bottom."""
    boxes = np.zeros((count, 4), np.float32)
    for start in range(0, count, _ROOM):
        end = min(start + _ROOM, count)
        _boxes_asked[:] = 0
        deque(map(_loose_box, repeat(text_page), range(start, end), _places_of_boxes), maxlen=0)
        boxes[start:end] = _boxes_asked[: end - start]
    return boxes


def _codes(text_page: ctypes.c_void_p, count: int) -> Ints:
    """The code point of every character; U+FFFD for what is none.

    pdfium's text of the page is as long as its list of characters where every one of them has a code in the basic plane;
    where it is not, each character is asked for its own.
    """
    buffer = np.zeros(count + 1, np.uint16)
    length = _text(text_page, 0, count, ctypes.c_void_p(buffer.ctypes.data)) - 1 if count else 0
    codes = buffer[:count].astype(np.int64)
    if length != count or bool(((codes >= _SURROGATES[0]) & (codes <= _SURROGATES[1])).any()):
        codes = np.fromiter(map(_unicode, repeat(text_page), range(count)), np.int64, count)
    codes[(codes > _WIDE) | ((codes >= _SURROGATES[0]) & (codes <= _SURROGATES[1])) | (codes == 0)] = _REPLACEMENT
    return codes


def _objects(text_page: ctypes.c_void_p, indices: Ints, codes: Ints) -> Ints:
    """The address of the text object of characters, 0 for those that pdfium invents: spaces without width, and line ends.

    indices, codes: of all characters but spaces without width. On a page that runs from left to right the characters of one
    object follow one another, with none but invented ones between them: where the two ends of a stretch have one object,
    all of it has. Other pages are asked for every character.
    """
    if codes.max(initial=0) >= _FIRST_RIGHT_TO_LEFT and RIGHT_LETTER.search(_decoded(codes)) is not None:
        return _asked(text_page, indices)
    line_ends = (codes == _LINE_FEED) | (codes == _RETURN)
    found = np.zeros(len(codes), np.int64)
    found[line_ends] = _asked(text_page, indices[line_ends])
    found[~line_ends] = _by_steps(text_page, indices[~line_ends])
    return found


def _by_steps(text_page: ctypes.c_void_p, indices: Ints) -> Ints:
    """The objects of characters of which those of one object are neighbours: ever smaller steps where two ends differ."""
    count = len(indices)
    found = np.full(count + 1, -1, np.int64)
    numbers = np.arange(count)
    for step in _STEPS:
        places = np.flatnonzero(found[:count] < 0)
        places = places[(places % step == 0) | (places == count - 1)]
        found[places] = _asked(text_page, indices[places])
        known = found[:count] >= 0
        before = np.maximum.accumulate(np.where(known, numbers, 0))
        after = np.minimum.accumulate(np.where(known, numbers, count)[::-1])[::-1]
        same = found[before] == found[after]
        found[:count][same] = found[before][same]
    return found[:count]


def _asked(text_page: ctypes.c_void_p, indices: Ints) -> Ints:
    """The objects of characters, each asked for."""
    return np.fromiter(map(_text_object, repeat(text_page), indices.tolist()), np.int64, len(indices))


def _decoded(codes: Ints) -> str:
    return codes.astype(np.uint32).tobytes().decode("utf-32-le")


def _looks(text_page: ctypes.c_void_p, kept: Ints, objects: Ints, codes: Ints, view: View) -> tuple[Ints, list[Look]]:
    """The look of every stretch of characters that one text object drew, and for every character which it is."""
    if not len(objects):
        return np.zeros(0, np.int64), []
    changes = np.flatnonzero(np.diff(objects)) + 1
    stretch = np.zeros(len(objects), np.int64)
    stretch[changes] = 1
    known: dict[int, int] = {}
    looks: list[Look] = []
    numbers: list[int] = []
    reader = _LookReader(text_page, view)
    starts = [0, *changes.tolist()]
    firsts, addresses, indices = codes[starts].tolist(), objects[starts].tolist(), kept[starts].tolist()
    for n, (at, end) in enumerate(pairwise([*starts, len(objects)])):
        address = addresses[n]
        if address not in known:
            known[address] = len(looks)
            index = indices[n]
            if firsts[n] >= _FIRST_MARK:  # marks float
                letter = next((i for i in range(at, end) if not unicodedata.combining(chr(int(codes[i])))), at)
                index = int(kept[letter])
            looks.append(reader.look(index, address))
        numbers.append(known[address])
    return np.array(numbers, np.int64)[np.cumsum(stretch)], looks


class _LookReader:
    """Asks for the looks of text objects; one set of buffers serves all of them."""

    def __init__(self, text_page: ctypes.c_void_p, view: View) -> None:
        self.text_page, self.view = text_page, view
        self._fonts: dict[int, tuple[bool, bool]] = {}
        self._place, self._matrix, self._size = (ctypes.c_double * 2)(), (ctypes.c_float * 6)(), ctypes.c_float()
        self._at_x, self._at_y = (ctypes.c_void_p(ctypes.addressof(self._place) + n * ctypes.sizeof(ctypes.c_double)) for n in (0, 1))
        self._at_matrix, self._at_size = (ctypes.c_void_p(ctypes.addressof(buffer)) for buffer in (self._matrix, self._size))

    def look(self, index: int, address: int) -> Look:
        """The look of one text object, of which the character `index` is drawn."""
        text_object = ctypes.c_void_p(address)
        _origin(self.text_page, index, self._at_x, self._at_y)
        _matrix(self.text_page, index, self._at_matrix)
        _font_size(text_object, self._at_size)
        a, b, c, d = self._matrix[:4]
        upright, sheared, height = (True, False, d) if a > 0 and d > 0 and b == c == 0 and not self.view.turns else self._turned(a, b, c, d)
        font = _font(text_object)
        if font and font not in self._fonts:
            self._fonts[font] = _font_style(font)
        bold, italic = self._fonts.get(font, (False, False))
        emboldened = _render_mode(text_object) == _FILL_AND_STROKE
        baseline = float(self.view.place(*self._place)[1])
        return Look(baseline, abs(self._size.value) * height, bold or emboldened, italic or sheared, upright)

    def _turned(self, a: float, b: float, c: float, d: float) -> tuple[bool, bool, float]:
        """Whether type under this matrix stands upright on the page as displayed, whether it is sheared, and its height.

        The height is square to the base line: a shear leaves it as it is.
        """
        width, slant = math.hypot(a, b), math.hypot(c, d)
        height = abs(a * d - b * c) / width if width else slant
        along = math.degrees(math.atan2(b, a)) - 90 * self.view.turns
        upright = abs((along + 180) % 360 - 180) < 15
        return upright, abs(a * c + b * d) > 0.1 * width * slant, height


def _font_style(font: int) -> tuple[bool, bool]:
    """(bold, italic) of a font: by its name, where the name says nothing by flags, weight and angle."""
    at_font, buffer, angle = ctypes.c_void_p(font), ctypes.create_string_buffer(256), ctypes.c_int()
    length = _font_name(at_font, buffer, len(buffer))
    name = buffer.value.decode("utf-8", "replace") if length <= len(buffer) else ""
    flags = max(0, _font_flags(at_font))
    slanted = bool(_font_angle(at_font, ctypes.byref(angle))) and angle.value != 0
    bold = bool(_BOLD.search(name)) or bool(flags & _FLAG_FORCE_BOLD)
    italic = bool(_ITALIC.search(name)) or bool(flags & _FLAG_ITALIC) or slanted
    return bold, italic
