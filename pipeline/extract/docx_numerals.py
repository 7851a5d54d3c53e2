"""Numbers in the formats of automatic numbering (ECMA-376 part 1, 17.18.59 ST_NumberFormat).

In goes a counter and the name of a format, out comes what a word processor prints. No language knowledge: a format that
spells numbers as words of some language (ordinal, cardinalText …) and a format that is not in the table print decimals.
"""

from __future__ import annotations

from collections.abc import Callable

ROMAN = (
    (1000, "m"),
    (900, "cm"),
    (500, "d"),
    (400, "cd"),
    (100, "c"),
    (90, "xc"),
    (50, "l"),
    (40, "xl"),
    (10, "x"),
    (9, "ix"),
    (5, "v"),
    (4, "iv"),
    (1, "i"),
)
HEBREW_VALUES = (
    (400, "ת"),
    (300, "ש"),
    (200, "ר"),
    (100, "ק"),
    (90, "צ"),
    (80, "פ"),
    (70, "ע"),
    (60, "ס"),
    (50, "נ"),
    (40, "מ"),
    (30, "ל"),
    (20, "כ"),
    (10, "י"),
)
HEBREW_UNITS = ("", *"אבגדהוזחט")
CHINESE = "〇一二三四五六七八九"
LEGAL_SIMPLIFIED = "零壹贰叁肆伍陆柒捌玖"
LEGAL_TRADITIONAL = "零壹貳參肆伍陸柒捌玖"


def format_number(number: int, format_name: str) -> str:
    """The printed form of a counter; "" for the formats `none` and `bullet`, decimals outside a format's range."""
    render = FORMATS.get(format_name)
    if render is None or (number < 1 and format_name not in {"none", "bullet", "decimalZero"}):
        return str(number)
    return render(number)


def _repeated(letters: str) -> Callable[[int], str]:
    """One letter per number; past the end the letters come doubled, then trebled: z, aa, bb."""

    def render(number: int) -> str:
        rounds, index = divmod(number - 1, len(letters))
        return letters[index] * (rounds + 1)

    return render


def _enclosed(first: str, count: int) -> Callable[[int], str]:
    """A run of ready-made characters such as ① … ⑳; decimals past its end."""
    return lambda number: chr(ord(first) + number - 1) if number <= count else str(number)


def _digits(zero_to_nine: str) -> Callable[[int], str]:
    """Place-value writing in other digits."""
    return lambda number: str(number).translate(str.maketrans("0123456789", zero_to_nine))


def roman(number: int) -> str:
    """Lower-case Roman numeral."""
    parts = []
    for value, letters in ROMAN:
        count, number = divmod(number, value)
        parts.append(letters * count)
    return "".join(parts)


def hebrew(number: int) -> str:
    """Hebrew numeral up to 999 (15 and 16 as 9+6 and 9+7, by custom); decimals above."""
    if number > 999:
        return str(number)
    parts = []
    for value, letter in HEBREW_VALUES:
        while number >= value and number not in {15, 16}:
            parts.append(letter)
            number -= value
    return "".join(parts) + {15: "טו", 16: "טז"}.get(number, HEBREW_UNITS[number] if number < 10 else "")


def _chinese(digits: str, units: str, *, drop_one_ten: bool) -> Callable[[int], str]:
    """Chinese numeral with 10, 100, 1000 spelt out, up to 9999; place-value digits above."""

    def render(number: int) -> str:
        if number > 9999:
            return _digits(digits)(number)
        written = str(number)
        parts = []
        for place, digit in zip(range(len(written) - 1, -1, -1), written, strict=True):
            if digit != "0":
                parts.append(digits[int(digit)] + (units[place - 1] if place else ""))
            elif place and parts and parts[-1] != digits[0] and written[-place:].strip("0"):
                parts.append("零" if digits[0] == "〇" else digits[0])
        text = "".join(parts)
        return text[1:] if drop_one_ten and 10 <= number < 20 else text

    return render


def _counting(number: int) -> str:
    """Counting up to 99 with the character for ten, place-value digits above."""
    return _chinese(CHINESE, "十百千", drop_one_ten=True)(number) if number < 100 else _digits(CHINESE)(number)


_thousand = _chinese(CHINESE, "十百千", drop_one_ten=True)
FORMATS: dict[str, Callable[[int], str]] = {
    "none": lambda _: "",
    "bullet": lambda _: "",
    "decimal": str,
    "decimalZero": lambda number: f"{number:02d}",
    "decimalFullWidth": _digits("0123456789"),
    "decimalFullWidth2": _digits("0123456789"),
    "decimalHalfWidth": str,
    "decimalEnclosedCircle": _enclosed("①", 20),
    "decimalEnclosedCircleChinese": _enclosed("①", 10),
    "decimalEnclosedParen": _enclosed("⑴", 20),
    "decimalEnclosedFullstop": _enclosed("⒈", 20),
    "numberInDash": lambda number: f"- {number} -",
    "hex": lambda number: f"{number:X}",
    "lowerRoman": roman,
    "upperRoman": lambda number: roman(number).upper(),
    "lowerLetter": _repeated("abcdefghijklmnopqrstuvwxyz"),
    "upperLetter": _repeated("ABCDEFGHIJKLMNOPQRSTUVWXYZ"),
    "chicago": _repeated("*†‡§"),
    "russianLower": _repeated("абвгдежзиклмнопрстуфхцчшщыэюя"),
    "russianUpper": _repeated("АБВГДЕЖЗИКЛМНОПРСТУФХЦЧШЩЫЭЮЯ"),
    "arabicAlpha": _repeated("أبتثجحخدذرزسشصضطظعغفقكلمنهوي"),
    "arabicAbjad": _repeated("أبجدهوزحطيكلمنسعفصقرشتثخذضظغ"),
    "hebrew1": hebrew,
    "hebrew2": _repeated("אבגדהוזחטיכלמנסעפצקרשת"),
    "ideographEnclosedCircle": _enclosed("㊀", 10),
    "ideographTraditional": lambda number: "甲乙丙丁戊己庚辛壬癸"[number - 1] if number <= 10 else str(number),
    "ideographZodiac": lambda number: "子丑寅卯辰巳午未申酉戌亥"[number - 1] if number <= 12 else str(number),
    "ideographDigital": _digits(CHINESE),
    "taiwaneseDigital": _digits(CHINESE),
    "japaneseDigitalTenThousand": _digits(CHINESE),
    "chineseCounting": _counting,
    "taiwaneseCounting": _counting,
    "chineseCountingThousand": _thousand,
    "taiwaneseCountingThousand": _thousand,
    "japaneseCounting": _thousand,
    "chineseLegalSimplified": _chinese(LEGAL_SIMPLIFIED, "拾佰仟", drop_one_ten=False),
    "ideographLegalTraditional": _chinese(LEGAL_TRADITIONAL, "拾佰仟", drop_one_ten=False),
    "hindiNumbers": _digits("०१२३४५६७८९"),
    "thaiNumbers": _digits("๐๑๒๓๔๕๖๗๘๙"),
}
"""Renderers by the name of the format."""
