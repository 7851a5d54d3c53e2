"""Headings of parts in plain text that print their numeral and their title on one line: “II Progress of the work”.

A numeral before words may be anything: a label of a paragraph, a numbered body, a word of one letter. Headings are known by
their series: lines that begin with the numerals one, two, … in this order, each behind an ended paragraph, with words that
are no action phrase, and with a paragraph that opens with a phrase or a label a few lines below.
"""

from __future__ import annotations

from collections.abc import Callable

from pipeline.parse.actions import find_lead
from pipeline.parse.labels import read_label, read_part, roman
from pipeline.parse.lines import Line
from pipeline.parse.structure import structure
from pipeline.parse.textroom import ended

SERIES = 2
"""Headings that make a series, at least."""
TITLE_LINES = 4
"""Lines that a title takes, at most."""


def titled_parts(lines: list[Line], language: str, lead: Callable[[Line], bool]) -> frozenset[int]:
    """Indexes of the lines that are a numeral and the first line of a title; empty where there is no series of them.

    lead: whether a line begins with an action phrase.
    """
    found: list[int] = []
    for i, line in enumerate(lines):
        part = read_part(line.text, language, heading=True)
        if part is None or part[2] >= len(line.text) or roman(part[1].lower()) != len(found) + 1:
            continue
        if _behind_an_end(lines, i, language) and _opens_a_part(lines, i, part[2], language, lead):
            found.append(line.index)
    return frozenset(found) if len(found) >= SERIES else frozenset()


def _behind_an_end(lines: list[Line], i: int, language: str) -> bool:
    return i > 0 and (ended(lines[i - 1]) == "strong" or structure(language).organ_of(lines[i - 1].text) is not None)


def _opens_a_part(lines: list[Line], i: int, title: int, language: str, lead: Callable[[Line], bool]) -> bool:
    """Whether words that are no phrase follow the numeral, and then, behind lines without a stop, a phrase or a label."""
    if any(find_lead(lines[i].text[title:], language, side) for side in ("preambular", "operative")):
        return False
    for last, line in zip(lines[i : i + TITLE_LINES], lines[i + 1 : i + 1 + TITLE_LINES], strict=False):
        if ended(last):
            return False
        if lead(line) or read_label(f"{line.text} ", language) is not None:
            return True
    return False
