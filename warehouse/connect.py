"""Opening a warehouse to read it: a DuckDB file, or a folder of Parquet tables."""

from __future__ import annotations

from pathlib import Path

import duckdb

from warehouse.build import create_views_over
from warehouse.ddl import OFFLINE, quoted
from warehouse.errors import WarehouseError

SCANNED = {"index_scan_max_count": "1", "index_scan_percentage": "0"}
"""Rows are found by the order of their keys, not by an index: it fetches them one by one out of compressed columns (58 citations
of a document among 202,458: 56 ms by the index, 7 ms without)."""


def connect(path: Path | str, *, files: bool = False) -> duckdb.DuckDBPyConnection:
    """A connection on which nothing can be written.

    path: a DuckDB file, a folder of Parquet tables, or the folder of a release (its DuckDB file is opened). A file is
    opened read-only, and queries can neither read nor write other files unless `files` is set; a folder is opened in
    memory with one view per table. Raises WarehouseError, naming the path, when there is nothing to open.
    """
    path = Path(path)
    if path.is_dir():
        inside = sorted(path.glob("*.duckdb")) + sorted(path.glob("warehouse/*.duckdb"))
        if not inside:
            return _over_parquet(path)
        path = inside[0]
    if not path.is_file():
        raise WarehouseError(f"{path}: no warehouse here; build it with: unres warehouse")
    settings = OFFLINE | SCANNED | ({} if files else {"enable_external_access": "false", "lock_configuration": "true"})
    try:
        return duckdb.connect(str(path), read_only=True, config=dict(settings))
    except duckdb.Error as error:
        raise WarehouseError(f"{path}: {str(error).splitlines()[0]}") from error


def _over_parquet(folder: Path) -> duckdb.DuckDBPyConnection:
    if not (folder / "documents.parquet").is_file() and not (folder / "documents").is_dir():
        raise WarehouseError(f"{folder}: neither a warehouse (*.duckdb) nor documents.parquet here")
    connection = duckdb.connect(":memory:", config=dict(OFFLINE))
    create_views_over(connection, folder.resolve())
    connection.execute(f"SET allowed_directories = [{quoted(str(folder.resolve()) + '/')}]")
    connection.execute("SET enable_external_access = false")
    connection.execute("SET lock_configuration = true")
    return connection
