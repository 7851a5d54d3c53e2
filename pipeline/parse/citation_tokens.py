"""Stretches of text that may cite something: numbers of resolutions, symbols, treaties, Official Records, addresses.

One expression per language says what they look like; it is tried only where one can begin (`citation_anchors`). What they
cite is decided from their surroundings (`citation_context`). Source of the forms: the official XML in six languages, where
they were counted; symbols: `pipeline.symbols`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Any

from pipeline import symbols
from pipeline.languages import words
from pipeline.parse.citation_anchors import starts

_SYMBOL = (
    r"(?<![A-Za-z0-9/.])(?:[A-Z]{1,6}|CAC|ISBA|UNEP)(?:\.[A-Z0-9]+)*/(?:[A-Za-z0-9][A-Za-z0-9.\-]*)(?:\s?\((?:Vol|Vols|Part|Parts|Sect|SUPP|PART|VOL)[^()]{0,12}\))?"
    r"(?:/[A-Za-z0-9][A-Za-z0-9.\-]*(?:\s?\((?:Vol|Vols|Part|Parts|Sect|SUPP|PART|VOL|[IVXLC]+|\d{4})[^()]{0,12}\))?)*(?:[-‑–][AS]/\d[\d/A-Za-z.]*)?"
    r"(?:\s\(\d{4}\)(?=\W|$))?"
)
_URL = r"(?:https?://|www\.)[^\s<>“”«»，。；、）)]+[\w/]"


@dataclass(frozen=True, slots=True)
class Token:
    """text[start:end] may cite. form: `symbol`, `number` (61/180), `council` (1325 (2000)), `roman` (2286 (XXII)), `treaty`,
    `url`; base, part: number without and letter of the part, Latin; series, volume, registration: of a treaty.
    """

    form: str
    start: int
    end: int
    text: str
    base: str = ""
    part: str | None = None
    series: str | None = None
    volume: str | None = None
    registration: str | None = None
    ibid: bool = False


def tolerant(pattern: str) -> str:
    """A pattern that also finds Arabic words that are stretched (tatweel) or vowelled."""
    return re.sub("([\u0621-\u064a])(?=[\u0621-\u064a])", "\\1[\u0640\u064b-\u0652]*", pattern)


@cache
def expression(language: str) -> re.Pattern[str]:
    """All forms of a language as one expression."""
    data = words(language, "citations")
    letters = "|".join(sorted(part_words(language), key=len, reverse=True))
    lettered = rf"|(?:{letters})(?!\w)" if letters else ""
    letter = "[A-ZАВЕКМНОРСТХ]"
    part = rf"(?:\s?(?P<part>(?:{letter}|AA|BB)(?![A-Za-z\u0400-\u04ff0-9’'.-]){lettered}))?"
    joined = rf"(?:\s?[-–—,،、至和]\s?|\s(?:{data['join']}|and|et|to)\s?)"  # English and French treaty series stand in all languages
    special = "|".join([r"E?S", *sorted(data["special_sessions"], key=len, reverse=True)])
    treaty = (
        rf"(?:(?P<unts>{data['treaties']['UNTS']})|(?P<lnts>{data['treaties']['LNTS']})|(?P<tibid>{data['ibid']}))[^;。]{{0,12}}?[,،，]?\s?"
        rf"{data['volume']}\s?(?P<volume>(?:\d+|[IVXLC]+)(?:{joined}\d+)*)\s?卷?[,،，]?\s?(?:pp?\.\s[\d–-]+,?\s)?"
        rf"{data['number']}\s?(?P<registration>[A-Z]?-?\d+(?:{joined}\d+)*)号?"
    )
    return re.compile(
        rf"(?P<url>{_URL})|{treaty}|(?P<symbol>{_SYMBOL})"
        rf"|(?<![A-Za-z0-9/.,-])(?P<roman>\d{{1,4}}(?:\s?(?P<rpart>{letter}{lettered}))?\s?\(\s?(?:(?P<rspecial>{special})\s?[-‑]\s?(?P<digits>\d+)?)?(?P<session>[IVXLC]+|د\s?[-‑]\s?\d+|[一二三四五六七八九十]+|(?<=\d))\s?\))"
        rf"|(?<![A-Za-z0-9/.,-])(?P<council>\d{{1,4}}\s?\((?P<year>(?:19|2[01])\d\d)\))"
        rf"|(?<![A-Za-z0-9/.,-])(?P<number>(?:(?P<special>{special})\s?[-‑]\s?)?\d{{1,4}}/\d{{1,3}}){part}(?![\d/]|\.\d)"
    )


@cache
def part_words(language: str) -> dict[str, str]:
    """Words for the letters of parts, other than Latin letters."""
    return {k: v for k, v in words(language, "labels")["parts"].items() if len(v) == 1 and len(k) > 1}


def find_tokens(text: str, language: str) -> list[Token]:
    """The tokens of a text, in order."""
    forms = expression(language)
    found, end = [], 0
    for start in starts(text, language):
        if start < end or (match := forms.match(text, start)) is None:
            continue
        end = match.end()
        if token := _token(match, language):
            found.append(token)
    return found


def _token(match: re.Match[str], language: str) -> Token | None:
    groups: dict[str, Any] = match.groupdict()
    start, end = match.span()
    if groups["url"]:
        return Token("url", start, end, match[0], match[0])
    if groups["registration"]:
        series = "UNTS" if groups["unts"] else "LNTS" if groups["lnts"] else None
        return Token("treaty", start, end, match[0], "", None, series, groups["volume"], groups["registration"], bool(groups["tibid"]))
    if groups["symbol"]:
        text = match["symbol"].rstrip(".-")
        canonical = symbols.canonical(text)
        return Token("symbol", start, start + len(text), text, canonical) if canonical else None
    if groups["roman"]:
        return _roman(match, language)
    if groups["council"]:
        return Token("council", start, end, match[0], f"{match['council'].split('(')[0].strip()} ({groups['year']})")
    special = groups["special"]
    prefix = _special(special, language)
    number = re.sub(r"^.*[-‑]\s?", "", match["number"]) if special else match["number"]
    part = groups["part"]
    return Token("number", start, end, match[0], f"{prefix}{number}", latin(part, language) if part else None)


_LOOKALIKES = str.maketrans("АВЕКМНОРСТХ", "ABEKMHOPCTX")


def latin(part: str, language: str) -> str:
    """The Latin letter of a part, printed as a look-alike or as a word."""
    return part_words(language).get(part, part.translate(_LOOKALIKES))


def _special(printed: str | None, language: str) -> str:
    return "" if not printed else f"{words(language, 'citations')['special_sessions'].get(printed, printed)}-"


def _roman(match: re.Match[str], language: str) -> Token | None:
    """Old numbers: 2286 (XXII), 217 A (III), 217 ألف (د-3), 1874 (S-IV)."""
    session = match["session"]
    digits = match["digits"] or (d[0] if (d := re.search(r"\d+", session)) else None)
    if digits:
        session = _to_roman(int(digits))
    elif not session or not session.isascii():
        return None
    number = re.match(r"\d+", match["roman"])
    part = f" {latin(match['rpart'], language)}" if match["rpart"] else ""
    printed = number[0] if number else ""
    return Token("roman", match.start(), match.end(), match[0], f"{printed}{part} ({_special(match['rspecial'], language)}{session})")


def _to_roman(number: int) -> str:
    result = ""
    for value, sign in ((50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")):
        while number >= value:
            result, number = result + sign, number - value
    return result
