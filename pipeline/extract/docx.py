"""DOCX (Office Open XML word processing) to the page model: paragraphs as the author left them, with real notes.

What comes out: headers first (a first-page header is where the masthead stands), then the body in order, then the notes
in the order of their calls, then the footers. Every paragraph is a block, one in a table cell too (a masthead is laid out
as a table): `table` says which table it stands in. Automatic numbers become labels; `level` is the level of the list
(0 for its first) and is set for automatic numbers alone. Markers of automatic notes are counted through the document:
numbering that restarts on every page depends on the layout, which a DOCX does not hold.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from lxml import etree

from pipeline.extract.docx_notes import Notes
from pipeline.extract.docx_numbering import Numbering
from pipeline.extract.docx_package import Package, qualified
from pipeline.extract.docx_runs import ALTERNATIVES, REMOVED, RunReader, alternative
from pipeline.extract.docx_styles import VAL, Styles, is_on
from pipeline.extract.errors import Unreadable
from pipeline.extract.page import Block, Hyperlink, PageModel, Role, Span

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
PARAGRAPH, TABLE, ROW, CELL, EMBEDDED, SECTION = map(qualified, ("w:p", "w:tbl", "w:tr", "w:tc", "w:altChunk", "w:sectPr"))
PROPERTIES, MARK, NUMBERING, STYLE = map(qualified, ("w:pPr", "w:rPr", "w:numPr", "w:pStyle"))
DELETED_MARKS = tuple(map(qualified, ("w:del", "w:moveFrom")))


def extract(data: bytes) -> PageModel:
    """The paragraphs, notes, headers and footers of a DOCX.

    Raises Unreadable: `malformed` (ZIP or XML, with part, line and column), `wrong_type` (another kind of package),
    `too_large`, `unsupported` (text in an embedded file of another format), `empty` (no words).
    """
    return _Document(Package(data)).model()


class _Document:
    """The parts of one document and what is counted across them."""

    def __init__(self, package: Package) -> None:
        self.package = package
        self.main, self.root = package.main()
        self.parts = {r.kind: r.target for r in package.relationships(self.main).values() if not r.external}
        self.styles = Styles(self._optional("styles"))
        self.numbering = Numbering(self._optional("numbering"), self.styles)
        self.settings = self._optional("settings")
        self.notes = Notes(self.settings, self.root)
        self.links: list[str] = []
        self.tables = 0

    def _optional(self, kind: str) -> etree._Element | None:
        part = self.parts.get(kind)
        return self.package.xml(part) if part and self.package.has(part) else None

    def model(self) -> PageModel:
        """The whole document."""
        body = self.root.find(qualified("w:body"))
        if body is None:
            raise Unreadable("malformed", f"part {self.main}: no <w:body>")
        blocks = self._running("header")
        blocks += _Story(self, self.main, "unknown").blocks(body)
        blocks += self._note_blocks()
        blocks += self._running("footer")
        if not any(block.text.strip() for block in blocks):
            raise Unreadable("empty", "a DOCX without words")
        return PageModel(MEDIA_TYPE, "paragraph", blocks, links=[Hyperlink(uri) for uri in self.links])

    def _running(self, kind: Role) -> list[Block]:
        """Headers or footers of all sections that are printed, each part once; that of a first page comes first."""
        even = None if self.settings is None else self.settings.find(qualified("w:evenAndOddHeaders"))
        relationships = self.package.relationships(self.main)
        parts: list[str] = []
        for section in self.root.iter(SECTION):
            title = section.find(qualified("w:titlePg"))
            printed = {"first": title is not None and is_on(title), "default": True, "even": even is not None and is_on(even)}
            references = {e.get(qualified("w:type"), "default"): e for e in section.findall(qualified(f"w:{kind}Reference"))}
            for page in ("first", "default", "even"):
                if page in references and printed[page]:
                    target = relationships.get(references[page].get(qualified("r:id"), ""))
                    if target and target.target not in parts and self.package.has(target.target):
                        parts.append(target.target)
        return [block for part in parts for block in _Story(self, part, kind).blocks(self.package.xml(part))]

    def _note_blocks(self) -> list[Block]:
        roots: dict[str, dict[str, etree._Element]] = {}
        stories: dict[str, _Story] = {}
        blocks: list[Block] = []
        for call in self.notes.calls:
            if call.kind not in roots:
                part = self.parts.get(f"{call.kind}s")
                root = None if part is None else self.package.xml(part)
                notes = () if root is None else root.findall(qualified(f"w:{call.kind}"))
                roots[call.kind] = {note.get(qualified("w:id"), ""): note for note in notes}
                stories[call.kind] = _Story(self, part or "", "note")
            if (note := roots[call.kind].get(call.id)) is not None:
                blocks += _note(stories[call.kind].blocks(note), call.marker, call.custom)
        return blocks


def _note(blocks: list[Block], marker: str, custom: str | None) -> list[Block]:
    """The paragraphs of a note, without the white space and the custom marker, as it was typed, that open it."""
    for index, block in enumerate(blocks):
        block.note = marker
        if index == 0:
            _strip_start(block, "")
            if custom and block.text.startswith(custom):
                _strip_start(block, custom)
    return blocks


def _strip_start(block: Block, prefix: str) -> None:
    """Take `prefix`, then white space, off the beginning of a block."""
    left = len(prefix)
    while block.spans:
        span = block.spans[0]
        taken = min(left, len(span.text))
        left -= taken
        span.text = span.text[taken:].lstrip() if left == 0 else span.text[taken:]
        if span.text or span.call:
            return
        block.spans.pop(0)


class _Story:
    """One part, or one note, read from its first paragraph to its last."""

    def __init__(self, document: _Document, part: str, role: Role) -> None:
        self._document, self._role = document, role
        relationships = document.package.relationships(part) if part else {}
        self._runs = RunReader(document.styles, relationships, document.notes.call, document.links)
        self._table: int | None = None
        self._pending: list[Span] = []
        self._part = part

    def blocks(self, container: etree._Element) -> list[Block]:
        """The paragraphs in a container: body, cell, note, text box, header."""
        return [*self._inside(container), *self._rest()]

    def _inside(self, container: etree._Element) -> Iterator[Block]:
        for element in container:
            if element.tag in REMOVED:
                continue
            if element.tag == PARAGRAPH:
                yield from self._paragraph(element)
            elif element.tag == TABLE:
                yield from self._rows(element)
            elif element.tag == ALTERNATIVES:
                if (branch := alternative(element)) is not None:
                    yield from self._inside(branch)
            elif element.tag == EMBEDDED:
                raise Unreadable("unsupported", f"part {self._part}: text in an embedded file of another format (altChunk); save it as a plain DOCX")
            else:
                yield from self._inside(element)

    def _rows(self, table: etree._Element) -> Iterator[Block]:
        outer, self._document.tables = self._table, self._document.tables + 1
        self._table = self._document.tables
        for row in table.iter(ROW):
            if next(row.iterancestors(TABLE)) is not table or _has(row, "w:trPr", "w:del"):
                continue
            for cell in row.iter(CELL):
                if next(cell.iterancestors(ROW)) is row and not _has(cell, "w:tcPr", "w:cellDel"):
                    yield from self._inside(cell)
        self._table = outer

    def _paragraph(self, paragraph: etree._Element) -> Iterator[Block]:
        properties = paragraph.find(PROPERTIES)
        named = None if properties is None else properties.find(STYLE)
        style = None if named is None else named.get(VAL)
        spans = self._runs.read(paragraph, style)
        if properties is not None and (_mark_deleted(properties) or _broken_by_section(paragraph, properties, spans)):
            self._pending += spans  # the paragraph runs on into the next one
            return
        number = self._document.numbering.number(None if properties is None else properties.find(NUMBERING), style)
        spans, self._pending = self._pending + spans, []
        block = Block(
            spans,
            role="table" if self._table and self._role == "unknown" else self._role,
            label=number.label or None if number else None,
            level=number.level if number else None,
            table=self._table,
            style=self._document.styles.name(style),
        )
        if block.text.strip() or any(span.call for span in spans):
            yield block
        yield from self._text_boxes()

    def _text_boxes(self) -> Iterator[Block]:
        """Text boxes follow the paragraph that they are anchored to."""
        while self._runs.text_boxes:
            box = self._runs.text_boxes.pop(0)
            yield from self._inside(box)

    def _rest(self) -> Iterator[Block]:
        if any(span.text.strip() or span.call for span in self._pending):
            yield Block([replace(span) for span in self._pending], role=self._role, table=self._table)
        self._pending = []
        yield from self._text_boxes()


def _has(element: etree._Element, properties: str, name: str) -> bool:
    return element.find(f"{qualified(properties)}/{qualified(name)}") is not None


def _broken_by_section(paragraph: etree._Element, properties: etree._Element, spans: list[Span]) -> bool:
    """Whether a section begins in the midst of a paragraph, which converters then part in two.

    What shows it: the first part ends with the space between two words; where words have none (Chinese), a long text that
    ends with a letter before one of the same style.
    """
    text = "".join(span.text for span in spans)
    following = paragraph.getnext()
    if properties.find(SECTION) is None or following is None or following.tag != PARAGRAPH or not text.strip():
        return False
    if text[-1].isspace():
        return True
    after = following.find(PROPERTIES)
    style, same = (None if p is None or (e := p.find(STYLE)) is None else e.get(VAL) for p in (properties, after))
    return ord(text[-1]) >= _FIRST_IDEOGRAPH and text[-1].isalpha() and len(text) > _LONG and style == same


_FIRST_IDEOGRAPH = 0x3400
_LONG = 40
"""Code points of a text that is no heading."""


def _mark_deleted(properties: etree._Element) -> bool:
    """Whether the end of the paragraph is deleted or moved away, so that it runs on into the next."""
    mark = properties.find(MARK)
    return mark is not None and any(mark.find(tag) is not None for tag in DELETED_MARKS)
