"""`unres diff`: what changed between two releases."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from unres.asking import mistakes
from unres.options import existing


def diff(
    before: Annotated[Path, typer.Argument(metavar="A", help="the earlier release, data folder or folder of tables")],
    after: Annotated[Path, typer.Argument(metavar="B", help="the later one")],
    as_json: Annotated[bool, typer.Option("--json", help="for programs")] = False,
) -> int:
    """Compare two releases: schema, rows, keys, and values per column. Exit code 1: they differ."""
    from warehouse.release.changelog import markdown
    from warehouse.release.diff import diff as compare

    with mistakes():
        changes = compare(existing(before, "a release"), existing(after, "a release"))
    if as_json:
        typer.echo(json.dumps({c.name: asdict(c) for c in changes}, indent=2, ensure_ascii=False))
    else:
        typer.echo("\n".join(markdown(changes)))
    return 0 if all(c.same for c in changes) else 1
