"""The Parquet files of a release: the tables without quarantined documents, sorted, described, and partitioned where large."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from pathlib import Path

import duckdb
import pyarrow as pa
import pyarrow.compute as pc

from pipeline.schema import TABLES, Table
from pipeline.store import ROW_GROUP_ROWS, TableWriter, iterate, read_table, table_path
from warehouse.build import parquet_of
from warehouse.derived import DERIVED

LARGE = 64 * 2**20
"""Bytes of Parquet from which a table is partitioned by language."""
IN_THE_DATABASE_ONLY = ("clause_search",)
"""Derived tables that only serve queries: the folded text says nothing that clauses does not."""


def released_tables() -> dict[str, Table]:
    """The tables of a release by name: those of the schema, and the derived ones that say something new."""
    return TABLES | {name: table for name, table in DERIVED.items() if name not in IN_THE_DATABASE_ONLY}


def write_parquet(tables: Path, out: Path, large: int = LARGE) -> None:
    """Copy every table of the schema from the folder `tables` to `out`, leaving out the documents in quarantine.

    A table of `large` bytes or more becomes a folder `{table}/{language}.parquet`. The same rows give the
    same bytes.
    """
    withheld = _withheld(tables)
    for name, table in TABLES.items():
        path = table_path(tables, name)
        by_language = "document_id" in table.names and table.layer == "content" and path.exists() and path.stat().st_size >= large
        batches = _released(tables, table, withheld)
        if by_language:
            _write_by_language(name, batches, out / name)
            continue
        with TableWriter(name, table_path(out, name)) as writer:
            for group in _regroup(batches):
                writer.write(group)


def write_derived(connection: duckdb.DuckDBPyConnection, out: Path) -> None:
    """Write the derived tables of an open warehouse to the folder `out`."""
    for name in released_tables().keys() - TABLES.keys():
        table = DERIVED[name]
        columns = ", ".join(table.names)
        rows = connection.sql(f"SELECT {columns} FROM {name} ORDER BY {', '.join(table.key)}").to_arrow_table()
        with TableWriter(name, table_path(out, name), table) as writer:
            writer.write(rows.cast(table.arrow))


def files_of(parquet: Path, name: str) -> list[Path]:
    """The files that hold a released table, in order; none when the table is absent."""
    found = parquet_of(parquet, name)
    if not found:
        return []
    return [Path(found)] if "*" not in found else sorted((parquet / name).glob("*.parquet"))


def _withheld(tables: Path) -> pa.Array:
    """Keys of the documents that a critical rule keeps out."""
    quarantine = read_table(tables, "quarantine", ["document_id", "severity"])
    return pc.unique(quarantine.filter(pc.equal(quarantine["severity"], "critical"))["document_id"].combine_chunks())


def _released(tables: Path, table: Table, withheld: pa.Array) -> Iterator[pa.Table]:
    for batch in iterate(tables, table.name):
        rows = pa.Table.from_batches([batch]).select(table.names).cast(table.arrow)
        if len(withheld) and "document_id" in table.names and table.layer == "content":
            rows = rows.filter(pc.invert(pc.is_in(rows["document_id"], value_set=withheld)))
        yield rows


def _regroup(batches: Iterable[pa.Table]) -> Iterator[pa.Table]:
    """The same rows in full row groups, so that the bytes depend on the rows alone."""
    waiting: list[pa.Table] = []
    for batch in batches:
        waiting.append(batch)
        while sum(t.num_rows for t in waiting) >= ROW_GROUP_ROWS:
            together = pa.concat_tables(waiting)
            yield together.slice(0, ROW_GROUP_ROWS).combine_chunks()
            waiting = [together.slice(ROW_GROUP_ROWS)]
    if waiting:
        yield pa.concat_tables(waiting).combine_chunks()


def _write_by_language(name: str, batches: Iterator[pa.Table], out: Path) -> None:
    """One file a language, each in full row groups."""
    with ExitStack() as stack:
        writers: dict[str, TableWriter] = {}
        waiting: dict[str, list[pa.Table]] = {}
        for batch in batches:
            languages = pc.list_element(pc.split_pattern(batch["document_id"], "@", max_splits=1, reverse=True), 1)
            for language in sorted(pc.unique(languages).to_pylist()):
                if language not in writers:
                    path = out / f"{language}.parquet"
                    writers[language] = stack.enter_context(TableWriter(name, path))
                *full, rest = _regroup([*waiting.get(language, []), batch.filter(pc.equal(languages, language))])
                for group in full:
                    writers[language].write(group)
                waiting[language] = [rest]
        for language, writer in writers.items():
            for group in waiting[language]:
                writer.write(group)
    if not writers:
        with TableWriter(name, table_path(out.parent, name)):
            pass  # a table without rows is one file without rows
