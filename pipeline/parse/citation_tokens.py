"""Stretches of text that may cite something: numbers of resolutions, symbols, treaties, Official Records, addresses.

One expression per language says what they look like; it is tried only where one can begin (`citation_anchors`). What they
cite is decided from their surroundings (`citation_context`). Source of the forms: the official XML in six languages, where
they were counted; symbols: `pipeline.symbols`.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, replace
from functools import cache

from pipeline import symbols
from pipeline.languages import words
from pipeline.parse.citation_anchors import starts
from pipeline.parse.ordinals import ordinal

_WORD = r"[A-Za-z0-9][A-Za-z0-9.\-‐‑]*(?:\(\d{1,3}\))?"
_QUALIFIED = "(?i:Vols?|Parts?|Sects?|SUPP)"
_QUALIFIER = rf"(?:\s?\({_QUALIFIED}[^()]{{0,12}}\))?"
_SYMBOL = (
    rf"(?<![A-Za-z0-9/.])(?![IVX]{{2,}}/)[A-Z]{{1,6}}(?:\.[A-Z0-9]+)*/{_WORD}{_QUALIFIER}"
    rf"(?:/(?:(?:Add|Corr|Rev|Res|Dec)\.\s\d{{1,2}}|(?:PV|SR)\.\d+–\d+|{_WORD})(?:\s?\((?:{_QUALIFIED}|[IVXLC]+|\d{{4}})[^()]{{0,12}}\))?)*"
    r"(?:[-‑–](?:[ASET]|ISBA)/\d[\d/A-Za-z.]*)?(?:\s\(\d{4}\)(?=\W|$))?"
)
_URL = r"(?:https?://|www\.)[^\s<>“”«»，。；、）)]+[\w/]"
_LEFT = r"(?<![A-Za-z0-9/.-])(?<!(?<!\d\d\d)(?<!/)(?<!/\d)(?<!/\d\d)\d,)"
"""What may not stand before a number. A comma without space does where it cannot group digits: “of 2017,74/147”, “70/291,72/284”."""
TREATY_LANGUAGES = ("en", "fr")
"""The languages of the treaty series, in which texts of all languages may cite them."""
_LETTER = "[A-ZАВЕКМНОРСТХ]"
PART_ENDS = rf"(?![A-Za-z\u0400-\u04ff0-9’']|[-‑](?!{_LETTER}(?![A-Za-z0-9]))|\.(?![\s)\]]|$))"
"""What may not follow the letter of a part: a word, a hyphen but that of a range, a point within a word."""


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
    letters = tolerant("|".join(sorted(part_words(language), key=len, reverse=True)))
    lettered = rf"|(?:{letters})(?:\s(?:{letters}))?(?!\w)" if letters else ""
    part = rf"(?:\s?(?P<part>(?:{_LETTER}|AA|BB){PART_ENDS}{lettered}))?"
    joins = "|".join(words(name, "citations")["join"] for name in dict.fromkeys((language, *TREATY_LANGUAGES)))
    between = rf"[-–—,،、]|{data['range']}" if "range" in data else "[-–—,،、]"
    joined = rf"(?:\s?(?:{between})\s?|\s(?:{joins})\s?)"
    parted = rf"\s?(?:[,،、]|[-‑–]|(?:{data['join']}))\s?"
    special = "|".join([r"E?S", *sorted(data["special_sessions"], key=len, reverse=True)])
    treaty = (
        rf"(?:(?P<unts>{data['treaties']['UNTS']})|(?P<lnts>{data['treaties']['LNTS']})|(?P<tibid>{data['ibid']}))[^;。]{{0,12}}?[,،，]?\s?"
        rf"{data['volume']}\s?(?P<volume>(?:\d+|[IVXLC]+)(?:{joined}\d+)*)\s?(?:{data.get('behind_volume', '')})?[,،，]?\s?(?:pp?\.\s[\d–-]+,?\s)?"
        rf"{data['number']}\s?(?P<registration>[A-Z]?-?\d+(?:{joined}\d+)*)(?:{data.get('behind_number', '')})?"
    )
    session = rf"|{data['session']}\s?[-‑–]\s?\d+" if "session" in data else ""
    spelt = rf"|(?P<spelt>{data['spelt_number']})" if "spelt_number" in data else ""
    return re.compile(
        rf"(?P<url>{_URL})|{treaty}|(?P<symbol>{_SYMBOL})"
        rf"|{_LEFT}(?P<roman>(?P<rnumber>\d{{1,4}})(?:\s?(?P<rpart>{_LETTER}{lettered})(?:{parted}(?P<rlast>{_LETTER}{lettered}))?)?\s?[(（]\s?(?:(?P<rspecial>{special})\s?[-‑–]\s?(?P<digits>\d+)?)?(?P<session>[IVXLC]+{session}|(?<=\d))\s?[()）])"
        rf"|{_LEFT}(?P<council>(?P<cnumber>\d{{1,4}})\s?[(（]\s?(?P<year>(?:19|2[01]|١٩|٢[٠١])\d\d)\s?[()）])"
        rf"|{_LEFT}(?P<number>(?:(?P<special>{special})\s?[-‑]\s?)?\d{{1,4}}/\d{{1,3}}){part}(?![\d/]|\.\d)" + spelt
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
            found += _both(token, match, language) if match["rlast"] else [token]
    return found


def _both(token: Token, match: re.Match[str], language: str) -> list[Token]:
    """Two parts of an old resolution with one session behind them: 1991 A and B (XVIII)."""
    first, last = (f" {latin(match[group], language)} " for group in ("rpart", "rlast"))
    return [
        replace(token, end=match.end("rpart"), text=match.string[token.start : match.end("rpart")]),
        replace(token, start=match.start("rlast"), end=match.end("rlast"), text=match["rlast"], base=token.base.replace(first, last, 1)),
    ]


def _token(match: re.Match[str], language: str) -> Token | None:
    start, end = match.span()
    if match["url"]:
        return Token("url", start, end, match[0], match[0])
    if match["registration"]:
        series = "UNTS" if match["unts"] else "LNTS" if match["lnts"] else None
        return Token("treaty", start, end, match[0], "", None, series, match["volume"], match["registration"], bool(match["tibid"]))
    if match["symbol"]:
        text = match["symbol"].rstrip(".-")
        canonical = symbols.canonical(text)
        return Token("symbol", start, start + len(text), text, canonical) if canonical else None
    if match["roman"]:
        return _roman(match, language)
    if match["council"]:
        return Token("council", start, end, match[0], f"{int(match['cnumber'])} ({int(match['year'])})")
    if match["number"]:
        return _number(match, language)
    return _spelt(match, language)


def _number(match: re.Match[str], language: str) -> Token:
    """Numbers of a session: 61/180, 49/75 K, ES-10/2."""
    special, part = match["special"], match["part"]
    number = re.sub(r"^.*[-‑]\s?", "", match["number"]) if special else match["number"]
    number = number if number.isascii() else _DIGIT.sub(lambda digit: str(int(digit[0])), number)
    base = f"{_special(special, language)}{number}" if special else number
    return Token("number", match.start(), match.end(), match[0], base, latin(part, language) if part else None)


_STRETCH = re.compile("[\u0640\u064b-\u0652]")
_LOOKALIKES = str.maketrans("АВЕКМНОРСТХ", "ABEKMHOPCTX")


def latin(part: str, language: str) -> str:
    """The Latin letter of a part, printed as a look-alike or as a word, or twice: ألف ألف is AA."""
    known = part_words(language)
    return "".join(known.get(_STRETCH.sub("", word), word.translate(_LOOKALIKES)) for word in part.split())


def _special(printed: str | None, language: str) -> str:
    return "" if not printed else f"{words(language, 'citations')['special_sessions'].get(printed, printed)}-"


def _roman(match: re.Match[str], language: str) -> Token | None:
    """Old numbers: 2286 (XXII), 217 A (III), 217 ألف (د-3), 1874 (S-IV)."""
    session = match["session"]
    digits = match["digits"] or (d[0] if (d := _DIGITS.search(session)) else None)
    if digits:
        session = _to_roman(int(digits))
    elif not session or not session.isascii():
        return None
    part = f" {latin(match['rpart'], language)}" if match["rpart"] else ""
    return Token("roman", match.start(), match.end(), match[0], f"{int(match['rnumber'])}{part} ({_special(match['rspecial'], language)}{session})")


def _spelt(match: re.Match[str], language: str) -> Token | None:
    """Old numbers in numerals of the language: 二六二五(二十五), 三二〇一(特六), 第一㈠号."""
    number, session = (ordinal(unicodedata.normalize("NFKC", match[group]).strip("()"), language) for group in ("snumber", "ssession"))
    if not number or not session:
        return None
    start, end = match.span("spelt")
    return Token("roman", start, end, match["spelt"], f"{number} ({_special(match['sspecial'], language)}{_to_roman(session)})")


_DIGIT, _DIGITS = re.compile(r"\d"), re.compile(r"\d+")


def _to_roman(number: int) -> str:
    result = ""
    for value, sign in ((50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")):
        while number >= value:
            result, number = result + sign, number - value
    return result
