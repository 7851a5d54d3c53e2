"""How characters look and which paragraphs are numbered, through style inheritance (ECMA-376 part 1, 17.7).

Toggle properties (bold, italic, hidden) of the paragraph style and of the character style cancel each other out; direct
formatting is absolute. Complex-script characters have their own bold, italic and size (`bCs`, `iCs`, `szCs`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from pipeline.extract.docx_package import qualified

TOGGLES = ("b", "i", "bCs", "iCs", "vanish")
VALUES = ("sz", "szCs", "vertAlign", "rtl", "cs")
COMPLEX_SCRIPT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
"""Hebrew, Arabic, Syriac, Thaana and their presentation forms."""
DEFAULT_SIZE = 10.0
VAL = qualified("w:val")
Properties = dict[str, bool | str]


@dataclass(frozen=True, slots=True)
class Look:
    """Effective look of a run; size in points."""

    bold: bool = False
    italic: bool = False
    raised: bool = False
    hidden: bool = False
    size: float = DEFAULT_SIZE


@dataclass(frozen=True, slots=True)
class Style:
    """One declared style."""

    name: str
    based_on: str | None
    properties: Properties
    numbering: etree._Element | None


def is_on(element: etree._Element) -> bool:
    """Value of an on/off element: on unless it says off."""
    return element.get(VAL, "1").lower() not in {"0", "false", "off"}


def properties_of(rpr: etree._Element | None) -> Properties:
    """The character properties that matter, of one <w:rPr>."""
    found: Properties = {}
    if rpr is None:
        return found
    for name in TOGGLES:
        if (element := rpr.find(qualified(f"w:{name}"))) is not None:
            found[name] = is_on(element)
    for name in VALUES:
        if (element := rpr.find(qualified(f"w:{name}"))) is not None:
            found[name] = is_on(element) if name in {"rtl", "cs"} else element.get(VAL, "")
    return found


class Styles:
    """The styles part; an absent part is an empty one."""

    def __init__(self, root: etree._Element | None) -> None:
        self._styles: dict[str, Style] = {}
        self._defaults: Properties = {}
        self._merged: dict[tuple[str | None, str | None], Properties] = {}
        self.default_paragraph: str | None = None
        if root is None:
            return
        self._defaults = properties_of(root.find("/".join(map(qualified, ("w:docDefaults", "w:rPrDefault", "w:rPr")))))
        for element in root.iter(qualified("w:style")):
            style_id = element.get(qualified("w:styleId"), "")
            name, based_on = element.find(qualified("w:name")), element.find(qualified("w:basedOn"))
            self._styles[style_id] = Style(
                name.get(VAL, style_id) if name is not None else style_id,
                based_on.get(VAL) if based_on is not None else None,
                properties_of(element.find(qualified("w:rPr"))),
                element.find("/".join(map(qualified, ("w:pPr", "w:numPr")))),
            )
            if element.get(qualified("w:type")) == "paragraph" and element.get(qualified("w:default")) in {"1", "true", "on"}:
                self.default_paragraph = style_id

    def chain(self, style_id: str | None) -> Iterator[tuple[str, Style]]:
        """A style and what it is based on, nearest first; a circle ends where it closes."""
        seen = set()
        while style_id is not None and style_id in self._styles and style_id not in seen:
            seen.add(style_id)
            yield style_id, self._styles[style_id]
            style_id = self._styles[style_id].based_on

    def name(self, style_id: str | None) -> str | None:
        """The name of a paragraph style; the default style's where a paragraph names none."""
        return next((style.name for _, style in self.chain(style_id or self.default_paragraph)), None)

    def look(self, direct: Properties, paragraph_style: str | None, character_style: str | None, text: str) -> Look:
        """The effective look of `text`, given the direct formatting of its run and the two styles."""
        inherited = self._inherited(paragraph_style, character_style)
        merged = {**inherited, **direct}
        is_complex = bool(merged.get("rtl") or merged.get("cs")) or COMPLEX_SCRIPT.search(text) is not None
        suffix = "Cs" if is_complex else ""
        size = str(merged.get(f"sz{suffix}", ""))
        return Look(
            bool(merged.get(f"b{suffix}")),
            bool(merged.get(f"i{suffix}")),
            merged.get("vertAlign") == "superscript",
            bool(merged.get("vanish")),
            float(size) / 2 if size.isdigit() else DEFAULT_SIZE,
        )

    def _inherited(self, paragraph_style: str | None, character_style: str | None) -> Properties:
        pair = paragraph_style, character_style
        if pair not in self._merged:
            self._merged[pair] = self._merge(paragraph_style, character_style)
        return self._merged[pair]

    def _merge(self, paragraph_style: str | None, character_style: str | None) -> Properties:
        sources = [self._of_chain(paragraph_style or self.default_paragraph), self._of_chain(character_style)]
        merged: Properties = {**self._defaults, **sources[0], **sources[1]}
        for name in TOGGLES:
            merged[name] = bool(self._defaults.get(name)) or (bool(sources[0].get(name)) != bool(sources[1].get(name)))
        return merged

    def _of_chain(self, style_id: str | None) -> Properties:
        merged: Properties = {}
        for _, style in self.chain(style_id):
            merged = {**style.properties, **merged}
        return merged
