"""unres validate: whether the tables keep their promises."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from unres.errors import UserError
from unres.options import tables_of


def validate(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="a data folder, or a folder of Parquet tables")],
    *,
    out: Annotated[Path | None, typer.Option(metavar="DIR", help="where the reports go; by default quality, beside the tables")] = None,
    baseline: Annotated[Path | None, typer.Option(metavar="FILE", help="what the tables are expected to hold")] = None,
    data_docs: Annotated[bool, typer.Option(help="write Data Docs")] = True,
) -> int:
    """Check the tables with Great Expectations and references in SQL; writes Data Docs and a report."""
    from expectations.baselines import BaselineError, baseline_of, read_baseline
    from expectations.run import validate as run
    from unres.progress import progress
    from unres.verdict import print_verdict

    tables = tables_of(folder)
    quality = out or (tables.parent if tables.name == "tables" else tables) / "quality"
    try:
        expected = read_baseline(baseline) if baseline else baseline_of(tables)
    except (BaselineError, OSError) as error:
        raise UserError(str(error)) from error
    with progress() as reporter:
        reporter.stage("validate")
        report = run(tables, quality, data_docs=data_docs, baseline=expected, on_progress=reporter.step)
    print_verdict(report, quality)
    return 1 if report.blocking or report.quarantine else 0
