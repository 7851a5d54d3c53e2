"""What changed between two releases (or two folders of tables): schema, rows, keys, and values per column.

The tables are compared by DuckDB over the Parquet files, by key; nothing is loaded into memory whole.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from pathlib import Path

import duckdb
import pyarrow.parquet as pq

from pipeline.schema import Table
from warehouse.build import parquet_of
from warehouse.ddl import OFFLINE
from warehouse.errors import WarehouseError
from warehouse.release.comparison import parquet_source, rows_that_differ
from warehouse.release.parquet import files_of, released_tables

EXAMPLES = 5
"""Keys named per kind of change."""


@dataclass(frozen=True, slots=True)
class TableDiff:
    """One table in two releases: rows, keys added, dropped and changed, and how many rows changed in each column.

    examples: by kind of change, the first keys as text. columns_added, columns_dropped, retyped: changes of the schema.
    """

    name: str
    rows_before: int
    rows_after: int
    added: int = 0
    dropped: int = 0
    changed: int = 0
    columns: dict[str, int] = field(default_factory=dict)
    examples: dict[str, list[str]] = field(default_factory=dict)
    columns_added: list[str] = field(default_factory=list)
    columns_dropped: list[str] = field(default_factory=list)
    retyped: list[str] = field(default_factory=list)

    @property
    def same(self) -> bool:
        """Whether nothing changed."""
        return not (self.added or self.dropped or self.changed or self.columns_added or self.columns_dropped or self.retyped)


def parquet_folder(place: Path) -> Path:
    """The Parquet folder of a release, of a data folder, or the folder itself. Raises WarehouseError where there is none."""
    for folder in (place / "parquet", place / "tables", place):
        if parquet_of(folder, "documents"):
            return folder
    raise WarehouseError(f"{place}: no Parquet tables here")


def diff(before: Path, after: Path) -> list[TableDiff]:
    """The changes of every table between two releases. Raises WarehouseError when a side cannot be read."""
    one, other = parquet_folder(before), parquet_folder(after)
    with duckdb.connect(":memory:", config=dict(OFFLINE)) as connection:
        return [_diff_table(connection, table, one, other) for table in released_tables().values()]


def _diff_table(connection: duckdb.DuckDBPyConnection, table: Table, one: Path, other: Path) -> TableDiff:
    try:
        before, after = (_schema(files_of(folder, table.name)) for folder in (one, other))
        rows = [sum(pq.read_metadata(f).num_rows for f in files_of(folder, table.name)) for folder in (one, other)]
    except (OSError, ValueError) as error:
        raise WarehouseError(f"{table.name}: {error}") from error
    shape = TableDiff(
        table.name,
        rows_before=rows[0],
        rows_after=rows[1],
        columns_added=[c for c in after if c not in before] if before else [],
        columns_dropped=[c for c in before if c not in after] if after else [],
        retyped=[f"{c}: {before[c]} → {after[c]}" for c in before if c in after and before[c] != after[c]],
    )
    if not before or not after or not set(table.key) <= before.keys() & after.keys():
        return replace(shape, added=rows[1], dropped=rows[0])
    left, right = (parquet_source(parquet_of(folder, table.name) or "") for folder in (one, other))
    shared = [c for c in after if c in before and c not in table.key]
    connection.execute(f"CREATE OR REPLACE TEMP TABLE differing AS {rows_that_differ(left, right, table.key, shared)}")
    kinds = connection.execute(f"SELECT kind, count(*), min(row, {EXAMPLES}) FROM differing GROUP BY kind ORDER BY kind").fetchall()
    columns = connection.execute("SELECT c, count(*) FROM (SELECT unnest(changed) AS c FROM differing) GROUP BY c ORDER BY c").fetchall()
    counts = {kind: count for kind, count, _ in kinds}
    return replace(
        shape,
        added=counts.get("added", 0),
        dropped=counts.get("dropped", 0),
        changed=counts.get("changed", 0),
        columns=dict(columns),
        examples={kind: examples for kind, _, examples in kinds},
    )


def _schema(files: list[Path]) -> dict[str, str]:
    return {f.name: str(f.type) for f in pq.read_schema(files[0])} if files else {}
