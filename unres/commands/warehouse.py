"""unres warehouse: the DuckDB file from the tables."""

from __future__ import annotations

from contextlib import nullcontext
from pathlib import Path
from typing import Annotated

import typer

from unres.asking import held_alone, mistakes
from unres.options import tables_of


def warehouse(folder: Annotated[Path, typer.Argument(metavar="DIR", help="a data folder, or a folder of Parquet tables")]) -> None:
    """Write the DuckDB file anew from the tables."""
    from warehouse.build import build

    tables = tables_of(folder)
    top = tables.parent if tables.name == "tables" else tables
    database = top / "warehouse" / "unres.duckdb"
    with mistakes(), held_alone(top) if tables.name == "tables" else nullcontext():
        build(tables, database)
    typer.echo(f"{database}: {database.stat().st_size / 1e6:,.1f} MB")
