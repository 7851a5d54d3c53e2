"""The shape of a sponsor line: which words of it are names, and the kind of draft that it announces."""

from __future__ import annotations

import re
from dataclasses import dataclass

from pipeline.parse.sponsor_words import patterns

WRAPPED = re.compile(r"(?<=[^\W\d_])[-‐\u00ad]\s+(?=[^\W\d_])")
"""A hyphen at the end of a printed line, within a word."""


@dataclass(frozen=True, slots=True)
class SponsorLine:
    """text[start:end] is a whole sponsor line; names_text is the part that holds the names, as printed."""

    names_text: str
    revised: bool
    kind: str
    start: int
    end: int


def sponsor_line(text: str, language: str) -> SponsorLine | None:
    """A whole sponsor line such as "Benin, … and Qatar: revised draft resolution", or None when the text is no such line.

    Understood are: names, a colon, and the kind of draft; a kind of draft "submitted by" names; and the opening words of
    an addendum ("Add the following countries to the list of sponsors") with names after them.
    """
    for whole in dict.fromkeys((text, WRAPPED.sub("", text))):
        for kind, pattern in patterns(language).lines:
            found = pattern.fullmatch(whole)
            names = found["names"].strip() if found else ""
            if found and names:
                revised = bool(found.groupdict().get("before") or found.groupdict().get("after"))
                return SponsorLine(names, revised, kind, len(text) - len(text.lstrip()), len(text.rstrip()))
    return None


def opens_addendum(text: str, language: str) -> bool:
    """Whether a line begins with the words that open a list of sponsors that join later ("Add the following countries …")."""
    return bool(patterns(language).additional.match(text))
