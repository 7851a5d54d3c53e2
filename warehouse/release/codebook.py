"""The data dictionary of a release, in Markdown and HTML, from the schema and the released rows."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import duckdb
from jinja2 import Environment, PackageLoader, StrictUndefined, select_autoescape

from pipeline.schema import Table
from warehouse import ddl
from warehouse.questions import questions
from warehouse.release.parquet import released_tables
from warehouse.release.words import DESCRIPTION, TITLE


@dataclass(frozen=True, slots=True)
class Described:
    """A table with its number of rows and, by column, the share of rows that are filled, as text."""

    table: Table
    rows: int
    filled: dict[str, str]


def environment() -> Environment:
    """The templates of `warehouse/release/templates`; HTML is escaped, an unknown name is an error."""
    found = Environment(
        loader=PackageLoader("warehouse.release"),
        autoescape=select_autoescape(["html.jinja"]),
        undefined=StrictUndefined,
        keep_trailing_newline=True,
        trim_blocks=False,
    )
    found.filters["ticks"] = lambda text: f"`{text}`"
    found.filters["cell"] = lambda text: text.replace("|", "\\|").replace("\n", " ")
    return found


def write_codebook(connection: duckdb.DuckDBPyConnection, folder: Path, version: str) -> None:
    """Write `codebook.md` and `codebook.html` from an open warehouse."""
    tables = [_describe(connection, table) for table in released_tables().values()]
    for form in ("md", "html"):
        text = (
            environment()
            .get_template(f"codebook.{form}.jinja")
            .render(title=TITLE, description=DESCRIPTION, version=version, tables=tables, questions=list(questions().values()))
        )
        (folder / f"codebook.{form}").write_text(text, encoding="utf-8")


def _describe(connection: duckdb.DuckDBPyConnection, table: Table) -> Described:
    counts = ", ".join(f"count({ddl.identifier(name)})" for name in table.names)
    ((rows, *filled),) = connection.execute(f"SELECT count(*), {counts} FROM {ddl.identifier(table.name)}").fetchall()
    shares = [f"{100 * count / rows:.3g} %" if rows else "–" for count in filled]
    return Described(table, rows, dict(zip(table.names, shares, strict=True)))
