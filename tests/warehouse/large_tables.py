"""Tables larger than any that are at hand, to measure with: `python tests/warehouse/large_tables.py OUT BULK DEV [TIMES]`.

OUT gets the tables of BULK, of DEV what BULK does not hold, and DEV again TIMES times (default 20) under symbols of their own
(`X7/A/RES/77/189`). What is cited keeps its symbol.
"""

from __future__ import annotations

import sys
from pathlib import Path

import duckdb

from pipeline.schema import PARSED, TABLES, Table
from warehouse.ddl import identifier

KEYS = {"document_id", "clause_id", "parent_id", "footnote_id", "citation_id", "ibid_of"}
"""Columns that begin with the key of a document."""


def copied(table: Table, number: int) -> str:
    """The columns of a table, keys and own symbol under another name."""
    names = KEYS | ({"symbol", "source_uri"} if table.name in ("documents", "readings") else set())
    own = [(identifier(c.name), c.name in names) for c in table.columns]
    return ", ".join(f"'X{number}/' || {name} AS {name}" if renamed else name for name, renamed in own)


def enlarge(out: Path, bulk: Path, dev: Path, times: int) -> None:
    """Write the tables into `out`, sorted by key."""
    out.mkdir(parents=True, exist_ok=True)
    connection = duckdb.connect()
    for name in (*PARSED, "readings"):
        table = TABLES[name]
        held = f"SELECT document_id FROM '{bulk}/documents.parquet'"
        ours = f"FROM '{dev}/{name}.parquet'"
        parts = [f"SELECT {', '.join(map(identifier, table.names))} FROM '{bulk}/{name}.parquet'"]
        if "document_id" in table.names and name != "readings":
            parts.append(f"SELECT {', '.join(map(identifier, table.names))} {ours} WHERE document_id NOT IN ({held})")
        parts += [f"SELECT {copied(table, number)} {ours}" for number in range(1, times + 1)]
        order = ", ".join(map(identifier, table.key))
        connection.execute(f"COPY ({' UNION ALL BY NAME '.join(parts)} ORDER BY {order}) TO '{out}/{name}.parquet' (COMPRESSION zstd)")


if __name__ == "__main__":
    _, to, large, small, *rest = sys.argv
    enlarge(Path(to), Path(large), Path(small), int(rest[0]) if rest else 20)
