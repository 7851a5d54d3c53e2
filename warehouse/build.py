"""Writing the warehouse: one DuckDB file from a folder of Parquet tables, whole or not at all.

Tables are created with the keys, references and constraints of the schema, so a build that succeeds has checked them.
The file is written in an old storage version, which DuckDB 1.0 and later open.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb

from pipeline.schema import TABLES, Table
from warehouse import ddl
from warehouse.derived import derive
from warehouse.errors import WarehouseError
from warehouse.questions import create_questions

STORAGE_VERSION = "v1.0.0"


def build(tables: Path, database: Path) -> None:
    """Write `database` from `{tables}/*.parquet`: every declared table, the derived tables, views and macros.

    An absent table (but documents) is empty; documents in quarantine stay out. The file appears under its name only when
    it is whole. Raises WarehouseError, naming the table and the row or column at fault.
    """
    with _new_file(database) as connection:
        for table in TABLES.values():
            connection.execute(ddl.create_table(table, TABLES.values()))
            _load(connection, table, tables)
            _comment(connection, table)
        _finish(connection)


def build_views(tables: Path, database: Path) -> None:
    """Write a small `database` of views over `{tables}/*.parquet`, by absolute path: it works from any directory.

    Rows stay in the Parquet files; only what cannot be said in SQL (the alignment of clauses between two documents)
    is stored. Raises WarehouseError.
    """
    with _new_file(database) as connection:
        create_views_over(connection, tables.resolve())


def create_views_over(connection: duckdb.DuckDBPyConnection, folder: Path) -> None:
    """Create every table as a view over its Parquet file in `folder`, and everything that is derived from them."""
    for table in TABLES.values():
        source = _source(table, folder)
        try:
            connection.execute(f"CREATE VIEW {ddl.identifier(table.name)} AS {source}")
        except duckdb.Error as error:
            raise _fault(table, error) from error
        _comment(connection, table, "VIEW")
    _finish(connection)


def parquet_of(folder: Path, name: str) -> str | None:
    """Where a table lies: one file, or a folder of parts partitioned by language; None where it is absent."""
    if (folder / f"{name}.parquet").is_file():
        return str(folder / f"{name}.parquet")
    if (folder / name).is_dir():
        return str(folder / name / "*.parquet")
    return None


def _finish(connection: duckdb.DuckDBPyConnection) -> None:
    _store_codes(connection)
    derive(connection)
    create_questions(connection)


@contextmanager
def _new_file(database: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    database.parent.mkdir(parents=True, exist_ok=True)
    partial = database.with_name(f".{database.name}.{os.getpid()}.partial")
    leftovers = (partial, partial.with_name(partial.name + ".wal"))
    for leftover in leftovers:
        leftover.unlink(missing_ok=True)
    connection = duckdb.connect(":memory:", config=dict(ddl.OFFLINE))
    try:
        connection.execute(f"ATTACH {ddl.quoted(str(partial))} AS warehouse (STORAGE_VERSION {ddl.quoted(STORAGE_VERSION)})")
        connection.execute("USE warehouse")
        yield connection
        connection.execute("CHECKPOINT warehouse")
        connection.execute("USE memory")
        connection.execute("DETACH warehouse")
        partial.replace(database)
    finally:
        connection.close()
        for leftover in leftovers:
            leftover.unlink(missing_ok=True)


def _source(table: Table, folder: Path) -> str:
    """A query that gives the rows of a table in its declared columns and types, without the documents in quarantine."""
    parquet = parquet_of(folder, table.name)
    if parquet is None:
        if table.name == "documents":
            raise WarehouseError(f"{folder}/documents.parquet: no such file; there is nothing to build a warehouse from")
        empty = [f"NULL::{ddl.sql_type(c.type)} AS {ddl.identifier(c.name)}" for c in table.columns]
        return f"SELECT {', '.join(empty)} WHERE false"
    columns = [f"{ddl.identifier(c.name)}::{ddl.sql_type(c.type)} AS {ddl.identifier(c.name)}" for c in table.columns]
    rows = f"SELECT {', '.join(columns)} FROM {_files(parquet)}"
    quarantine = parquet_of(folder, "quarantine")
    if quarantine and table.layer == "content" and "document_id" in table.names:
        rows += f" WHERE document_id NOT IN (SELECT document_id FROM {_files(quarantine)} WHERE severity = 'critical')"
    return rows


def _files(parquet: str) -> str:
    return f"read_parquet({ddl.quoted(parquet)}, hive_partitioning = false)"


def _load(connection: duckdb.DuckDBPyConnection, table: Table, folder: Path) -> None:
    try:
        target, source = ddl.identifier(table.name), _source(table, folder)
        if any(r.table == table.name for r in table.references):
            _load_parents_first(connection, table, source)
        else:
            connection.execute(f"INSERT INTO {target} {source}")
    except duckdb.Error as error:
        raise _fault(table, error) from error


def _load_parents_first(connection: duckdb.DuckDBPyConnection, table: Table, source: str) -> None:
    """Insert a table that refers to itself: DuckDB wants the row that is referred to in the table before its referrers."""
    target = ddl.identifier(table.name)
    (reference,) = [r for r in table.references if r.table == table.name]
    (column,), (key,) = reference.columns, reference.key
    connection.execute(f"CREATE TEMP TABLE waiting AS {source}")
    connection.execute(f"INSERT INTO {target} FROM waiting WHERE {ddl.identifier(column)} IS NULL")
    connection.execute(f"DELETE FROM waiting WHERE {ddl.identifier(column)} IS NULL")
    while count := _scalar(connection, "SELECT count(*) FROM waiting"):
        ready = f"{ddl.identifier(column)} IN (SELECT {ddl.identifier(key)} FROM {target})"
        connection.execute(f"INSERT INTO {target} FROM waiting WHERE {ready}")
        connection.execute(f"DELETE FROM waiting WHERE {ddl.identifier(key)} IN (SELECT {ddl.identifier(key)} FROM {target})")
        if _scalar(connection, "SELECT count(*) FROM waiting") == count:
            row, missing = connection.execute(f"SELECT {ddl.identifier(key)}, {ddl.identifier(column)} FROM waiting LIMIT 1").fetchall()[0]
            raise WarehouseError(f"{table.name}.{column}: {row} names {missing}, which is no row of {table.name} ({count} such rows)")
    connection.execute("DROP TABLE waiting")


def _scalar(connection: duckdb.DuckDBPyConnection, query: str) -> int:
    ((value,),) = connection.execute(query).fetchall()
    return int(value)


def _fault(table: Table, error: duckdb.Error) -> WarehouseError:
    return WarehouseError(f"{table.name}: {' '.join(str(error).split('LINE ')[0].split())}")


def _comment(connection: duckdb.DuckDBPyConnection, table: Table, kind: str = "TABLE") -> None:
    for statement in ddl.comments(table, kind):
        connection.execute(statement)


def _store_codes(connection: duckdb.DuckDBPyConnection) -> None:
    """The controlled vocabularies as a table of their own, so that a code is explained where it is queried."""
    connection.execute("CREATE TABLE codes (table_name VARCHAR, column_name VARCHAR, code VARCHAR, definition VARCHAR)")
    rows = [(t.name, c.name, code, meaning) for t in TABLES.values() for c in t.columns for code, meaning in (c.vocabulary or {}).items()]
    connection.executemany("INSERT INTO codes VALUES (?, ?, ?, ?)", rows)
    connection.execute("COMMENT ON TABLE codes IS 'one row per code of a controlled vocabulary, with its definition'")
    for column, meaning in (
        ("table_name", "table"),
        ("column_name", "column that holds the code"),
        ("code", "the code"),
        ("definition", "what it means"),
    ):
        connection.execute(f"COMMENT ON COLUMN codes.{column} IS {ddl.quoted(meaning)}")
