"""Blocks of the page model → paragraphs and notes, everything else dropped with a reason.

Formats that keep paragraphs (Akoma Ntoso, DOCX) give one paragraph a block; printed lines (PDF, text) are rejoined by
`lines`. From here on no module knows which format a document came from.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from pipeline.extract.page import PageModel
from pipeline.parse.model import Dropped, Paragraph
from pipeline.parse.rich import append, cut, to_rich
from pipeline.parse.structure import structure


@dataclass(slots=True)
class Rebuilt:
    """The paragraphs of a document in order, its notes in order, and the blocks that were left out."""

    paragraphs: list[Paragraph] = field(default_factory=list)
    notes: list[Paragraph] = field(default_factory=list)
    dropped: list[Dropped] = field(default_factory=list)
    job_number: str | None = None


def rebuild(model: PageModel, language: str) -> Rebuilt:
    """The paragraphs of a document."""
    if model.unit == "line":
        from pipeline.parse.printed import rebuild_printed

        return rebuild_printed(model, language)
    return _from_paragraphs(model, language)


def _from_paragraphs(model: PageModel, language: str) -> Rebuilt:
    rebuilt = Rebuilt()
    furniture = structure(language).furniture
    for i, block in enumerate(model.blocks):
        rich = to_rich(block.spans, block.page)
        if not rich.text and not rich.calls:
            rebuilt.dropped.append(Dropped(i, "empty"))
        elif block.role in ("header", "footer"):
            rebuilt.dropped.append(Dropped(i, "running head" if block.role == "header" else "running foot"))
        elif furniture.match(rich.text) and len(rich.text) < 200:
            rebuilt.dropped.append(Dropped(i, "printer's notice"))
        elif block.role == "note":
            _note(rebuilt, Paragraph(rich, [i], "note", note=block.note))
        else:
            rebuilt.paragraphs.append(
                Paragraph(rich, [i], block.role, block.label, block.level, block.part, block.table, block.style)
            )
    return rebuilt


def _note(rebuilt: Rebuilt, paragraph: Paragraph) -> None:
    """A note; what follows with the same marker right after it is its next paragraph."""
    marker = paragraph.note or ""
    printed = re.match(rf"[(（]?\s?(?:{re.escape(marker)})?\s?[)）](?=\s|\S)|{re.escape(marker)}(?![\w/.-])", paragraph.text) if marker else None
    if printed:
        paragraph.rich = cut(paragraph.rich, printed.end())
    last = rebuilt.notes[-1] if rebuilt.notes else None
    if last and last.note == marker and last.blocks[-1] == paragraph.blocks[0] - 1:
        last.rich = append(last.rich, paragraph.rich)
        last.blocks += paragraph.blocks
    else:
        rebuilt.notes.append(paragraph)
