"""The rows in which two tables of the same key differ, as a query."""

from __future__ import annotations

from collections.abc import Sequence

from warehouse import ddl


def rows_that_differ(before: str, after: str, key: Sequence[str], columns: Sequence[str]) -> str:
    """A query that gives (row, kind, changed): the key as text; `added`, `dropped` or `changed`; the names of the columns that differ.

    before, after: what to select from, as SQL; key: columns that identify a row; columns: the others to compare.
    """
    keys, names = [ddl.identifier(c) for c in key], [ddl.identifier(c) for c in columns]
    distinct = [f"a.{name} IS DISTINCT FROM b.{name}" for name in names]
    listed = ", ".join(f"CASE WHEN {test} THEN {ddl.quoted(column)} END" for test, column in zip(distinct, columns, strict=True))
    selected = ", ".join([*keys, *names])
    return f"""
        SELECT concat_ws(', ', {", ".join(f"{k}::VARCHAR" for k in keys)}) AS "row",
               CASE WHEN a.here IS NULL THEN 'added' WHEN b.here IS NULL THEN 'dropped' ELSE 'changed' END AS kind,
               CASE WHEN a.here AND b.here THEN string_split(array_to_string([{listed}], ' '), ' ') ELSE [] END AS changed
        FROM (SELECT {selected}, true AS here FROM {before}) a
        FULL JOIN (SELECT {selected}, true AS here FROM {after}) b USING ({", ".join(keys)})
        WHERE a.here IS NULL OR b.here IS NULL {"".join(f" OR {test}" for test in distinct)}
    """


def parquet_source(files: str) -> str:
    """Parquet files (a path or a pattern) as SQL to select from."""
    return f"read_parquet({ddl.quoted(files)}, hive_partitioning = false)"
