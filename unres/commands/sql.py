"""unres sql: one question to the warehouse."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from unres.errors import UserError
from unres.options import DATA, Data


def sql(
    query: Annotated[str, typer.Argument(metavar="SELECT…", help="one query; - reads it from standard input")],
    data: Data = DATA,
    format: Annotated[str, typer.Option("--format", metavar="table|csv|json|parquet", help="form of the answer")] = "table",
    output: Annotated[Path | None, typer.Option("--output", metavar="FILE", help="where the answer goes; Parquet needs it unless piped")] = None,
) -> None:
    """Ask the warehouse a question in SQL. It is only ever read."""
    from warehouse.answer import FORMS, ask, write_answer
    from warehouse.connect import connect
    from warehouse.errors import WarehouseError

    if format not in FORMS:
        raise UserError(f"--format: {format}: known are {', '.join(FORMS)}")
    question = sys.stdin.read() if query == "-" else query
    try:
        with connect(_warehouse(data)) as connection:
            answer = ask(connection, question)
            if format == "parquet":
                _parquet(answer, output)
            elif output:
                with output.open("w", encoding="utf-8", newline="") as stream:
                    write_answer(answer, format, stream)
            else:
                write_answer(answer, format, sys.stdout)
    except WarehouseError as error:
        raise UserError(str(error)) from error
    except OSError as error:
        if isinstance(error, BrokenPipeError):
            raise
        raise UserError(f"--output: {output}: {error.strerror}") from error


def _warehouse(data: Path) -> Path:
    """The database of a data folder; a database, a release or a folder of tables may be named itself."""
    inside = data / "warehouse" / "unres.duckdb"
    if inside.is_file():
        return inside
    if not data.exists():
        raise UserError(f"{data}: no such data folder; make one with: unres build --data {data}")
    return data


def _parquet(answer: object, output: Path | None) -> None:
    """Parquet to a file, or to standard output when that is no terminal."""
    import tempfile

    from warehouse.answer import Answer, write_answer

    assert isinstance(answer, Answer)
    if output:
        write_answer(answer, "parquet", sys.stdout, output)
        return
    if sys.stdout.isatty():
        raise UserError("--format parquet: bytes are not for a terminal; name a file with --output, or pipe them")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "answer.parquet"
        write_answer(answer, "parquet", sys.stdout, path)
        with path.open("rb") as file:
            while chunk := file.read(1 << 20):
                sys.stdout.buffer.write(chunk)
