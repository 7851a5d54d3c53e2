"""The outer form of documents, compiled from language data: who speaks, masthead, session, agenda, adoption, annexes."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from pipeline.languages import words

Pattern = re.Pattern[str]
QUOTES = "“”„‟«»‘’\"'"
END = r"\s*[,،，:：]?\s*$"


def _compiled(pattern: str, tail: str = "") -> Pattern:
    return re.compile(f"(?:{pattern}){tail}", re.IGNORECASE)


@dataclass(frozen=True)
class Structure:
    """Patterns of one language; each is matched at the start of a normalised line unless said otherwise."""

    formula: Pattern
    """any of the formulas, which nearly no line is"""
    formulas: tuple[tuple[str, Pattern], ...]
    """(organ, whole line of the enacting formula)"""
    speakers: tuple[tuple[str, Pattern], ...]
    """(organ, formula that begins a longer paragraph)"""
    bodies: tuple[tuple[str, Pattern], ...]
    """(organ, its name alone on a line of the masthead)"""
    annex: Pattern
    organisation: Pattern
    masthead: Pattern
    distribution: Pattern
    committees: tuple[tuple[str, Pattern], ...]
    sessions: tuple[tuple[str, Pattern], ...]
    """(prefix of the session's number, whole line), the most special first"""
    agenda: Pattern
    adopted: Pattern
    source: Pattern
    meeting: Pattern
    """searched"""
    kinds: tuple[tuple[str, Pattern], ...]
    """(kind, searched)"""
    revised: Pattern
    furniture: Pattern
    page: Pattern
    """the number of a page with the word for it, and nothing else"""
    opener: Pattern | None
    """words that begin a paragraph of the preamble whatever verb follows, where the language has such"""
    subject: Pattern
    """the body as the subject of a sentence of a presidential statement, with quotation marks and an adverbial before it"""
    quoted: Pattern
    """an opening quotation mark and the body, as the paragraphs of a presidential statement begin"""
    lead_ends: Pattern | None
    """searched in an action phrase: where the Security Council prints its end in italics, before words that belong to the phrase"""
    glued_date: Pattern | None
    """searched: the marker `n` of a note before a date that its digits run into, where the language prints no space between"""
    counted: Pattern
    """searched: words with numbers that count or number something, so that they call no note"""

    def organ_of(self, line: str) -> str | None:
        """The organ whose enacting formula this line is."""
        if not self.formula.match(line):
            return None
        return next(organ for organ, pattern in self.formulas if pattern.match(line))

    def formula_at(self, texts: Sequence[str], i: int) -> bool:
        """Whether line i is the enacting formula, and not the name of the body in the masthead.

        The name in the masthead has no comma, and other lines of the masthead or cover follow it.
        """
        if not self.organ_of(texts[i]):
            return False
        if texts[i][-1:] in ",،，":
            return True
        if any(text[-1:] in ",،，" and self.organ_of(text) for text in texts[i + 1 : i + 4]):
            return False  # the end of a title that names the body
        return not any(self.of_cover(text) for text in texts[i + 1 : i + 12])

    def statement_at(self, texts: Sequence[str]) -> int | None:
        """The line behind the heading of a presidential statement, None where there is no such heading."""
        heading = next(pattern for kind, pattern in self.kinds if kind == "presidential_statement")
        return next((i + 1 for i, text in enumerate(texts) if heading.match(text)), None)

    def of_cover(self, text: str) -> bool:
        """Whether a line is one of the masthead or cover: distribution, session, agenda item, adoption, source."""
        forms = (self.distribution, self.masthead, self.agenda, self.adopted, self.source)
        return any(f.match(text) for f in forms) or any(pattern.match(text) for _, pattern in self.sessions)


@cache
def structure(language: str) -> Structure:
    """The compiled patterns of one language."""
    data: dict[str, Any] = words(language, "structure")
    any_of = "|".join
    return Structure(
        formula=_compiled(any_of(any_of(p) for p in data["formulas"].values()), END),
        formulas=tuple((organ, _compiled(any_of(p), END)) for organ, p in data["formulas"].items()),
        speakers=tuple((organ, _compiled(any_of(p), r"\s*[,،，]?\s")) for organ, p in data["formulas"].items()),
        bodies=tuple((organ, _compiled(p, END)) for organ, p in data["bodies"].items()),
        annex=_compiled(data["annex"], r"(?:\s*[*.]*|\s+[–—-]\s+[^.;]{0,119}[^.;,])\s*$"),
        organisation=_compiled(any_of(data["organisation"]), r"\s*$"),
        masthead=_compiled(any_of(data["masthead"])),
        distribution=_compiled(data["distribution"]),
        committees=tuple((code, _compiled(p, r"(?:\s*\(.*\))?\s*$")) for code, p in data["committees"].items()),
        sessions=tuple(
            (prefix, _compiled(data["session"][name], r"\s*$")) for name, prefix in (("emergency", "ES-"), ("special", "S-"), ("regular", ""))
        ),
        agenda=_compiled(data["agenda"]),
        adopted=_compiled(data["adopted"]),
        source=_compiled(data["source"]),
        meeting=_compiled(data["meeting"]),
        kinds=tuple((kind, _compiled(p)) for kind, p in data["kinds"].items()),
        revised=_compiled(data["revised"]),
        furniture=_compiled(any_of(data["furniture"])),
        page=_compiled(data["page"], r"\s*$"),
        opener=_compiled(data["opener"]) if "opener" in data else None,
        subject=_compiled(rf"[{QUOTES}\s]*(?:[^,，،]{{1,60}}[,，،]\s*)?(?:{data['subject']})\s*(?:[,，،]\s*)?"),
        quoted=_compiled(rf"[{QUOTES}]\s*(?:{data['subject']})\s*"),
        lead_ends=_compiled(data["lead_ends"]) if "lead_ends" in data else None,
        glued_date=_compiled(data["glued_date"]) if "glued_date" in data else None,
        counted=_compiled(data["counted"]),
    )
