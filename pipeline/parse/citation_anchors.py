"""Where in a text something cited can begin, found by the few signs without which nothing is cited.

A number or symbol has a slash (64/293, A/68/127) or a bracket behind it (1325 (2000), 217 A (III)); an address begins in
one of two ways; a treaty has the word for volume. Looking for these is many times faster than trying all forms at every
place. Every place where a form of `citation_tokens` matches is among those given here; most others are not.
"""

from __future__ import annotations

import re
from functools import cache

from pipeline.languages import words

BACK = 24
"""Code points before a bracket in which its number begins: four digits, the letters of two parts, spaces."""
_SIGN = re.compile(r"[/(（]")
_WWW = re.compile(r"https?://|www\.")
_IN_SYMBOL = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789/."
_NUMBER = re.compile(r"\d+(?=\D*\Z)")


@cache
def _patterns(language: str) -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str], re.Pattern[str] | None]:
    """What a treaty cannot do without, what it begins with, the sign of a special session before a number; spelt numbers."""
    data = words(language, "citations")
    special = "|".join([r"E?S", *sorted(data["special_sessions"], key=len, reverse=True)])
    heads = [data["treaties"]["UNTS"], data["treaties"]["LNTS"], data["ibid"]]
    before = re.compile(rf"(?:{special})\s?[-‑]\s?(?=\d{{1,4}}\Z)")
    spelt = re.compile(data["spelt_number"]) if "spelt_number" in data else None
    return re.compile(data["volume"]), re.compile("|".join(heads)), before, spelt


def starts(text: str, language: str) -> list[int]:
    """Places in the text, in order, at which something cited may begin."""
    volume, treaty, special, spelt = _patterns(language)
    found: set[int] = set()
    for sign in _SIGN.finditer(text):
        place = sign.start()
        if sign[0] == "/":
            found.update(_before_slash(text, place, special))
        elif number := _NUMBER.search(text[max(0, place - BACK) : place]):
            found.add(max(0, place - BACK) + number.start())
    if "http" in text or "www." in text:
        found.update(address.start() for address in _WWW.finditer(text))
    if volume.search(text):
        found.update(head.start() for head in treaty.finditer(text))
    if spelt:
        found.update(number.start() for number in spelt.finditer(text))
    return sorted(found)


def _before_slash(text: str, place: int, special: re.Pattern[str]) -> list[int]:
    """The beginning of the symbol or number that the slash stands in, with the sign of a special session before it."""
    floor = max(0, place - 60)
    head = text[floor:place]
    start = floor + len(head.rstrip(_IN_SYMBOL))
    digits = len(head) - len(head.rstrip("0123456789"))
    if not digits:  # digits of another script
        other = _NUMBER.search(head)
        return [start] if other is None or other.end() < len(head) else [start, max(floor + other.start(), place - 4)]
    marked = special.search(head) if text[place - digits - 1 : place - digits] in ("-", "‑", " ", "\u00a0") else None
    return [start, floor + marked.start()] if marked else [start]
