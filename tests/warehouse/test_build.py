"""The warehouse holds the tables exactly, checks their keys, explains itself, and is read-only."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import duckdb
import pyarrow.parquet as pq
import pytest
from warehouse_specimens import Rows, write_rows

from pipeline.schema import TABLES
from warehouse.build import build, build_views
from warehouse.connect import connect
from warehouse.derived import DERIVED
from warehouse.errors import WarehouseError


def test_every_table_is_there_with_every_row(warehouse: duckdb.DuckDBPyConnection, tables: Path) -> None:
    for name in TABLES:
        ((count,),) = warehouse.execute(f"SELECT count(*) FROM {name}").fetchall()
        assert count == pq.read_metadata(tables / f"{name}.parquet").num_rows, name


def test_values_and_types_survive(warehouse: duckdb.DuckDBPyConnection, tables: Path) -> None:
    for name in ("documents", "clauses", "citations"):
        order = ", ".join(TABLES[name].key)
        stored = warehouse.sql(f"SELECT * FROM {name} ORDER BY {order}").to_arrow_table()
        assert stored.to_pylist() == pq.read_table(tables / f"{name}.parquet").sort_by([(k, "ascending") for k in TABLES[name].key]).to_pylist()


def test_every_table_and_column_carries_its_meaning(warehouse: duckdb.DuckDBPyConnection) -> None:
    silent = warehouse.execute(
        """SELECT table_name FROM duckdb_tables() WHERE coalesce(comment, '') = '' AND NOT temporary
           UNION ALL SELECT table_name || '.' || column_name FROM duckdb_columns()
           WHERE coalesce(comment, '') = '' AND NOT internal AND table_name IN (SELECT table_name FROM duckdb_tables())"""
    ).fetchall()
    assert silent == []


def test_codes_are_explained(warehouse: duckdb.DuckDBPyConnection) -> None:
    query = "SELECT definition FROM codes WHERE table_name = 'citations' AND column_name = 'link_status' AND code = 'none'"
    assert warehouse.execute(query).fetchall() == [("no hyperlink is attached to the words",)]


def test_keys_and_references_are_declared(warehouse: duckdb.DuckDBPyConnection) -> None:
    query = "SELECT constraint_type, count(*) FROM duckdb_constraints() WHERE table_name = 'citations' AND constraint_type LIKE '%KEY' GROUP BY 1"
    assert dict(warehouse.execute(query).fetchall()) == {"PRIMARY KEY": 1, "FOREIGN KEY": 4}


@pytest.mark.parametrize(
    ("table", "change", "message"),
    [
        ("clauses", {"document_id": "A/RES/9/9@en"}, "clauses: .*document_id"),
        ("clauses", {"kind": "poem"}, "clauses: .*CHECK"),
        ("clauses", {"parent_id": "A/RES/9/9@en#op1"}, "clauses.parent_id: .* names A/RES/9/9@en#op1, which is no row of clauses"),
        ("citations", {"clause_id": "A/RES/9/9@en#op1"}, "citations: .*clause_id"),
        ("sponsors", {"position": 0}, "sponsors: .*CHECK"),
    ],
)
def test_a_row_that_breaks_a_rule_stops_the_build(rows: Rows, tmp_path: Path, table: str, change: dict[str, object], message: str) -> None:
    rows[table][-1] |= change
    with pytest.raises(WarehouseError, match=message):
        build(write_rows(tmp_path / "tables", rows), tmp_path / "unres.duckdb")
    assert list(tmp_path.glob("*.duckdb*")) == [], "no half-written warehouse is left"
    assert list(tmp_path.glob(".*")) == []


def test_a_failed_build_leaves_the_old_warehouse(rows: Rows, tables: Path, tmp_path: Path) -> None:
    build(tables, tmp_path / "unres.duckdb")
    before = (tmp_path / "unres.duckdb").read_bytes()
    rows["clauses"].append(rows["clauses"][0])
    with pytest.raises(WarehouseError, match=r"(?i)clauses: .*duplicate key"):
        build(write_rows(tmp_path / "tables", rows), tmp_path / "unres.duckdb")
    assert (tmp_path / "unres.duckdb").read_bytes() == before


def test_a_document_in_quarantine_does_not_stop_the_others(rows: Rows, tmp_path: Path) -> None:
    rows["clauses"].append(rows["clauses"][0])
    bad = rows["clauses"][0]["document_id"]
    rows["quarantine"].append({"document_id": bad, "rule": "keys", "severity": "critical", "reason": "a path twice", "count": 1})
    build(write_rows(tmp_path / "tables", rows), tmp_path / "unres.duckdb")
    with connect(tmp_path / "unres.duckdb") as warehouse, connect(tmp_path / "tables") as views:
        for connection in (warehouse, views):
            assert connection.execute(f"SELECT count(*) FROM documents WHERE document_id = '{bad}'").fetchall() == [(0,)]
            assert connection.execute("SELECT count(*) FROM documents").fetchall() == [(5,)]


def test_nothing_to_build_from(tmp_path: Path) -> None:
    with pytest.raises(WarehouseError, match=r"documents\.parquet: no such file"):
        build(tmp_path, tmp_path / "unres.duckdb")


@pytest.mark.parametrize(
    "attempt",
    ["DELETE FROM clauses", "CREATE TABLE x AS SELECT 1", "COPY documents TO 'out.csv'", "SELECT * FROM read_csv('/etc/passwd')", "INSTALL fts"],
)
def test_a_connection_can_neither_write_nor_reach_out(warehouse: duckdb.DuckDBPyConnection, attempt: str) -> None:
    with pytest.raises(duckdb.Error):
        warehouse.execute(attempt)


def test_opening_nothing_says_so(tmp_path: Path) -> None:
    with pytest.raises(WarehouseError, match="no warehouse here"):
        connect(tmp_path / "unres.duckdb")
    (tmp_path / "notes.duckdb").write_text("not a database, but long enough to be one" * 9)
    with pytest.raises(WarehouseError, match=r"notes\.duckdb: "):
        connect(tmp_path / "notes.duckdb")


def test_the_views_variant_answers_the_same_from_any_directory(tables: Path, database: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tables.parent)
    build_views(Path(os.path.relpath(tables)), tmp_path / "views.duckdb")
    monkeypatch.chdir(tmp_path)
    query = "SELECT * FROM most_cited ORDER BY target_symbol"
    with connect(tmp_path / "views.duckdb", files=True) as views, connect(tables) as folder, connect(database) as whole:
        assert views.execute(query).fetchall() == whole.execute(query).fetchall() == folder.execute(query).fetchall()
        assert (
            views.execute("SELECT symbol, path FROM search('fleuves')").fetchall()
            == whole.execute("SELECT symbol, path FROM search('fleuves')").fetchall()
        )


def test_derived_tables_are_declared_like_the_others(warehouse: duckdb.DuckDBPyConnection) -> None:
    for table in DERIVED.values():
        assert warehouse.sql(f"SELECT * FROM {table.name} LIMIT 0").columns == table.names


def test_the_file_opens_in_another_process(database: Path) -> None:
    code = f"import duckdb; print(duckdb.connect({str(database)!r}, read_only=True).execute('SELECT count(*) FROM clauses').fetchone()[0])"
    assert int(subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, text=True).stdout) > 0
