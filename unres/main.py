"""The command `unres`: its commands, and what becomes of errors.

Exit codes: 0 all well; 1 some documents or checks failed, and are listed; 2 wrong usage.
"""

from __future__ import annotations

import os
import sys

import typer
from typer.exceptions import Abort, TyperException

from unres.commands import build, cite, diff, diff_clauses, fetch, find, mirror, parse, schema, show, sql, status, validate, warehouse
from unres.commands.release import release
from unres.errors import UserError

app = typer.Typer(
    help="United Nations resolutions as tables.",
    epilog="Exit codes: 0 all well; 1 some documents or checks failed, and are listed; 2 wrong usage.",
    add_completion=False,
    no_args_is_help=True,
    rich_markup_mode=None,  # plain help: half the time to the first line
    pretty_exceptions_enable=False,
)
SUMMARIES = {
    build: "The whole job: fetch, read, validate, write the warehouse",
    fetch: "Fetch into the raw store, and no further",
    parse: "Read files or folders into Parquet tables",
    show: "What the parser sees in one file",
    validate: "Check the tables; write reports",
    warehouse: "Write the DuckDB file from the tables",
    sql: "Ask the warehouse a question in SQL",
    find: "Find clauses that hold some words, in any language",
    cite: "What a document cites, or what cites it",
    diff_clauses: "What became of each clause between two documents",
    diff: "What changed between two releases",
    mirror: "Serve a folder of documents as undocs.org does",
    status: "What is held, what is missing and why",
    schema: "Tables and columns; views and their questions",
}
"""One line each, short enough for a list; the whole text is the docstring of the command."""
for module, summary in SUMMARIES.items():
    name = module.__name__.rpartition(".")[2]
    app.command(name.replace("_", "-"), short_help=summary)(getattr(module, name))
app.add_typer(release, name="release")


@app.callback(invoke_without_command=True)
def _options(context: typer.Context, version: bool = typer.Option(False, "--version", help="Print the version and end.")) -> None:
    if version:
        from importlib.metadata import version as installed

        typer.echo(f"unres {installed('unres')}")
        raise typer.Exit
    if context.invoked_subcommand is None:
        typer.echo(context.get_help())


def run(arguments: list[str] | None = None) -> int:
    """Run one command; returns the exit code. Nothing that a user does wrong ends in a traceback."""
    os.environ.setdefault("DAGSTER_DISABLE_TELEMETRY", "yes")
    os.environ.setdefault("GX_ANALYTICS_ENABLED", "False")
    try:
        code = app(arguments, prog_name="unres", standalone_mode=False)
    except (TyperException, UserError) as error:
        message = error.format_message() if isinstance(error, TyperException) else str(error)
        if message:
            typer.echo(f"unres: {message}", err=True)
        return 2
    except (Abort, KeyboardInterrupt):
        typer.echo("unres: interrupted; what is done is kept, the same command goes on from there", err=True)
        return 130
    except BrokenPipeError:
        return _seen_enough()
    except SystemExit as end:  # the library of the command line ends so where the pipe is closed
        if isinstance(end.__context__, BrokenPipeError):
            return _seen_enough()
        raise
    except OSError as error:  # a folder that cannot be written, a full disk
        typer.echo(f"unres: {f'{error.filename}: ' if error.filename else ''}{error.strerror or error}", err=True)
        return 2
    return code if isinstance(code, int) else 0


def _seen_enough() -> int:
    """The reader of our output closed the pipe (`| head`): nothing more is written, and all is well."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return 0


def main() -> None:
    """Entry point."""
    sys.exit(run())
