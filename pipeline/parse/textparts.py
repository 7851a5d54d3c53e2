"""Headings of parts in plain text that print their numeral and their title on one line: “II Progress of the work”.

A numeral before words may be anything: a label of a paragraph, a numbered body, a word of one letter. Headings are known by
their series: lines that begin with the numerals one, two, … in this order, each behind an ended paragraph, with words that
are no action phrase, and with a paragraph that opens with a phrase or a label a few lines below.
"""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

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
        part, title = _numeral_and_title(line, language)
        if part is None or roman(part.lower()) != len(found) + 1 or not _behind_an_end(lines, i, language, first=not found):
            continue
        if title:
            titled = _opens_a_part(title, lines[i:], language, lead)
        else:  # the title is a piece of the same line
            titled = i + 1 < len(lines) and line.beside(lines[i + 1]) and _opens_a_part(lines[i + 1].text, lines[i + 1 :], language, lead)
        if titled:
            found.append(line.index)
    return frozenset(found) if len(found) >= SERIES else frozenset()


def _numeral_and_title(line: Line, language: str) -> tuple[str | None, str]:
    """The numeral, Latin, that a line begins with, and what follows it. A space as printed sets it off where the script has none."""
    part = read_part(line.text, language, heading=True)
    if part is not None:
        return part[1], line.text[part[2] :]
    numeral, _, title = line.block.text.strip().partition(" ")
    part = read_part(numeral, language)
    return (part[1], title.strip()) if part is not None and part[2] >= len(numeral) else (None, "")


def _behind_an_end(lines: list[Line], i: int, language: str, *, first: bool) -> bool:
    """Whether the line before ends a paragraph. first: that may be the last one of the preamble, which ends with a comma."""
    if i == 0:
        return False
    stop = ended(lines[i - 1])
    return stop == "strong" or (first and stop == "comma") or structure(language).organ_of(lines[i - 1].text) is not None


def _opens_a_part(title: str, lines: list[Line], language: str, lead: Callable[[Line], bool]) -> bool:
    """Whether a title, which the first line ends with, is no phrase, and its lines, without a stop, stand before a phrase or a label."""
    if any(find_lead(title, language, side) for side in ("preambular", "operative")):
        return False
    for last, line in pairwise(lines[: TITLE_LINES + 1]):
        if ended(last) == "strong":
            return False
        if lead(line) or read_label(f"{line.text} ", language) is not None:
            return not ended(last)
    return False
