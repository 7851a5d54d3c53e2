"""What a number cites, by the words around it: resolution or decision, of which body.

A number N/N counts only when the word for resolution or decision governs it: before the list that it stands in, or behind
it in Chinese. The body is the one named next to that word, else the one that speaks. Where the words leave several bodies
open, the candidates are given and nothing is guessed.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import Any

from pipeline.languages import words
from pipeline.parse.citation_tokens import Token, tolerant

REACH = 2000
"""Code points over which a list of numbers reaches from its governing word; a stop ends it before."""
NEXT_TO = 45
"""Code points between the name of a body and the governing word behind it."""
TAIL = 110
"""Code points behind a number in which its body is looked for."""
_STOP = re.compile(r"[;؛；。]|\.\s(?=[A-ZА-ЯÀ-Ý])")
_BREAK = re.compile(r"[;؛；。،,，、](?!\s?(?:de |en |du |от ))")
FIRST_ASSEMBLY = 31
"""Sessions of the General Assembly before the thirty-first numbered their resolutions in one series: no N/N."""
ALONE = 200
"""Numbers N (YYYY) from here on are Security Council resolutions without the word; general comments of treaty bodies and
recommendations are numbered so too, but have not reached it."""
COUNCIL_NUMBERS = (
    (1946, 1), (1950, 79), (1960, 133), (1970, 276), (1980, 462), (1990, 647), (1995, 970), (2000, 1285), (2005, 1581), (2010, 1908),
    (2015, 2196), (2020, 2505), (2023, 2673),
)  # fmt: skip
"""Numbers of the Security Council's first resolutions of some years."""
YEARS_OFF = 2.5
"""Years by which the year printed with a number may differ from that by the numbers of its neighbours."""
_LATIN_BEFORE = re.compile(r"(?:\b[A-Z]{2,5}[ -]|/[A-Za-z]+\.?\s?)$")
FIRST_COUNCIL = 2006
"""Year in which the Human Rights Council first met."""
LATEST_COUNCIL = 70
"""No session of the Human Rights Council has this number; the General Assembly's resolutions have had it since 2015."""
SESSIONS_A_YEAR = 3
"""Regular sessions of the Human Rights Council a year."""


@dataclass(frozen=True, slots=True)
class Reading:
    """kind: resolution or decision; target: symbol, None where several are possible (then candidates)."""

    kind: str
    target: str | None
    candidates: tuple[str, ...] = ()
    named: bool = True
    """Whether the words name the body, or leave it to the session."""


@dataclass(frozen=True, slots=True)
class Word:
    """text[start:end] is a word for resolution or decision (`kind`)."""

    start: int
    end: int
    kind: str


@cache
def _forms(language: str) -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str], bool]:
    """Patterns of governing words, of those for resolution, of bodies; whether the words stand behind their numbers.

    The words are looked for in text in small letters, and their left edge by `_words`: so they are found by their first letters.
    """
    data: dict[str, Any] = words(language, "citations")
    named = [f"(?P<{body}>{pattern})" for body, pattern in data["bodies"].items()]
    short = [f"(?P<short_{body}>{pattern})" for body, pattern in data["short_bodies"].items()]
    behind = bool(data["word_after_number"])
    governing = re.compile(f"(?:{data['resolution']}|{data['decision']})" + ("" if behind else r"(?!\w)"))
    return governing, re.compile(data["resolution"]), re.compile(tolerant("|".join(named + short))), behind


def _words(text: str, language: str, start: int, end: int) -> list[Word]:
    """The governing words that begin and end in a stretch of text."""
    governing, resolution, _, behind = _forms(language)
    small = text.lower()
    small = small if len(small) == len(text) else text
    found = []
    for match in governing.finditer(small, start, end):
        place = match.start()
        if behind or not place or not (small[place - 1].isalnum() or small[place - 1] == "_"):
            found.append(Word(place, match.end(), "resolution" if resolution.fullmatch(match[0]) else "decision"))
    return found


def read_numbers(text: str, tokens: list[Token], language: str, organ: str | None) -> dict[int, Reading]:
    """What the number tokens of a text cite, by their index; those that no word governs are left out.

    Numbers with one governing word are one list: a body named before the list holds for all of it, one named behind a
    number for that number and for those before it that have none.
    """
    _, _, bodies, behind = _forms(language)
    numbers = [i for i, t in enumerate(tokens) if t.form in ("number", "council", "roman") and not _of_another(text, t, language)]
    if not numbers:
        return {}
    matches = _words(text, language, 0, len(text))
    lists: dict[int, list[int]] = {}
    readings: dict[int, Reading] = {}
    for i in numbers:
        word = _governing(text, tokens[i], matches, behind=behind)
        if word is None:
            if tokens[i].form == "council" and _years_off(tokens[i]) <= YEARS_OFF:  # only the Security Council numbers so
                readings[i] = Reading("resolution", f"S/RES/{tokens[i].base}")
            continue
        lists.setdefault(word, []).append(i)
    for word, members in lists.items():
        kind = matches[word].kind
        named = _bodies_of_list(text, tokens, members, word, matches, bodies, behind=behind)
        for i in members:
            first = tokens[i].base.split("/")[0]
            early = first.isdecimal() and int(first) < FIRST_ASSEMBLY and tokens[i].form == "number"
            body = named.get(i) or _reported(text, tokens[i].start) or (_said_before(text, matches[word].start, bodies) if early else None)
            readings[i] = _target(tokens[i], kind, body, organ)
    return readings


def _of_another(text: str, token: Token, language: str) -> bool:
    """Whether a number is part of a symbol of another body (“LC 32/15”, “Decl. 8 (XXXII)”), of a document, a general comment."""
    if _LATIN_BEFORE.search(text, max(0, token.start - 40), token.start):
        return True
    behind = words(language, "citations").get("no_number_behind")
    if behind and re.compile(rf"\s?(?:{behind})").match(text, token.end):
        return True
    return token.form == "council" and int(token.base.split()[0]) < ALONE and _years_off(token) > YEARS_OFF


def _years_off(token: Token) -> float:
    """Years between the one printed and the one in which the Security Council reached a number."""
    number, year = (int(x) for x in re.findall(r"\d+", token.base)[:2])
    for (since, first), (until, last) in pairwise(COUNCIL_NUMBERS):
        if number < last or until == COUNCIL_NUMBERS[-1][0]:
            return abs(since + (number - first) * (until - since) / (last - first) - year)
    return 0.0


def _governing(text: str, token: Token, matches: list[Word], *, behind: bool) -> int | None:
    """Index of the word that governs a token: the nearest before it in the sentence, or the first behind it."""
    if behind:
        n = next((n for n, m in enumerate(matches) if m.start >= token.end), None)
        span = (token.end, matches[n].start) if n is not None else (0, 0)
    else:
        n = next((n for n in range(len(matches) - 1, -1, -1) if matches[n].end <= token.start), None)
        span = (matches[n].end, token.start) if n is not None else (0, 0)
    if n is None or span[1] - span[0] > REACH or _STOP.search(text, *span):
        return None
    return n


def _bodies_of_list(
    text: str, tokens: list[Token], members: list[int], word: int, matches: list[Word], bodies: re.Pattern[str], *, behind: bool
) -> dict[int, str]:
    """The body of each number of a list that matches[word] governs, where one is named."""
    if behind:
        return _bodies_before(text, tokens, members, bodies)
    first, governing = tokens[members[0]], matches[word]
    before, adjacent = None, False
    for match in bodies.finditer(text, max(0, governing.start - 90), first.start):
        if match.end() >= governing.start - NEXT_TO and not _STOP.search(text, match.end(), first.start):
            before, adjacent = match.lastgroup, match.end() >= governing.start - 2
    found: dict[int, str] = {}
    tail = None
    following = matches[word + 1].start if word + 1 < len(matches) else len(text)
    for i in reversed(members):
        end = min(tokens[i + 1].start if i + 1 < len(tokens) else len(text), tokens[i].end + TAIL)
        end = following - 5 if word + 1 < len(matches) and matches[word + 1].end <= end else end
        own = None if adjacent else bodies.search(_BREAK.split(text[tokens[i].end : end], maxsplit=1)[0])
        tail = own.lastgroup if own else tail
        body = (own.lastgroup if own else None) or before or tail
        if body and _possible(body, tokens[i]):
            found[i] = body.removeprefix("short_")
    return found


def _possible(body: str, token: Token) -> bool:
    """Whether a body can have given a number: the Human Rights Council has not yet sat seventy sessions."""
    first = token.base.split("/")[0]
    return not body.endswith("human_rights_council") or not first.isdecimal() or int(first) < LATEST_COUNCIL


def _said_before(text: str, word: int, bodies: re.Pattern[str]) -> str | None:
    """The last body named in full earlier in the sentence, for numbers that the General Assembly cannot have given."""
    start = max(0, word - 250)
    stops = [m.end() for m in _STOP.finditer(text, start, word)]
    named = [m.lastgroup for m in bodies.finditer(text, stops[-1] if stops else start, word) if not (m.lastgroup or "").startswith("short_")]
    return named[-1] if named and named[-1] in ("human_rights_council", "environment_assembly", "outside") else None


def _reported(text: str, start: int) -> str | None:
    """The body whose report is cited right before a number: resolutions of the Council stand in its report to the Assembly."""
    for match in _COUNCIL_REPORT.finditer(text, max(0, start - TAIL), start):
        if not _STOP.search(text, match.end(), start):
            return "human_rights_council"
    return None


def _bodies_before(text: str, tokens: list[Token], members: list[int], bodies: re.Pattern[str]) -> dict[int, str]:
    """Chinese names the body before its numbers; it holds until another is named or the sentence ends."""
    found: dict[int, str] = {}
    for i in members:
        start = max(0, tokens[i].start - REACH)
        stops = [m.end() for m in _STOP.finditer(text, start, tokens[i].start)]
        named = list(bodies.finditer(text, stops[-1] if stops else start, tokens[i].start))
        if named:
            body = named[-1].lastgroup or ""
            if _possible(body, tokens[i]):
                found[i] = body.removeprefix("short_")
    return found


def _target(token: Token, kind: str, body: str | None, organ: str | None) -> Reading:
    if token.form == "council":
        return Reading(kind, f"S/{'RES' if kind == 'resolution' else 'DEC'}/{token.base}")
    series = "RES" if kind == "resolution" else "DEC"
    if token.form == "roman":
        prefix = "E" if body == "economic_and_social_council" else "A"
        return Reading(kind, f"{prefix}/{series}/{token.base}")
    number = token.base + (f" {token.part}" if token.part else "")
    first = token.base.rpartition("-")[2].split("/")[0]
    if len(first) == 4 and body != "outside":
        return Reading(kind, f"{_YEARLY.get(body or '', 'E')}/{series}/{number}")
    if body == "outside":
        return Reading(kind, None)
    if body == "environment_assembly":
        return Reading(kind, f"UNEP/EA.{first}/{'Res' if kind == 'resolution' else 'Dec'}.{token.base.split('/')[1]}")
    if body == "human_rights_council":
        return Reading(kind, f"A/HRC/{series}/{number}")
    if token.base.startswith(("S-", "ES-")):
        return Reading(kind, f"A/{series}/{number}")
    if body == "general_assembly" and int(first) >= FIRST_ASSEMBLY:
        return Reading(kind, f"A/{series}/{number}")
    if organ == "human_rights_council":
        return Reading(kind, f"A/HRC/{series}/{number}")
    if int(first) >= FIRST_ASSEMBLY:
        return Reading(kind, f"A/{series}/{number}", (f"A/HRC/{series}/{number}",), named=False)
    return Reading(kind, None, (f"A/HRC/{series}/{number}",), named=False)


def is_possible(symbol: str) -> bool:
    """Whether the General Assembly can have given the number N/N of a symbol: only from its thirty-first session on."""
    number = re.match(r"A/(?:RES|DEC)/(\d+)/\d", symbol)
    return number is None or int(number[1]) >= FIRST_ASSEMBLY


def dated(reading: Reading, session: str, year: int | None) -> Reading:
    """A number N/N of the Assembly or the Human Rights Council, checked by the year printed with it.

    The n-th session of the General Assembly sat in the years 1945 + n and 1946 + n; the Council began in 2006 and sits
    three times a year. A year that fits only one of the two names the body, whatever body stands nearest; one that fits
    neither leaves it open where no body is named (regional commissions number theirs in the same way).
    """
    number = _OF_TWO.fullmatch(reading.target or (reading.candidates[0] if reading.candidates else ""))
    if year is None or number is None or not session.isdecimal():
        return reading
    of_assembly = year - int(session) in (1945, 1946, 1947)
    of_council = abs(FIRST_COUNCIL + int(session) / SESSIONS_A_YEAR - year) <= 1.5
    if of_assembly != of_council:
        return Reading(reading.kind, f"A/{number[1] if of_assembly else 'HRC/' + number[1]}")
    if reading.named or reading.target is None:
        return reading
    if int(session) >= LATEST_COUNCIL:
        return reading if of_assembly else Reading(reading.kind, None, (reading.target,), named=False)
    return Reading(reading.kind, None, reading.candidates, named=False)


_COUNCIL_REPORT = re.compile(r"(?<![\w/])A/\d{2,3}/53(?:/Add\.\d+)?(?:/Corr\.\d+)?(?![\w/])")
"""Supplement No. 53 to the Official Records of the General Assembly is the report of the Human Rights Council, since 2006."""
_OF_TWO = re.compile(r"A/(?:HRC/)?((?:RES|DEC)/\d+/.+)")
_YEARLY = {"commission_on_human_rights": "E/CN.4", "sub_commission": "E/CN.4/Sub.2", "economic_and_social_council": "E"}
