"""What the checks found, in a table that fits the terminal."""

from __future__ import annotations

from pathlib import Path

import typer

from expectations.result import Report

SHOWN = 40
"""Fallen checks that are listed; all are in the report."""


def print_verdict(report: Report, quality: Path) -> None:
    """One line for every check that did not pass, the documents in quarantine, and where the report is."""
    for result in report.fallen[:SHOWN]:
        mark = "BLOCKS  " if result.blocking else f"{result.severity:<8}"
        typer.echo(f"{mark} {result.name}: {result.line}")
    if len(report.fallen) > SHOWN:
        typer.echo(f"… and {len(report.fallen) - SHOWN} more")
    documents = sorted({row["document_id"] for row in report.quarantine})
    if documents:
        shown = ", ".join(documents[:5]) + (", …" if len(documents) > 5 else "")
        typer.echo(f"in quarantine: {len(documents):,} documents ({shown})")
    counts = report.counts
    typer.echo(f"{counts['passed']} checks passed, {counts['failed']} failed, {counts['errored']} could not be made; {quality / 'report.html'}")
