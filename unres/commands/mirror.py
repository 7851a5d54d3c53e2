"""unres mirror: a folder of documents, served the way undocs.org serves its own."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from unres.errors import UserError
from unres.options import existing

if TYPE_CHECKING:
    from pipeline.fetch.mirror import Server


def mirror(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="documents named by symbol, in one folder per language")],
    port: Annotated[int, typer.Option(metavar="N", min=0, max=65535, help="0: any free port")] = 8000,
    faults: Annotated[Path | None, typer.Option(metavar="FILE", help="bad habits to show, as YAML")] = None,
) -> None:
    """Serve a folder of documents over HTTP on this machine the way undocs.org serves its own."""
    from pipeline.fetch.faults import FaultsFileError, read_faults
    from pipeline.fetch.mirror import serve

    existing(folder, "a folder of documents")
    try:
        habits = read_faults(faults) if faults else []
    except FaultsFileError as error:
        raise UserError(str(error)) from error
    except OSError as error:
        raise UserError(f"--faults: {faults}: {error.strerror}") from error
    try:
        serve(folder, port, habits, on_ready=_announce, log=_log)
    except OSError as error:
        raise UserError(f"--port {port}: {error.strerror}") from error


def _announce(server: Server) -> None:
    library = server.mirror.library
    typer.echo(f"{server.url} serves {len(library):,} documents; end with Ctrl-C", err=True)
    if library.unnamed:
        typer.echo(f"{len(library.unnamed):,} files are not served: neither name nor manifest gives symbol and language", err=True)


def _log(path: str, status: int, size: int) -> None:
    typer.echo(f"{status} {size:>9,} {path}", err=True)
