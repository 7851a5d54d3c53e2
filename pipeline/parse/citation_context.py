"""What a number cites, by the words around it: resolution or decision, of which body.

A number N/N counts only when the word for resolution or decision governs it: before the list that it stands in, or behind
it in Chinese. The body is the one named next to that word, else the one that speaks. Where the words leave several bodies
open, the candidates are given and nothing is guessed.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from pipeline.languages import words
from pipeline.parse.citation_bodies import (
    FIRST_ASSEMBLY,
    LATEST_COUNCIL,
    OF_ITS,
    REACH,
    STOP,
    Word,
    bodies_of_list,
    forms,
    reported,
    said_in_sentence,
    sentence,
)
from pipeline.parse.citation_council import years_off
from pipeline.parse.citation_tokens import Token
from pipeline.parse.quotations import enters_quotation, leaves_quotation

AND = 6
"""Code points of “and” between a semicolon and the next number of a list."""
ALONE = 200
"""Numbers N (YYYY) from here on are Security Council resolutions without the word; general comments of treaty bodies and
recommendations are numbered so too, but have not reached it."""
YEARS_OFF = 2.5
"""Years by which the year printed with a number may differ from that by the numbers of its neighbours."""
_LATIN_BEFORE = re.compile(r"(?:\b[A-Z]{2,5}[ -]|/[A-Za-z]+\.?\s?)$")
FIRST_COUNCIL = 2006
"""Year in which the Human Rights Council first met."""
MOST_OF_COUNCIL = 100
"""From this number on the Human Rights Council numbers the decisions of a session."""
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
    number: str | None = None
    """Series and number where the body named is one that gives no symbol."""


def _words(text: str, language: str, start: int, end: int) -> list[Word]:
    """The governing words that begin and end in a stretch of text."""
    governing, resolution, _, behind = forms(language)
    small = text.lower()
    small = small if len(small) == len(text) else text
    found = []
    for match in governing.finditer(small, start, end):
        place = match.start()
        if behind or not place or not (small[place - 1].isalpha() or small[place - 1] == "_"):
            found.append(Word(place, match.end(), "resolution" if resolution.fullmatch(match[0]) else "decision"))
    return found


def read_numbers(text: str, tokens: list[Token], language: str, organ: str | None) -> dict[int, Reading]:
    """What the number tokens of a text cite, by their index; those that no word governs are left out.

    Numbers with one governing word are one list: a body named before the list holds for all of it, one named behind a
    number for that number and for those before it that have none.
    """
    _, _, bodies, behind = forms(language)
    if not any(t.form in ("number", "council", "roman") for t in tokens):
        return {}
    matches = _words(text, language, 0, len(text))
    ends = {match.end for match in matches}
    numbers = [
        i for i, t in enumerate(tokens)
        if t.form in ("number", "council", "roman") and (t.start - 1 in ends or not _of_another(text, t, language))
    ]  # fmt: skip
    lists: dict[int, list[int]] = {}
    begins = [tokens[i].start for i in numbers]
    readings: dict[int, Reading] = {}
    for i in numbers:
        word = _governing(text, tokens[i], matches, begins, language, behind=behind)
        if word is None:
            if tokens[i].form == "council" and tokens[i].text[-1] in ")）" and years_off(tokens[i].base) <= YEARS_OFF:  # only the Council numbers so
                readings[i] = Reading("resolution", f"S/RES/{tokens[i].base}")
            continue
        lists.setdefault(word, []).append(i)
    for word, members in lists.items():
        kind = matches[word].kind
        named = bodies_of_list(text, tokens, members, word, matches, bodies, language)
        for i in members:
            first = tokens[i].base.split("/")[0]
            early = first.isdecimal() and int(first) < FIRST_ASSEMBLY and tokens[i].form == "number"
            body = named.get(i) or reported(text, tokens[i].start) or (said_in_sentence(text, tokens[i], bodies) if early else None)
            readings[i] = _target(tokens[i], kind, body, organ)
            if body is None and len(first) == 4 and first.isdecimal():
                readings[i] = _of_commission(text, tokens[i], readings[i], bodies)
    return readings


def _of_another(text: str, token: Token, language: str) -> bool:
    """Whether a number is part of a symbol of another body (“LC 32/15”, “Decl. 8 (XXXII)”), of a document, a general comment."""
    if _LATIN_BEFORE.search(text, max(0, token.start - 40), token.start):
        return True
    behind = words(language, "citations").get("no_number_behind")
    if behind and re.compile(rf"\s?(?:{behind})").match(text, token.end):
        return True
    return token.form == "council" and int(token.base.split()[0]) < ALONE and years_off(token.base) > YEARS_OFF


def _governing(text: str, token: Token, matches: list[Word], begins: list[int], language: str, *, behind: bool) -> int | None:
    """Index of the word that governs a token: the nearest before it in the sentence, or the first behind it; none that stands in
    a title which the token does not stand in.

    begins: of all numbers; a semicolon right before one separates members of a list (“52/214, sect. B; 57/283 B, sect. III”).
    """
    if behind:
        later = (n for n, m in enumerate(matches) if m.start >= token.end and not enters_quotation(text, token.end, m.start, language))
        n = next(later, None)
        span = (token.end, matches[n].start) if n is not None else (0, 0)
    else:
        earlier = (n for n in range(len(matches) - 1, -1, -1) if matches[n].end <= token.start)
        n = next((n for n in earlier if not leaves_quotation(text, matches[n].end, token.start, language)), None)
        span = (matches[n].end, token.start) if n is not None else (0, 0)
    if n is None or span[1] - span[0] > REACH:
        return None
    for stop in STOP.finditer(text, *span):
        if stop[0] not in ";؛；" or not any(stop.end() <= begin <= stop.end() + AND for begin in begins):
            return None
    return n


def _of_commission(text: str, token: Token, reading: Reading, bodies: re.Pattern[str]) -> Reading:
    """A number by year that no body stands next to, where the sentence names a commission that numbered so too.

    It is the commission's where that goes on from the number (“in its resolution 2005/5, the Commission on Human Rights”);
    else it is left open.
    """
    if reading.target is None:
        return reading
    number = reading.target.partition("/")[2]
    start, end = sentence(text, token)
    near = bodies.search(text, token.end, end)
    if near and near.start() - token.end <= OF_ITS and near.lastgroup in _COMMISSIONS:
        return Reading(reading.kind, f"{_YEARLY[near.lastgroup]}/{number}")
    named = {m.lastgroup for m in bodies.finditer(text, start, end) if m.lastgroup in (*_COMMISSIONS, "outside")}
    if not named:
        return reading
    prefixes = [_YEARLY[body] for body in _COMMISSIONS if body in named]
    return Reading(reading.kind, None, tuple(f"{prefix}/{number}" for prefix in ("E", *prefixes)), named=False)


def _target(token: Token, kind: str, body: str | None, organ: str | None) -> Reading:
    if token.form == "council":
        return Reading(kind, f"S/{'RES' if kind == 'resolution' else 'DEC'}/{token.base}")
    series = "RES" if kind == "resolution" else "DEC"
    if token.form == "roman":
        return Reading(kind, None if body == "outside" else f"{_YEARLY.get(body or '', 'A')}/{series}/{token.base}")
    number = token.base + (f" {token.part}" if token.part else "")
    first = token.base.rpartition("-")[2].split("/")[0]
    if len(first) == 4 and body != "outside":
        return Reading(kind, f"{_YEARLY.get(body or '', 'E')}/{series}/{number}")
    if body == "outside":
        return Reading(kind, None, number=f"{series}/{number}")
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


def is_likely(symbol: str) -> bool:
    """Whether a link may lead to a symbol where the words leave the body open: the Council adopts some fifty resolutions a session."""
    number = re.match(r"A/HRC/RES/(?:S-)?\d+/(\d+)", symbol)
    return number is None or int(number[1]) <= MOST_OF_COUNCIL


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
    if reading.number and year and session.isdecimal() and year - int(session) in (1945, 1946, 1947):
        return Reading(reading.kind, f"A/{reading.number}")  # the body is named for another reason
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


_OF_TWO = re.compile(r"A/(?:HRC/)?((?:RES|DEC)/\d+/.+)")
_COMMISSIONS = ("commission_on_human_rights", "sub_commission")
_YEARLY = {"commission_on_human_rights": "E/CN.4", "sub_commission": "E/CN.4/Sub.2", "economic_and_social_council": "E", "trusteeship_council": "T"}
