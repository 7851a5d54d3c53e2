"""The ground of a document: one normalised text that all offsets refer to, and the places of clauses and notes in it.

Cover, body, closing and annexes come in the order of the document, notes after them; each paragraph is a line, a label
stands before its paragraph with one space.
"""

from __future__ import annotations

from pipeline.parse.cover import Line
from pipeline.parse.model import Clause, Paragraph, Row, Unit
from pipeline.schema.vocabulary import ACT_OF


class Ground:
    """Lays the text; `units` are the stretches in which things are cited, in the order that citations are listed."""

    def __init__(self, document_id: str, clauses: list[Clause], notes: list[Paragraph]) -> None:
        self.document_id = document_id
        self.units: list[Unit] = []
        self._clauses = clauses
        self._notes = notes
        self._parts: list[str] = []
        self._length = 0
        self._clause_starts: list[int] = []
        self._note_starts: list[int] = []

    @property
    def text(self) -> str:
        """The whole text."""
        return "".join(self._parts)

    def lay(self, paragraphs: list[Paragraph], head: int, lines: list[Line]) -> None:
        """Lay the cover (the first `head` paragraphs), the body, and the notes."""
        by_block = {clause.blocks[0]: clause for clause in self._clauses}
        part_of = {i for clause in self._clauses for i in clause.blocks}
        for i, paragraph in enumerate(paragraphs):
            clause = by_block.get(paragraph.blocks[0]) if i >= head or paragraph.blocks[0] in by_block else None
            if clause is not None:
                self._lay_clause(clause)
            elif paragraph.blocks[0] not in part_of:
                paragraph.rich.text = paragraph.rich.text.rstrip("\u00ad")  # a line of the cover that goes on in the next
                start = self._line(paragraph.rich.text, paragraph.label)
                if i >= head or lines[i] not in ("masthead", "kind"):
                    self.units.append(
                        Unit(paragraph.rich.text, start, None, None, paragraph.rich.links, paragraph.rich.page_start, paragraph.rich.page_end)
                    )
        for number, note in enumerate(self._notes, 1):
            start = self._line(note.rich.text, None)
            self._note_starts.append(start)
            note_id = f"{self.document_id}#fn{number}"
            self.units.append(Unit(note.rich.text, start, None, note_id, note.rich.links, note.rich.page_start, note.rich.page_end))

    def _lay_clause(self, clause: Clause) -> None:
        start = self._line(clause.rich.text, clause.label)
        self._clause_starts.append(start)
        clause_id = f"{self.document_id}#{clause.path}"
        rich = clause.rich
        self.units.append(Unit(rich.text, start, clause_id, None, rich.links, rich.page_start, rich.page_end))

    def _line(self, text: str, label: str | None) -> int:
        before = f"{label} " if label else ""
        start = self._length + len(before)
        line = f"{before}{text}\n"
        self._parts.append(line)
        self._length += len(line)
        return start

    def clause_rows(self) -> list[Row]:
        """Rows of `clauses`, in document order."""
        rows = []
        for position, (clause, start) in enumerate(zip(self._clauses, self._clause_starts, strict=True), 1):
            rows.append({
                "clause_id": f"{self.document_id}#{clause.path}", "document_id": self.document_id, "position": position, "kind": clause.kind,
                "path": clause.path, "parent_id": f"{self.document_id}#{clause.parent}" if clause.parent else None, "depth": clause.depth,
                "label": clause.label, "lead": clause.lead, "action": clause.action, "text": clause.rich.text, "char_start": start,
                "char_end": start + len(clause.rich.text), "page_start": clause.rich.page_start, "page_end": clause.rich.page_end,
                "act": ACT_OF[clause.action] if clause.action else None,
            })  # fmt: skip
        return rows

    def note_rows(self) -> list[Row]:
        """Rows of `footnotes`, in document order."""
        return [
            {
                "footnote_id": f"{self.document_id}#fn{n}", "document_id": self.document_id, "position": n, "marker": note.note or "",
                "text": note.rich.text, "char_start": start, "char_end": start + len(note.rich.text), "page": note.rich.page_start,
            }
            for n, (note, start) in enumerate(zip(self._notes, self._note_starts, strict=True), 1)
        ]  # fmt: skip
