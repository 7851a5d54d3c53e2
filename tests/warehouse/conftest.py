"""The specimens of the warehouse's tests as rows, as Parquet, as a warehouse."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest
from warehouse_specimens import Rows, specimen_rows, write_rows

from warehouse.build import build
from warehouse.connect import connect


@pytest.fixture
def rows() -> Rows:
    """The specimens as rows, to be spoilt."""
    return specimen_rows()


@pytest.fixture(scope="session")
def tables(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of the specimens' tables."""
    return write_rows(tmp_path_factory.mktemp("tables"), specimen_rows())


@pytest.fixture(scope="session")
def database(tables: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The warehouse of the specimens."""
    path = tmp_path_factory.mktemp("warehouse") / "unres.duckdb"
    build(tables, path)
    return path


@pytest.fixture(scope="session")
def warehouse(database: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """The same, open."""
    connection = connect(database)
    yield connection
    connection.close()
