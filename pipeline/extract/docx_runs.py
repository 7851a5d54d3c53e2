"""The running text of one paragraph: from runs, fields, hyperlinks and tracked changes to spans.

Tracked changes are read as accepted; of a field the result counts, not its code; hidden text is left out.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from lxml import etree

from pipeline.extract.docx_package import Relationship, qualified
from pipeline.extract.docx_styles import VAL, Look, Properties, Styles, properties_of
from pipeline.extract.docx_symbols import symbol_character
from pipeline.extract.page import Span

HYPERLINK = re.compile(r'^\s*HYPERLINK\s+(?:\\[a-z]\s+)*"?([^"\s]+)"?', re.IGNORECASE)
CALL_AGAIN = re.compile(r"^\s*NOTEREF\s", re.IGNORECASE)
REMOVED = frozenset(map(qualified, ("w:del", "w:moveFrom", "w:pPr", "w:rPr", "w:sdtPr", "w:sdtEndPr", "w:tcPr", "w:trPr", "w:rt", "w:rubyPr")))
"""Elements whose content is not printed."""
CHARACTERS = {qualified(name): text for name, text in {
    "w:tab": "\t", "w:ptab": "\t", "w:br": "\n", "w:cr": "\n", "w:noBreakHyphen": "\u2011", "w:softHyphen": "\u00ad",
}.items()}  # fmt: skip
RUN, TEXT, MATH_TEXT, SYMBOL = map(qualified, ("w:r", "w:t", "m:t", "w:sym"))
LINK, SIMPLE_FIELD, FIELD_MARK, FIELD_CODE = map(qualified, ("w:hyperlink", "w:fldSimple", "w:fldChar", "w:instrText"))
NOTE_CALLS = {qualified("w:footnoteReference"): "footnote", qualified("w:endnoteReference"): "endnote"}
NOTE_MARKERS = frozenset(map(qualified, ("w:footnoteRef", "w:endnoteRef")))
TEXT_BOX, ALTERNATIVES = qualified("w:txbxContent"), qualified("mc:AlternateContent")
SPACE = "{http://www.w3.org/XML/1998/namespace}space"


@dataclass(slots=True)
class Field:
    """A field that is open: its code so far, whether its result has begun."""

    code: list[str] = field(default_factory=list)
    in_result: bool = False

    @property
    def address(self) -> str | None:
        """The address of a HYPERLINK field."""
        match = HYPERLINK.match("".join(self.code))
        return match[1] if match and not match[1].startswith("\\") else None

    @property
    def calls_again(self) -> bool:
        """Whether the result repeats the marker of a note."""
        return CALL_AGAIN.match("".join(self.code)) is not None


def alternative(element: etree._Element) -> etree._Element | None:
    """The branch of an mc:AlternateContent to read: the first choice that brings words or a drawing, else the fallback."""
    branches = list(element)
    return next((b for b in branches if b.find(f".//{TEXT}") is not None), branches[0] if branches else None)


class RunReader:
    """Reads the paragraphs of one part; fields may stay open from one paragraph to the next.

    relationships: of the part; call_note: gives the marker for (kind, id, custom marker or None) and records the call;
    links: where the addresses of hyperlinks are collected; text_boxes: the contents of text boxes met so far.
    """

    def __init__(
        self, styles: Styles, relationships: dict[str, Relationship], call_note: Callable[[str, str, str | None], str], links: list[str]
    ) -> None:
        self._styles, self._relationships, self._call_note, self._links = styles, relationships, call_note, links
        self._fields: list[Field] = []
        self._custom: tuple[str, str] | None = None
        self.text_boxes: list[etree._Element] = []

    def read(self, paragraph: etree._Element, style: str | None) -> list[Span]:
        """The spans of a paragraph; neighbours of one look are one span."""
        # Only a field with a result of several paragraphs, such as a table of contents, may stay open: a field that a
        # damaged file never closes must not swallow the rest of the document.
        self._fields = [f for f in self._fields if f.in_result and not f.address]
        spans: list[Span] = []
        for span in self._inside(paragraph, style, None):
            last = spans[-1] if spans else None
            if last and (last.call, span.call) == (None, None) and _same_look(last, span):
                last.text += span.text
            else:
                spans.append(span)
        _unbracket(spans)
        for span in spans:
            span.text = unicodedata.normalize("NFC", span.text)
        return [span for span in spans if span.text or span.call]

    def _inside(self, parent: etree._Element, style: str | None, href: str | None) -> Iterator[Span]:
        for element in parent:
            if element.tag in REMOVED:
                continue
            if element.tag == RUN or (element.tag == qualified("m:r")):
                yield from self._run(element, style, href)
            elif element.tag == LINK:
                yield from self._inside(element, style, self._address(element) or href)
            elif element.tag == SIMPLE_FIELD:
                self._fields.append(Field([element.get(qualified("w:instr"), "")], in_result=True))
                self._linked(self._fields[-1].address)
                yield from self._inside(element, style, href)
                self._fields.pop()
            elif element.tag == ALTERNATIVES:
                if (branch := alternative(element)) is not None:
                    yield from self._inside(branch, style, href)
            else:
                yield from self._inside(element, style, href)

    def _address(self, element: etree._Element) -> str | None:
        relationship = self._relationships.get(element.get(qualified("r:id"), ""))
        return self._linked(relationship.target) if relationship and relationship.external else None

    def _linked(self, address: str | None) -> str | None:
        if address:
            self._links.append(address)
        return address

    def _run(self, run: etree._Element, style: str | None, href: str | None) -> Iterator[Span]:
        rpr = run.find(qualified("w:rPr"))
        direct = properties_of(rpr)
        named = None if rpr is None else rpr.find(qualified("w:rStyle"))
        yield from self._pieces(run, direct, style, None if named is None else named.get(VAL), href)

    def _pieces(self, parent: etree._Element, direct: Properties, style: str | None, character_style: str | None, href: str | None) -> Iterator[Span]:
        """The spans of a run's children, in order."""
        for element in parent:
            if element.tag == ALTERNATIVES:
                if (branch := alternative(element)) is not None:
                    yield from self._pieces(branch, direct, style, character_style, href)
            elif element.tag == FIELD_MARK:
                self._field_mark(element)
            elif element.tag == FIELD_CODE:
                if self._fields:
                    self._fields[-1].code.append(element.text or "")
            elif all(f.in_result for f in self._fields) and element.tag not in REMOVED:
                if text := _characters(element):
                    look = self._styles.look(direct, style, character_style, text)
                    yield from () if look.hidden else (self._span(text, look, href),)
                else:
                    yield from self._embedded(element, style, href)

    def _embedded(self, element: etree._Element, style: str | None, href: str | None) -> Iterator[Span]:
        """What a run holds besides characters: calls of notes, text boxes, glossed characters."""
        if element.tag in NOTE_CALLS:
            yield from self._note_call(element)
        elif element.tag in NOTE_MARKERS:
            yield Span("", call="")
        elif element.tag == qualified("w:ruby"):
            yield from self._inside(element, style, href)
        else:
            self.text_boxes += [box for box in element.iter(TEXT_BOX) if not _is_second_copy(box, element)]

    def _span(self, text: str, look: Look, href: str | None) -> Span:
        if self._custom is not None and text.strip():
            kind, note_id = self._custom
            self._custom = None
            return Span("", look.size, call=self._call_note(kind, note_id, text.strip()))
        if look.raised and text.strip() and any(f.calls_again for f in self._fields):
            return Span("", look.size, call=text.strip())
        address = next((f.address for f in reversed(self._fields) if f.address), None)
        return Span(text, look.size, look.bold, look.italic, look.raised, address or href)

    def _note_call(self, element: etree._Element) -> Iterator[Span]:
        kind, note_id = NOTE_CALLS[str(element.tag)], element.get(qualified("w:id"), "")
        if element.get(qualified("w:customMarkFollows"), "0").lower() in {"1", "true", "on"}:
            self._custom = kind, note_id
        else:
            yield Span("", call=self._call_note(kind, note_id, None))

    def _field_mark(self, element: etree._Element) -> None:
        kind = element.get(qualified("w:fldCharType"))
        if kind == "begin":
            self._fields.append(Field())
        elif kind == "separate" and self._fields:
            self._fields[-1].in_result = True
            self._linked(self._fields[-1].address)
        elif kind == "end" and self._fields:
            self._fields.pop()


def _unbracket(spans: list[Span]) -> None:
    """Take away the brackets that are set right around the marker of a note, at its call or before its text."""
    for before, call, after in zip(spans, spans[1:], spans[2:], strict=False):
        if call.call is not None and before.text.endswith("(") and after.text.startswith(")"):
            before.text, after.text = before.text[:-1], after.text[1:]


def _same_look(a: Span, b: Span) -> bool:
    return (a.size, a.bold, a.italic, a.raised, a.href) == (b.size, b.bold, b.italic, b.raised, b.href)


def _is_second_copy(box: etree._Element, top: etree._Element) -> bool:
    """Whether a text box lies in another one, or in the branch of an mc:AlternateContent that is not read."""
    below = box
    for ancestor in box.iterancestors():
        if ancestor.tag == TEXT_BOX or (ancestor.tag == ALTERNATIVES and alternative(ancestor) is not below):
            return True
        if ancestor is top:
            return False
        below = ancestor
    return False


def _characters(element: etree._Element) -> str:
    """What one child of a run prints."""
    if element.tag in {TEXT, MATH_TEXT}:
        text = element.text or ""
        kept = next((a.get(SPACE) for a in (element, *element.iterancestors()) if a.get(SPACE)), None) == "preserve"
        return text if kept else text.strip(" \t\r\n")
    if element.tag == SYMBOL:
        code = element.get(qualified("w:char"), "")
        character = chr(int(code, 16)) if re.fullmatch(r"[0-9A-Fa-f]{1,4}", code) else ""
        return symbol_character(character, element.get(qualified("w:font"), "")) if character else ""
    return CHARACTERS.get(str(element.tag), "")
