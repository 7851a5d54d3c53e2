"""Which body a number is of, by the names of bodies around it and by what each body numbers.

The names are language data; those in `bodies` are full names, those in `short_bodies` stand for a body only next to a number.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Any

from pipeline.languages import words
from pipeline.parse.citation_tokens import Token, tolerant

REACH = 8000
"""Code points over which a list of numbers reaches from its governing word; a stop ends it before."""
NEXT_TO = 45
"""Code points between the name of a body and the governing word behind it."""
OF_ITS = 14
"""Code points of words such as “in its” between a body and the governing word."""
TAIL = 110
"""Code points behind a number in which its body is looked for."""
YEAR = 4
"""Digits of a year."""
SHORTEST_BODY = 4
"""Code points of the shortest name of a body, with a space."""
FIRST_ASSEMBLY = 31
"""Sessions of the General Assembly before the thirty-first numbered their resolutions in one series: no N/N."""
LATEST_COUNCIL = 70
"""No session of the Human Rights Council has this number; the General Assembly's resolutions have had it since 2015."""
MOST_OF_SESSION = 150
"""More than any session of the Human Rights Council has adopted, decisions (numbered from 101) counted with the resolutions."""
STOP = re.compile(r"[;؛；。]|\.\s(?=[A-ZА-ЯÀ-Ý][^\s,.:;)IVX])")
"""The end of a sentence, or of a part of it between semicolons: not the point of “sect. A” and “vol. II”."""
_DIGIT = re.compile(r"\d")


@dataclass(frozen=True, slots=True)
class Word:
    """text[start:end] is a word for resolution or decision (`kind`)."""

    start: int
    end: int
    kind: str


@cache
def forms(language: str) -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str], bool]:
    """Patterns of governing words, of those for resolution, of bodies; whether the words stand behind their numbers.

    The words are looked for in text in small letters, and their left edge by `_words`: so they are found by their first letters.
    """
    data: dict[str, Any] = words(language, "citations")
    named = [f"(?P<{body}>{pattern})" for body, pattern in data["bodies"].items()]
    short = [f"(?P<short_{body}>{pattern})" for body, pattern in data["short_bodies"].items()]
    behind = bool(data["word_after_number"])
    governing = re.compile(tolerant(f"(?:{data['resolution']}|{data['decision']})" + ("" if behind else r"(?!\w)")))
    return governing, re.compile(tolerant(data["resolution"])), re.compile(tolerant("|".join(named + short))), behind


@cache
def _joined(language: str) -> re.Pattern[str]:
    """A sign or word that joins: what stands before it and what stands behind it are two things."""
    data = words(language, "citations")
    attached = rf"|\s(?:{data['attached']})(?=\w)" if "attached" in data else ""
    return re.compile(rf"[,،;؛]|(?<!\w)(?:{data['join']})(?!\w)" + attached)


@cache
def _break(language: str) -> re.Pattern[str]:
    """A comma or stop, but not one before a date, which some languages set off: “61/180, de 20 de diciembre de 2006, de la Asamblea”."""
    dated = words(language, "citations").get("before_date")
    return re.compile(r"[;؛；。،,，、]" + (rf"(?!\s?(?:{dated}) )" if dated else ""))


def without_bodies(text: str, language: str) -> str:
    """A text without the names of bodies."""
    return forms(language)[2].sub("", text)


def length_of_body(text: str, start: int, end: int, language: str) -> int:
    """Code points of the name of a body in a stretch of text; 0 where none is named."""
    named = forms(language)[2].search(text, start, end)
    return named.end() - named.start() if named else 0


def bodies_of_list(
    text: str, tokens: list[Token], members: list[int], word: int, matches: list[Word], bodies: re.Pattern[str], language: str
) -> dict[int, str]:
    """The body of each number of a list that matches[word] governs, where one is named."""
    if words(language, "citations")["word_after_number"]:
        return _bodies_before(text, tokens, members, bodies)
    first, governing, joined = tokens[members[0]], matches[word], _joined(language)
    before, adjacent = None, False
    for match in bodies.finditer(text, max(0, governing.start - 90), first.start):
        if match.end() >= governing.start - NEXT_TO and not STOP.search(text, match.end(), first.start):
            gap = text[match.end() : governing.start]
            if not _DIGIT.search(gap):
                apart = joined.search(gap)
                if apart and len(gap) > OF_ITS and (match.lastgroup or "").startswith("short_"):
                    continue
                before, adjacent = match.lastgroup, len(gap) <= 2 or (len(gap) <= OF_ITS and not apart)
    found: dict[int, str] = {}
    tail = None
    following = matches[word + 1].start if word + 1 < len(matches) else len(text)
    for i in reversed(members):
        end = min(tokens[i + 1].start if i + 1 < len(tokens) else len(text), tokens[i].end + TAIL)
        end = following - 5 if word + 1 < len(matches) and matches[word + 1].end <= end else end
        own = None if adjacent or end - tokens[i].end < SHORTEST_BODY else _behind(text, tokens[i].end, end, bodies, language)
        if own and before and joined.search(text, tokens[i].end, own.start()):
            own = None  # it is of the next number: “of the Commission in its resolution 1998/72 and of the Council in its resolution 4/4”
        tail = own.lastgroup if own else tail
        body = (own.lastgroup if own else None) or before or tail
        if body and (giver := _giver(body, tokens[i])):
            found[i] = giver
    return found


def _bodies_before(text: str, tokens: list[Token], members: list[int], bodies: re.Pattern[str]) -> dict[int, str]:
    """Chinese names the body before its numbers; it holds until another is named or the sentence ends."""
    found: dict[int, str] = {}
    for i in members:
        start = max(0, tokens[i].start - REACH)
        stops = [m.end() for m in STOP.finditer(text, start, tokens[i].start)]
        named = list(bodies.finditer(text, stops[-1] if stops else start, tokens[i].start))
        if named:
            body = named[-1].lastgroup or ""
            if giver := _giver(body, tokens[i]):
                found[i] = giver
    return found


def _behind(text: str, start: int, end: int, bodies: re.Pattern[str], language: str) -> re.Match[str] | None:
    """A body named behind a number, before a comma or stop."""
    stop = _break(language).search(text, start, end)
    return bodies.search(text, start, stop.start() if stop else end)


def _giver(body: str, token: Token) -> str | None:
    """The body that gave a number, by the name next to it: “the Council” is the Economic and Social Council where it counts by
    year; None where the body named cannot have given it.
    """
    if body == "short_human_rights_council" and token.form == "number" and len(token.base.split("/")[0]) == YEAR:
        return "economic_and_social_council"
    return body.removeprefix("short_") if _possible(body, token) else None


def _possible(body: str, token: Token) -> bool:
    """Whether a body can have given a number: the Human Rights Council has not yet sat seventy sessions, nor adopted more than
    some fifty resolutions in one; the Assembly numbers so since its thirty-first; others count by year.
    """
    first, _, number = token.base.partition("/")
    if token.form != "number" or not first.isdecimal():
        return True
    if body in _BY_YEAR:
        return len(first) == YEAR
    if body.endswith("general_assembly"):
        return int(first) >= FIRST_ASSEMBLY
    return not body.endswith("human_rights_council") or (int(first) < LATEST_COUNCIL and int(number) <= MOST_OF_SESSION)


def said_in_sentence(text: str, token: Token, bodies: re.Pattern[str]) -> str | None:
    """For numbers that the General Assembly cannot have given: the last body named in full before it in the sentence, else the
    first one behind it."""
    start, end = sentence(text, token)
    before = [m.lastgroup for m in bodies.finditer(text, start, token.start) if m.lastgroup in _OF_FEW_SESSIONS]
    behind = [m.lastgroup for m in bodies.finditer(text, token.end, end) if m.lastgroup in _OF_FEW_SESSIONS]
    return before[-1] if before else behind[0] if behind else None


def sentence(text: str, token: Token) -> tuple[int, int]:
    """Where the sentence (or its part between semicolons) around a token begins and ends."""
    stops = [m.end() for m in STOP.finditer(text, max(0, token.start - REACH), token.start)]
    stop = STOP.search(text, token.end)
    return stops[-1] if stops else max(0, token.start - REACH), stop.start() if stop else len(text)


def reported(text: str, start: int) -> str | None:
    """The body whose report is cited right before a number: resolutions of the Human Rights Council stand in its report to the
    Assembly, those of functional commissions in theirs to the Economic and Social Council.
    """
    for match in _REPORT.finditer(text, max(0, start - TAIL), start):
        if not STOP.search(text, match.end(), start):
            return "human_rights_council" if match["council"] else "environment_assembly" if match["environment"] else "outside"
    return None


_REPORT = re.compile(
    r"(?<![\w/])(?:(?P<council>A/\d{2,3}/53)|(?P<environment>A/(?:69|[7-9]\d|\d{3})/25)|E/\d{4}/[2-4]\d)(?:/Add\.\d+|/Rev\.\d+)?(?:/Corr\.\d+)?[)）](?![\w/])"
)
"""Supplement No. 53 to the Official Records of the General Assembly is the report of the Human Rights Council, since 2006,
No. 25 that of the United Nations Environment Assembly, since the sixty-ninth session;
Supplements Nos. 1 ff. to those of the Economic and Social Council, from E/{year}/20 on, are the reports of its commissions.
"""
_OF_FEW_SESSIONS = ("human_rights_council", "environment_assembly", "outside")
_BY_YEAR = ("economic_and_social_council", "commission_on_human_rights", "sub_commission")
