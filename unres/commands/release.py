"""`unres release`: freeze a version, verify one, publish one."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Annotated

import typer

from unres.asking import held_alone, mistakes
from unres.options import DATA, Data, existing, tables_of

release = typer.Typer(help="Freeze, verify and publish versions of the tables", rich_markup_mode=None, add_completion=False)


@release.callback(invoke_without_command=True)
def make(
    context: typer.Context,
    data: Data = DATA,
    version: Annotated[str | None, typer.Option(metavar="V", help="year.month.number; the next of this month when not given")] = None,
    sign: Annotated[str | None, typer.Option(metavar="KEY", help="sign the checksums with this key of gpg")] = None,
) -> int:
    """Freeze a version under DATA/releases; refused when a blocking check failed."""
    if context.invoked_subcommand:
        return 0
    from warehouse.release.checks import blocking_failures
    from warehouse.release.make import Plan, make_release
    from warehouse.release.version import Version, next_version

    tables, releases, today = tables_of(data), data / "releases", dt.datetime.now(dt.UTC).date()
    with mistakes(), held_alone(data):
        chosen = Version.parse(version) if version else next_version(releases, today)
        failures = blocking_failures(data / "quality", tables)
        folder = make_release(Plan(tables, releases, chosen, today, failures=failures, checks=data / "quality", signing_key=sign))
    typer.echo(str(folder))
    return 0


@release.command()
def verify(place: Annotated[str, typer.Argument(metavar="DIR|URL", help="a release: a folder, s3://… or https://…")]) -> int:
    """Check every file and row of a release. Exit code 1: something is wrong, and is listed."""
    from warehouse.release.verify import verify as check

    with mistakes():
        problems = check(place)
    for problem in problems:
        typer.echo(str(problem))
    if not problems:
        typer.echo(f"{place}: whole")
    return 1 if problems else 0


@release.command()
def publish(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="a release")],
    target: Annotated[str, typer.Argument(metavar="TARGET", help="a folder or s3://bucket/prefix")],
) -> int:
    """Copy a release to a folder or an object store; nothing there is ever overwritten."""
    from warehouse.release.publish import publish as put

    with mistakes():
        typer.echo(put(existing(folder, "a release").resolve(), target))
    return 0
