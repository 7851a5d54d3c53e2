"""Spans as a format gives them → normalised text with calls of notes, links and styles at their offsets.

The rules of normalisation are those of the published tables: NFC; white space collapsed to one space, removed next to a
Chinese character or Chinese punctuation; soft hyphens, bidi controls and zero-width characters removed; markers of notes
taken out.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from pipeline.extract.page import Span
from pipeline.parse.model import Call, Link, Rich, Style

_INVISIBLE = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffc]")
_WHITE = re.compile(r"\s+")
CHINESE = (
    "\u2e80-\u2fdf\u3000-\u303f\u3220-\u3247\u3280-\u32b0\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
    "\uff01-\uff0f\uff1a-\uff20\uff3b-\uff40\uff5b-\uff65\U00020000-\U0002fa1f"
)
"""Chinese characters and Chinese punctuation, as the inside of a character class."""
_NEXT_TO_CHINESE = re.compile(rf" (?:(?<=[{CHINESE}] )|(?=[{CHINESE}]))")
_CHINESE = re.compile(rf"[{CHINESE}]")
_AROUND_CALL = re.compile(r"\(\s*\)|（\s*）")


def normalise(text: str) -> str:
    """One stretch of text by the rules of the tables, ends stripped."""
    return _NEXT_TO_CHINESE.sub("", " ".join(_visible(text).split()))


def _visible(text: str) -> str:
    if not text.isascii():
        return unicodedata.normalize("NFC", _INVISIBLE.sub("", text))
    return text


def _single_spaces(text: str) -> str:
    """White space collapsed, also at the ends; text that holds single spaces only is the common case."""
    return text if text.isprintable() and "  " not in text else _WHITE.sub(" ", text)


class RichBuilder:
    """Collects spans of one paragraph; `finish` gives the Rich."""

    def __init__(self) -> None:
        self._text = ""
        self._calls: list[Call] = []
        self._links: list[Link] = []
        self._styles: list[Style] = []
        self._pages: list[int] = []

    def page(self, number: int | None) -> None:
        """What follows stands on this page (1-based)."""
        if number is not None:
            self._pages.append(number)

    def add(self, span: Span) -> None:
        """Append a span: words, or the call of a note."""
        if span.call is not None:
            self._calls.append(Call(span.call, len(self._text.rstrip())))
            return
        start = self._join(_NEXT_TO_CHINESE.sub("", _single_spaces(_visible(span.text))))
        end = len(self._text)
        if end <= start:
            return
        if span.href:
            self._links.append(Link(start, end, span.href))
        if span.bold or span.italic:
            self._styles.append(Style(start, end, span.bold, span.italic))

    def space(self) -> None:
        """Append a space where one may stand."""
        self._join(" ")

    def _join(self, piece: str) -> int:
        """Append with one space at most between, none next to Chinese; returns where the piece starts."""
        if piece.startswith(" ") and (not self._text or self._text[-1] == " " or _CHINESE.match(self._text[-1])):
            piece = piece[1:]
        if piece and self._text.endswith(" ") and _CHINESE.match(piece):
            self._text = self._text[:-1]
        start = len(self._text)
        self._text += piece
        return start

    def finish(self) -> Rich:
        """The paragraph; spans that touch with the same link or style are one."""
        text = self._text.rstrip()
        if not unicodedata.is_normalized("NFC", text):  # a combining mark that began a span
            return self._recomposed(text)
        end = len(text)
        links = [Link(x.start, min(x.end, end), x.uri) for x in self._links if x.start < end]
        styles = [Style(x.start, min(x.end, end), x.bold, x.italic) for x in self._styles if x.start < end]
        calls = [Call(x.marker, min(x.offset, end)) for x in self._calls]
        pages = (min(self._pages), max(self._pages)) if self._pages else (None, None)
        return _without_brackets(Rich(text, calls, _merged_links(links), _merged_styles(styles, text), *pages))

    def _recomposed(self, text: str) -> Rich:
        def moved(offset: int) -> int:
            return len(unicodedata.normalize("NFC", text[:offset]))

        pages = (min(self._pages), max(self._pages)) if self._pages else (None, None)
        whole = unicodedata.normalize("NFC", text)
        links = [Link(moved(x.start), moved(x.end), x.uri) for x in self._links if x.start < len(text)]
        styles = [Style(moved(x.start), moved(x.end), x.bold, x.italic) for x in self._styles if x.start < len(text)]
        return Rich(whole, [Call(x.marker, moved(x.offset)) for x in self._calls], links, styles, *pages)


def _without_brackets(rich: Rich) -> Rich:
    """Brackets that hold nothing but the call of a note are part of the marker: Arabic prints (1)."""
    for call in rich.calls:
        around = _AROUND_CALL.match(rich.text, max(0, call.offset - 1)) or _AROUND_CALL.match(rich.text, call.offset)
        if around:
            start, end = around.span()
            start -= rich.text[:start].endswith(" ") and rich.text[end : end + 1] in ("", " ")
            rich = remove(rich, start, end)
            return _without_brackets(rich)
    return rich


def remove(rich: Rich, start: int, end: int) -> Rich:
    """A paragraph without text[start:end]; calls inside move to start."""
    by = end - start

    def moved(offset: int) -> int:
        return offset if offset <= start else max(start, offset - by)

    return Rich(
        rich.text[:start] + rich.text[end:],
        [Call(c.marker, moved(c.offset)) for c in rich.calls],
        [Link(moved(x.start), moved(x.end), x.uri) for x in rich.links if moved(x.end) > moved(x.start)],
        [Style(moved(x.start), moved(x.end), x.bold, x.italic) for x in rich.styles if moved(x.end) > moved(x.start)],
        rich.page_start,
        rich.page_end,
    )


def _merged_links(links: list[Link]) -> list[Link]:
    merged: list[Link] = []
    for link in links:
        if merged and merged[-1].uri == link.uri and link.start - merged[-1].end <= 1:
            merged[-1] = Link(merged[-1].start, link.end, link.uri)
        else:
            merged.append(link)
    return merged


def _merged_styles(styles: list[Style], text: str) -> list[Style]:
    merged: list[Style] = []
    for style in styles:
        if merged:
            last = merged[-1]
            if (last.bold, last.italic) == (style.bold, style.italic) and not text[last.end : style.start].strip():
                merged[-1] = Style(last.start, style.end, style.bold, style.italic)
                continue
        merged.append(style)
    return merged


def to_rich(spans: Iterable[Span], page: int | None = None) -> Rich:
    """The spans of one paragraph of a format that keeps paragraphs."""
    builder = RichBuilder()
    builder.page(page)
    for span in spans:
        builder.add(span)
    return builder.finish()


def cut(rich: Rich, start: int, end: int | None = None) -> Rich:
    """Part of a paragraph, white space at its ends taken off; what stands at offsets moves along.

    Calls before the cut are left out, calls behind its end move to it.
    """
    end = len(rich.text) if end is None else end
    while start < end and rich.text[start].isspace():
        start += 1
    while end > start and rich.text[end - 1].isspace():
        end -= 1
    calls = [Call(c.marker, min(c.offset, end) - start) for c in rich.calls if start <= c.offset]
    links = [Link(max(x.start, start) - start, min(x.end, end) - start, x.uri) for x in rich.links if x.start < end and x.end > start]
    styles = [Style(max(x.start, start) - start, min(x.end, end) - start, x.bold, x.italic) for x in rich.styles if x.start < end and x.end > start]
    return Rich(rich.text[start:end], calls, links, styles, rich.page_start, rich.page_end)


def append(first: Rich, second: Rich) -> Rich:
    """Two stretches as one: one space between them, none next to Chinese or behind a hyphen; U+00AD falls away."""
    space = " "
    if first.text.endswith("\u00ad"):
        first, space = cut(first, 0, len(first.text) - 1), ""
        if second.text[:1].isdecimal():  # COVID-19: no word is broken there
            first.text += "-"
    elif not first.text or not second.text or _closes_up(first.text, second.text):
        space = ""
    by = len(first.text) + len(space)
    pages = [p for p in (first.page_start, first.page_end, second.page_start, second.page_end) if p is not None]
    return Rich(
        first.text + space + second.text,
        first.calls + [Call(c.marker, c.offset + by) for c in second.calls],
        first.links + [Link(x.start + by, x.end + by, x.uri) for x in second.links],
        first.styles + [Style(x.start + by, x.end + by, x.bold, x.italic) for x in second.styles],
        min(pages, default=None),
        max(pages, default=None),
    )


def _closes_up(first: str, second: str) -> bool:
    return bool(_CHINESE.match(first[-1:]) or _CHINESE.match(second[:1])) or (first.endswith("-") and first[-2:-1].isalpha())
