"""Paragraphs of the body → clauses with kind, path and label.

Two passes. `classify` says what each paragraph is by itself and its neighbours: formula, heading, numbered operative,
sub-paragraph, plain, table, annex, closing. `Builder` walks the classified paragraphs and gives every one its place.
Roles that the format states are hints: the official XML leaves labels in running text and preambles among operatives.
Source of the order of parts: editorial manual; of paths: the published tables.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from pipeline.parse.actions import find_lead
from pipeline.parse.labels import Label, Sequence, read_label, read_part, to_letters, to_roman
from pipeline.parse.model import Clause, Paragraph, Rich
from pipeline.parse.rich import append, cut
from pipeline.parse.structure import structure

What = Literal["formula", "heading", "operative", "point", "plain", "table", "annex", "closing"]
TERMINAL = ".;:,!?。；：，、！？،؛؟…”’»」』"
COMMAS = ",，،、"
HEADING_LENGTH = 250
"""Longest heading in code points that is accepted without the format saying so (longest seen in official XML: 231)."""
PLAIN_HEADING = 120
"""Longest heading that is told by its lack of a stop and of an action phrase alone."""
ANNEX_WORD = 2
"""First letters of the word for annex, by which it is told from the word for appendix."""
_SIDES = ("preambular", "operative")
CLOSING_LENGTH = 90


_LETTER_AND_TITLE = re.compile(r"([B-H])\s+(?=[A-ZÀ-ÞА-ЯЁ])")
_BARE_NUMBER = re.compile(r"(\d{1,3})\s+(?=\D)")


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


def is_heading(paragraph: Paragraph, language: str) -> bool:
    """Whether a paragraph without number is a heading.

    Said by the format; or a part's numeral alone, or before a short centred line; or a short centred line without stop.
    """
    text = paragraph.text.strip()
    if paragraph.role in ("heading", "title"):
        return True
    part = read_part(text, language, heading=paragraph.role == "heading" or paragraph.centred)
    if part and (part[2] >= len(text) or (len(text) <= HEADING_LENGTH and paragraph.centred)):
        return True
    if not text or len(text) > HEADING_LENGTH:
        return False
    if text[-1] in ".;:,。；：，،؛" or paragraph.role not in ("unknown", "operative", "preambular", "table"):
        return False
    if paragraph.centred or any(s.start == 0 and s.end >= len(text) for s in paragraph.rich.styles):
        return True
    return len(text) <= PLAIN_HEADING and text[-1] not in TERMINAL and not any(find_lead(text, language, side) for side in _SIDES)


def classify(paragraphs: list[Paragraph], language: str) -> list[Piece]:
    """What each paragraph of the body is."""
    pieces = _Classifier(language).run(paragraphs)
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
        self.heading_since = False
        self.in_annex = False
        self.closed = False
        self.formulas = 0
        self.sequence = Sequence()

    def run(self, paragraphs: list[Paragraph]) -> list[Piece]:
        labels = [own_label(p, self.language) for p in paragraphs]
        pieces = []
        for i, (paragraph, label) in enumerate(zip(paragraphs, labels, strict=True)):
            following = next((x for x in labels[i + 1 : i + 12] if x and x.form == "point"), None)
            previous = paragraphs[i - 1] if i else None
            pieces.append(self._piece(paragraph, label, following, previous))
        return pieces

    def _piece(self, paragraph: Paragraph, label: Label | None, following: Label | None, previous: Paragraph | None) -> Piece:
        text = paragraph.text.strip()
        if paragraph.role == "formula" or (not self.in_annex and self.form.organ_of(text)):
            return self._formula(paragraph)
        if paragraph.role == "annex" or self.in_annex or (paragraph.role != "table" and self.form.annex.match(text)):
            self.in_annex = True
            return Piece(paragraph, "annex", label)
        if paragraph.role == "closing" or self._closes(text, label):
            self.closed = True
            return Piece(paragraph, "closing")
        if paragraph.role == "table":
            return Piece(paragraph, "table")
        label = label or self._bare_number(text)
        if label and label.form == "number" and self._is_operative(paragraph, label, previous):
            return self._operative(paragraph, label)
        if label and label.form in ("point", "number") and self._fits(label, following, paragraph):
            return Piece(paragraph, "point", label)
        if is_heading(paragraph, self.language):
            self.heading_since = True
            return Piece(paragraph, "heading")
        self.sequence = Sequence()
        return Piece(paragraph, "plain")

    def _bare_number(self, text: str) -> Label | None:
        """A number that lost its full stop: the one that is next, before an action phrase."""
        match = _BARE_NUMBER.match(text)
        if match is None or int(match[1]) != self.last + 1 or find_lead(text[match.end() :], self.language, "operative") is None:
            return None
        return Label(match[1], match.end(), "number", (("number", int(match[1])),))

    def _formula(self, paragraph: Paragraph) -> Piece:
        self.formulas += 1
        again = self.formulas > 1
        self.in_annex = self.closed = False
        if again:
            self.last = 0
        self.sequence = Sequence()
        return Piece(paragraph, "formula", opens_part=again)

    def _closes(self, text: str, label: Label | None) -> bool:
        """Meeting and date of adoption, after the last operative paragraph."""
        if self.closed:
            return len(text) <= CLOSING_LENGTH
        return len(text) <= CLOSING_LENGTH and bool(self.form.meeting.match(text)) and not (label and label.form == "point")

    def _is_operative(self, paragraph: Paragraph, label: Label, previous: Paragraph | None) -> bool:
        number = label.number or 0
        if number == self.last + 1:
            return True
        if number == 1 and self.last and self.heading_since:
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

    def _operative(self, paragraph: Paragraph, label: Label) -> Piece:
        again = label.number == 1 and self.last > 0
        piece = Piece(paragraph, "operative", label, label.number, opens_part=again)
        before, self.last = self.last, label.number or 0
        self.leap = (piece, before) if before and self.last > before + 1 else None
        self.heading_since = False
        self.sequence = Sequence()
        return piece

    def _fits(self, label: Label, following: Label | None, paragraph: Paragraph) -> bool:
        if label.form == "number" and paragraph.label is None and label.number != 1 and not self.sequence.is_open("number"):
            return False
        return self.sequence.place(label, following) is not None


class Builder:
    """Gives every classified paragraph its place; `clauses` and `closing` hold the result."""

    def __init__(self, language: str, *, statement: bool = False) -> None:
        self.language = language
        self.statement = statement
        self.clauses: list[Clause] = []
        self.closing: list[Paragraph] = []
        self._prefix = ""
        self._preambular = self._operative = self._headings = 0
        self._annexes = self._in_annex = 0
        self._annex_word = ""
        self._sequence = Sequence()
        self._base: Clause | None = None

    def build(self, pieces: list[Piece]) -> None:
        """Walk the pieces in order."""
        prefixes = _prefixes(pieces, self.language)
        sides = _sides(pieces, prefixes, statement=self.statement)
        self._annex_word = next((p.paragraph.text.strip()[:ANNEX_WORD].casefold() for p in pieces if _starts_annex(p, self.language)), "")
        single_annex = sum(self._opens_annex(p) for p in pieces) <= 1
        points = [p.label for p in pieces]
        for i, piece in enumerate(pieces):
            if prefixes[i] is not None:
                self._open_part(prefixes[i] or "")
            following = next((x for p, x in zip(pieces[i + 1 : i + 12], points[i + 1 : i + 12], strict=True) if p.what == "point"), None)
            self._place(piece, sides[i], following, single_annex=single_annex)

    def _open_part(self, prefix: str) -> None:
        self._prefix = f"{prefix}." if prefix else ""
        self._preambular = self._operative = 0

    def _place(self, piece: Piece, side: str, following: Label | None, *, single_annex: bool) -> None:
        match piece.what:
            case "formula":
                self._add(piece, "enacting", f"{self._prefix}enacting", rich=piece.paragraph.rich)
            case "operative":
                self._operative = piece.number or self._operative + 1
                self._start(piece, "operative", f"{self._prefix}op{self._operative}")
            case "plain":
                self._plain(piece, side)
            case "point":
                self._point(piece, following)
            case "heading":
                self._heading(piece)
            case "table":
                self._go_on(piece)
            case "annex":
                self._annex(piece, single=single_annex)
            case "closing":
                self.closing.append(piece.paragraph)

    def _start(self, piece: Piece, kind: str, path: str) -> None:
        self._sequence = Sequence()
        self._base = self._add(piece, kind, path)

    def _plain(self, piece: Piece, side: str) -> None:
        if side == "preambular":
            self._preambular += 1
            self._start(piece, "preambular", f"{self._prefix}pp{self._preambular}")
        elif side == "operative":
            self._operative += 1
            self._start(piece, "operative", f"{self._prefix}op{self._operative}")
        else:
            self._go_on(piece)

    def _point(self, piece: Piece, following: Label | None) -> None:
        place = self._sequence.place(piece.label, following) if piece.label else None
        if place is None or self._base is None:
            self._go_on(piece)
            return
        steps = [to_letters(place[0]), *(to_roman(n) for n in place[1:2]), *(str(n) for n in place[2:3])]
        path = ".".join([self._base.path, *steps])
        self._add(piece, self._base.kind, path, depth=len(place), parent=path.rpartition(".")[0])

    def _heading(self, piece: Piece) -> None:
        """A numeral and the title under it are one heading."""
        last = self.clauses[-1] if self.clauses else None
        part = read_part(piece.paragraph.text, self.language, heading=True)
        if last and last.kind == "heading" and last.label is None and part is None and _numeral_alone(last.rich.text, self.language):
            last.label, last.rich = last.rich.text.rstrip(". "), piece.paragraph.rich
            last.blocks += piece.paragraph.blocks
            return
        self._headings += 1
        titled = part is not None and part[2] < len(piece.paragraph.text)
        rich = cut(piece.paragraph.rich, part[2]) if part and titled else piece.paragraph.rich
        clause = self._add(piece, "heading", f"h{self._headings}", rich=rich)
        clause.label = piece.paragraph.label or (part[0] if part and titled else None)

    def _annex(self, piece: Piece, *, single: bool) -> None:
        if self._opens_annex(piece) or not self._annexes:
            self._annexes += 1
            self._in_annex = 0
        self._in_annex += 1
        number = "" if single else str(self._annexes)
        self._add(piece, "annex", f"annex{number}.{self._in_annex}")

    def _opens_annex(self, piece: Piece) -> bool:
        """Whether a line opens an annex; an appendix to an annex belongs to it."""
        return _starts_annex(piece, self.language) and piece.paragraph.text.strip()[:ANNEX_WORD].casefold() == self._annex_word

    def _go_on(self, piece: Piece) -> None:
        """A paragraph that has no place of its own (quoted words, a table) goes on the clause before it."""
        last = next((c for c in reversed(self.clauses) if c.kind != "heading"), None) or (self.clauses[-1] if self.clauses else None)
        if last is None:
            self._preambular += 1
            self._start(piece, "preambular", f"{self._prefix}pp{self._preambular}")
            return
        last.rich = append(last.rich, piece.paragraph.rich)
        last.blocks += piece.paragraph.blocks

    def _add(self, piece: Piece, kind: str, path: str, *, depth: int = 0, parent: str | None = None, rich: Rich | None = None) -> Clause:
        clause = Clause(kind, path, parent, depth, piece.printed if rich is None else None, rich or piece.words, list(piece.paragraph.blocks))
        self.clauses.append(clause)
        return clause


def _numeral_alone(text: str, language: str) -> bool:
    part = read_part(text, language)
    return part is not None and part[2] >= len(text)


def _starts_annex(piece: Piece, language: str) -> bool:
    return piece.what == "annex" and bool(structure(language).annex.match(piece.paragraph.text.strip()))


def _sides(pieces: list[Piece], prefixes: list[str | None], *, statement: bool) -> list[str]:
    """For every plain paragraph: preambular, operative, or going on the one before ("")."""
    sides = [""] * len(pieces)
    starts = [i for i, p in enumerate(pieces) if p.what == "formula" or prefixes[i] is not None]
    edges = sorted({0, *starts, len(pieces)})
    for first, last in pairwise(edges):
        _sides_of_part(pieces, sides, first, last, statement=statement)
    return sides


def _sides_of_part(pieces: list[Piece], sides: list[str], first: int, last: int, *, statement: bool) -> None:
    plain = [i for i in range(first, last) if pieces[i].what == "plain"]
    numbered = [i for i in range(first, last) if pieces[i].what == "operative"]
    if numbered:
        heading = False
        for i in range(first, last):
            heading = heading or pieces[i].what == "heading"
            if pieces[i].what == "operative":
                heading = False
            if pieces[i].what == "plain" and (i < numbered[0] or (heading and _ends_like_preamble(pieces[i]))):
                sides[i] = "preambular"
        return
    commas = [i for i in plain if _ends_like_preamble(pieces[i])]
    begins = next((i for i in plain if not commas or i > commas[-1]), plain[-1] if plain else last)
    for i in plain:
        sides[i] = "operative" if i >= begins else "preambular"
    if statement and plain:
        intro = plain[0]
        for i in plain:
            sides[i] = "preambular" if i == intro and pieces[i].paragraph.text.rstrip().endswith((":", "：")) else "operative"


def _ends_like_preamble(piece: Piece) -> bool:
    return piece.paragraph.text.rstrip("”’\"'» ")[-1:] in COMMAS


def _prefixes(pieces: list[Piece], language: str) -> list[str | None]:
    """At the first piece of a part: its prefix; None elsewhere. Parts count only where numbering starts again.

    Then every heading of the series (letters or numerals) that divides the document opens a part, numbered or not. A
    letter or numeral that was used before is told apart by the part that it stands in.
    """
    prefixes: list[str | None] = [None] * len(pieces)
    opening = [i for i, p in enumerate(pieces) if p.opens_part]
    if not opening:
        return prefixes
    begins = pieces[opening[0]].what
    first = next((i for i, p in enumerate(pieces) if p.what == begins), opening[0])
    starts: dict[int, str | None] = {}
    for number, i in enumerate([first, *opening], 1):
        start, name = _part_heading(pieces, i, language)
        if name is None and pieces[i].what == "formula":  # parts of a composite are lettered, whatever the print lost
            name = to_letters(number).upper()
        if name is not None or i != first:
            starts.setdefault(start, name)
    series = {_series(name) for name in starts.values() if name}
    since = min(starts)
    for i, piece in enumerate(pieces):
        name = _part_name(piece, language)
        if i > since and name and _series(name) in series and piece.what == "heading":
            starts.setdefault(i, name)
    used: set[str] = set()
    outer = ""
    for number, start in enumerate(sorted(starts), 1):
        name = starts[start] or to_letters(number).upper()
        if pieces[start].opens_part or _opens_formula(pieces, start):
            outer = name
        prefix = name if name not in used else f"{outer}.{name}"
        while prefix in used:
            prefix += f".{to_letters(number).upper()}"
        used.add(prefix)
        prefixes[start] = prefix
    return prefixes


def _series(name: str) -> str:
    """Numerals and letters are series of their own: I, V, X count as numerals."""
    return "numeral" if set(name) <= set("IVXL") else "letter"


def _part_name(piece: Piece, language: str) -> str | None:
    """Latin letter or numeral of a heading that divides a document."""
    if piece.what != "heading":
        return None
    text = f"{piece.paragraph.label}." if piece.paragraph.label else piece.paragraph.text
    part = read_part(text, language, heading=True)
    if part is None and (lettered := _LETTER_AND_TITLE.match(text)):
        return lettered[1]
    return part[1] if part else None


def _opens_formula(pieces: list[Piece], start: int) -> bool:
    following = next((p for p in pieces[start:] if p.what != "heading"), None)
    return following is not None and following.what == "formula"


def _part_heading(pieces: list[Piece], opening: int, language: str) -> tuple[int, str | None]:
    """The headings that stand before a part: where they begin, and the printed letter or numeral."""
    start = opening
    for i in range(opening - 1, -1, -1):
        if pieces[i].what in ("operative", "point", "annex", "formula"):
            break
        if pieces[i].what == "heading":
            start = i
            name = _part_name(pieces[i], language)
            if name:
                return i, name
    return start, None
