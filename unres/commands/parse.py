"""unres parse: files → tables."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from unres.errors import UserError
from unres.options import LANGUAGES, Processes, one_of


def parse(
    paths: Annotated[list[Path], typer.Argument(metavar="PATH...", help="files or folders")],
    out: Annotated[Path, typer.Option(metavar="DIR", help="where the Parquet tables go")],
    language: Annotated[str | None, typer.Option(metavar="L", help="language of the documents, where they do not say")] = None,
    symbol: Annotated[str | None, typer.Option(metavar="S", help="symbol of the document, where it is not printed")] = None,
    processes: Processes = 2,
) -> int:
    """Read files or folders into Parquet tables; no network, no Dagster."""
    from pipeline.executor import ExecutorError
    from pipeline.reading import read, sources_in
    from pipeline.symbols import canonical
    from unres.progress import list_problems, progress

    if language:
        one_of(language, LANGUAGES, "--language")
    known = canonical(symbol) if symbol else None
    if symbol and known is None:
        raise UserError(f"--symbol: {symbol!r} is no symbol of a United Nations document, such as A/C.3/68/L.24/Rev.1")
    if out.exists() and not out.is_dir():
        raise UserError(f"--out: {out} is a file; a folder is expected")
    try:
        sources = list(sources_in(paths, known, language))
    except (OSError, ValueError) as error:
        raise UserError(str(error)) from error
    if known and len(sources) > 1:
        raise UserError(f"--symbol names one document, but {len(sources)} files are given")
    with progress() as bar:
        bar.stage("read")
        try:
            summary = read(sources, out, processes=processes, on_progress=bar.step)
        except ExecutorError as error:
            raise UserError(str(error)) from error
    list_problems([("read", *problem) for problem in summary.problems])
    counts = {"read": summary.parsed, "unchanged": summary.unchanged, "superseded": summary.superseded, "failed": summary.failed}
    typer.echo(f"{len(sources):,} files: " + ", ".join(f"{n:,} {what}" for what, n in counts.items()) + f" → {out}")
    return 1 if summary.problems else 0
