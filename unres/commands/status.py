"""unres status: what is held, what is missing and why."""

from __future__ import annotations

from typing import Annotated

import typer

from unres.errors import UserError
from unres.options import DATA, Data

SHOWN = 20


def status(data: Data = DATA, all_: Annotated[bool, typer.Option("--all", help="list every document, not the first 20 of a kind")] = False) -> int:
    """What is held, missing per language and why, stale, removed, quarantined. Exit code 1 when something is missing."""
    from rich.console import Console
    from rich.table import Table

    from pipeline.fetch.ledger import DamagedLedger
    from pipeline.fetch.settings import from_environment
    from pipeline.fetch.status import status as status_of

    if not data.is_dir():
        raise UserError(f"{data}: no such data folder; make one with: unres build --data {data}")
    try:
        found = status_of(data, from_environment())
    except (DamagedLedger, ValueError) as error:
        raise UserError(str(error)) from error
    console = Console(highlight=False)
    table = Table("language", "held", "missing", "why", box=None, header_style="bold")
    missing = found.missing_by_language
    for language in sorted({*found.held, *missing}, key=str):
        reasons: dict[str, int] = dict(missing.get(language, {}))
        why = ", ".join(f"{n:,} {name}" for name, n in sorted(reasons.items()))
        table.add_row(language or "not known", f"{found.held[language]:,}", f"{sum(reasons.values()):,}", why)
    console.print(table)
    console.print(f"{found.documents:,} documents held in {found.objects:,} objects")
    for what, entries in (("missing", found.missing), ("stale", found.stale), ("removed by the server, kept here", found.removed)):
        _list(what, [f"{e.name} {e.language or ''} {e.status} {e.at:%Y-%m-%d} {e.cause or ''}" for e in entries], all_)
    _list("quarantined", [f"{document} {rule}: {reason}" for document, rule, reason in found.quarantined], all_)
    return 1 if found.missing or found.quarantined else 0


def _list(what: str, lines: list[str], all_: bool) -> None:
    if not lines:
        return
    typer.echo(f"\n{what}: {len(lines):,}")
    shown = lines if all_ else lines[:SHOWN]
    for line in shown:
        typer.echo(f"  {line.strip()}")
    if len(lines) > len(shown):
        typer.echo(f"  … and {len(lines) - len(shown):,} more: --all")
