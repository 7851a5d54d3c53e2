"""A specimen as the text that a PDF extractor leaves: wrapped lines, notes at the foot, running heads, page numbers."""

from __future__ import annotations

import textwrap
import unicodedata

from specimens.form import BODY, LETTER, ORGANISATION, SPECIMEN, Specimen, pieces

WIDTH = 78


def text(specimen: Specimen, language: str) -> str:
    """The text edition: one page, or two where there is an annex."""
    words = specimen.words(language)
    lines = [SPECIMEN, specimen.symbol, "", ORGANISATION[language], "", BODY[specimen.facts["organ"]][language], ""]
    lines += [specimen.distribution(language), specimen.issued(language), ""]
    for line in [*specimen.cover(language), specimen.title(language) or ""]:
        lines += [*wrapped(line), ""] if line else []
    lines += [specimen.formula(language) or "", ""]
    for _, label, lead, rest in specimen.body(language):
        paragraph = "".join(piece + (marker or "") for piece, marker in pieces(f"{lead}{rest}"))
        lines += [*wrapped(f"{label} {paragraph}".strip()), ""]
    lines += [*words.get("closing", []), ""]
    if specimen.notes(language):
        lines += ["__________________"]
        for marker, note in specimen.notes(language):
            lines += wrapped(f"{marker} {note}")
    lines += ["", f"{specimen.facts['job']} ({LETTER[language]}) 211235", f"*{specimen.facts['job'].replace('-', '')}*"]
    pages = ["\n".join(lines)]
    if "annex" in words:
        annex = [specimen.symbol, "", words["title"], ""]
        for label, line in words["annex"]:
            annex += [*wrapped(f"{label} {line}".strip()), ""]
        pages.append("\n".join([*annex, "2/2", specimen.facts["job"]]))
    return "\n\f".join(pages) + "\n"


def wrapped(line: str) -> list[str]:
    """A paragraph in lines of `WIDTH` columns; Chinese breaks anywhere."""
    if sum(unicodedata.east_asian_width(c) == "W" for c in line) * 3 < len(line):
        return textwrap.wrap(line, WIDTH, break_long_words=False, break_on_hyphens=False)
    half = WIDTH // 2
    return [line[i : i + half] for i in range(0, len(line), half)]
