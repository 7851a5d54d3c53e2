"""A paragraph of the body with what it is by itself and its neighbours, before it has a place."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from pipeline.parse.labels import Label, read_label
from pipeline.parse.model import Paragraph, Rich
from pipeline.parse.rich import cut

What = Literal["formula", "heading", "operative", "point", "plain", "table", "annex", "closing"]

COMMAS = ",，،、"


def ends_like_preamble(text: str) -> bool:
    """Whether a paragraph ends with a comma, as those of the preamble do."""
    return text.rstrip("”’\"'» ")[-1:] in COMMAS


@dataclass(slots=True)
class Piece:
    """A paragraph with what it is; number: printed number of an operative; opens_part: numbering starts again here."""

    paragraph: Paragraph
    what: What
    label: Label | None = None
    number: int | None = None
    opens_part: bool = False

    @property
    def words(self) -> Rich:
        """The paragraph without a label that stands in its running text."""
        rich = self.paragraph.rich
        return cut(rich, self.label.end) if self.label and self.paragraph.label is None else rich

    @property
    def printed(self) -> str | None:
        """The label as printed."""
        return self.paragraph.label or (self.label.text if self.label else None)


def own_label(paragraph: Paragraph, language: str) -> Label | None:
    """The label of a paragraph, kept apart by the format or at the start of its text."""
    if paragraph.label is not None:
        return read_label(f"{paragraph.label} ", language) or read_label(f"{paragraph.label}. ", language)
    return read_label(paragraph.text, language)
