"""unres warehouse: the DuckDB file from the tables."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from unres.errors import UserError
from unres.options import tables_of


def warehouse(folder: Annotated[Path, typer.Argument(metavar="DIR", help="a data folder, or a folder of Parquet tables")]) -> None:
    """Write the DuckDB file anew from the tables."""
    from warehouse.build import build
    from warehouse.errors import WarehouseError

    tables = tables_of(folder)
    top = tables.parent if tables.name == "tables" else tables
    database = top / "warehouse" / "unres.duckdb"
    try:
        build(tables, database)
    except WarehouseError as error:
        raise UserError(str(error)) from error
    typer.echo(f"{database}: {database.stat().st_size / 1e6:,.1f} MB")
