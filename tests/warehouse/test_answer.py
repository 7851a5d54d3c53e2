"""Answers come as a table that fits, CSV, JSON, Parquet; a mistake is shown with its place; nothing but queries runs."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import duckdb
import pyarrow.parquet as pq
import pytest
from rich.cells import cell_len

from warehouse.answer import SHOWN_ROWS, ask, write_answer
from warehouse.connect import connect
from warehouse.errors import WarehouseError

QUERY = "SELECT symbol, adopted_on, agenda_items FROM documents WHERE language = 'en' ORDER BY symbol"


def written(warehouse: duckdb.DuckDBPyConnection, query: str, form: str, width: int | None = None) -> str:
    stream = io.StringIO()
    write_answer(ask(warehouse, query), form, stream, width=width)
    return stream.getvalue()


def test_csv_and_json_hold_the_rows(warehouse: duckdb.DuckDBPyConnection) -> None:
    rows = list(csv.DictReader(io.StringIO(written(warehouse, QUERY, "csv"))))
    assert rows[0] == {"symbol": "A/C.2/77/L.9", "adopted_on": "", "agenda_items": '["9"]'}
    assert json.loads(written(warehouse, QUERY, "json"))[3] == {"symbol": "A/RES/77/102", "adopted_on": "2022-12-14", "agenda_items": ["9"]}
    assert json.loads(written(warehouse, "SELECT 1 WHERE false", "json")) == []


def test_parquet_goes_to_a_file(warehouse: duckdb.DuckDBPyConnection, tmp_path: Path) -> None:
    assert write_answer(ask(warehouse, QUERY), "parquet", io.StringIO(), tmp_path / "x.parquet") == 4
    assert pq.read_table(tmp_path / "x.parquet").num_rows == 4
    with pytest.raises(WarehouseError, match="name a file"):
        write_answer(ask(warehouse, QUERY), "parquet", io.StringIO())
    with pytest.raises(WarehouseError, match=r"nowhere/x\.parquet"):
        write_answer(ask(warehouse, QUERY), "parquet", io.StringIO(), tmp_path / "nowhere" / "x.parquet")


@pytest.mark.parametrize(
    "query", ["DESCRIBE clauses", "SHOW TABLES", "EXPLAIN FROM clauses", "FROM clauses", "WITH x AS (SELECT 1) FROM x", "SUMMARIZE votes"]
)
def test_every_kind_of_query_runs(warehouse: duckdb.DuckDBPyConnection, query: str) -> None:
    assert list(ask(warehouse, query).rows())


@pytest.mark.parametrize("width", [40, 80, 200])
def test_a_table_fits_the_terminal(warehouse: duckdb.DuckDBPyConnection, width: int) -> None:
    text = written(warehouse, "SELECT document_id, path, text, lead FROM clauses", "table", width)
    assert max(map(cell_len, text.splitlines())) <= width


def test_a_long_table_says_that_there_is_more(warehouse: duckdb.DuckDBPyConnection) -> None:
    assert f"the first {SHOWN_ROWS} rows" in written(warehouse, "FROM range(1000)", "table")
    assert len(written(warehouse, "FROM range(100000)", "csv").splitlines()) == 100_001


def test_words_in_brackets_are_no_markup(warehouse: duckdb.DuckDBPyConnection) -> None:
    assert "[red]x[/red]" in written(warehouse, "SELECT '[red]x[/red]' AS t", "table")


@pytest.mark.parametrize(
    "query", ["DELETE FROM clauses", "COPY clauses TO 'x.csv'", "SELECT 1; SELECT 2", "", "ATTACH 'x.duckdb'", "SET threads = 1"]
)
def test_only_one_query_runs(warehouse: duckdb.DuckDBPyConnection, tables: Path, query: str) -> None:
    for connection in (warehouse, connect(tables)):
        with pytest.raises(WarehouseError, match="a warehouse is only read"):
            ask(connection, query)


def test_a_folder_of_tables_gives_no_other_files(tables: Path) -> None:
    with connect(tables) as connection, pytest.raises(WarehouseError, match="/etc/passwd"):
        ask(connection, "SELECT * FROM read_csv('/etc/passwd')")


def test_a_mistake_is_shown_with_its_place(warehouse: duckdb.DuckDBPyConnection) -> None:
    with pytest.raises(WarehouseError) as caught:
        ask(warehouse, "SELECT symbl FROM documents")
    assert "symbl" in str(caught.value)
    assert "LINE 1: SELECT symbl" in str(caught.value)
    assert "^" in str(caught.value)
    with pytest.raises(WarehouseError, match="Conversion Error"):
        list(ask(warehouse, "SELECT symbol::INTEGER FROM documents").rows())
    with pytest.raises(WarehouseError, match="not a form of output"):
        written(warehouse, QUERY, "xml")
