"""Commands that ask the warehouse: where it is, how the answer is printed, what a mistake looks like."""

from __future__ import annotations

import shutil
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from unres.errors import UserError

if TYPE_CHECKING:
    from warehouse.answer import Answer

Form = Annotated[str, typer.Option("--format", metavar="table|csv|json|parquet", help="form of the answer")]
Output = Annotated[
    Path | None, typer.Option("--output", "-o", metavar="FILE", help="write to a file instead of the screen; Parquet needs it unless piped")
]
Held = Annotated[Path, typer.Option("--data", metavar="PATH", help="data folder, folder of tables, release or DuckDB file", envvar="UNRES_DATA")]


@contextmanager
def mistakes() -> Iterator[None]:
    """Turn what the warehouse objects to into the one line that a user reads."""
    from warehouse.errors import WarehouseError

    try:
        yield
    except WarehouseError as error:
        raise UserError(str(error)) from error


@contextmanager
def held_alone(data: Path) -> Iterator[None]:
    """Hold a data folder, so that no other process changes it meanwhile. Raises UserError when one works there."""
    from pipeline.fetch.lock import DataFolderBusy, data_lock

    try:
        with data_lock(data):
            yield
    except DataFolderBusy as error:
        raise UserError(str(error)) from error


def warehouse_in(place: Path) -> Path:
    """What to open: a DuckDB file, the warehouse of a data folder, a release, or a folder of tables. Raises UserError where there is nothing."""
    if not place.exists():
        raise UserError(f"{place}: no such data folder; make one with: unres build --data {place}")
    if place.is_dir() and not list(place.glob("*.duckdb")) and not list(place.glob("warehouse/*.duckdb")) and (place / "tables").is_dir():
        return place / "tables"
    return place


def print_answer(place: Path, query: str, parameters: Sequence[object], form: str, output: Path | None) -> int:
    """Ask the warehouse at `place` and print the answer; returns the number of rows. Raises UserError."""
    from warehouse.answer import FORMS, ask
    from warehouse.connect import connect

    if form not in FORMS:
        raise UserError(f"--format: {form}: known are {', '.join(FORMS)}")
    with mistakes(), connect(warehouse_in(place)) as connection:
        return put(ask(connection, query, parameters), form, output)


def put(answer: Answer, form: str, output: Path | None) -> int:
    """Write an answer to the screen or to a file; returns the number of rows. Raises UserError."""
    from warehouse.answer import write_answer

    if output is None:
        return _parquet_to_pipe(answer) if form == "parquet" else write_answer(answer, form, sys.stdout)
    if form == "parquet":
        return write_answer(answer, form, sys.stdout, output)
    try:
        with output.open("w", encoding="utf-8", newline="") as stream:
            return write_answer(answer, form, stream, width=200)
    except OSError as error:
        raise UserError(f"{output}: {error.strerror}") from error


def _parquet_to_pipe(answer: Answer) -> int:
    """Parquet is written from its end: to standard output it goes by way of a file."""
    from warehouse.answer import write_answer

    if sys.stdout.isatty():
        raise UserError("--format parquet: bytes are not for a terminal; name a file with --output, or pipe them")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "answer.parquet"
        count = write_answer(answer, "parquet", sys.stdout, path)
        with path.open("rb") as file:
            shutil.copyfileobj(file, sys.stdout.buffer)
    return count
