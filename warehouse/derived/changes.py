"""Filling `text_changes`: every pair of documents, aligned clause by clause in every language in which both are held."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

import duckdb
import pyarrow as pa

from warehouse.alignment import Clause, align
from warehouse.derived.tables import text_changes

BATCH = 20_000
"""Rows inserted at a time."""

_PAIRS = """
    SELECT later.document_id, earlier.document_id
    FROM (SELECT DISTINCT symbol, earlier_symbol FROM document_pairs) p
    JOIN documents later ON later.symbol = p.symbol
    JOIN documents earlier ON earlier.symbol = p.earlier_symbol AND earlier.language = later.language
    ORDER BY ALL
"""


def fill_text_changes(connection: duckdb.DuckDBPyConnection) -> None:
    """Insert the alignment of every pair of documents; a document without clauses gives no rows."""

    @lru_cache(maxsize=512)
    def clauses(document_id: str) -> list[Clause]:
        query = "SELECT clause_id, kind, text FROM clauses WHERE document_id = ? ORDER BY position"
        return [Clause(*row) for row in connection.execute(query, [document_id]).fetchall()]

    rows: list[dict[str, Any]] = []
    for document_id, earlier_id in connection.execute(_PAIRS).fetchall():
        before, after = clauses(earlier_id), clauses(document_id)
        if before and after:
            rows += _rows(document_id, earlier_id, before, after)
        if len(rows) >= BATCH:
            _insert(connection, rows)
            rows = []
    _insert(connection, rows)


def _rows(document_id: str, earlier_id: str, before: list[Clause], after: list[Clause]) -> list[dict[str, Any]]:
    return [
        {
            "document_id": document_id,
            "earlier_document_id": earlier_id,
            "position": n,
            "status": change.status,
            "clause_id": change.later.clause_id if change.later else None,
            "earlier_clause_id": change.earlier.clause_id if change.earlier else None,
            "similarity": change.similarity,
            "diff": change.diff,
        }
        for n, change in enumerate(align(before, after), 1)
    ]


def _insert(connection: duckdb.DuckDBPyConnection, rows: list[dict[str, Any]]) -> None:
    if rows:
        connection.register("new_changes", pa.Table.from_pylist(rows, schema=text_changes.arrow))
        connection.execute("INSERT INTO text_changes FROM new_changes")
        connection.unregister("new_changes")
