"""The declared tables as DuckDB DDL: types, keys, references, value constraints, comments.

Everything here is rendered from `pipeline.schema.Table`; nothing about any one table is written down.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import pyarrow as pa

from pipeline.schema import Field, Table

OFFLINE = {"autoinstall_known_extensions": "false", "autoload_known_extensions": "false"}
"""Settings of every connection: no statement ever reaches for the network."""
_TYPES = {
    pa.string(): "VARCHAR",
    pa.int32(): "INTEGER",
    pa.int64(): "BIGINT",
    pa.float64(): "DOUBLE",
    pa.bool_(): "BOOLEAN",
    pa.date32(): "DATE",
    pa.timestamp("us", tz="UTC"): "TIMESTAMPTZ",
    pa.list_(pa.string()): "VARCHAR[]",
}


def quoted(text: str) -> str:
    """A string literal of SQL."""
    return "'" + text.replace("'", "''") + "'"


def identifier(name: str) -> str:
    """A quoted identifier of SQL."""
    return '"' + name.replace('"', '""') + '"'


def sql_type(type_: pa.DataType) -> str:
    """The DuckDB type of an Arrow type. Raises KeyError for a type that no table uses."""
    return _TYPES[type_]


def _column(field: Field) -> str:
    parts = [identifier(field.name), sql_type(field.type)]
    if not field.nullable:
        parts.append("NOT NULL")
    if field.vocabulary:
        parts.append(f"CHECK ({identifier(field.name)} IN ({', '.join(quoted(code) for code in field.vocabulary)}))")
    bounds = [f"{identifier(field.name)} {sign} {bound}" for sign, bound in ((">=", field.minimum), ("<=", field.maximum)) if bound is not None]
    if bounds:
        parts.append(f"CHECK ({' AND '.join(bounds)})")
    return " ".join(parts)


def create_table(table: Table, tables: Iterable[Table]) -> str:
    """CREATE TABLE with primary key, foreign keys, and UNIQUE on every key that a table of `tables` refers to."""
    referred = {r.key for t in tables for r in t.references if r.table == table.name and r.key != table.key}
    lines = [_column(field) for field in table.columns]
    lines.append(f"PRIMARY KEY ({', '.join(map(identifier, table.key))})")
    lines += [f"UNIQUE ({', '.join(map(identifier, key))})" for key in sorted(referred)]
    for reference in table.references:
        here, there = (", ".join(map(identifier, columns)) for columns in (reference.columns, reference.key))
        lines.append(f"FOREIGN KEY ({here}) REFERENCES {identifier(reference.table)} ({there})")
    return f"CREATE TABLE {identifier(table.name)} (\n    " + ",\n    ".join(lines) + "\n)"


def describe(field: Field) -> str:
    """The comment of a column: its meaning, then its codes where it has a vocabulary."""
    return field.description + (f". One of: {', '.join(field.vocabulary)}" if field.vocabulary else "")


def comments(table: Table, kind: str = "TABLE") -> Iterator[str]:
    """COMMENT ON the table (or, with kind VIEW, the view of that name) and on each of its columns."""
    grain = f"{table.grain}; key: {', '.join(table.key)}"
    yield f"COMMENT ON {kind} {identifier(table.name)} IS {quoted(grain)}"
    for field in table.columns:
        yield f"COMMENT ON COLUMN {identifier(table.name)}.{identifier(field.name)} IS {quoted(describe(field))}"
