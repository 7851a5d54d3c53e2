"""Notes and the places where they are called."""

from __future__ import annotations

from collections import defaultdict

from pipeline.parse.model import Clause, Paragraph, Rebuilt, Row


def settle_notes(rebuilt: Rebuilt) -> None:
    """Order the notes as they stand in the document."""
    rebuilt.notes.sort(key=lambda note: note.blocks[0])


def refs(document_id: str, cover: list[Paragraph], clauses: list[Clause], notes: list[Paragraph]) -> list[Row]:
    """Rows of `footnote_refs`: calls in the cover first, then in the clauses, in document order."""
    by_marker: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for count, note in enumerate(notes, 1):
        by_marker[note.note or ""].append((note.blocks[0], count))
    in_clauses = {i for clause in clauses for i in clause.blocks}
    calls: list[tuple[int, str | None, int | None, str]] = [
        (p.blocks[0], None, None, c.marker) for p in cover if p.blocks[0] not in in_clauses for c in p.rich.calls
    ]
    calls += [(x.blocks[0], f"{document_id}#{x.path}", c.offset, c.marker) for x in clauses for c in x.rich.calls]
    rows: list[Row] = []
    for position, (block, clause_id, offset, marker) in enumerate(calls, 1):
        number = _called(by_marker[marker], block)
        rows.append({
            "document_id": document_id, "footnote_id": f"{document_id}#fn{number}" if number else None, "marker": marker,
            "position": position, "clause_id": clause_id, "offset": offset,
        })  # fmt: skip
    return rows


def _called(notes: list[tuple[int, int]], block: int) -> int | None:
    """Of the notes with one marker the next one after the call, else the last one before it (called again later)."""
    after = [number for start, number in notes if start >= block]
    return after[0] if after else notes[-1][1] if notes else None
