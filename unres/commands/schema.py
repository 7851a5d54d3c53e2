"""unres schema: what the tables hold, and what the views of the warehouse answer."""

from __future__ import annotations

from typing import Annotated

import typer

from unres.errors import UserError


def schema(
    table: Annotated[str | None, typer.Argument(metavar="TABLE", help="a table, view or macro; all where none is named")] = None,
    markdown: Annotated[bool, typer.Option("--markdown", help="the whole data dictionary as Markdown")] = False,
) -> None:
    """The tables and their columns, as they are declared; the views and macros with their questions."""
    from pipeline.schema import TABLES
    from pipeline.schema.dictionary import dictionary

    if markdown:
        typer.echo(dictionary(), nl=False)
        return
    from warehouse.derived import DERIVED
    from warehouse.questions import questions

    if table and table in questions():
        _question(table)
    elif table and table in TABLES | DERIVED:
        _columns(table)
    elif table:
        raise UserError(f"{table}: no such table; there are {', '.join((*TABLES, *DERIVED, *questions()))}")
    else:
        asked = {q.name: q.question for q in questions().values()}
        _list("tables", {one.name: one.grain for one in TABLES.values()})
        _list("\nderived from them, in the warehouse and in releases", {one.name: one.grain for one in DERIVED.values()})
        _list("\nviews and macros of the warehouse", asked)


def _list(heading: str, lines: dict[str, str]) -> None:
    width = max(map(len, lines))
    typer.echo(heading)
    for name, meaning in lines.items():
        typer.echo(f"  {name:<{width}}  {meaning}")


def _question(name: str) -> None:
    from rich.console import Console
    from rich.table import Table

    from warehouse.questions import questions

    question = questions()[name]
    typer.echo(f"{name} ({question.kind.lower()}): {question.question}\n")
    typer.echo(f'example: unres sql "{question.example}"')
    if question.columns:
        shown = Table("column", "meaning", box=None, header_style="bold")
        for column, meaning in question.columns.items():
            shown.add_row(column, meaning)
        typer.echo()
        Console(highlight=False).print(shown)


def _columns(name: str) -> None:
    from rich.console import Console
    from rich.table import Table

    from pipeline.schema import TABLES
    from pipeline.schema.dictionary import type_name
    from warehouse.derived import DERIVED

    declared = (TABLES | DERIVED)[name]
    typer.echo(f"{name}: {declared.grain}; key: {', '.join(declared.key)}\n")
    shown = Table("column", "type", "meaning", box=None, header_style="bold")
    for column in declared.columns:
        codes = f" ({', '.join(column.vocabulary)})" if column.vocabulary else ""
        shown.add_row(column.name, type_name(column), column.description + codes)
    Console(highlight=False).print(shown)
