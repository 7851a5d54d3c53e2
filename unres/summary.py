"""What a run left in the tables, in a few lines."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import typer

SHOWN = ("documents", "clauses", "footnotes", "citations", "sponsors", "votes")


def print_summary(tables: Path) -> None:
    """Rows of the chief tables, documents by language, and where to go from there."""
    from pipeline.store import iterate, table_path

    languages: Counter[str] = Counter()
    for batch in iterate(tables, "documents", columns=["language"]):
        languages.update(batch.column(0).to_pylist())
    rows = [f"{_rows(table_path(tables, name)):,} {name}" for name in SHOWN]
    typer.echo(f"{tables}: " + ", ".join(rows))
    typer.echo("documents by language: " + ", ".join(f"{code} {n:,}" for code, n in sorted(languages.items())))


def _rows(path: Path) -> int:
    import pyarrow.parquet as pq

    return int(pq.read_metadata(path).num_rows) if path.exists() else 0
