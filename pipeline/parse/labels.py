"""Labels of paragraphs: `1.`, `(a)`, `a)`, `1 -`, `(أ)`, `㈠`, `’1‘`, `II.` and what numbers they may mean.

A label alone decides nothing: `(i)` is the ninth letter or the first numeral, `1.` an operative paragraph or the number
of a note. So a label carries all its readings, and `Sequence` accepts one only where it goes on or begins a series.
Source of the forms: the official XML in six languages (which forms occur there was counted) and the editorial manual.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from pipeline.languages import words

Readings = dict[str, int]
"""Series → number in it, e.g. {"letter": 9, "roman": 1} for (i)."""

_ROMAN = re.compile(r"(?=[ivxlc])(?:c{0,3})(?:xc|xl|l?x{0,3})(?:ix|iv|v?i{0,3})")
_CHINESE_DIGITS = {c: i for i, c in enumerate("零一二三四五六七八九十")}
_LETTER = "[A-Za-z\u0400-\u04ff\u0621-\u064a\ufe80-\ufef4]"
_LABEL = re.compile(
    r"(?P<number>\d{1,3})\s?(?P<dot>[.．]|\s?[-–—‑](?=\s|$)|[-–—](?=[\u0621-\u064a]))(?!\d)"
    r"|(?P<enclosed>[\u2460-\u2473\u3220-\u3229\u2474-\u2487])"
    rf"|[(（]\s?(?P<inside>{_LETTER}{{1,5}}\u0640?|[\u0621-\u064a]\u0640?\s[\u0621-\u064a]\u0640?|\d{{1,2}}|[一二三四五六七八九十]{{1,3}}|[\u4e00-\u9fff])\u0640?\s?[)）]"
    r"|[’‘'`´]\s?(?P<quoted>\d{1,2})\s?[’‘'`´]"
    rf"|(?P<open>{_LETTER}{{1,5}}|\d{{1,2}})\s?[)）]"
    r"|(?P<stopped>[a-z\u0430-\u044f]|[ivxl]{2,5})[.．](?=\s|[\u3400-\u9fff])"
    r"|(?P<dashed>[\u0621-\u064a]\u0640?)\s?[-–—‑](?=\s)"
    r"|(?P<upper>[IVXLC]{1,6}|[A-Z])[.．](?=\s|$)"
    r"|(?P<bullet>[•●▪■◦⸰]|[-–—―−](?=\s))"
)


@dataclass(frozen=True, slots=True)
class Label:
    """A label at the start of a paragraph.

    text: as printed, without layout; end: where the words begin; readings: see above; form: `number` (1. or 1 -),
    `point` (anything in brackets or quotation marks, a letter with a stop), `upper` (II. or A.), `bullet` (a dash or a dot).
    """

    text: str
    end: int
    form: str
    readings: tuple[tuple[str, int], ...]

    @property
    def number(self) -> int | None:
        """The printed number of a label of form `number`."""
        return dict(self.readings).get("number")


def roman(text: str) -> int | None:
    """Value of a lower-case roman numeral below 400, None for anything else."""
    if not text or not _ROMAN.fullmatch(text):
        return None
    values = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}
    numbers = [values[c] for c in text]
    return sum(-n if n < max(numbers[i:]) else n for i, n in enumerate(numbers))


def to_roman(number: int) -> str:
    """Lower-case roman numeral."""
    result = ""
    for value, sign in ((100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i")):
        while number >= value:
            result, number = result + sign, number - value
    return result


FIRST_PARTS = ("A", "I")
"""What the first part of a document is headed by, Latin."""
SECOND_PARTS = ("B", "II")


def to_letters(number: int) -> str:
    """1 → a … 26 → z, 27 → aa, 28 → ab, as paths spell the n-th sub-paragraph."""
    result = ""
    while number:
        number, rest = divmod(number - 1, 26)
        result = chr(97 + rest) + result
    return result


@cache
def _alphabets(language: str) -> tuple[tuple[str, ...], dict[str, str]]:
    data = words(language, "labels")
    return tuple(data["letters"]), dict(data["lookalikes"])


def _letters(text: str, language: str) -> Readings:
    alphabets, lookalikes = _alphabets(language)
    readings: Readings = {}
    for spelling in dict.fromkeys((text, "".join(lookalikes.get(c, c) for c in text))):
        for number, alphabet in enumerate(alphabets):
            if all(c in alphabet for c in spelling):
                name = f"letter{number or ''}"
                value = _letter_value(spelling, alphabet)
                if value:
                    readings.setdefault(name, value)
                if value and len(spelling) == 2 and spelling[0] == spelling[1]:
                    readings.setdefault("doubled", alphabet.index(spelling[0]) + 1)
        value = roman(spelling)
        if value:
            readings.setdefault("roman", value)
    return readings


def _letter_value(text: str, alphabet: str) -> int | None:
    """a → 1; doubled letters go on after the last one (aa → 27, bb → 28), as printed in resolutions."""
    if len(text) == 1:
        return alphabet.index(text) + 1
    if len(text) == 2:
        first, second = (alphabet.index(c) + 1 for c in text)
        return len(alphabet) + second if first in (second, 1) else None
    return None


_PART = re.compile(r"[IVXLC]{1,7}|[A-Z]")
_NUMERAL_AND_TITLE = re.compile(r"\s*([IVXL]{1,7})\s+(?=[A-ZÀ-ÞА-ЯЁ])")
_VOWELS = dict.fromkeys((*range(1611, 1619), 1600))


LETTERS_FROM = 50
"""From this numeral on, a single Latin letter of a part is the letter: no document has fifty parts."""


@cache
def _spelt_numeral(language: str) -> re.Pattern[str]:
    """A numeral that is written out, before a title: “أولا”. A letter that is named (“طاء”) may share its Latin form with one."""
    parts = words(language, "labels")["parts"]
    first = {latin: printed for printed, latin in reversed(parts.items())}
    spelt = {
        p for p, latin in parts.items() if len(p) > 1 and 0 < (roman(latin.lower()) or 0) < LETTERS_FROM and (len(latin) > 1 or first[latin] == p)
    }
    numerals = sorted(spelt, key=len, reverse=True)
    vowelled = "|".join("".join(f"{c}[\u064b-\u0652]*" for c in printed) for printed in numerals)
    return re.compile(rf"\s*({vowelled})\s+(?=\w)" if numerals else r"(?!)()")


def read_part(text: str, language: str, *, heading: bool = False) -> tuple[str, str, int] | None:
    """The numeral or letter that heads a part, at the start of a heading.

    Returns (as printed, Latin, where the title begins); None where the heading has none. A numeral counts when it stands
    alone, or when a full stop, a dash or a tab sets it off; in what is known to be a heading a space is enough.
    """
    if heading and (match := _NUMERAL_AND_TITLE.match(text)):
        return match[1], match[1], match.end()
    parts = words(language, "labels")["parts"]
    head = re.match(r"\s*([^\s.．、–-]{1,7}(?: [^\s.．、–-]{1,8})?)\s*(?:$|[.．、\t–-]\s*)", text)
    printed = head[1] if head else ""
    latin = printed if _PART.fullmatch(printed) else parts.get(printed.translate(_VOWELS))
    if head and latin:
        return printed, latin, head.end()
    spelt = _spelt_numeral(language).match(text) if heading else None
    return (spelt[1], parts[spelt[1].translate(_VOWELS)], spelt.end()) if spelt else None


def _inside(text: str, language: str) -> Readings:
    if text.isdecimal():
        return {"digit": int(text)}
    if text[0] in _CHINESE_DIGITS:
        return {"chinese": _chinese(text)}
    bare = text.replace("\u0640", "").replace(" ", "")
    return _letters(bare.lower(), language) if bare == bare.lower() else {}


def _chinese(text: str) -> int:
    if "十" not in text:
        return _CHINESE_DIGITS[text[0]]
    tens, _, ones = text.partition("十")
    return (_CHINESE_DIGITS[tens] if tens else 1) * 10 + (_CHINESE_DIGITS[ones] if ones else 0)


def _enclosed(sign: str) -> Readings:
    code = ord(sign)
    if 0x3220 <= code <= 0x3229:
        return {"chinese": code - 0x3220 + 1}
    return {"digit": code - (0x2460 if code <= 0x2473 else 0x2474) + 1}


def is_like_one(label: Label) -> bool:
    """Whether a label is a letter with a stop that is typed for the figure 1: “l.” or “I.”."""
    return label.form in ("point", "upper") and label.text in ("l.", "I.")


def read_label(text: str, language: str) -> Label | None:
    """The label at the start of a text, None where there is none (offsets in code points)."""
    start = len(text) - len(text.lstrip())
    match = _LABEL.match(text, start)
    if not match:
        return None
    kind = match.lastgroup if match.lastgroup != "dot" else "number"
    body = match[kind or 0]
    form, readings = "point", Readings()
    if kind == "number":
        form, readings = "number", {"number": int(body)}
    elif kind == "upper":
        form, readings = "upper", _upper(body)
    elif kind == "bullet":
        form, readings = "bullet", {"dash" if body in DASHES else body: 0}
    elif kind in ("stopped", "dashed"):  # a series of their own: “a.” does not go on with “(a)”
        readings = {f"{series}.": value for series, value in _inside(body, language).items()}
    elif kind == "enclosed":
        readings = _enclosed(body)
    else:
        readings = _inside(body, language)
    if not readings and form == "point":
        return None
    end = match.end()
    while end < len(text) and text[end].isspace():
        end += 1
    return Label(" ".join(match[0].split()), end, form, tuple(readings.items()))


def _upper(text: str) -> Readings:
    readings: Readings = {}
    value = roman(text.lower())
    if value:
        readings["ROMAN"] = value
    if len(text) == 1:
        readings["LETTER"] = ord(text) - 64
    return readings


ALPHABET = 26
"""Letters after which labels are doubled, in every language."""


DASHES = "-–—―−"
BULLETS = ("dash", *"•●▪■◦⸰")
"""Series whose labels do not count: every dash is like the one before, and its number is 0."""


class Sequence:
    """The open series of sub-paragraphs under one paragraph: a stack of what may come next."""

    MAXIMUM = 3
    """Levels below the paragraph that a path can express."""

    def __init__(self) -> None:
        self._open: list[Readings] = []
        self._counts: list[int] = []

    def place(self, label: Label, following: Label | None) -> tuple[int, ...] | None:
        """Where a sub-paragraph stands: the count at each level, e.g. (2, 1) for b.i; None where its label fits nowhere.

        following: the next label, which decides between readings that both fit.
        """
        readings = dict(label.readings)
        onward = self._onward(readings)
        begins = {s: v for s, v in readings.items() if v == (s not in BULLETS) and s != "doubled"} if len(self._open) < self.MAXIMUM else {}
        if onward is not None and begins and following is not None:
            after = dict(following.readings)
            if not any(after.get(s) == v + 1 for s, v in onward[1].items()) and any(after.get(s) == 2 for s in begins):
                onward = None
        if onward is not None:
            level, kept = onward
            del self._open[level + 1 :], self._counts[level + 1 :]
            self._open[level] = kept
            self._counts[level] += 1
        elif begins:
            self._open.append(begins)
            self._counts.append(1)
        else:
            return None
        return tuple(self._counts)

    def is_open(self, series: str) -> bool:
        """Whether a series of this name is open at any level."""
        return any(series in readings for readings in self._open)

    def _onward(self, readings: Readings) -> tuple[int, Readings] | None:
        """The deepest open series that the label goes on with."""
        for level in range(len(self._open) - 1, -1, -1):
            kept = {s: v for s, v in readings.items() if self._open[level].get(s) == v - (s not in BULLETS)}
            if readings.get("doubled") == 1 and max(self._open[level].values()) >= ALPHABET:
                kept["doubled"] = 1  # translations double the letters after the twenty-sixth, as English does
            if kept:
                return level, kept
        return None
