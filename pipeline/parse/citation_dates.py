"""The date printed with a number: behind it, in Chinese before it, and with nothing between them that would give it to another."""

from __future__ import annotations

import re
from datetime import date

from pipeline.languages import words
from pipeline.parse.citation_bodies import length_of_body, without_bodies
from pipeline.parse.citation_tokens import Token
from pipeline.parse.dates import find_dates
from pipeline.parse.quotations import leaves_quotation

NEAR = 24
"""Code points between a number and the date printed with it, the name of the body not counted."""
LONGEST_BODY = 60
"""Code points of the longest name of a body that may stand between them."""
LONGEST_MONTH = 12
"""Code points of a month before its day, as English sometimes prints dates."""
LONGEST_DATE = 40
"""Code points of a date with both names of its month."""


def date_with(token: Token, before: Token | None, after: Token | None, text: str, language: str) -> date | None:
    """The date printed with a number: behind it, in Chinese before it."""
    if words(language, "citations")["word_after_number"]:
        floor = before.end if before else 0
        stop = max(text.rfind(sign, floor, token.start) for sign in "，；。")
        near = find_dates(text, language, max(floor, stop + 1), token.start)
        return near[-1].date if near and _is_gap(text[near[-1].end : token.start], language) else None
    ceiling = after.start if after else len(text)
    gap = _GAP.match(text, token.end, min(ceiling, token.end + NEAR + LONGEST_BODY))
    if gap is None or not _YEAR.search(text, gap.end(), min(ceiling, gap.end() + LONGEST_DATE)):
        return None
    near = find_dates(text, language, max(token.end, gap.end() - LONGEST_MONTH), min(ceiling, gap.end() + LONGEST_DATE))
    if not near or near[0].start > gap.end():
        return None
    if _dates_of_several(text, near[0].end, language) or leaves_quotation(text, token.end, near[0].start, language):
        return None
    distance = near[0].start - token.end
    if distance > NEAR:
        distance -= length_of_body(text, token.end, near[0].start, language)
    return near[0].date if distance <= NEAR else None


def _is_gap(text: str, language: str) -> bool:
    """Whether nothing but bodies, titles and words such as “adopted” stand between a date and the number behind it."""
    gap = re.compile(words(language, "citations")["date_gap"])
    return not gap.sub("", without_bodies(_QUOTED.sub("", text), language))


def _dates_of_several(text: str, end: int, language: str) -> bool:
    """Whether another date follows at once: then they are of several numbers (“36/1 et 37/2, en date des 1er mai 1981 et 3 mai 1982”)."""
    following = _GAP.match(text, end, end + 7)
    if following is None or not _YEAR.search(text, following.end(), following.end() + LONGEST_DATE) or following.end() == end:
        return False
    near = find_dates(text, language, end, following.end() + LONGEST_DATE)
    return bool(near) and near[0].start <= following.end()


def is_of_its_year(symbol: str | None, day: date | None) -> bool:
    """Whether a resolution of the Council can be of a day: its symbol has the year. Else the day is another's, such as the
    end of a mandate that is extended “until” it.
    """
    year = _COUNCIL_YEAR.match(symbol or "")
    return day is None or year is None or int(year[1]) == day.year


_QUOTED = re.compile("“[^“”]*”|《[^《》]*》")
_GAP = re.compile(r"[^\d;؛(]*")
_YEAR = re.compile(r"\d{4}")
_COUNCIL_YEAR = re.compile(r"S/RES/\d+ \((\d{4})\)")
