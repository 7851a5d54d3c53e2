"""Answers come as a table that fits, CSV, JSON, Parquet; a mistake is shown with its place; nothing but queries runs."""

from __future__ import annotations

import csv
import io
import json
from concurrent.futures import Future
from pathlib import Path

import duckdb
import pyarrow.parquet as pq
import pytest
from rich.cells import cell_len

from warehouse.answer import SHOWN_ROWS, ask, write_answer
from warehouse.connect import connect
from warehouse.errors import WarehouseError
from warehouse.table import fitted

QUERY = "SELECT symbol, adopted_on, agenda_items FROM documents WHERE language = 'en' ORDER BY symbol"


def written(warehouse: duckdb.DuckDBPyConnection, query: str, form: str, width: int | None = None) -> str:
    stream = io.StringIO()
    write_answer(ask(warehouse, query), form, stream, width=width)
    return stream.getvalue()


def test_rows_are_not_fetched_one_by_one_by_an_index(warehouse: duckdb.DuckDBPyConnection) -> None:
    assert warehouse.execute("SELECT current_setting('index_scan_max_count')").fetchall() == [(1,)]


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


def test_a_narrow_column_is_not_broken_where_a_wide_one_can_give_room(warehouse: duckdb.DuckDBPyConnection) -> None:
    query = "SELECT 'A/C.3/75/L.20/Rev.1' AS symbol, repeat('many words ', 30) AS text, DATE '2022-12-15' AS adopted_on"
    lines = written(warehouse, query, "table", 80).splitlines()
    assert lines[2].startswith("A/C.3/75/L.20/Rev.1   many words")
    assert lines[2].endswith("2022-12-15")


def test_columns_without_room_side_by_side_give_one_block_a_row(warehouse: duckdb.DuckDBPyConnection) -> None:
    lines = written(warehouse, "FROM documents WHERE language = 'fr'", "table", 60).splitlines()
    assert lines[0].startswith("row 1 ─")
    assert [line.split() for line in lines[1:4]] == [["document_id", "A/RES/77/102@fr"], ["symbol", "A/RES/77/102"], ["language", "fr"]]
    assert max(map(cell_len, lines)) <= 60
    assert lines[-1] == "1 row"


@pytest.mark.parametrize(
    ("least", "natural", "width", "widths"),
    [
        ([5, 6], [10, 20], 40, [10, 20]),  # room for all
        ([5, 6], [10, 60], 40, [10, 27]),  # the narrow one is whole, the wide one has the rest
        ([5, 6], [50, 60], 40, [18, 19]),  # both give
        ([20, 30], [50, 60], 40, None),  # no room
    ],
)
def test_widths_of_columns(least: list[int], natural: list[int], width: int, widths: list[int] | None) -> None:
    assert fitted(least, natural, width) == widths


def test_values_are_shown_as_sql_says_them(warehouse: duckdb.DuckDBPyConnection) -> None:
    text = written(warehouse, "SELECT true AS yes, MAP {'recall': 3, 'urge': 1} AS map, ['a', 'b'] AS list, NULL AS nothing", "table", 80)
    assert text.splitlines()[2].split("   ")[:3] == ["true", "recall 3, urge 1", "a, b"]


def test_ctrl_c_ends_a_query(database: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def pressed(*_: object) -> object:
        raise KeyboardInterrupt

    monkeypatch.setattr(Future, "result", pressed)
    with connect(database) as connection, pytest.raises(KeyboardInterrupt):
        ask(connection, "SELECT count(*) FROM range(100000000) a, range(1000000) b WHERE a.range * 7 % 13 = b.range % 17")


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
