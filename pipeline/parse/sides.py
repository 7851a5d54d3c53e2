"""Which side of the body a paragraph without number belongs to: preamble, operative part, or the paragraph before it."""

from __future__ import annotations

from itertools import pairwise

from pipeline.parse.pieces import Piece, ends_like_preamble

OPENING_QUOTES = tuple('“«„‟”"')
"""Marks that open a quotation; in Arabic the closing one of Latin scripts does."""


def sides_of(pieces: list[Piece], prefixes: list[str | None], *, statement: bool) -> list[str]:
    """For every plain paragraph: preambular, operative, or going on the one before ("")."""
    sides = [""] * len(pieces)
    starts = [i for i, p in enumerate(pieces) if p.what == "formula" or prefixes[i] is not None]
    edges = sorted({0, *starts, len(pieces)})
    for first, last in pairwise(edges):
        _sides_of_part(pieces, sides, first, last, statement=statement)
        if last < len(pieces) and pieces[last].what != "formula":
            _preamble_of_parts(pieces, sides, first, last)
    return sides


def _preamble_of_parts(pieces: list[Piece], sides: list[str], first: int, last: int) -> None:
    """A preamble that stands before the parts of a resolution has no operative paragraph of its own."""
    plain = [i for i in range(first, last) if pieces[i].what == "plain"]
    if plain and _ends_like_preamble(pieces[plain[-1]]) and not any(p.what == "operative" for p in pieces[first:last]):
        for i in plain:
            sides[i] = "preambular"


def _sides_of_part(pieces: list[Piece], sides: list[str], first: int, last: int, *, statement: bool) -> None:
    plain = [i for i in range(first, last) if pieces[i].what == "plain" and (statement or not _quoted(pieces, i))]
    numbered = [i for i in range(first, last) if pieces[i].what == "operative"]
    if numbered:
        heading = False
        for i in range(first, last):
            heading = heading or pieces[i].what == "heading"
            if pieces[i].what == "operative":
                heading = False
            if i in plain and (i < numbered[0] or (heading and _ends_like_preamble(pieces[i]))):
                sides[i] = "preambular"
        return
    commas = [i for i in plain if _ends_like_preamble(pieces[i])]
    begins = next((i for i in plain if not commas or i > commas[-1]), plain[-1] if plain else last)
    for i in plain:
        sides[i] = "operative" if i >= begins else "preambular"
    if statement and plain:
        intro = plain[0]
        for i in plain:
            sides[i] = "preambular" if i == intro and pieces[i].paragraph.text.rstrip().endswith((":", "：")) else "operative"


def _ends_like_preamble(piece: Piece) -> bool:
    return ends_like_preamble(piece.paragraph.text)


def _quoted(pieces: list[Piece], i: int) -> bool:
    """Whether a paragraph is quoted words that the paragraph before announces with a colon."""
    announced = i > 0 and pieces[i - 1].paragraph.text.rstrip()[-1:] in (":", "：") and pieces[i - 1].what in ("plain", "operative", "point")
    return announced and pieces[i].paragraph.text.lstrip()[:1] in OPENING_QUOTES
