"""What the parsers hand to one another: a paragraph of running text with what stands at its offsets.

All offsets are code points in `Rich.text`, start inclusive, end exclusive.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from pipeline.extract.page import Role

Row = dict[str, Any]
Rows = dict[str, list[Row]]
"""Rows by table name, ready for `pipeline.store`."""


@dataclass(slots=True)
class Call:
    """A note is called here: `offset` characters stand before the marker."""

    marker: str
    offset: int


@dataclass(slots=True)
class Link:
    """A hyperlink covers text[start:end]."""

    start: int
    end: int
    uri: str


@dataclass(slots=True)
class Style:
    """text[start:end] is set in bold or italic type (or both)."""

    start: int
    end: int
    bold: bool
    italic: bool


@dataclass(slots=True)
class Rich:
    """Normalised text of one paragraph or note, markers of notes taken out.

    page_start, page_end: 1-based, None where the format has no pages.
    """

    text: str
    calls: list[Call] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    styles: list[Style] = field(default_factory=list)
    page_start: int | None = None
    page_end: int | None = None


@dataclass(slots=True)
class Unit:
    """A stretch of a document in which things are cited: a clause, a note, or a line of the cover.

    text: its words; start: offset of text[0] in documents.text; clause_id, footnote_id: at most one is set; links: the
    hyperlinks on its words; page_start, page_end: 1-based or None.
    """

    text: str
    start: int
    clause_id: str | None = None
    footnote_id: str | None = None
    links: list[Link] = field(default_factory=list)
    page_start: int | None = None
    page_end: int | None = None


@dataclass(slots=True)
class Paragraph:
    """One paragraph, rejoined over lines and pages, with what its format says about it.

    blocks: indexes of the blocks of the page model that it was made of; role, label, level, part, table, style: as in
    `pipeline.extract.page.Block`; note: marker, where it is (part of) a note; centred: set in the middle of the column.
    """

    rich: Rich
    blocks: list[int]
    role: Role = "unknown"
    label: str | None = None
    level: int | None = None
    part: str | None = None
    table: int | None = None
    style: str | None = None
    note: str | None = None
    centred: bool = False

    @property
    def text(self) -> str:
        """The words, markers of notes left out."""
        return self.rich.text


@dataclass(slots=True)
class Clause:
    """A paragraph that carries meaning, placed in the document; see the table `clauses` for the fields."""

    kind: str
    path: str
    parent: str | None
    depth: int
    label: str | None
    rich: Rich
    blocks: list[int]
    lead: str | None = None
    action: str | None = None


@dataclass(slots=True)
class Dropped:
    """A block that carries no meaning, with the reason why it was left out."""

    block: int
    reason: str


@dataclass(slots=True)
class Rebuilt:
    """The paragraphs of a document in order, its notes in order, and the blocks that were left out."""

    paragraphs: list[Paragraph] = field(default_factory=list)
    notes: list[Paragraph] = field(default_factory=list)
    dropped: list[Dropped] = field(default_factory=list)
    job_number: str | None = None
