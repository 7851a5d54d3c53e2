"""The warehouse is written anew only where its tables or the program have changed; a longer ledger is added to it."""

from __future__ import annotations

import shutil
from datetime import timedelta
from pathlib import Path

import duckdb
import pyarrow as pa
import pyarrow.compute as pc
import pytest

from pipeline.store import read_table, write_table
from warehouse.refresh import refresh


@pytest.fixture
def folder(tables: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(tables, tmp_path / "tables"))


@pytest.fixture
def built(folder: Path, tmp_path: Path) -> Path:
    database = tmp_path / "warehouse" / "unres.duckdb"
    assert refresh(folder, database) == "built"
    return database


def count(database: Path, table: str) -> int:
    with duckdb.connect(str(database), read_only=True) as connection:
        ((rows,),) = connection.execute(f"SELECT count(*) FROM {table}").fetchall()
    return int(rows)


def look_again(folder: Path) -> int:
    """One more attempt for each in the ledger, a day later; returns how many there are then."""
    old = read_table(folder, "fetches")
    later = pc.add(old["requested_at"], pa.scalar(timedelta(days=1)))
    new = old.set_column(old.schema.get_field_index("requested_at"), old.schema.field("requested_at"), later.cast(old["requested_at"].type))
    write_table(folder, "fetches", pa.concat_tables([old, new]))
    return 2 * old.num_rows


def test_without_changes_the_file_stays(folder: Path, built: Path) -> None:
    before = built.stat()
    assert refresh(folder, built) == "kept"
    assert built.stat() == before


def test_new_attempts_are_added_and_nothing_else_is_touched(folder: Path, built: Path) -> None:
    clauses, attempts = count(built, "clauses"), look_again(folder)
    assert refresh(folder, built) == "appended"
    assert (count(built, "clauses"), count(built, "fetches")) == (clauses, attempts)
    assert refresh(folder, built) == "kept"
    assert sorted(p.name for p in built.parent.iterdir()) == ["inputs.json", "unres.duckdb"]


def test_a_ledger_that_lost_rows_is_no_longer_one(folder: Path, built: Path) -> None:
    write_table(folder, "fetches", read_table(folder, "fetches").slice(1))
    assert refresh(folder, built) == "built"
    assert count(built, "fetches") == read_table(folder, "fetches").num_rows


def test_a_changed_table_is_written_anew(folder: Path, built: Path) -> None:
    write_table(folder, "sponsors", read_table(folder, "sponsors").slice(1))
    assert refresh(folder, built) == "built"


def test_a_file_that_others_wrote_is_written_anew(folder: Path, built: Path) -> None:
    built.write_bytes(b"no database")
    assert refresh(folder, built) == "built"
    assert refresh(folder, built) == "kept"
