"""Paragraphs of the body → pieces: formula, heading, numbered operative, sub-paragraph, plain, table, annex, closing.

Roles that the format states are hints: the official XML leaves labels in running text and preambles among operatives.
Source of the order of parts: editorial manual.
"""

from __future__ import annotations

import re

from pipeline.parse.actions import find_lead
from pipeline.parse.dates import parse_date
from pipeline.parse.headings import is_heading, is_set_as_heading
from pipeline.parse.labels import Label, Sequence, is_like_one, read_part
from pipeline.parse.model import Paragraph
from pipeline.parse.parts import part_numerals
from pipeline.parse.pieces import Piece, ends_like_preamble, own_label
from pipeline.parse.structure import structure

CLOSING_LENGTH = 90
HEADINGS = 3
"""Paragraphs that the letter and title of a part take before its formula, at most."""
_BARE_NUMBER = re.compile(r"(\d{1,3})(?:\s+(?=\D)|(?=[\u3400-\u9fff]))")


def classify(paragraphs: list[Paragraph], language: str) -> list[Piece]:
    """What each paragraph of the body is."""
    pieces = _Classifier(language).run(paragraphs)
    part_numerals(pieces, language)
    start = _instrument(pieces, language)
    for piece in pieces[start:]:
        if piece.what not in ("closing", "formula"):
            piece.what, piece.opens_part, piece.number = "annex", False, None
    return pieces


def _instrument(pieces: list[Piece], language: str) -> int:
    """Where an instrument begins that an unnumbered paragraph adopts: its own numbers are not those of the resolution.

    The paragraph “Adopts the following declaration”, headings, then the text of the declaration; what follows the
    headings is annexed matter. The length of `pieces` where there is none.
    """
    for i, piece in enumerate(pieces):
        if piece.what == "operative":
            break
        lead = find_lead(piece.paragraph.text, language, "operative") if piece.what == "plain" else None
        if lead is None or lead.action not in ADOPTING or i + 1 >= len(pieces) or pieces[i + 1].what != "heading":
            continue
        body = next((j for j in range(i + 1, len(pieces)) if pieces[j].what != "heading"), len(pieces))
        if any(p.number == 1 for p in pieces[body:]):
            return body
    return len(pieces)


ADOPTING = ("adopt", "approve", "endorse")
"""Lemmas of the paragraphs that adopt an instrument which follows in the body."""


class _Classifier:
    def __init__(self, language: str) -> None:
        self.language = language
        self.form = structure(language)
        self.last = 0
        self.leap: tuple[Piece, int] | None = None
        self.numbered: list[Piece] = []
        self.heading_since = False
        self.in_annex = False
        self.tabled = False
        self.formula_ahead = False
        self.closed = False
        self.formulas = 0
        self.sequence = Sequence()

    def run(self, paragraphs: list[Paragraph]) -> list[Piece]:
        labels = [own_label(p, self.language) for p in paragraphs]
        pieces = []
        for i, (paragraph, label) in enumerate(zip(paragraphs, labels, strict=True)):
            following = next((x for x in labels[i + 1 : i + 12] if x and x.form in ("point", "bullet")), None)
            previous = paragraphs[i - 1] if i else None
            self.formula_ahead = any(self.form.organ_of(p.text.strip()) for p in paragraphs[i + 1 : i + 1 + HEADINGS])
            pieces.append(self._piece(paragraph, label, following, previous))
            self.tabled = pieces[-1].what == "table"
        return pieces

    def _piece(self, paragraph: Paragraph, label: Label | None, following: Label | None, previous: Paragraph | None) -> Piece:
        text = paragraph.text.strip()
        if paragraph.role == "formula" or (not self.in_annex and self.form.organ_of(text)):
            return self._formula(paragraph)
        if paragraph.role == "annex" or self.in_annex or (paragraph.role != "table" and self.form.annex.match(text)):
            self.in_annex = True
            return Piece(paragraph, "annex", label)
        if paragraph.role == "closing" or self._closes(paragraph, label):
            self.closed = True
            return Piece(paragraph, "closing")
        if paragraph.role == "table":
            return Piece(paragraph, "table")
        label = self._misprinted_one(paragraph, label) or label or self._bare_number(text)
        if label and label.form == "number" and self._is_operative(paragraph, label, previous):
            return self._operative(paragraph, label)
        if label and self._fits(label, following, paragraph, previous):
            return Piece(paragraph, "point", label)
        if is_heading(paragraph, self.language):
            if self.tabled and not self._is_set_off(paragraph):  # what a table left outside itself
                return Piece(paragraph, "table")
            self.heading_since = True
            return Piece(paragraph, "heading")
        if not self.last:
            self.sequence = Sequence()
        return Piece(paragraph, "plain")

    def _is_set_off(self, paragraph: Paragraph) -> bool:
        """Whether more than the lack of a stop says that a heading is one: the format, its look, or its numeral."""
        return is_set_as_heading(paragraph, self.language) or read_part(paragraph.text, self.language, heading=True) is not None

    def _bare_number(self, text: str) -> Label | None:
        """A number that lost its full stop: the one that is next, before an action phrase."""
        match = _BARE_NUMBER.match(text)
        if match is None or int(match[1]) != self.last + 1 or find_lead(text[match.end() :], self.language, "operative") is None:
            return None
        return Label(match[1], match.end(), "number", (("number", int(match[1])),))

    def _misprinted_one(self, paragraph: Paragraph, label: Label | None) -> Label | None:
        """“l.” for 1., where the first number is due and an action phrase follows."""
        if self.last or label is None or not is_like_one(label):
            return None
        words = paragraph.text if paragraph.label is not None else paragraph.text[label.end :]
        if find_lead(words, self.language, "operative") is None:
            return None
        return Label(label.text, label.end, "number", (("number", 1),))

    def _formula(self, paragraph: Paragraph) -> Piece:
        self.formulas += 1
        again = self.formulas > 1
        self.in_annex = self.closed = False
        if again:
            self.last = 0
        self.sequence, self.numbered = Sequence(), []
        return Piece(paragraph, "formula", opens_part=again)

    def _closes(self, paragraph: Paragraph, label: Label | None) -> bool:
        """Meeting and date of adoption, after the last operative paragraph; what stands before the next formula is its heading."""
        text = paragraph.text.strip()
        if self.closed:
            return len(text) <= CLOSING_LENGTH and paragraph.role not in ("title", "heading") and not (self.formula_ahead and self._untimely(text))
        return len(text) <= CLOSING_LENGTH and bool(self.form.meeting.match(text)) and not (label and label.form == "point")

    def _untimely(self, text: str) -> bool:
        """Whether a line is neither meeting nor date."""
        return not self.form.meeting.match(text) and parse_date(text, self.language) is None

    def _is_operative(self, paragraph: Paragraph, label: Label, previous: Paragraph | None) -> bool:
        number = label.number or 0
        if number == self.last + 1:
            return True
        if number == 1 and self.last and self.heading_since:
            return True
        if number == 1 and self.numbered and all(ends_like_preamble(p.paragraph.text) for p in self.numbered):
            self._renumber_preamble()
            return True
        if self.leap and number == self.leap[1] + 2:  # 31, 34, 33: the number that leapt ahead is a misprint, and has its place
            self.leap[0].number = self.leap[1] + 1
            return True
        if number <= self.last:
            return False
        if paragraph.label is not None:  # the format keeps the number apart from the words: it is printed so
            return True
        ended = previous is None or previous.text.rstrip()[-1:] in ".;；。؛،,，"
        return ended and number <= self.last + 3 and find_lead(paragraph.text[label.end :], self.language, "operative") is not None

    def _renumber_preamble(self) -> None:
        """What was numbered so far, each paragraph with a comma at its end, is a numbered preamble."""
        for piece in self.numbered:
            piece.what, piece.number = "plain", None
        self.last, self.numbered = 0, []

    def _operative(self, paragraph: Paragraph, label: Label) -> Piece:
        again = label.number == 1 and self.last > 0
        piece = Piece(paragraph, "operative", label, label.number, opens_part=again)
        before, self.last = self.last, label.number or 0
        self.leap = (piece, before) if before and self.last > before + 1 else None
        self.heading_since = False
        self.sequence = Sequence()
        self.numbered.append(piece)
        return piece

    def _fits(self, label: Label, following: Label | None, paragraph: Paragraph, previous: Paragraph | None) -> bool:
        if label.form == "upper":
            return False
        if label.form == "number" and paragraph.label is None and label.number != 1 and not self.sequence.is_open("number"):
            return False
        if label.form == "bullet" and not (self.last or self.sequence.is_open(label.readings[0][0]) or _introduces(previous)):
            return False
        return self.sequence.place(label, following) is not None


def _introduces(paragraph: Paragraph | None) -> bool:
    """Whether a paragraph ends with a colon."""
    return paragraph is not None and paragraph.text.rstrip()[-1:] in ":："
