"""One document: page model in, rows of every table out. The order of the steps is the order of this module.

Everything that was read is in `documents.text` or in `dropped_blocks`: `parse` checks that each block of the page model
was used exactly once.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from pipeline import symbols
from pipeline.extract.errors import Unreadable
from pipeline.extract.page import Block, PageModel
from pipeline.languages import LANGUAGES
from pipeline.parse.citations import find_citations
from pipeline.parse.classifying import classify
from pipeline.parse.clauses import Builder
from pipeline.parse.cover import Cover, read_cover
from pipeline.parse.dates import parse_date
from pipeline.parse.ground import Ground
from pipeline.parse.labels import FIRST_PARTS, read_part
from pipeline.parse.lam_alef import put_right
from pipeline.parse.language import ENOUGH, detect
from pipeline.parse.leads import set_leads
from pipeline.parse.model import Clause, Paragraph, Rebuilt, Row, Rows
from pipeline.parse.notes import refs, settle_notes
from pipeline.parse.official import official_rows
from pipeline.parse.paragraphs import rebuild
from pipeline.parse.rich import normalise
from pipeline.parse.structure import structure
from pipeline.parse.unopened import without_formula
from pipeline.schema import PARSED
from pipeline.version import parser_version

LONGEST_COVER = 120
"""Paragraphs (or lines) before the enacting formula; more are a report that quotes a draft."""


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a document came from. uri: link or file; symbol, language: as given by the user, else None."""

    uri: str
    sha256: str
    symbol: str | None = None
    language: str | None = None
    retrieved_at: datetime | None = None


@dataclass(slots=True)
class Body:
    """Where the parts of a document begin, as indexes of its paragraphs."""

    start: int
    kind: str | None


def parse(model: PageModel, origin: Origin) -> Rows:
    """The rows of one document, by table; every table of `PARSED` has a list, possibly empty.

    Raises Unreadable: `unknown_language` where the text is in none of the six languages and none was given,
    `wrong_language` where it is in another one than the one given.
    """
    language = _language(model, origin)
    if language == "ar":
        put_right(model)
    rebuilt = rebuild(model, language)
    settle_notes(rebuilt)
    start = _body_start(rebuilt.paragraphs, language)
    cover = read_cover(rebuilt.paragraphs[: start if start is not None else _LEADING], language)
    symbol = _symbol(origin, model, cover)
    kind = _kind(symbol, model, cover, start)
    clauses, closing = _clauses(rebuilt.paragraphs, start, language, kind)
    return _Rows(model, origin, language, rebuilt, cover, symbol, kind, clauses, closing).rows()


_LEADING = 40
"""Paragraphs of a document without body in which a cover is looked for."""


def _language(model: PageModel, origin: Origin) -> str:
    body = [b for b in model.blocks if b.role not in ("cover", "header", "footer")]
    if origin.language:
        return _as_said(origin.language, body)
    speaking = _speaking(model)
    if speaking:
        return speaking
    language = detect("\n".join(b.text for b in body)) or detect("\n".join(b.text for b in model.blocks))
    if language is None and model.metadata.language in LANGUAGES and sum(len(b.text) for b in body) < 400:
        language = model.metadata.language
    if language is None:
        raise Unreadable("unknown_language", "the text is in none of the six official languages; if it is, name it with --language")
    return language


def _as_said(language: str, body: list[Block]) -> str:
    """The language that the link or the file is of, unless the text shows another (of 8,915 official files seven hold the text of another)."""
    found = detect("\n".join(b.text for b in body), ENOUGH)
    if found is not None and found != language:
        raise Unreadable("wrong_language", f"the text is in {found}, its link or its folder says {language}: the source has another document there")
    return language


def _speaking(model: PageModel) -> str | None:
    """The language of the enacting formula, which a short document with a long list of sponsors is known by."""
    lines = [text for b in model.blocks if len(text := normalise(b.text)) < 80 and text[-1:] in ",،，"]
    found = {language for language in LANGUAGES if any(structure(language).organ_of(text) for text in lines)}
    return found.pop() if len(found) == 1 else None


def _body_start(paragraphs: list[Paragraph], language: str) -> int | None:
    """The enacting formula, or what the format or a presidential statement has instead."""
    form = structure(language)
    texts = [p.text.strip() for p in paragraphs]
    for i, p in enumerate(paragraphs):
        if p.role == "formula" or (p.role not in ("cover", "title") and form.formula_at(texts, i)):
            return _with_headings(paragraphs, i, language)
    statement = next((pattern for kind, pattern in form.kinds if kind == "presidential_statement"), None)
    for i, p in enumerate(paragraphs[:LONGEST_COVER]):
        if statement and statement.match(p.text.strip()) and p.role != "cover":
            return i + 1
    roles = ("preambular", "operative", "point")
    told = next((i for i, p in enumerate(paragraphs) if p.role in roles), None)
    return told if told is not None else without_formula(texts, language)


def _with_headings(paragraphs: list[Paragraph], i: int, language: str) -> int:
    """In a composite the heading of the first part stands before the first formula: a letter, and perhaps a title."""
    start = i
    while start > 0 and paragraphs[start - 1].role == "title" and paragraphs[start - 1].part is not None:
        start -= 1
        paragraphs[start].role = "heading"
    if start < i or sum(structure(language).formula_at([p.text.strip()], 0) for p in paragraphs[i:]) < PARTS:
        return start
    lettered = next((j for j in range(i - 1, max(i - 1 - TITLE_OF_PART, 0), -1) if _first_part(paragraphs[j], language)), i)
    for paragraph in paragraphs[lettered:i]:
        paragraph.role = "heading"
    return lettered


def _first_part(paragraph: Paragraph, language: str) -> bool:
    """Whether a line is the first letter or numeral of a series of parts, alone or, set apart from the text, before the part's title."""
    text = paragraph.text.strip()
    set_apart = paragraph.centred or any(style.start == 0 and style.end >= len(text) for style in paragraph.rich.styles)
    if set_apart and _FIRST_LETTER_AND_TITLE.match(text):
        return True
    part = read_part(text, language)
    return part is not None and part[2] >= len(text) and part[1] in FIRST_PARTS


_FIRST_LETTER_AND_TITLE = re.compile(r"A(?:\s+\w|[\u3400-\u9fff])")


PARTS = 2
"""Formulas from which a resolution has parts."""
TITLE_OF_PART = 3
"""Paragraphs (or lines) that the letter of a part and its title take, at most."""


def _symbol(origin: Origin, model: PageModel, cover: Cover) -> str | None:
    for text in (origin.symbol, cover.symbol, model.metadata.symbol):
        found = symbols.canonical(text) if text else None
        if found:
            return found
    return None


def _kind(symbol: str | None, model: PageModel, cover: Cover, start: int | None) -> str:
    """What the document is: by its symbol, its cover, its metadata. Without a body it is `other`, or a list of sponsors that join a draft."""
    if start is None:
        addendum = symbol is not None and symbols.parse(symbol).is_draft and symbols.parse(symbol).addendum is not None
        return cover.kind if addendum and cover.kind and cover.sponsors else "other"
    if symbol:
        parsed = symbols.parse(symbol)
        if parsed.series == "PRST":
            return "presidential_statement"
        if parsed.series == "DEC":
            return "decision"
        if parsed.is_draft:
            return cover.kind if cover.kind and cover.kind.startswith("draft_") else "draft_resolution"
        if parsed.is_resolution:
            return "resolution"
    if model.metadata.kind and (not cover.kind or not cover.kind.startswith("draft_")):
        return model.metadata.kind
    if cover.kind:
        return cover.kind
    return "other" if symbol or start > LONGEST_COVER else "resolution"


def _clauses(paragraphs: list[Paragraph], start: int | None, language: str, kind: str) -> tuple[list[Clause], list[Paragraph]]:
    if kind == "other" or start is None:
        return [], []
    builder = Builder(language, statement=kind == "presidential_statement")
    builder.build(classify(paragraphs[start:], language))
    return builder.clauses, builder.closing


class _Rows:
    """Turns what was read into rows."""

    def __init__(
        self, model: PageModel, origin: Origin, language: str, rebuilt: Rebuilt, cover: Cover, symbol: str | None, kind: str,
        clauses: list[Clause], closing: list[Paragraph],
    ) -> None:  # fmt: skip
        self.model, self.origin, self.language, self.rebuilt, self.cover = model, origin, language, rebuilt, cover
        self.symbol, self.kind, self.clauses, self.closing = symbol, kind, clauses, closing
        name = symbol or f"sha256-{origin.sha256[:12]}"
        self.document_id = f"{name}@{language}"
        self.ground = Ground(self.document_id, self.clauses, rebuilt.notes)

    def rows(self) -> Rows:
        rows: Rows = {name: [] for name in PARSED}
        unmapped, conflicts = set_leads(self.clauses, self.language, statement=self.kind == "presidential_statement", organ=self._organ())
        head = len(self.cover.lines)
        self.ground.lay(self.rebuilt.paragraphs, head, self.cover.lines)
        rows["clauses"] = self.ground.clause_rows()
        rows["footnotes"] = self.ground.note_rows()
        rows["footnote_refs"] = refs(self.document_id, self.rebuilt.paragraphs[:head], self.clauses, self.rebuilt.notes)
        loose = [(link.uri, link.page) for link in self.model.links if link.loose]
        rows["citations"], rows["citation_candidates"] = find_citations(
            self.ground.units, document_id=self.document_id, symbol=self.symbol, organ=self._organ(), language=self.language, loose_links=loose
        )
        rows["sponsors"] = [{"document_id": self.document_id, **row} for row in self.cover.sponsors] if self.kind.startswith("draft_") else []
        rows["links"] = self._links()
        rows |= official_rows(self.document_id, self.language, self.model.metadata)
        rows["dropped_blocks"] = self._dropped()
        rows["unmapped_phrases"] = [
            {"document_id": self.document_id, "language": self.language, "side": side, "phrase": phrase, "count": n}
            for (side, phrase), n in sorted(Counter(unmapped).items())
        ]
        rows["unmapped_names"] = self._unmapped_names(rows)
        rows["lead_conflicts"] = [
            {"document_id": self.document_id, "clause_id": f"{self.document_id}#{path}", "lead": lead, "phrase": phrase}
            for path, lead, phrase in conflicts
        ]
        rows["documents"] = [self._document()]
        return rows

    def _organ(self) -> str | None:
        form = structure(self.language)
        enacting = next((c for c in self.clauses if c.kind == "enacting"), None)
        spoken = form.organ_of(enacting.rich.text) if enacting else None
        by_symbol = symbols.parse(self.symbol).organ if self.symbol else None
        return spoken or by_symbol or self.cover.organ

    def _document(self) -> Row:
        cover, meta = self.cover, self.model.metadata
        parsed = symbols.parse(self.symbol) if self.symbol else None
        closing = " ".join(p.text for p in self.closing)
        resolution = self.kind in ("resolution", "decision", "presidential_statement")
        meeting = structure(self.language).meeting.search(closing)
        printed = next((g for g in meeting.groups() if g), None) if meeting else None
        meeting_number = cover.meeting or (int(printed) if printed else None)
        adopted = cover.adopted_on or parse_date(closing, self.language) or meta.adopted_on
        return {
            "document_id": self.document_id,
            "symbol": self.symbol,
            "language": self.language,
            "kind": self.kind,
            "revision": cover.revised or bool(parsed and parsed.revision),
            "organ": self._organ(),
            "committee": (parsed.committee if parsed else None) or cover.committee,
            "session": (parsed.session if parsed else None) or cover.session,
            "agenda_items": cover.agenda_items,
            "agenda_title": cover.agenda_title,
            "title": cover.title.text if cover.title and cover.title.text and self.kind != "other" else None,
            "adopted_on": adopted if resolution else None,
            "issued_on": cover.issued_on or meta.issued_on,
            "meeting": meeting_number if resolution else None,
            "proposed_in": cover.proposed_in,
            "source_uri": self.origin.uri,
            "media_type": self.model.media_type,
            "content_sha256": self.origin.sha256,
            "retrieved_at": self.origin.retrieved_at,
            "pages": self.model.pages,
            "parser_version": parser_version(),
            "text": self.ground.text,
            "job_number": self.rebuilt.job_number,
        }

    def _links(self) -> list[Row]:
        found: list[tuple[str, int | None]] = []
        for block in self.model.blocks:
            for span in block.spans:
                if span.href and (not found or found[-1] != (span.href, block.page)):
                    found.append((span.href, block.page))
        found += [(link.uri, link.page) for link in self.model.links if link.loose]
        rows = []
        for position, (uri, page) in enumerate(found, 1):
            target = symbols.read_link(uri)
            language = target.language if target.language in LANGUAGES else None
            rows.append(
                {"document_id": self.document_id, "position": position, "uri": uri, "symbol": target.symbol, "language": language, "page": page}
            )
        return rows

    def _dropped(self) -> list[Row]:
        used = Counter(i for p in (*self.rebuilt.paragraphs, *self.rebuilt.notes) for i in p.blocks)
        reasons = {d.block: d.reason for d in self.rebuilt.dropped}
        rows = []
        for i, block in enumerate(self.model.blocks):
            if used[i] + (i in reasons) != 1:
                raise AssertionError(f"block {i} was used {used[i]} times and dropped {int(i in reasons)} times: {block.text[:80]!r}")
            if i in reasons and (block.text.strip() or reasons[i] != "empty"):
                rows.append((block.page, " ".join(block.text.split()), reasons[i]))
        return [
            {"document_id": self.document_id, "position": n, "page": page, "text": text, "reason": reason}
            for n, (page, text, reason) in enumerate(rows, 1)
        ]

    def _unmapped_names(self, rows: Rows) -> list[Row]:
        names: Counter[str] = Counter(self.cover.unmapped_names if rows["sponsors"] else [])
        names.update(row["name"] for row in rows["votes"] if row["iso3"] is None)
        row: dict[str, Any] = {"document_id": self.document_id, "language": self.language}
        return [{**row, "name": name, "count": n} for name, n in sorted(names.items())]
