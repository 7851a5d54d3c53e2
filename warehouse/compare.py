"""Any two documents compared clause by clause, as an answer."""

from __future__ import annotations

import duckdb
import pyarrow as pa

from warehouse.alignment import Change, Clause, align
from warehouse.answer import Answer
from warehouse.errors import WarehouseError

_SCHEMA = pa.schema([(name, pa.string()) for name in ("status", "earlier_path", "path", "diff")])
_LANGUAGES = """
    SELECT a.language FROM documents a JOIN documents b ON b.symbol = ? AND b.language = a.language
    WHERE a.symbol = ? ORDER BY CASE a.language WHEN 'en' THEN '' ELSE a.language END
"""


def compare_documents(
    connection: duckdb.DuckDBPyConnection, earlier: str, later: str, language: str | None = None, *, kept: bool = False
) -> tuple[Answer, int]:
    """The clauses that changed from one document to the other (with `kept`, all of them), and how many changed.

    Documents are named by canonical symbol; without `language`, English or else the first language by code in which both
    are held. Raises WarehouseError when a document is not held.
    """
    for symbol in (earlier, later):
        if not connection.execute("SELECT 1 FROM documents WHERE symbol = ? LIMIT 1", [symbol]).fetchall():
            raise WarehouseError(f"{symbol}: not held here")
    languages = [row[0] for row in connection.execute(_LANGUAGES, [later, earlier]).fetchall()]
    if not languages or (language and language not in languages):
        raise WarehouseError(f"{earlier} and {later}: {f'not both held in {language}' if languages else 'held in no common language'}")
    changes = align(*(_clauses(connection, f"{symbol}@{language or languages[0]}") for symbol in (earlier, later)))
    rows = [_row(change) for change in changes if kept or change.status != "kept"]
    table = pa.Table.from_pylist(rows, schema=_SCHEMA)
    return Answer(_SCHEMA.names, _SCHEMA, iter(table.to_batches())), sum(change.status != "kept" for change in changes)


def _clauses(connection: duckdb.DuckDBPyConnection, document_id: str) -> list[Clause]:
    query = "SELECT clause_id, kind, text FROM clauses WHERE document_id = ? ORDER BY position"
    return [Clause(*row) for row in connection.execute(query, [document_id]).fetchall()]


def _row(change: Change) -> dict[str, str | None]:
    return {"status": change.status, "earlier_path": _path(change.earlier), "path": _path(change.later), "diff": change.diff}


def _path(clause: Clause | None) -> str | None:
    return clause.clause_id.rpartition("#")[2] if clause else None
