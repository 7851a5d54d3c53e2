"""Parts of a document in which numbering starts again, and the prefix that their paths bear.

Source of the prefixes: the conventions of the published tables.
"""

from __future__ import annotations

import re
import unicodedata

from pipeline.languages import words
from pipeline.parse.labels import read_part, to_letters
from pipeline.parse.pieces import Piece
from pipeline.parse.rich import cut

_LETTER_AND_TITLE = re.compile(r"([B-H])\s+(?=[A-ZÀ-ÞА-ЯЁ])")


def part_prefixes(pieces: list[Piece], language: str) -> list[str | None]:
    """At the first piece of a part: its prefix; None elsewhere. Parts count only where numbering starts again.

    Then every heading of the series (letters or numerals) that divides the document opens a part, numbered or not. A
    letter or numeral that was used before is told apart by the part that it stands in.
    """
    prefixes: list[str | None] = [None] * len(pieces)
    opening = [i for i, p in enumerate(pieces) if p.opens_part]
    if not opening:
        return prefixes
    begins = pieces[opening[0]].what
    first = next((i for i, p in enumerate(pieces) if p.what == begins), opening[0])
    starts: dict[int, str | None] = {}
    for number, i in enumerate([first, *opening], 1):
        start, name = _part_heading(pieces, i, language)
        if name is None and pieces[i].what == "formula":  # parts of a composite are lettered, whatever the print lost
            name = to_letters(number).upper()
        if name is not None or i != first:
            starts.setdefault(start, name)
    series = {_series(name) for name in starts.values() if name}
    since = min(starts)
    for i, piece in enumerate(pieces):
        name = _part_name(piece, language)
        if i > since and name and _series(name) in series and piece.what == "heading":
            starts.setdefault(i, name)
    used: set[str] = set()
    outer = ""
    for number, start in enumerate(sorted(starts), 1):
        name = starts[start] or to_letters(number).upper()
        if pieces[start].opens_part or _opens_formula(pieces, start):
            outer = name
        prefix = f"{outer}.{name}" if name in used and outer else name
        while prefix in used:
            prefix += f".{to_letters(number).upper()}"
        used.add(prefix)
        prefixes[start] = prefix
    return prefixes


def part_numerals(pieces: list[Piece], language: str) -> None:
    """Headings whose numeral stands right before the title, without space, in Chinese: the numeral becomes a label.

    In an alphabet a letter right before others is the first of a word. A first character alone says little; headings that
    begin with the numerals one, two, … in this order do.
    """
    numerals = [printed for printed in words(language, "labels")["parts"] if unicodedata.east_asian_width(printed[0]) == "W"]
    found: list[tuple[Piece, str]] = []
    for piece in pieces:
        text = piece.paragraph.text
        if piece.what != "heading" or piece.paragraph.label or len(found) >= len(numerals):
            continue
        printed = numerals[len(found)]
        if text.startswith(printed) and len(text) > len(printed) and read_part(text, language, heading=True) is None:
            found.append((piece, printed))
    for piece, printed in found if len(found) > 1 else ():
        piece.paragraph.label = printed
        piece.paragraph.rich = cut(piece.paragraph.rich, len(printed))


def _series(name: str) -> str:
    """Numerals and letters are series of their own: I, V, X count as numerals."""
    return "numeral" if set(name) <= set("IVXL") else "letter"


def _part_name(piece: Piece, language: str) -> str | None:
    """Latin letter or numeral of a heading that divides a document."""
    if piece.what != "heading":
        return None
    text = f"{piece.paragraph.label}." if piece.paragraph.label else piece.paragraph.text
    part = read_part(text, language, heading=True)
    if part is None and (lettered := _LETTER_AND_TITLE.match(text)):
        return lettered[1]
    return part[1] if part else None


def _opens_formula(pieces: list[Piece], start: int) -> bool:
    following = next((p for p in pieces[start:] if p.what != "heading"), None)
    return following is not None and following.what == "formula"


def _part_heading(pieces: list[Piece], opening: int, language: str) -> tuple[int, str | None]:
    """The headings that stand before a part: where they begin, and the printed letter or numeral."""
    start = opening
    for i in range(opening - 1, -1, -1):
        if pieces[i].what in ("operative", "point", "annex", "formula"):
            break
        if pieces[i].what == "heading":
            start = i
            name = _part_name(pieces[i], language)
            if name:
                return i, name
    return start, None
