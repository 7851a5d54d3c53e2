"""Blocks of the page model → paragraphs and notes, everything else dropped with a reason.

Formats that keep paragraphs (Akoma Ntoso, DOCX) give one paragraph a block; printed lines (PDF, text) are rejoined by
`lines`. From here on no module knows which format a document came from.
"""

from __future__ import annotations

import re

from pipeline.extract.page import PageModel
from pipeline.parse.dates import parse_date
from pipeline.parse.furniture import JOB
from pipeline.parse.model import Dropped, Paragraph, Rebuilt
from pipeline.parse.printed import rebuild_printed
from pipeline.parse.rich import append, cut, to_rich
from pipeline.parse.structure import Structure, structure
from pipeline.parse.wordless import settle_wordless


def rebuild(model: PageModel, language: str) -> Rebuilt:
    """The paragraphs of a document."""
    rebuilt = rebuild_printed(model, language) if model.unit == "line" else _from_paragraphs(model, language)
    rebuilt.paragraphs, wordless = settle_wordless(rebuilt.paragraphs, language)
    rebuilt.dropped += wordless
    return rebuilt


def _from_paragraphs(model: PageModel, language: str) -> Rebuilt:
    rebuilt = Rebuilt()
    form = structure(language)
    richs = [to_rich(block.spans, block.page) for block in model.blocks]
    masthead = _masthead(model, [r.text for r in richs], form, language)
    for i, (block, rich) in enumerate(zip(model.blocks, richs, strict=True)):
        if not rich.text and not rich.calls:
            rebuilt.dropped.append(Dropped(i, "empty"))
        elif block.role in ("header", "footer") and i not in masthead:
            rebuilt.dropped.append(Dropped(i, "running head" if block.role == "header" else "running foot"))
            if match := JOB.match(rich.text):
                rebuilt.job_number = rebuilt.job_number or match["job"]
        elif form.furniture.match(rich.text) and len(rich.text) < 200:
            rebuilt.dropped.append(Dropped(i, "printer's notice"))
        elif block.role == "note":
            _note(rebuilt, Paragraph(rich, [i], "note", note=block.note))
        else:
            role = "cover" if i in masthead else block.role
            rebuilt.paragraphs.append(Paragraph(rich, [i], role, block.label, block.level, block.part, block.table, block.style))
    rebuilt.paragraphs.sort(key=lambda p: p.blocks[0] not in masthead)
    return rebuilt


def _masthead(model: PageModel, texts: list[str], form: Structure, language: str) -> set[int]:
    """Blocks of the first page's head that hold the masthead: Word documents keep it there.

    It reaches from the first block of the heads to the last one that is a line of a masthead; what follows are the
    running heads of the other pages.
    """
    heads = [i for i, block in enumerate(model.blocks) if block.role == "header"]
    known = [i for i in heads if form.masthead.match(texts[i]) or form.organisation.match(texts[i]) or form.distribution.search(texts[i])]
    if not known:
        return set()
    tables = {model.blocks[i].table for i in known} - {None}
    dated = [i for i in heads if len(texts[i]) < 40 and parse_date(texts[i], language) is not None]
    last = max([*known, *dated])
    return {i for i in heads if i <= last or model.blocks[i].table in tables}


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
