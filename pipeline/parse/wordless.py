"""Paragraphs without words: ornaments and rules are left out, a label that stands alone goes to the paragraph it labels.

Official XML keeps the number of a treaty's paragraph in a paragraph of its own (309 of them in one French annex), and
lines of asterisks or dashes between the parts of a document.
"""

from __future__ import annotations

import re

from pipeline.parse.labels import read_label
from pipeline.parse.model import Dropped, Paragraph
from pipeline.parse.rich import append

_WORDS = re.compile(r"[^\W_]")


def settle_wordless(paragraphs: list[Paragraph], language: str) -> tuple[list[Paragraph], list[Dropped]]:
    """The paragraphs that have words, and the blocks of the others with the reason."""
    kept: list[Paragraph] = []
    dropped: list[Dropped] = []
    waiting: Paragraph | None = None
    for paragraph in paragraphs:
        if paragraph.role != "table" and not paragraph.rich.calls and not _WORDS.search(paragraph.text) and not paragraph.label:
            dropped += [Dropped(block, "rule") for block in paragraph.blocks]
            continue
        if kept and kept[-1] is waiting and _takes_label(paragraph, language):
            kept[-1] = _labelled(waiting, paragraph)
            waiting = None
            continue
        kept.append(paragraph)
        waiting = paragraph if _label_alone(paragraph, language) else None
    return kept, dropped


def _label_alone(paragraph: Paragraph, language: str) -> bool:
    if paragraph.role in ("cover", "title", "table", "heading"):
        return False
    if paragraph.label is not None:
        return not paragraph.text
    label = read_label(paragraph.text, language)
    return label is not None and label.form in ("point", "number") and label.end >= len(paragraph.text)


def _takes_label(paragraph: Paragraph, language: str) -> bool:
    plain = paragraph.role not in ("cover", "title", "table", "formula", "closing")
    return plain and paragraph.label is None and read_label(paragraph.text, language) is None


def _labelled(label: Paragraph, words: Paragraph) -> Paragraph:
    words.rich = append(label.rich, words.rich)
    words.blocks = [*label.blocks, *words.blocks]
    words.label = label.label
    if words.role == "heading":
        words.role = label.role
    return words
