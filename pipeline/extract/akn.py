"""Akoma Ntoso XML, as the United Nations publishes it, → the page model.

Every element that bears words becomes one block, in document order; what the markup says about it becomes the block's
role, label and level. The markup of the official files is uneven (sub-points without markup, labels left in the running
text, preamble paragraphs marked as cross-headings), so the role is a hint that the parser may overrule, not a verdict.
Source of the element names: Akoma Ntoso 1.0 (OASIS) and the guidelines of the United Nations for its use (AKN4UN);
which of them occur was counted over some 1,500 official files.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from lxml import etree

from pipeline import media
from pipeline.extract.akn_metadata import name_of, read_metadata, words_of
from pipeline.extract.errors import Unreadable
from pipeline.extract.page import Block, PageModel, Role, Span

_BLOCKS = frozenset(("p", "listIntroduction", "listWrapUp", "heading", "subheading", "crossHeading", "longTitle"))
_HEADINGS = frozenset(("heading", "subheading", "crossHeading"))
_NESTING = frozenset(("point", "item", "alinea", "indent", "subparagraph", "clause"))
_HEADING_CLASS = re.compile(r"H\d|HCh")


@dataclass(frozen=True, slots=True)
class _Place:
    """Where the walk stands: what the enclosing elements say about a block."""

    role: Role = "unknown"
    level: int | None = None
    part: str | None = None
    style: str | None = None
    table: int | None = None


def extract(data: bytes) -> PageModel:
    """Bytes of one XML file → blocks (`unit` paragraph), with the file's own metadata.

    Raises Unreadable: `malformed` with line and column where the XML is not well-formed; `wrong_type` where the root is
    no Akoma Ntoso document; `empty` where it has no words.
    """
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False, remove_comments=True, remove_pis=True)
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        line, column = error.position
        raise Unreadable("malformed", f"not well-formed XML, line {line}, column {column}: {error.msg}") from error
    if name_of(root) != "akomaNtoso":
        raise Unreadable("wrong_type", f"the root element is <{name_of(root)}>, not <akomaNtoso>")
    walk = _Walk()
    for child in root:
        walk.element(child, _Place())
    walk.end()
    if not any(b.text.strip() for b in walk.blocks):
        raise Unreadable("empty", "the XML holds no words outside its metadata")
    return PageModel(media.AKN, "paragraph", walk.blocks, metadata=read_metadata(root))


class _Walk:
    """Collects blocks; a <num> waits for the first block that follows it."""

    def __init__(self) -> None:
        self.blocks: list[Block] = []
        self._label: str | None = None
        self._of_heading = False
        self._tables = 0
        self._notes: list[etree._Element] = []

    def element(self, element: etree._Element, place: _Place) -> None:
        """One element that is not inside a block."""
        name = name_of(element)
        if name in ("", "meta", "img"):
            return
        if name == "num":
            self._flush_label(place)
            self._label = words_of(element)
            self._of_heading = place.role == "heading"
            return
        if name == "tr":
            self._row(element, place)
            return
        if name in _BLOCKS and not any(name_of(c) in _BLOCKS for c in element.iterdescendants() if not _within_note(c, element)):
            self._block(_spans(element, self._notes), _place_of(element, name, place))
            if place.role == "title" and place.part is not None:
                self._set_number_apart(element)
            return
        if name == "table":
            self._tables += 1
            place = replace(place, role="table", table=self._tables)
        inner = _inside(element, name, place)
        self._stray(element.text, inner)
        for child in element:
            self.element(child, inner)
            self._stray(child.tail, inner)

    def _block(self, spans: list[Span], place: _Place) -> None:
        if self._label and self._of_heading and place.role == "heading":  # “(i) Exemptions”: the number is the heading's own
            spans, self._label = [Span(f"{self._label} "), *spans], None
        if self._label and place.role in ("heading", "closing", "cover", "title", "formula") and spans:
            self._flush_label(place)
        label, self._label = self._label, None
        words = any(s.text.strip() or s.call for s in spans)
        if words or label:
            block = Block(spans if words else [Span(label or "")], role=place.role, level=place.level, part=place.part, style=place.style)
            block.table = place.table
            block.label = label if words else None
            self.blocks.append(block)
        notes, self._notes = self._notes, []
        for note in notes:
            self._note(note)

    def _set_number_apart(self, element: etree._Element) -> None:
        """The letter of a component, which stands in one paragraph with its title, becomes the label of the title."""
        number = next((words_of(e) for e in element.iter(etree.Element) if name_of(e) == "docNumber"), "")
        spans = [s for s in self.blocks[-1].spans if s.text.strip()] if self.blocks else []
        if number and len(spans) > 1 and spans[0].text.strip() == number:
            self.blocks[-1].spans, self.blocks[-1].label = spans[1:], number

    def _note(self, note: etree._Element) -> None:
        marker = (note.get("marker") or "").strip()
        bodies = [c for c in note if name_of(c) in _BLOCKS] or [note]
        for body in bodies:
            spans = _spans(body, [])
            if any(s.text.strip() for s in spans):
                self.blocks.append(Block(spans, role="note", note=marker))

    def _row(self, row: etree._Element, place: _Place) -> None:
        spans: list[Span] = []
        for cell in (c for c in row if name_of(c) in ("td", "th")):
            spans += [Span("\t")] if spans else []
            spans += _spans(cell, self._notes)
        self._block(spans, replace(place, role="table"))

    def end(self) -> None:
        """A number that waits for words to the end of the document."""
        self._flush_label(_Place())

    def _stray(self, text: str | None, place: _Place) -> None:
        if text and text.strip():
            self._block([Span(text)], place)

    def _flush_label(self, place: _Place) -> None:
        """A number that no words follow is a block of its own: nothing is lost."""
        if self._label:
            self._block([], place)


def _within_note(element: etree._Element, top: etree._Element) -> bool:
    parent = element.getparent()
    while parent is not None and parent is not top:
        if name_of(parent) == "authorialNote":
            return True
        parent = parent.getparent()
    return name_of(top) == "authorialNote"


def _inside(element: etree._Element, name: str, place: _Place) -> _Place:
    """What an element says about the blocks in it."""
    if name == "coverPage":
        return replace(place, role="cover")
    if name == "preface":
        return replace(place, role="title")
    if name == "formula":
        return replace(place, role="formula")
    if name in ("preamble", "recitals"):
        return replace(place, role="preambular")
    if name == "mainBody" and place.role != "annex":
        return replace(place, role="operative")
    if name == "conclusions":
        return replace(place, role="closing")
    if name in ("attachments", "attachment", "doc"):
        return replace(place, role="annex")
    if name == "component":
        return replace(place, part=element.get("eId"))
    if name in _NESTING and place.role != "annex":
        return replace(place, role="point", level=(place.level or 0) + 1, style=None)
    if name == "paragraph" and place.role == "operative" and _HEADING_CLASS.match(element.get("class") or ""):
        return replace(place, role="heading", style=element.get("class"))
    if element.get("class") and place.style is None:
        return replace(place, style=element.get("class"))
    return place


def _place_of(element: etree._Element, name: str, place: _Place) -> _Place:
    if place.role in ("annex", "cover", "title", "closing"):
        return place
    if element.get("refersTo") == "#preamble":
        return replace(place, role="preambular")
    if name in _HEADINGS and place.role in ("operative", "preambular"):
        return replace(place, role="heading")
    return place


def _spans(element: etree._Element, notes: list[etree._Element]) -> list[Span]:
    """Words of a block as spans; elements of notes called in it are appended to `notes`."""
    return [s for s in _inline(element, Span(""), notes) if s.text or s.call is not None]


def _inline(element: etree._Element, look: Span, notes: list[etree._Element]) -> Iterator[Span]:
    if element.text:
        yield replace(look, text=element.text)
    for child in element:
        name = name_of(child)
        if name == "authorialNote":
            notes.append(child)
            yield Span("", call=(child.get("marker") or "").strip())
        elif name in ("eol", "br", "p", "docDate", "th", "td"):
            yield Span(" ")
            yield from _inline(child, look, notes)
        elif name:
            yield from _inline(child, _look(child, name, look), notes)
        if child.tail:
            yield replace(look, text=child.tail)


def _look(element: etree._Element, name: str, look: Span) -> Span:
    style = (element.get("class") or "").split()
    return replace(
        look,
        bold=look.bold or name == "b" or "bold" in style,
        italic=look.italic or name == "i" or "italic" in style,
        raised=look.raised or name == "sup",
        href=element.get("href") if name in ("a", "ref") else look.href,
    )
