"""Dates as the six languages print them.

The names of months and the forms of a date are data (`languages/{language}/dates.yml`); here is only how a form is read.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import cache

from pipeline.languages import words

FALLBACK = "en"
"""Covers print English dates in every language."""


@dataclass(frozen=True, slots=True)
class DateMention:
    """text[start:end] is a date."""

    start: int
    end: int
    date: date


def find_dates(text: str, language: str, start: int = 0, end: int | None = None) -> list[DateMention]:
    """Every date in the text, in order: those printed as the language prints them, and English ones.

    Of a range of days in one month ("14 to 18 June 2010") the day that stands with its month and year is the mention. A
    day that the calendar does not have is no date. start, end: only that stretch is read.
    """
    found: dict[int, DateMention] = {}
    end = len(text) if end is None else end
    for lang in dict.fromkeys((language, FALLBACK)):
        for match in pattern(lang).finditer(text, start, end):
            value = read(match, lang)
            if value and not any(m.start < match.end() and match.start() < m.end for m in found.values()):
                found[match.start()] = DateMention(match.start(), match.end(), value)
    return [found[start] for start in sorted(found)]


def parse_date(text: str, language: str) -> date | None:
    """The first date in the text; None when there is none."""
    return next((mention.date for mention in find_dates(text, language)), None)


@cache
def pattern(language: str) -> re.Pattern[str]:
    """One regular expression for all forms of the language; `read` understands its matches."""
    data = words(language, "dates")
    digits = "".join(data.get("digits", {})) + data.get("ten", "")
    names = sorted((re.escape(name).replace("\\ ", r"\s+") for month in data["months"] for name in month), key=len, reverse=True)
    month = "|".join(names)
    parts = {
        "day": rf"(?<!\d)(?P<day_N>\d{{1,2}}{f'|[{digits}]{{1,3}}' if digits else ''})",
        "month": rf"(?P<month_N>{month})(?:\s?/\s?(?:{month}))?",
        "year": rf"(?P<year_N>[12]\d{{3}}(?!\d){f'|[{digits}]{{4}}' if digits else ''}|[\u0661\u0662][\u0660-\u0669]{{3}})",
    }
    forms = []
    for n, form in enumerate(data["forms"]):
        source = form.replace(" ?", r"\s*").replace(" ", r"\s+")
        for part, expression in parts.items():
            source = source.replace(f"{{{part}}}", expression.replace("_N>", f"_{n}>"))
        forms.append(source)
    return re.compile("|".join(f"(?:{form})" for form in forms), re.IGNORECASE)


def read(match: re.Match[str], language: str) -> date | None:
    """The date of a match of `pattern`; None for a day that the calendar does not have."""
    n = (match.lastgroup or "").rpartition("_")[2]  # all parts of one form have its number
    try:
        return date(_number(match[f"year_{n}"], language), _months(language)[_folded(match[f"month_{n}"])], _number(match[f"day_{n}"], language))
    except ValueError:
        return None


def _number(text: str, language: str) -> int:
    """The value of digits of any script, or of number words ("二十五", "二〇一〇")."""
    if text.isdigit():
        return int(text)
    data = words(language, "dates")
    digits, ten = data["digits"], data["ten"]
    if ten in text:
        tens, ones = text.split(ten, 1)
        return 10 * (digits[tens] if tens else 1) + (digits[ones] if ones else 0) if len(tens) < 2 and len(ones) < 2 else 0
    return int("".join(str(digits[ch]) for ch in text))


@cache
def _months(language: str) -> dict[str, int]:
    return {_folded(name): n for n, month in enumerate(words(language, "dates")["months"], 1) for name in month}


def _folded(name: str) -> str:
    return " ".join(name.lower().split())
