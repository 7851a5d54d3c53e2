"""Dates in the six languages."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.languages import LANGUAGES, words
from pipeline.parse.dates import find_dates, parse_date

PRINTED = [
    ("en", "resolution 64/293 of 30 July 2010", date(2010, 7, 30)),
    ("en", "adopted on December 20, 2012", date(2012, 12, 20)),
    ("en", "30\u00a0July 2010", date(2010, 7, 30)),
    ("fr", "résolution 54/54 du 1er décembre 1999", date(1999, 12, 1)),
    ("es", "de 1 de abril de 2022", date(2022, 4, 1)),
    ("ru", "от 30 июля 2010 года", date(2010, 7, 30)),
    ("ar", "المؤرخ 30 تموز/يوليه 2010", date(2010, 7, 30)),
    ("ar", "المؤرخ 5 كانون الأول/ديسمبر 1967", date(1967, 12, 5)),
    ("ar", "14 يناير ٢٠١١", date(2011, 1, 14)),
    ("zh", "2010年7月30日第64/293号决议", date(2010, 7, 30)),
    ("zh", "2010 年 7 月 30 日", date(2010, 7, 30)),
    ("zh", "一九六五年十二月二十五日", date(1965, 12, 25)),
    ("zh", "二〇一〇年十月十日", date(2010, 10, 10)),
    # covers print English dates in every language
    ("zh", "Distr.: General 5 November 2013", date(2013, 11, 5)),
    ("ar", "Distr.: General 5 November 2013", date(2013, 11, 5)),
    # of a range the day with month and year
    ("en", "from 14 to 18 June 2010", date(2010, 6, 18)),
]


@pytest.mark.parametrize(("language", "text", "expected"), PRINTED)
def test_printed_dates(language: str, text: str, expected: date) -> None:
    assert parse_date(text, language) == expected


@pytest.mark.parametrize(
    ("language", "text"),
    [("en", "31 February 2010"), ("en", "July 2010"), ("en", "resolution 64/293"), ("zh", "2010年7月"), ("ru", "130 июля 20101"), ("fr", "")],
)
def test_no_date(language: str, text: str) -> None:
    assert parse_date(text, language) is None


def test_mentions_come_in_order_with_their_places() -> None:
    text = "of 15 December 1998 and 20 December 2006"
    assert [(text[m.start : m.end], m.date.year) for m in find_dates(text, "en")] == [("15 December 1998", 1998), ("20 December 2006", 2006)]


@given(st.sampled_from(LANGUAGES), st.dates(date(1946, 1, 1), date(2099, 12, 31)))
def test_every_day_is_read_back(language: str, day: date) -> None:
    data = words(language, "dates")
    form = {"zh": "{0}年{1}月{2}日", "es": "{2} de {1} de {0}"}.get(language, "{2} {1} {0}")
    names = data["months"][day.month - 1]
    printed = form.format(day.year, "/".join(names[:2]) if language == "ar" else names[0], day.day)
    assert [m.date for m in find_dates(f"({printed})", language)] == [day]
