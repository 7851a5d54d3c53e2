"""Calls of notes in text that keeps no raised characters: `Convention4 and`, `Rights, 2 the`, `会议、1 2005年`, `(3)`.

A number is a call when the document has a note of that number, when it stands where calls stand (after a word or a stop,
before a space or a stop), and when the numbers come in order: a note stands at the foot of the page that calls it first.
Glued markers are surer than loose ones, so they are looked for first; dates and numbers of resolutions are never calls.
"""

from __future__ import annotations

import re

from pipeline.parse.dates import find_dates
from pipeline.parse.model import Call, Paragraph
from pipeline.parse.rich import remove

_CJK = "\u3000-\u303f\u3400-\u9fff\uff00-\uffef"
_GLUED = rf"(?<=[^\W\d_][^\W\d_])|(?<=[,.;:!?”’»)\]》』」、，。；：）])|(?<=[{_CJK}])"
_BEHIND = rf"(?=[\s,.;:!?)\]”’»،؛、，。；：）]|$|[{_CJK}])"
_NO_CALL = re.compile(r"[A-Z]{1,5}(?:\.\d+)?/[\w./()-]+|\d+/\d+|\d+\s?\(\d{4}\)|\b(?:19|20)\d\d\b")


def find_calls(paragraphs: list[Paragraph], notes: list[Paragraph]) -> None:
    """Take the markers of notes out of the paragraphs and put calls in their place."""
    numbered = [n for n in notes if n.note and n.note.isdecimal()]
    place = (0, 0)
    for note in numbered:
        found = _find(paragraphs, note, place, glued=True) or _find(paragraphs, note, place, glued=False)
        if found:
            i, start, end = found
            place = (i, _take(paragraphs[i], note.note or "", start, end))
    _repeats(paragraphs, {n.note or "" for n in numbered})
    _stars(paragraphs, [n for n in notes if n.note and not n.note.isdecimal()])


def _find(paragraphs: list[Paragraph], note: Paragraph, place: tuple[int, int], *, glued: bool) -> tuple[int, int, int] | None:
    pattern = _pattern(note.note or "", glued=glued)
    first_page = note.rich.page_start
    for i in range(place[0], len(paragraphs)):
        paragraph = paragraphs[i]
        pages = (paragraph.rich.page_start, paragraph.rich.page_end)
        if first_page is not None and pages[0] is not None and pages[1] is not None:
            if pages[0] > first_page:
                return None
            if pages[1] < first_page - 1:
                continue
        barred = None
        for match in pattern.finditer(paragraph.text, place[1] if i == place[0] else 0):
            barred = _barred(paragraph.text) if barred is None else barred
            if not any(a < match.end() and match.start() < b for a, b in barred):
                return i, match.start(), match.end()
    return None


def _pattern(marker: str, *, glued: bool) -> re.Pattern[str]:
    number = rf"\(\s?{marker}\s?\)|（{marker}）|{marker}"
    if glued:
        return re.compile(rf"(?:{_GLUED})(?:{number})(?!\d){_BEHIND}(?!\s?(?:%|per cent))")
    return re.compile(
        rf"(?<=[^\W\d_,.;:”’»)\]،؛。，、])\s(?:{number})(?!\d)(?=[\s,;.:،؛])(?!\s?(?:%|[-–/]))|(?<=[,;:.])\s(?:{number})(?=\s[^\W\d_]|$)"
    )


def _barred(text: str) -> list[tuple[int, int]]:
    """Stretches in which no number is a call: dates, symbols, numbers of resolutions, years."""
    spans = [m.span() for m in _NO_CALL.finditer(text)]
    for language in ("en", "fr", "es", "ru", "ar", "zh"):
        spans += [(d.start, d.end) for d in find_dates(text, language)]
    return spans


def _take(paragraph: Paragraph, marker: str, start: int, end: int) -> int:
    """Replace a marker by a call; returns where to look on."""
    before = paragraph.text[:start].rstrip()
    paragraph.rich = remove(paragraph.rich, start, end)
    offset = len(before)
    tail = paragraph.text[start:]
    if paragraph.text[offset:start].isspace() and (not tail or tail[:1].isspace() or not tail[:1].isalnum()):
        paragraph.rich = remove(paragraph.rich, offset, start)
    paragraph.rich.calls.append(Call(marker, offset))
    paragraph.rich.calls.sort(key=lambda c: c.offset)
    return offset


def _repeats(paragraphs: list[Paragraph], markers: set[str]) -> None:
    """Notes called again later on: the marker glued to a closing bracket or quotation mark, or to a word."""
    if not markers:
        return
    pattern = re.compile(rf"(?<=[》」』”»）])(\d{{1,3}}){_BEHIND}|(?<=[^\W\d_]{{4}})(\d{{1,2}})(?=[\s,.;:،؛]|$)")
    for paragraph in paragraphs:
        start = 0
        while match := pattern.search(paragraph.text, start):
            start = match.end()
            marker = match[1] or match[2]
            if marker in markers and not any(a < match.end() and match.start() < b for a, b in _barred(paragraph.text)):
                start = _take(paragraph, marker, match.start(), match.end())


def _stars(paragraphs: list[Paragraph], notes: list[Paragraph]) -> None:
    for note in notes:
        marker = note.note or ""
        pattern = re.compile(rf"(?<![*†‡§]){re.escape(marker)}(?![*†‡§])")
        for paragraph in paragraphs:
            if match := pattern.search(paragraph.text):
                _take(paragraph, marker, match.start(), match.end())
                break
