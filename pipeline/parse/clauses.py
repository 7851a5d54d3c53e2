"""Classified paragraphs of the body → clauses with kind, path and label.

`Builder` walks the pieces and gives every one its place. Source of the paths: the published tables.
"""

from __future__ import annotations

from pipeline.parse.labels import Label, Sequence, read_part, to_letters, to_roman
from pipeline.parse.model import Clause, Paragraph, Rich
from pipeline.parse.parts import part_prefixes
from pipeline.parse.pieces import Piece
from pipeline.parse.rich import append, cut
from pipeline.parse.sides import sides_of
from pipeline.parse.structure import structure

ANNEX_WORD = 2
"""First letters of the word for annex, by which it is told from the word for appendix."""


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
        prefixes = part_prefixes(pieces, self.language)
        sides = sides_of(pieces, prefixes, statement=self.statement)
        self._annex_word = next((p.paragraph.text.strip()[:ANNEX_WORD].casefold() for p in pieces if _starts_annex(p, self.language)), "")
        annexed = [self._opens_annex(p) for p in pieces if p.what == "annex"]
        single_annex = sum(annexed[1:]) == 0  # the first paragraph of annexed matter opens an annex, whatever its words
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
