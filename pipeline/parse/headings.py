"""Headings inside the body: numerals and letters of parts, and titles."""

from __future__ import annotations

from pipeline.parse.actions import find_lead
from pipeline.parse.labels import read_part
from pipeline.parse.model import Paragraph
from pipeline.parse.parting import TERMINAL

_UNENDED = TERMINAL.replace(")", "、」』")
"""Signs that no heading ends in: a bracket may end one."""
HEADING_LENGTH = 400
"""Longest heading in code points that is accepted without the format saying so (longest seen in official XML: 384)."""
PLAIN_HEADING = 120
"""Longest heading that is told by its lack of a stop and of an action phrase alone."""
_SIDES = ("preambular", "operative")


def is_heading(paragraph: Paragraph, language: str) -> bool:
    """Whether a paragraph without number is a heading.

    Said by the format; or a part's numeral alone, or before a short centred line; or a short centred line without stop.
    """
    text = paragraph.text.strip()
    if is_set_as_heading(paragraph, language):
        return True
    if not _may_head(text) or paragraph.role not in (*_ROLES, "point"):
        return False
    return len(text) <= PLAIN_HEADING and text[-1] not in _UNENDED and not any(find_lead(text, language, side) for side in _SIDES)


def is_set_as_heading(paragraph: Paragraph, language: str) -> bool:
    """Whether the format, the numeral of a part or the look says that a paragraph without number is a heading."""
    text = paragraph.text.strip()
    if paragraph.role in ("heading", "title"):
        return True
    part = read_part(text, language, heading=paragraph.centred)
    if part and (part[2] >= len(text) or (len(text) <= HEADING_LENGTH and paragraph.centred)):
        return True
    if not _may_head(text) or paragraph.role not in _ROLES:
        return False
    return paragraph.centred or any(s.start == 0 and s.end >= len(text) for s in paragraph.rich.styles)


_ROLES = ("unknown", "operative", "preambular", "table")


def _may_head(text: str) -> bool:
    return bool(text) and len(text) <= HEADING_LENGTH and text[-1] not in ".;:,。；：，،؛"
