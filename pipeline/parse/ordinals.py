"""Numbers written as words: “Seventy-fifth” → 75, “الخامسة والسبعون” → 75, “七十五” → 75.

The words of a compound ordinal add up in five languages; Chinese numerals multiply. The words are language data.
"""

from __future__ import annotations

import re
from functools import cache

from pipeline.languages import table

_CHINESE = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "○": 0, "两": 2}
_TENS = {"十": 10, "百": 100, "千": 1000}
_WORD = re.compile(r"[\w’']+")


@cache
def _values(language: str) -> dict[str, int]:
    return {row["word"]: int(row["value"]) for row in table(language, "ordinals")}


def ordinal(text: str, language: str) -> int | None:
    """The number that an ordinal states, None where a word of it is unknown: never a guess."""
    text = text.strip().casefold()
    if text.isdecimal():
        return int(text)
    if text and all(c in _CHINESE or c in _TENS for c in text):
        return _chinese(text)
    values = _values(language)
    for word in sorted((w for w in values if "-" in w), key=len, reverse=True):
        text = text.replace(word, word.replace("-", "_"))
    words = _WORD.findall(text)
    known = [values.get(w.replace("_", "-")) for w in words]
    if not words or any(v is None for v in known):
        return None
    return sum(v for v in known if v is not None)


def _chinese(text: str) -> int:
    """Chinese numerals below ten thousand; digits side by side are read as in a year (二〇二〇)."""
    if not any(c in _TENS for c in text):
        return int("".join(str(_CHINESE[c]) for c in text))
    total = digit = 0
    for c in text:
        if c in _TENS:
            total += (digit or 1) * _TENS[c]
            digit = 0
        else:
            digit = _CHINESE[c]
    return total + digit
