"""Markers of footnotes and endnotes: counted in the order of their calls, or taken as the author typed them."""

from __future__ import annotations

from dataclasses import dataclass

from lxml import etree

from pipeline.extract.docx_numerals import format_number
from pipeline.extract.docx_package import qualified
from pipeline.extract.docx_styles import VAL
from pipeline.extract.page import MARKER_BRACKETS

DEFAULT_FORMAT = {"footnote": "decimal", "endnote": "lowerRoman"}


@dataclass(frozen=True, slots=True)
class NoteCall:
    """A note that was called: kind is footnote or endnote, id its number in the file, marker what is printed without brackets;
    custom: what the author typed for it, None where it is counted.
    """

    kind: str
    id: str
    marker: str
    custom: str | None


class Notes:
    """The counters of notes of one document; `calls` grows in the order of reading.

    Format and start come from the settings, or from the first section that states them.
    """

    def __init__(self, settings: etree._Element | None, document: etree._Element) -> None:
        self.calls: list[NoteCall] = []
        self._formats, self._next = dict(DEFAULT_FORMAT), dict.fromkeys(DEFAULT_FORMAT, 1)
        sections = document.iter(qualified("w:sectPr"))
        for place in (*([] if settings is None else [settings]), *sections):
            for kind in DEFAULT_FORMAT:
                properties = place.find(qualified(f"w:{kind}Pr"))
                if properties is None:
                    continue
                number_format, start = properties.find(qualified("w:numFmt")), properties.find(qualified("w:numStart"))
                if number_format is not None:
                    self._formats[kind] = number_format.get(VAL, "decimal")
                if start is not None and start.get(VAL, "").isdigit():
                    self._next[kind] = int(start.get(VAL, "1"))

    def call(self, kind: str, note_id: str, custom: str | None) -> str:
        """Record a call; out comes its marker. The custom marker is what the author typed, None for automatic ones."""
        if custom is None:
            marker = format_number(self._next[kind], self._formats[kind])
            self._next[kind] += 1
        else:
            marker = custom.strip(MARKER_BRACKETS) or custom
        self.calls.append(NoteCall(kind, note_id, marker, custom))
        return marker
