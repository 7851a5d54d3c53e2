"""Resolutions of the Security Council whose year is not printed with them, because it is said close by or before.

Their numbers are one series since 1946, so that a number alone names one resolution. In a list the year may stand with the
last number of that year (“2712, 2720 (2023), 2728 and 2735 (2024)”); a resolution that the document has named in full may
be called by its number alone (“paragraph 12 of resolution 1718”).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from itertools import pairwise

from pipeline.languages import words
from pipeline.parse.citation_tokens import Token

NUMBERS = (
    (1946, 1), (1950, 79), (1960, 133), (1970, 276), (1980, 462), (1990, 647), (1995, 970), (2000, 1285), (2005, 1581), (2010, 1908),
    (2015, 2196), (2020, 2505), (2023, 2673),
)  # fmt: skip
"""Numbers of the Security Council's first resolutions of some years."""
CLOSE = 1.5
"""Years by which the year of the number behind may differ from that by the numbers of its neighbours."""
_NUMBER = re.compile(r"\d+")
JOINED = re.compile(r"\W{0,3}\w{0,4}\W{0,2}")
"""Between two numbers of a list: a sign, a short word such as “and”, or both."""
REACH = 160
"""Code points before a dated number in which others of its year stand."""


@lru_cache(maxsize=4096)
def years_off(base: str) -> float:
    """Years between the one printed and the one in which the Security Council reached a number. base: “1325 (2000)”."""
    number, year = (int(x) for x in _NUMBER.findall(base)[:2])
    for (since, first), (until, last) in pairwise(NUMBERS):
        if number < last or until == NUMBERS[-1][0]:
            return abs(since + (number - first) * (until - since) / (last - first) - year)
    return 0.0


def is_of_council(token: Token) -> bool:
    """Whether a number stands with its year and can be of that year."""
    return token.form == "council" and token.text[-1] in "()）" and len(token.base.split()[0]) > 2 and years_off(token.base) <= CLOSE


@cache
def _patterns(language: str) -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    """Bare numbers up to the end of a text, each with what joins it to the next; what stands before and behind a bare number."""
    data = words(language, "citations")
    joined = rf"(?:\s?[,،、]\s?(?:{data['join']})?\s?|\s?(?:{data['join']})\s?)"
    committee = rf"(?<!{data['committee']}\s)" if "committee" in data else ""
    before, behind = rf"{committee}(?<!\w)(?:{data['resolution']})", ""
    if data["word_after_number"]:
        before, behind = data["number"], rf"\s?{data['behind_number']}\s?(?:{data['resolution']})"
    return (
        re.compile(rf"(?<![\d/.,-])(?:\d{{3,4}}{joined})+\Z", re.IGNORECASE),
        re.compile(rf"{before}\s?\Z", re.IGNORECASE),
        re.compile(rf"(?![\d/]|[.,]\d|\s?[(（]){behind}", re.IGNORECASE),
    )


def with_undated(text: str, tokens: list[Token], language: str) -> list[Token]:
    """The tokens, and before each number of the Council those that share its year."""
    if not any(token.form == "council" for token in tokens):
        return tokens
    found: list[Token] = []
    for token in tokens:
        if token.form == "council":
            found += _undated(text, found[-1] if found else None, token, language)
        found.append(token)
    return found


def _undated(text: str, last: Token | None, dated: Token, language: str) -> Iterator[Token]:
    """Bare numbers that go on to a dated one, from the governing word or the last number of the Council on."""
    numbers, before, _ = _patterns(language)
    floor = max(last.end if last else 0, dated.start - REACH)
    if not (row := numbers.search(text[floor : dated.start])):
        return
    first = floor + row.start()
    listed = last is not None and last.form == "council" and JOINED.fullmatch(text[last.end : first])
    if not listed and not before.search(text, max(0, first - 40), first):
        return
    year = dated.base.split()[1]
    for number in re.finditer(r"\d{3,4}", row[0]):
        start = first + number.start()
        token = Token("council", start, start + len(number[0]), number[0], f"{int(number[0])} {year}")
        if f"({number[0]})" != year and years_off(token.base) <= CLOSE:
            yield token


def again(text: str, tokens: list[Token], named: dict[str, str], language: str) -> list[Token]:
    """The tokens, and resolutions of the Council called by their number alone. named: base by number, of those named in full."""
    if not named:
        return tokens
    _, before, behind = _patterns(language)
    found = list(tokens)
    last: Token | None = None
    for match in _NUMBER.finditer(text):
        if match[0] not in named:
            continue
        start, end = match.span()
        if any(t.start < end and start < t.end for t in tokens) or _DIGIT_BEFORE.search(text, max(0, start - 2), start):
            continue
        listed = last is not None and JOINED.fullmatch(text[last.end : start])
        if behind.match(text, end) and (listed or before.search(text, max(0, start - 40), start)):
            last = Token("council", start, end, match[0], named[match[0]])
            found.append(last)
    return sorted(found, key=lambda token: token.start) if last else tokens


_DIGIT_BEFORE = re.compile(r"[\d/][.,]?\Z")
