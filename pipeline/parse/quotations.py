"""Quotation marks: whether a stretch of text leaves a quotation or enters one. The marks of each language are its data."""

from __future__ import annotations

import re
from functools import cache

from pipeline.languages import words


@cache
def _marks(language: str) -> tuple[re.Pattern[str], tuple[tuple[str, str], ...]]:
    pairs = tuple((pair[0], pair[1]) for pair in words(language, "citations")["quotations"])
    return re.compile("[" + "".join(mark for pair in pairs for mark in pair) + "]"), pairs


def leaves_quotation(text: str, start: int, end: int, language: str) -> bool:
    """Whether text[start:end] ends a quotation that has begun before it: what stands at its two ends is not of one sentence."""
    return _balance(text, start, end, language) > 0


def enters_quotation(text: str, start: int, end: int, language: str) -> bool:
    """Whether text[start:end] begins a quotation that ends behind it."""
    return _balance(text, start, end, language) < 0


def _balance(text: str, start: int, end: int, language: str) -> int:
    """Closing marks less opening ones, of the first pair of marks that is not even."""
    any_mark, pairs = _marks(language)
    if not any_mark.search(text, start, end):
        return 0
    counts = (text.count(closing, start, end) - text.count(opening, start, end) for opening, closing in pairs)
    return next((n for n in counts if n), 0)
