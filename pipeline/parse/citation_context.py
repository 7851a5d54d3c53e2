"""What a number cites, by the words around it: resolution or decision, of which body.

A number N/N counts only when the word for resolution or decision governs it: before the list that it stands in, or behind
it in Chinese. The body is the one named next to that word, else the one that speaks. Where the words leave several bodies
open, the candidates are given and nothing is guessed.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Any

from pipeline.languages import words
from pipeline.parse.citation_tokens import Token

REACH = 400
"""Code points over which a list of numbers reaches from its governing word (the longest list seen has 380)."""
_STOP = re.compile(r"[;؛；。]|\.\s(?=[A-ZА-ЯÀ-Ý])")
FIRST_ASSEMBLY = 31
"""Sessions of the General Assembly before the thirty-first numbered their resolutions in one series: no N/N."""


@dataclass(frozen=True, slots=True)
class Reading:
    """kind: resolution or decision; target: symbol, None where several are possible (then candidates)."""

    kind: str
    target: str | None
    candidates: tuple[str, ...] = ()


@cache
def _forms(language: str) -> tuple[re.Pattern[str], re.Pattern[str], bool]:
    data: dict[str, Any] = words(language, "citations")
    bodies = "|".join(f"(?P<{body}>{pattern})" for body, pattern in data["bodies"].items())
    governing = re.compile(rf"(?<!\w)(?P<resolution>{data['resolution']})(?!\w)|(?<!\w)(?P<decision>{data['decision']})(?!\w)", re.IGNORECASE)
    if data["word_after_number"]:
        governing = re.compile(f"(?P<resolution>{data['resolution']})|(?P<decision>{data['decision']})")
    return governing, re.compile(bodies), bool(data["word_after_number"])


def read_number(text: str, token: Token, previous: Token | None, following: Token | None, language: str, organ: str | None) -> Reading | None:
    """What a number token cites, None where no word says that it cites anything."""
    governing, bodies, behind = _forms(language)
    word = _governing(text, token, governing, behind=behind)
    if word is None:
        return _council_alone(token)
    kind = "resolution" if word["resolution"] else "decision"
    body = _body(text, token, word, previous, following, bodies, behind=behind)
    return _target(token, kind, body, organ)


def _governing(text: str, token: Token, governing: re.Pattern[str], *, behind: bool) -> re.Match[str] | None:
    """The word that governs a token: the nearest before it in the sentence, or the first behind it."""
    if behind:
        window = text[token.end : token.end + REACH]
        stop = _STOP.search(window)
        return governing.search(text, token.end, token.end + (stop.start() if stop else len(window)))
    start = max(0, token.start - REACH)
    found = None
    for match in governing.finditer(text, start, token.start):
        found = match
    if found and _STOP.search(text, found.end(), token.start):
        return None
    return found


def _council_alone(token: Token) -> Reading | None:
    """N (YYYY) is a form that only the Security Council uses."""
    return Reading("resolution", f"S/RES/{token.base}") if token.form == "council" else None


def _body(  # noqa: PLR0917
    text: str, token: Token, word: re.Match[str], previous: Token | None, following: Token | None, bodies: re.Pattern[str], *, behind: bool
) -> str | None:
    """The body named next to the governing word or the number."""
    before = text[max(0, min(word.start(), token.start) - 90) : min(word.start(), token.start)] if not behind else text[_since(text, token, previous) : token.start]
    after = text[token.end : min(following.start if following else len(text), token.end + 120)]
    after = re.split(r"[;؛；。،,](?!\s?(?:de |en |du ))", after, maxsplit=1)[0] if not behind else ""
    named_before = [m for m in bodies.finditer(before)]
    named_after = bodies.search(after)
    if named_after:
        return named_after.lastgroup
    if named_before:
        last = named_before[-1]
        if behind or len(before) - last.end() <= 45:
            return last.lastgroup
    return None


def _since(text: str, token: Token, previous: Token | None) -> int:
    stops = [m.end() for m in _STOP.finditer(text, max(0, token.start - REACH), token.start)]
    return stops[-1] if stops else max(0, token.start - REACH)


def _target(token: Token, kind: str, body: str | None, organ: str | None) -> Reading:
    if token.form == "council":
        return Reading(kind, f"S/{'RES' if kind == 'resolution' else 'DEC'}/{token.base}")
    series = "RES" if kind == "resolution" else "DEC"
    if token.form == "roman":
        prefix = "E" if body == "economic_and_social_council" else "A"
        return Reading(kind, f"{prefix}/{series}/{token.base}")
    number = token.base + (f" {token.part}" if token.part else "")
    first = token.base.rpartition("-")[2].split("/")[0]
    if len(first) == 4:
        return Reading(kind, f"{_YEARLY.get(body or '', 'E')}/{series}/{number}")
    if body == "environment_assembly":
        return Reading(kind, f"UNEP/EA.{first}/{'Res' if kind == 'resolution' else 'Dec'}.{token.base.split('/')[1]}")
    if body == "human_rights_council":
        return Reading(kind, f"A/HRC/{series}/{number}")
    if body == "general_assembly" or token.base.startswith(("S-", "ES-")):
        return Reading(kind, f"A/{series}/{number}")
    if organ == "human_rights_council":
        return Reading(kind, f"A/HRC/{series}/{number}")
    if int(first) >= FIRST_ASSEMBLY:
        return Reading(kind, f"A/{series}/{number}")
    return Reading(kind, None, (f"A/HRC/{series}/{number}",))


_YEARLY = {"commission_on_human_rights": "E/CN.4", "sub_commission": "E/CN.4/Sub.2", "economic_and_social_council": "E"}
