"""unres schema: what the tables hold."""

from __future__ import annotations

from typing import Annotated

import typer

from unres.errors import UserError


def schema(
    table: Annotated[str | None, typer.Argument(metavar="TABLE", help="one table; all where none is named")] = None,
    markdown: Annotated[bool, typer.Option("--markdown", help="the whole data dictionary as Markdown")] = False,
) -> None:
    """The tables and their columns, as they are declared."""
    from pipeline.schema import TABLES
    from pipeline.schema.dictionary import dictionary

    if markdown:
        typer.echo(dictionary(), nl=False)
        return
    if table and table not in TABLES:
        raise UserError(f"{table}: no such table; there are {', '.join(TABLES)}")
    if not table:
        width = max(map(len, TABLES))
        for one in TABLES.values():
            typer.echo(f"{one.name:<{width}}  {one.grain}")
        return
    _columns(table)


def _columns(name: str) -> None:
    from rich.console import Console
    from rich.table import Table

    from pipeline.schema import TABLES
    from pipeline.schema.dictionary import type_name

    declared = TABLES[name]
    typer.echo(f"{name}: {declared.grain}; key: {', '.join(declared.key)}\n")
    shown = Table("column", "type", "meaning", box=None, header_style="bold")
    for column in declared.columns:
        codes = f" ({', '.join(column.vocabulary)})" if column.vocabulary else ""
        shown.add_row(column.name, type_name(column), column.description + codes)
    Console(highlight=False).print(shown)
