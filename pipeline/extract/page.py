"""The page model: what every format is turned into before anything is understood.

A document is a sequence of blocks in reading order. A block is either a printed line (formats that keep only the page:
PDF, text) or a paragraph (formats that keep the structure: DOCX, Akoma Ntoso); `PageModel.unit` says which. A block is
made of spans that share one look. Where the format itself states what a block is (a note, a table cell, the enacting
formula) the block carries that as its `role`; nothing here is inferred from words, so there is no knowledge of any
language in this package.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

MARKER_BRACKETS = " ()（）[]"
"""What stands around the marker of a note in Arabic and Chinese print."""
Role = Literal[
    "unknown",     # the format says nothing: most lines of a PDF
    "cover",       # before the body: masthead, session, agenda, source line
    "title",       # title of the document
    "formula",     # enacting formula
    "preambular",
    "operative",   # in the operative part, numbered or not
    "point",       # a sub-paragraph, at `level`
    "heading",     # section or part heading
    "annex",       # any paragraph of an annex
    "table",       # cells of one row, joined by a tab
    "note",        # text of a note, marker in `Block.note`
    "closing",     # meeting and date of adoption
    "header",      # running head
    "footer",      # running foot
]  # fmt: skip


@dataclass(slots=True)
class Span:
    """Characters of one look.

    text: as extracted, logical order, NFC; size: points, 0 when unknown; raised: above the base line (superscript);
    href: address of the hyperlink that covers it; call: marker of the note that is called here, for formats that know
    calls (then `text` is empty).
    """

    text: str
    size: float = 0.0
    bold: bool = False
    italic: bool = False
    raised: bool = False
    href: str | None = None
    call: str | None = None


@dataclass(slots=True)
class Box:
    """Place on the page in points from its upper left corner."""

    x0: float
    y0: float
    x1: float
    y1: float


@dataclass(slots=True)
class Block:
    """One line or one paragraph.

    page: 1-based, None for formats without pages; box: None where positions are unknown; blank_before: empty lines
    before it, for text formats; role: see `Role`; label: a label that the format keeps apart from the words (automatic
    number, <num>); level: 1 for (a), 2 for (i), 3 for 1., None when the format does not say; note: marker of the note
    that this block belongs to; table: number of the table that it belongs to; part: letter or number of the component
    of a composite document that it belongs to; style: the format's own name of the paragraph style, for diagnostics.
    """

    spans: list[Span]
    page: int | None = None
    box: Box | None = None
    blank_before: int = 0
    role: Role = "unknown"
    label: str | None = None
    level: int | None = None
    note: str | None = None
    table: int | None = None
    part: str | None = None
    style: str | None = None

    @property
    def text(self) -> str:
        """The characters of all spans, calls left out."""
        return "".join([span.text for span in self.spans])


@dataclass(slots=True)
class Hyperlink:
    """A hyperlink of the document: on words (then a span carries it too) or loose at the end of a page."""

    uri: str
    page: int | None = None
    loose: bool = False


@dataclass(slots=True)
class Step:
    """A workflow step as the official XML gives it; outcome is the XML's own word."""

    outcome: str
    happened_on: date | None = None
    symbol: str | None = None
    text: str | None = None
    refers_to: str | None = None


@dataclass(slots=True)
class Metadata:
    """What a format states about the document apart from its pages (only Akoma Ntoso states much)."""

    symbol: str | None = None
    language: str | None = None
    kind: str | None = None
    organ: str | None = None
    session: str | None = None
    adopted_on: date | None = None
    issued_on: date | None = None
    votes: list[tuple[str, str]] = field(default_factory=list)
    """(name of the State as printed, yes | no | abstain)"""
    steps: list[Step] = field(default_factory=list)
    subjects: list[tuple[str, str, str | None]] = field(default_factory=list)
    """(scheme, term, uri)"""


@dataclass(slots=True)
class PageModel:
    """A document as its format gives it.

    unit: what a block is; page_sizes: (width, height) in points per page, empty where there are no pages.
    """

    media_type: str
    unit: Literal["line", "paragraph"]
    blocks: list[Block]
    page_sizes: list[tuple[float, float]] = field(default_factory=list)
    links: list[Hyperlink] = field(default_factory=list)
    metadata: Metadata = field(default_factory=Metadata)

    @property
    def pages(self) -> int | None:
        """Number of pages, None where the format has none."""
        return len(self.page_sizes) or None

    def on_page(self, page: int) -> Iterator[Block]:
        """The blocks of one page, in order."""
        return (b for b in self.blocks if b.page == page)


def width(text: str) -> int:
    """Columns that a text takes: two for a wide character."""
    return len(text) if text.isascii() else sum(2 if unicodedata.east_asian_width(c) in "WF" else 0 if unicodedata.combining(c) else 1 for c in text)
