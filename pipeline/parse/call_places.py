"""Places in a text where the marker of a note may stand, each with a weight.

A marker is glued to the word, the stop or the closing mark before it, or set apart from it by a space; where an extractor
lost it, a space before a stop may be all that is left. Where it stands beside digits (of a year, of a resolution), both
are told apart by what a year or such a number can be. Dates, symbols and numbers that count something hold none.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.languages import LANGUAGES
from pipeline.parse.dates import find_dates
from pipeline.parse.model import Call, Paragraph
from pipeline.parse.structure import Structure, structure

CJK = "\u3000-\u303f\u3400-\u9fff\uff00-\uffef"
_ARABIC = "\u0600-\u06ff"
BEHIND = rf"(?=[\s,.;:!?)\]”’»،؛、，。；：）]|$|[{CJK}])"
_NO_CALL = re.compile(r"[A-Z]{1,5}(?:\.\d+)?/[\w./()-]+|\d+/\d+|\d+\s?\(\d{4}\)|\b(?:19|20)\d\d\b")
_NUMBER = r"(?P<n>\d{1,3})(?!\d)"
_STOP = r"(?=\s?[,;:،؛](?!\d)|\.(?!\d))"
"""A stop behind a marker that stands apart; French sets a space before some."""
_UNIT = r"(?!\s?(?:%|[-–/]\d))"
_FORMS = [
    (re.compile(rf"(?<=[^\W\d_{CJK}]{{2}}){_NUMBER}{BEHIND}{_UNIT}"), 5.0),  # Convention4
    (re.compile(rf"(?<=[^\d][,.;:!?”’»)\]》』」،؛]){_NUMBER}{BEHIND}{_UNIT}"), 5.0),  # Rights,2
    (re.compile(rf"(?<=[、，。；：）]){_NUMBER}{BEHIND}{_UNIT}"), 3.0),  # 决议，3
    (re.compile(rf"(?<=(?:19|20)\d\d[,.;]){_NUMBER}{BEHIND}{_UNIT}"), 4.0),  # 2000,11
    (re.compile(rf"(?:(?<=/\d\d[,;])|(?<=/\d\d\d[,;])){_NUMBER}(?=\s|$)"), 4.0),  # 75/190,4
    (re.compile(rf"(?<=\b(?:19|20)\d\d)\s{_NUMBER}(?=[,;.:)])"), 3.0),  # 2014 1,
    (re.compile(rf"(?<=\b(?:19|20)\d\d){_NUMBER}(?=[\s,.;:)]|$)"), 4.0),  # 20111,
    (re.compile(rf"(?<=\d\)){_NUMBER}{BEHIND}{_UNIT}"), 4.0),  # (No. 189)18,
    (re.compile(rf"(?<=\b(?:19|20)\d\d)\s{_NUMBER}(?=\s[^\W\d_])"), 1.2),  # 1951 16 and
    (re.compile(r"(?<=\b(?:19|20)\d\d)\((?P<n>\d{1,3})\)"), 4.0),  # 2018(1)
    (re.compile(r"(?:(?<=\d/\d\d)|(?<=\d/\d\d\d))\((?P<n>\d{1,3})\)(?=\s?[،,؛;.])"), 3.0),  # 75/190(4)،
    (re.compile(rf"(?<=[{_ARABIC}\d“”»)،,]\s)\(\s?(?P<n>\d{{1,3}})\s?\)|(?<=[{_ARABIC}“”»)،,])\(\s?(?P<m>\d{{1,3}})\s?\)"), 4.0),
    (re.compile(rf"(?<=[^\W\d_{CJK}])\s{_NUMBER}{_STOP}{_UNIT}"), 2.0),  # Rights 2,
    (re.compile(rf"(?<=[”’»)])\s{_NUMBER}{_STOP}{_UNIT}"), 2.0),  # Rights» 2,
    (re.compile(rf"(?<=[”’»)])\s{_NUMBER}(?=\s[^\W\d_]){_UNIT}"), 1.2),  # Rights» 2 and
    (re.compile(rf"(?<=\b\d\d)\s{_NUMBER}(?=[,;:]|\.\s|\s[^\W\d_]){_UNIT}"), 1.0),  # Agenda 21 6 and
    (re.compile(rf"(?<=[^\W\d_]\s21){_NUMBER}(?=[\s,;:]|\.\s)"), 0.8),  # Agenda 216 and
    (re.compile(rf"(?<=\b\d\d,)\s?{_NUMBER}(?=\s[^\W\d_]){_UNIT}"), 1.0),  # Agenda 21, 6 the
    (re.compile(rf"(?<=[,;:.،])\s{_NUMBER}(?=\s[^\W\d_]|$)"), 2.0),  # Rights, 2 the
    (re.compile(rf"(?<=[^\W\d_{CJK}]{{2}})\s{_NUMBER}(?=\s[^\W\d_]|$){_UNIT}"), 1.2),  # Women 8 and
    (re.compile(rf"(?<=[{CJK}”])\s{_NUMBER}(?=[{CJK}])"), 2.0),  # 议程” 24的
    (re.compile(rf"(?<=[{CJK}]){_NUMBER}(?=[{CJK}]){_UNIT}"), 1.0),  # 报告10和
    (re.compile(rf"(?<=[{_ARABIC}])\s{_NUMBER}(?=[\u0621-\u064a])"), 1.5),  # 3و
    (re.compile(rf"(?<=[{_ARABIC}\d)]“)\s?{_NUMBER}(?=[\s،؛.]|$)"), 3.0),  # “3،
]
_LONG = re.compile(r"(?<![\w/])\d{1,3}/(?P<whole>(?!(?:19[4-9]|20[0-2])\d\b)\d{3,6})(?=[\s,.;:)]|$)")
_BEFORE_NUMBER = re.compile(r"(?<![\d/])(?P<n>\d{1,2}?)(?P<number>(?:19[4-9]|20[0-3])\d|[5-8]\d/\d{1,3})(?![\d/])")
"""Arabic 32020 for 2020 with the marker 3, which stands left of it in print and so comes before its digits."""
_RIGHT_TO_LEFT = re.compile(f"[{_ARABIC}]")
_IN_WORD = re.compile(r"(?<=\s)(?P<head>[^\W\d_])\s?(?P<n>\d{1,3})(?=[^\W\d_]{2,})")
"""a11nd for a marker before “and”: its box overlaps the first letter."""
GREATEST = 400
"""No session of the General Assembly has adopted as many resolutions: a greater number after the slash has a marker behind it."""
GAP = 3.5
"""Weight of a space before a stop, where the document has none elsewhere: there stood a marker."""
_STOPS = ",.;:)"
_GAPS = {stop: re.compile(rf"(?<=\S)\s+(?={re.escape(stop)}(?:\s|$))") for stop in _STOPS}
RARE = 0.3
"""Share of stops with a space before them below which such a space tells something (French sets one before ; and :)."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A place where a note may be called: text[start:end] of a paragraph goes away; old: a call that is there already.

    behind: characters from the marker to where the call stands.
    """

    paragraph: int
    start: int
    end: int
    weight: float
    number: str | None
    old: Call | None = None
    behind: int = 0


def candidates(paragraphs: list[Paragraph], known: set[str | None], language: str, weight: float) -> Iterator[Candidate]:
    """Every place where one of the known markers may be called. weight: of calls that are there already."""
    if not known:
        return
    gaps = _telling_gaps(paragraphs)
    form = structure(language)
    for i, paragraph in enumerate(paragraphs):
        for call in paragraph.rich.calls:
            if call.marker in known:
                yield Candidate(i, call.offset, call.offset, weight, call.marker, call)
        for gap in gaps:
            for match in gap.finditer(paragraph.text):
                yield Candidate(i, match.start(), match.end(), GAP, None)
        if not form.of_cover(paragraph.text):
            yield from _numbers(i, paragraph.text, known, form)


def _numbers(i: int, text: str, known: set[str | None], form: Structure) -> Iterator[Candidate]:
    if not any(c.isdecimal() for c in text):
        return
    spans = barred(text, form.counted)
    for pattern, weight in _FORMS:
        for match in pattern.finditer(text):
            number = match["n"] or match.groupdict().get("m")
            if number in known and not any(a < match.end() and match.start() < b for a, b in spans):
                yield Candidate(i, match.start(), match.end(), weight, number)
    yield from _beside_digits(i, text, known, form.glued_date)


def _beside_digits(i: int, text: str, known: set[str | None], glued_date: re.Pattern[str] | None) -> Iterator[Candidate]:
    """Markers whose digits run into those of a date, a year or a resolution, or into a word."""
    for match in glued_date.finditer(text) if glued_date else ():
        if match["n"] in known:
            yield Candidate(i, match.start(), match.end(), 2.0, match["n"])
    for match in _BEFORE_NUMBER.finditer(text) if _RIGHT_TO_LEFT.search(text) else ():
        if match["n"] in known:
            yield Candidate(i, match.start(), match.end("n"), 3.0, match["n"], behind=len(match["number"]))
    for match in _IN_WORD.finditer(text):
        if match["n"] in known:
            yield Candidate(i, match.end("head"), match.end(), 3.0, match["n"], behind=-len(match["head"]))
    for match in _LONG.finditer(text):
        whole = match["whole"]
        for size in (1, 2, 3):
            rest, number = whole[:-size], whole[-size:]
            if rest and number in known and 0 < int(rest) <= GREATEST < int(whole) and not rest.startswith("0"):
                yield Candidate(i, match.end() - size, match.end(), 2.0, number)


def _telling_gaps(paragraphs: list[Paragraph]) -> list[re.Pattern[str]]:
    with_space: Counter[str] = Counter()
    all_stops: Counter[str] = Counter()
    for paragraph in paragraphs:
        for stop, pattern in _GAPS.items():
            with_space[stop] += len(pattern.findall(paragraph.text))
            all_stops[stop] += paragraph.text.count(stop)
    return [pattern for stop, pattern in _GAPS.items() if 0 < with_space[stop] < RARE * all_stops[stop]]


def barred(text: str, counted: re.Pattern[str] | None) -> list[tuple[int, int]]:
    """Stretches in which no number is a call: dates, symbols, numbers of resolutions, years, numbers that count something."""
    spans = [m.span() for m in _NO_CALL.finditer(text)]
    if counted:
        spans += [m.span() for m in counted.finditer(text)]
    for language in LANGUAGES:
        for date in find_dates(text, language):
            begun = _RANGE.search(text, max(0, date.start - 8), date.start)
            spans.append((begun.start() if begun else date.start, date.end))
    return spans


_RANGE = re.compile(r"\b\d{1,2}\s[^\W\d_]{1,3}\s$")
"""The first day of a stretch of days: “from 14 to” before “25 June 1993”."""
