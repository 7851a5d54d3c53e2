"""A DuckDB connection that knows every declared table of a folder by its name, absent ones as empty."""

from __future__ import annotations

from pathlib import Path

import duckdb
import pyarrow.parquet as pq

from pipeline.schema import TABLES, Table
from pipeline.store import table_path

MEMORY = "1500MB"


def connect(folder: Path) -> duckdb.DuckDBPyConnection:
    """Open the tables of a folder; nothing is loaded until it is asked for. A file that is not readable is an empty table:
    that it is damaged is what the check of its schema says.
    """
    connection = duckdb.connect(":memory:", config={"memory_limit": MEMORY, "autoinstall_known_extensions": "false"})
    connection.execute("SET enable_progress_bar = false")
    for table in TABLES.values():
        connection.execute(f"CREATE VIEW {table.name} AS {_source(folder, table)}")
    return connection


def is_readable(path: Path) -> bool:
    """Whether there is a Parquet file with a whole footer."""
    try:
        return path.exists() and bool(pq.read_metadata(path))
    except (OSError, ValueError):
        return False


def _source(folder: Path, table: Table) -> str:
    path = table_path(folder, table.name)
    if is_readable(path):
        quoted = str(path.resolve()).replace("'", "''")
        return f"SELECT * FROM read_parquet('{quoted}')"
    connection = duckdb.connect(":memory:")
    connection.register("empty", table.arrow.empty_table())
    columns = connection.execute("DESCRIBE empty").fetchall()
    return f"SELECT {', '.join(f'NULL::{kind} AS {name}' for name, kind, *_ in columns)} WHERE false"
