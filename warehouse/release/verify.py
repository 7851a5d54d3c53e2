"""Checking a release: every file against its checksum, and the rows of the Parquet files against the DuckDB file.

The checksums find a flipped bit and a missing file. The same rows lie in the release twice, so a changed row is named by
key and column even where somebody changed the checksum with it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb

from warehouse import ddl
from warehouse.build import parquet_of
from warehouse.connect import connect
from warehouse.errors import WarehouseError
from warehouse.release.comparison import parquet_source, rows_that_differ
from warehouse.release.manifest import MANIFEST, SIGNATURE, SUMS, parse_sums, read_manifest
from warehouse.release.places import Place

SHOWN = 5
"""Rows named per table."""


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong with a release: the file, and what is wrong with it."""

    file: str
    cause: str

    def __str__(self) -> str:
        return f"{self.file}: {self.cause}"


def verify(address: str) -> list[Problem]:
    """Everything wrong with the release at a path or address; empty when it is whole. Raises WarehouseError when nothing is there."""
    place = Place(address)
    try:
        sums = parse_sums(place.text(SUMS))
    except FileNotFoundError as error:
        raise WarehouseError(f"{address}: no {SUMS} here, so no release") from error
    problems = [*_wrong_bytes(place, sums), *_unlisted(place, sums)]
    if place.folder is not None and not any(p.cause.startswith("missing") for p in problems):
        problems += _wrong_rows(place.folder)
    return problems


def _wrong_bytes(place: Place, sums: dict[str, str]) -> Iterator[Problem]:
    for name, expected in sums.items():
        found = hashlib.sha256()
        try:
            for piece in place.read(name):
                found.update(piece)
        except FileNotFoundError:
            yield Problem(name, "missing")
            continue
        if found.hexdigest() != expected:
            yield Problem(name, f"its bytes are not those that were released (SHA-256 {found.hexdigest()}, expected {expected})")


def _unlisted(place: Place, sums: dict[str, str]) -> Iterator[Problem]:
    for name in place.names() or []:
        if name not in sums and name not in (SUMS, SIGNATURE):
            yield Problem(name, f"not part of the release: {SUMS} does not list it")


def _wrong_rows(folder: Path) -> Iterator[Problem]:
    try:
        declared = read_manifest(folder)["tables"]
        (database,) = folder.glob("*.duckdb")
        connection = connect(database, files=True)
    except (WarehouseError, KeyError, ValueError) as error:
        yield Problem(MANIFEST, f"rows cannot be checked: {error}")
        return
    with connection:
        for name, entry in declared.items():  # as the release declares them: a later program may know more tables and columns
            parquet = parquet_of(folder / "parquet", name)
            if parquet is None:
                yield Problem(f"parquet/{name}", "missing")
                continue
            try:
                yield from _compare(connection, name, entry, parquet)
            except (duckdb.Error, KeyError, TypeError) as error:
                yield Problem(f"parquet/{name}", " ".join(str(error).split())[:200])


def _compare(connection: duckdb.DuckDBPyConnection, name: str, entry: dict[str, Any], parquet: str) -> Iterator[Problem]:
    """One table of the release against the DuckDB file; entry: its rows and key by the manifest."""
    source = parquet_source(parquet)
    ((rows,),) = connection.execute(f"SELECT count(*) FROM {source}").fetchall()
    if rows != entry["rows"]:
        yield Problem(f"parquet/{name}", f"{rows} rows, {entry['rows']} in {MANIFEST}")
    columns, in_database = _columns(connection, source), _columns(connection, ddl.identifier(name))
    if columns != in_database:
        odd = sorted(set(columns) ^ set(in_database))
        yield Problem(f"parquet/{name}", f"its columns are not those of the DuckDB file: {', '.join(odd) or 'another order'}")
    key = entry["key"]
    query = rows_that_differ(ddl.identifier(name), source, key, [c for c in columns if c not in key and c in in_database])
    found = connection.execute(f"{query} ORDER BY 1").fetchmany(SHOWN + 1)
    for row, kind, changed in found[:SHOWN]:
        cause = {"dropped": "is missing", "added": "is not in the DuckDB file"}.get(kind, f"differs from the DuckDB file in {', '.join(changed)}")
        yield Problem(f"parquet/{name}", f"row {row} {cause}")
    if len(found) > SHOWN:
        yield Problem(f"parquet/{name}", "and more rows")


def _columns(connection: duckdb.DuckDBPyConnection, source: str) -> list[str]:
    return [row[0] for row in connection.execute(f"DESCRIBE SELECT * FROM {source}").fetchall()]
