"""Reading and writing tables as Parquet: the only code that writes Parquet.

A table is written against its declared schema: columns in order, exact types, nullability; rows in the order of the key;
to a temporary name that is renamed when the file is whole. The same rows give the same bytes. Tables larger than memory
are written in batches with `TableWriter`.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from pipeline.schema import TABLES, Table

ROW_GROUP_ROWS = 20_000
"""Rows of a row group: small enough for range reads of a released file, large enough to compress."""
ROWS_OF_TEXTS = 200
"""Rows of a row group where a row holds the text of a whole document: a group is held several times over while it is written."""


class SchemaMismatch(ValueError):
    """Rows do not fit the declared table; the message names table, column and the offending value."""


def to_arrow(name: str, rows: Sequence[Mapping[str, Any]]) -> pa.Table:
    """Rows of one table as Arrow, exactly in its declared schema.

    Missing nullable columns are null. Raises SchemaMismatch for an unknown column, a null where none may be, or a value
    of another type.
    """
    schema = TABLES[name].arrow
    known = set(schema.names)
    for row in rows:
        if not row.keys() <= known:
            raise SchemaMismatch(f"{name}: unknown columns {sorted(row.keys() - known)}")
    columns = []
    for field in schema:
        values = [row.get(field.name) for row in rows]
        try:
            column = pa.array(values, field.type)
        except (pa.ArrowInvalid, pa.ArrowTypeError, OverflowError) as error:
            raise SchemaMismatch(f"{name}.{field.name}: {error}") from error
        if column.null_count and not field.nullable:
            raise SchemaMismatch(f"{name}.{field.name}: null in row {values.index(None)}, where none may be")
        columns.append(column)
    return pa.Table.from_arrays(columns, schema=schema)


class TableWriter:
    """Writes one table in batches; the file appears under its name only when everything has been written.

    Use as a context manager. Batches must come in the order of the key; each batch is sorted within itself. `table` is
    the declared table, where it is none of the schema (the derived tables of a release); `group`: rows of a row group,
    where it is not for good that the table is written.
    """

    def __init__(self, name: str, path: Path, table: Table | None = None, group: int | None = None) -> None:
        self.name, self.path, self.rows = name, path, 0
        self.table = table or TABLES[name]
        self.group = group or (ROWS_OF_TEXTS if name == "documents" else ROW_GROUP_ROWS)
        self._waiting: list[pa.Table] = []
        self._partial = path.with_name(f".{path.name}.{os.getpid()}.partial")
        self._writer: pq.ParquetWriter | None = None

    def __enter__(self) -> TableWriter:
        self.path.parent.mkdir(parents=True, exist_ok=True)
        self._writer = pq.ParquetWriter(self._partial, self.table.arrow, compression="zstd", compression_level=9)
        return self

    def write(self, batch: pa.Table | Sequence[Mapping[str, Any]]) -> None:
        """Append a batch: rows, or an Arrow table in the declared schema."""
        data = batch if isinstance(batch, pa.Table) else to_arrow(self.name, batch)
        if data.num_rows and self._writer:
            order = [(c, "ascending") for c in self.table.key]
            self._waiting.append(data.sort_by(order))
            self.rows += data.num_rows
            self._flush(self.group)

    def _flush(self, least: int) -> None:
        """Write whole row groups while `least` rows wait: the bytes depend on the rows, and not on the batches they came in."""
        if self._writer and self._waiting and sum(t.num_rows for t in self._waiting) >= least:
            whole = pa.concat_tables(self._waiting).combine_chunks()
            self._waiting = []  # the texts of many documents: not twice
            while whole.num_rows >= max(least, 1):
                self._writer.write_table(whole.slice(0, self.group), row_group_size=self.group)
                whole = whole.slice(self.group)
            self._waiting = [whole] if whole.num_rows else []

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        if self._writer:
            if kind is None:
                self._flush(1)
            self._writer.close()
        if kind is None:
            with self._partial.open("rb") as handle:
                os.fsync(handle.fileno())
            self._partial.replace(self.path)
        else:
            self._partial.unlink(missing_ok=True)


def table_path(folder: Path, name: str) -> Path:
    """Where a table lies in a folder of tables."""
    return folder / f"{name}.parquet"


def write_table(folder: Path, name: str, rows: pa.Table | Sequence[Mapping[str, Any]]) -> Path:
    """Write one table at once, sorted by its key; returns the file."""
    path = table_path(folder, name)
    with TableWriter(name, path) as writer:
        writer.write(rows)
    return path


def read_table(folder: Path, name: str, columns: list[str] | None = None) -> pa.Table:
    """One table, all rows; an absent file is an empty table."""
    path = table_path(folder, name)
    if not path.exists():
        empty = TABLES[name].arrow.empty_table()
        return empty.select(columns) if columns else empty
    return pq.read_table(path, columns=columns)


def iterate(folder: Path, name: str, batch_size: int = 5_000, columns: list[str] | None = None) -> Iterator[pa.RecordBatch]:
    """The rows of one table in batches, in stored order."""
    path = table_path(folder, name)
    if path.exists():
        with pq.ParquetFile(path) as file:
            yield from file.iter_batches(batch_size=batch_size, columns=columns)


def merge(name: str, parts: Iterable[Path], target: Path) -> int:
    """Concatenate Parquet parts of one table, given in the order of the key, into one file; returns the rows."""
    with TableWriter(name, target) as writer:
        for part in parts:
            with pq.ParquetFile(part) as file:
                for batch in file.iter_batches(batch_size=ROW_GROUP_ROWS):
                    writer.write(pa.Table.from_batches([batch]))
        return writer.rows
