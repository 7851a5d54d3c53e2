"""Lines of one paragraph → its text: spaces, hyphens at the ends of lines, calls of notes."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import zip_longest

from pipeline.extract.page import MARKER_BRACKETS, Span
from pipeline.parse.lines import Layout, Line
from pipeline.parse.model import Paragraph
from pipeline.parse.rich import CHINESE, RichBuilder

HYPHENS = "-\u00ad\u2010"
_DIGITS_AT_END = re.compile(r"(?P<bracket>[(（]?)\d+$")
_DIGITS_AT_START = re.compile(r"(?P<digits>\d+)(?P<bracket>[()（）]?)")
_CHINESE_SIGN = re.compile(f"[{CHINESE}]")
GROUP = 3
"""Digits of a number that are set apart by a space."""


def to_paragraph(lines: list[Line], layout: Layout, known: KnownWords, first: list[Span] | None = None, after: str = "") -> Paragraph:
    """Join lines to a paragraph. known: words of the document, which tell a hyphen of the word from one of the line.

    first: spans of the first line, where its marker has been taken off; after: text of the line that follows, where the
    paragraph may go on in another one: then a hyphen of the line stays at its end as U+00AD.
    """
    builder = RichBuilder()
    for i, line in enumerate(lines):
        builder.page(line.page)
        spans = first if i == 0 and first is not None else line.block.spans
        following = lines[i + 1].text if i + 1 < len(lines) else after
        _add_line(builder, spans, following, known, layout)
    rich = builder.finish()
    if after and lines[-1].text.endswith(tuple(HYPHENS)) and not rich.text.endswith("-"):
        rich.text += "\u00ad"
    return Paragraph(rich, [line.index for line in lines], centred=_centred(lines, layout))


def _add_line(builder: RichBuilder, spans: list[Span], following: str, known: KnownWords, layout: Layout) -> None:
    text = "".join(s.text for s in spans).rstrip()
    if text.endswith("\u00ad") and following[:1].isdecimal():  # COVID-19: no word is broken there
        text = f"{text[:-1]}-"
        spans = [*spans[:-1], replace(spans[-1], text=spans[-1].text.rstrip()[:-1] + "-")]
    hyphen = following and text[-1:] in HYPHENS and text[-2:-1].isalpha() and following[:1].isalpha()
    keep = hyphen and _hyphen_stays(text, following, known)
    last = max((i for i, s in enumerate(spans) if s.text.strip()), default=-1)
    for i, span in enumerate(spans):
        if is_raised(span, layout) and _is_call(span.text):
            for marker in _markers(span.text):
                builder.add(Span("", call=marker))
            if span.text.endswith(" "):
                builder.space()
            continue
        if span.raised and not span.text.strip(MARKER_BRACKETS):  # those of a marker, set apart from its number
            builder.add(Span(" " if span.text.endswith(" ") else ""))
            continue
        if i == last and hyphen:
            stem = span.text.rstrip()[:-1] + ("-" if keep else "")
            builder.add(Span(stem, span.size, span.bold, span.italic, span.raised, span.href))
        elif i <= last or span.text:
            builder.add(span)
    if (not hyphen and following and text[-1:] not in "/\u2010-–" and not _number_goes_on(text, following)) or (
        text[-1:] in "–-/" and not text[-2:-1].strip()
    ):
        builder.space()


def _number_goes_on(text: str, following: str) -> bool:
    """Whether the end of a line breaks a number between two digits, as print of a script without spaces may: 219|1(2014), (20|14).

    Where three digits follow that no bracket shows to be of a year or before one, they are a group, set apart by a space.
    """
    head, tail = _DIGITS_AT_END.search(text), _DIGITS_AT_START.match(following)
    if head is None or tail is None or not _CHINESE_SIGN.search(text + following):
        return False
    return len(tail["digits"]) != GROUP or bool(head["bracket"]) or bool(tail["bracket"])


def _hyphen_stays(text: str, following: str, known: KnownWords) -> bool:
    """Whether the hyphen at the end of a line belongs to the word: as the document writes it elsewhere, else by case.

    Where lines are not broken within words every hyphen belongs to its word.
    """
    head = _last_word(text[:-1])
    tail = _first_word(following)
    if f"{head}{tail}".casefold() in known:
        return False
    if f"{head}-{tail}".casefold() in known:
        return True
    return not known.hyphenated or not tail[:1].islower()


def _last_word(text: str) -> str:
    i = len(text)
    while i and (text[i - 1].isalpha() or text[i - 1] in "-’'"):
        i -= 1
    return text[i:]


def _first_word(text: str) -> str:
    i = 0
    while i < len(text) and (text[i].isalpha() or text[i] in "-’'"):
        i += 1
    return text[:i].rstrip("-’'")


def is_raised(span: Span, layout: Layout) -> bool:
    """Whether a span is a raised marker: said so, or a number in type far smaller than the text's."""
    return span.raised or (0 < span.size < 0.7 * layout.size and span.text.strip(" ()").isdecimal())


def _is_call(text: str) -> bool:
    bare = _bare(text)
    return bool(bare) and all(c.isdecimal() or c in "*†‡§,، " for c in bare)


def _bare(text: str) -> str:
    """A marker without brackets, and without the stroke of the old style: “1/”."""
    bare = text.strip(MARKER_BRACKETS)
    return bare[:-1].rstrip() if bare.endswith("/") else bare


def _markers(text: str) -> list[str]:
    """“1,2” → 1 and 2; “(3)” → 3; “**” stays one."""
    bare = _bare(text)
    return [m for m in bare.replace("،", ",").replace(" ", ",").split(",") if m]


def _centred(lines: list[Line], layout: Layout) -> bool:
    """Whether every line stands in the middle of the column, clear of both its edges."""
    middle = (layout.left + layout.right) / 2
    width = layout.right - layout.left
    if not layout.measured or width <= 0:
        return False
    return all(abs((x.start + x.end) / 2 - middle) < 0.03 * width and x.start - layout.left > 0.08 * width for x in lines)


class KnownWords(set[str]):
    """Words of a document as it writes them within lines; hyphenated: whether it breaks words over lines."""

    hyphenated: bool = True


HYPHENATED = 0.05
"""Share of lines that end in a hyphen where words are broken over lines (measured: 0.08 to 0.3; 0.03 at most where not)."""


def known_words(lines: list[Line]) -> KnownWords:
    """Every word of the document that was not broken over lines, hyphenated ones whole, folded in case."""
    printed: set[str] = set()
    broken: list[str] = []
    for line, after in zip_longest(lines, lines[1:]):
        pieces = line.text.replace("\u00ad", "").split()
        text = line.text.rstrip()
        if text[-1:] in HYPHENS and pieces:
            broken.append(f"{_last_word(text[:-1])}{_first_word(after.text if after else '')}".casefold())
            pieces.pop()
        printed.update(pieces)
    words = KnownWords(p.strip('.,;:()“”"‘’«»[]').casefold() for p in printed)
    words.hyphenated = len(broken) > HYPHENATED * len(lines) or any(word in words for word in broken)
    return words
