"""What is cited by its ending alone behind a citation: “53/243 A and B”, “A/76/281 and Corr.1”, “A/57/304, Add.1 and Add.2”.

The second part, and every corrigendum, addendum or revision that is named beside a document, is a citation of its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from pipeline import symbols
from pipeline.languages import words
from pipeline.parse.citation_tokens import PART_ENDS, latin, part_words, tolerant


@cache
def _patterns(language: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    join = words(language, "citations")["join"]
    joined = rf"\s?(?:[,،、]\s?(?:(?:{join})\s?)?|[-‑–]|(?:{join}))\s?"
    spelt = tolerant("|".join(sorted(part_words(language), key=len, reverse=True)))
    spelt = rf"|(?:{spelt})(?!\w)" if spelt else ""
    modifier = r"(?:Add|Amend|Corr|Rev)\.\s?\d{1,2}"
    return (
        re.compile(rf"{joined}(?P<part>[A-Z]{PART_ENDS}{spelt})"),
        re.compile(rf"{joined}(?P<modifier>{modifier}(?:/{modifier})*)(?:[-‑–](?P<last>\d{{1,2}}))?(?![\w/-])"),
    )


def more_parts(text: str, end: int, target: str, language: str) -> Iterator[tuple[int, int, str | None]]:
    """Further parts of a resolution: where each stands, and its symbol. target: the symbol with the letter of its part."""
    pattern, _ = _patterns(language)
    base = target.rsplit(" ", 1)[0]
    while match := pattern.match(text, end):
        yield match.start("part"), match.end("part"), symbols.canonical(f"{base} {latin(match['part'], language)}")
        end = match.end()


def more_modifiers(text: str, end: int, target: str, language: str) -> Iterator[tuple[int, int, str | None]]:
    """Corrigenda, addenda and revisions named beside a document: where each stands, and its symbol.

    They are of the document as it was printed first; of its addendum where it is itself one and they are not (“A/70/1/Add.1
    and Corr.1”), beside it where they are (“A/70/1/Add.1 and Add.2”).
    """
    _, pattern = _patterns(language)
    if "-" in target and "/" in target.split("-", 1)[1]:
        return  # of which of the two symbols it is, is not said
    while match := pattern.match(text, end):
        modifier = match["modifier"].replace(" ", "")
        base = _beside(target, modifier)
        yield match.start("modifier"), match.end("modifier"), symbols.canonical(f"{base}/{modifier}")
        if match["last"]:  # “Add.1–3”: what is printed is cited
            yield match.start("last"), match.end("last"), symbols.canonical(f"{base}/{modifier.rpartition('.')[0]}.{match['last']}")
        end = match.end()


def _beside(target: str, modifier: str) -> str:
    """The symbol that a modifier belongs to: without a modifier of its own kind at the end."""
    head, _, last = target.rpartition("/")
    return head if last.split(".")[0] == modifier.split(".", maxsplit=1)[0] and "." in last else target
