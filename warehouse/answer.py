"""Asking a warehouse one question, and giving the answer as a table for the eye, CSV, JSON or Parquet, in pieces.

Large results are never in memory whole. Only queries are run: one statement that selects or explains.
"""

from __future__ import annotations

import csv
import datetime as dt
import json
import os
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import IO, Any, TypeVar

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq

from warehouse.errors import WarehouseError

T = TypeVar("T")
FORMS = ("table", "csv", "json", "parquet")
SHOWN_ROWS = 200
"""Rows of a table for the eye; CSV, JSON and Parquet hold all."""
SHOWN_CHARACTERS = 400
"""Characters of a cell for the eye."""
_BATCH = 10_000


@dataclass(frozen=True, slots=True)
class Answer:
    """Names of the columns, and the rows in batches of Arrow; to be read once."""

    columns: list[str]
    schema: pa.Schema
    batches: Iterator[pa.RecordBatch]

    def rows(self) -> Iterator[tuple[Any, ...]]:
        """The rows one by one."""
        for batch in self.batches:
            yield from zip(*(column.to_pylist() for column in batch.columns), strict=True)


def ask(connection: duckdb.DuckDBPyConnection, query: str, parameters: Sequence[object] = ()) -> Answer:
    """Run one query. Raises WarehouseError with the words of DuckDB and the place in the query, or when it is no query."""
    try:
        statements = connection.extract_statements(query)
        if len(statements) != 1 or statements[0].type not in (duckdb.StatementType.SELECT, duckdb.StatementType.EXPLAIN):
            raise WarehouseError("one query is expected (SELECT, FROM, DESCRIBE, SHOW, EXPLAIN …); a warehouse is only read")
        relation = connection.sql(query, params=list(parameters) or None)
        if relation is None:
            raise WarehouseError("the query gives no rows")
        reader = interruptible(connection, lambda: relation.to_arrow_reader(_BATCH))
    except (duckdb.BinderException, duckdb.CatalogException) as error:
        raise WarehouseError(_with_place(connection, query, parameters) or str(error)) from error
    except duckdb.Error as error:
        raise WarehouseError(str(error)) from error
    return Answer(reader.schema.names, reader.schema, _batches(connection, reader))


def _with_place(connection: duckdb.DuckDBPyConnection, query: str, parameters: Sequence[object]) -> str | None:
    """The words of the same mistake with its line and place, which DuckDB gives for a statement and not for a relation."""
    try:
        connection.execute(query, list(parameters) or None)
    except duckdb.Error as error:
        return str(error)
    return None


def interruptible(connection: duckdb.DuckDBPyConnection, work: Callable[[], T]) -> T:
    """What `work` returns; Ctrl-C ends it. It runs beside this thread, as a thread within DuckDB hears no signal."""
    with ThreadPoolExecutor(1) as beside:
        done = beside.submit(work)
        try:
            return done.result()
        except KeyboardInterrupt:
            while not done.done():  # a query that is only about to begin does not hear the first call
                connection.interrupt()
                time.sleep(0.02)
            raise


def _batches(connection: duckdb.DuckDBPyConnection, reader: pa.RecordBatchReader) -> Iterator[pa.RecordBatch]:
    try:
        while (batch := interruptible(connection, lambda: next(reader, None))) is not None:
            yield batch
    except (pa.ArrowException, duckdb.Error, OSError) as error:
        raise WarehouseError(str(error)) from error


def write_answer(answer: Answer, form: str, stream: IO[str], path: Path | None = None, width: int | None = None) -> int:
    """Write the answer; returns the number of rows written.

    form: one of FORMS; stream: where text goes; path: where Parquet goes (it is no text); width: of the terminal, in
    characters, found out when None. Raises WarehouseError for an unknown form.
    """
    if form == "csv":
        return _write_csv(answer, stream)
    if form == "json":
        return _write_json(answer, stream)
    if form == "parquet":
        if path is None:
            raise WarehouseError("parquet is no text: name a file with --output")
        return _write_parquet(answer, path)
    if form == "table":
        return _write_table(answer, stream, width)
    raise WarehouseError(f"{form}: not a form of output; one of {', '.join(FORMS)} is expected")


def _write_csv(answer: Answer, stream: IO[str]) -> int:
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(answer.columns)
    count = 0
    for row in answer.rows():
        writer.writerow(["" if v is None else json.dumps(v, ensure_ascii=False, default=str) if isinstance(v, list | dict) else v for v in row])
        count += 1
    return count


def _write_json(answer: Answer, stream: IO[str]) -> int:
    """An array with one object a line."""
    count = 0
    stream.write("[")
    for row in answer.rows():
        stream.write(",\n" if count else "\n")
        stream.write(json.dumps(dict(zip(answer.columns, row, strict=True)), ensure_ascii=False, default=_plain))
        count += 1
    stream.write("\n]\n" if count else "]\n")
    return count


def _plain(value: object) -> str:
    return value.isoformat() if isinstance(value, dt.date | dt.datetime) else str(value)


def _write_parquet(answer: Answer, path: Path) -> int:
    count = 0
    partial = path.with_name(f".{path.name}.partial")
    try:
        with pq.ParquetWriter(partial, answer.schema, compression="zstd") as writer:
            for batch in answer.batches:
                writer.write_batch(batch)
                count += batch.num_rows
        partial.replace(path)
    except OSError as error:
        raise WarehouseError(f"{path}: {os.strerror(error.errno) if error.errno else error}") from error
    finally:
        partial.unlink(missing_ok=True)
    return count


def _write_table(answer: Answer, stream: IO[str], width: int | None) -> int:
    from warehouse.table import print_table

    rows = [[_cell(value) for value in row] for row in islice(answer.rows(), SHOWN_ROWS + 1)]
    more, rows = len(rows) > SHOWN_ROWS, rows[:SHOWN_ROWS]
    numeric = [pa.types.is_integer(field.type) or pa.types.is_floating(field.type) for field in answer.schema]
    count = f"{len(rows)} row{'s' * (len(rows) != 1)}"
    print_table(stream, answer.columns, numeric, rows, f"the first {count}; all of them with --format csv, json or parquet" if more else count, width)
    return len(rows)


def _cell(value: object) -> str:
    """A value as it is read: true and false as SQL says them, lists and maps without brackets."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, list):
        return _short(", ".join(" ".join(map(str, v)) if isinstance(v, tuple) else str(v) for v in value))
    if isinstance(value, dict):
        return _short(", ".join(f"{key} {number}" for key, number in value.items()))
    if isinstance(value, float):
        return f"{value:.4g}"
    return _short(str(value))


def _short(text: str) -> str:
    return text if len(text) <= SHOWN_CHARACTERS else text[: SHOWN_CHARACTERS - 1] + "…"
