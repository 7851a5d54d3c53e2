"""Asking a warehouse one question, and giving the answer as a table for the eye, CSV, JSON or Parquet, in pieces.

Large results are never in memory whole. Only queries are run: one statement that selects or explains.
"""

from __future__ import annotations

import csv
import datetime as dt
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq

from warehouse.errors import WarehouseError

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
        reader = relation.to_arrow_reader(_BATCH)
    except (duckdb.BinderException, duckdb.CatalogException) as error:
        raise WarehouseError(_with_place(connection, query, parameters) or str(error)) from error
    except duckdb.Error as error:
        raise WarehouseError(str(error)) from error
    return Answer(reader.schema.names, reader.schema, _batches(reader))


def _with_place(connection: duckdb.DuckDBPyConnection, query: str, parameters: Sequence[object]) -> str | None:
    """The words of the same mistake with its line and place, which DuckDB gives for a statement and not for a relation."""
    try:
        connection.execute(query, list(parameters) or None)
    except duckdb.Error as error:
        return str(error)
    return None


def _batches(reader: pa.RecordBatchReader) -> Iterator[pa.RecordBatch]:
    try:
        yield from reader
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
        raise WarehouseError(f"{path}: {error.strerror or error}") from error
    finally:
        partial.unlink(missing_ok=True)
    return count


def _write_table(answer: Answer, stream: IO[str], width: int | None) -> int:
    from rich.box import SIMPLE_HEAD
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(box=SIMPLE_HEAD, show_edge=False, pad_edge=False)
    for name, field in zip(answer.columns, answer.schema, strict=True):
        table.add_column(name, justify="right" if pa.types.is_integer(field.type) or pa.types.is_floating(field.type) else "left", overflow="fold")
    count, more = 0, False
    for row in answer.rows():
        if count == SHOWN_ROWS:
            more = True
            break
        table.add_row(*(Text(_cell(value)) for value in row))
        count += 1
    console = Console(file=stream, width=width)
    console.print(table)
    console.print(Text(f"the first {count} rows; all of them with --format csv, json or parquet" if more else f"{count} row{'s' * (count != 1)}"))
    return count


def _cell(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, list):
        return ", ".join(map(str, value))
    if isinstance(value, float):
        return f"{value:.4g}"
    text = str(value)
    return text if len(text) <= SHOWN_CHARACTERS else text[: SHOWN_CHARACTERS - 1] + "…"
