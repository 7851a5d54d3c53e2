"""Tables computed from the others when a warehouse is built, because a view would be too slow or SQL cannot say them."""

from __future__ import annotations

from dataclasses import replace
from importlib.resources import files

import duckdb

from warehouse import ddl
from warehouse.derived.changes import fill_text_changes
from warehouse.derived.reports import load_report_words
from warehouse.derived.tables import DERIVED
from warehouse.questions import questions

__all__ = ["DERIVED", "derive"]


def derive(connection: duckdb.DuckDBPyConnection) -> None:
    """Create and fill the derived tables in the database in use."""
    connection.execute(questions()["fold"].sql)
    load_report_words(connection)
    for table in DERIVED.values():
        connection.execute(ddl.create_table(replace(table, references=()), ()))
        script = files(__package__) / f"{table.name}.sql"
        if script.is_file():
            connection.execute(f"INSERT INTO {table.name} {script.read_text(encoding='utf-8')}")
        else:
            fill_text_changes(connection)
        for statement in ddl.comments(table):
            connection.execute(statement)
