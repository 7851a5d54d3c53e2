"""unres sql: one question to the warehouse."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from unres.asking import Form, Held, Output, print_answer
from unres.options import DATA


def sql(
    query: Annotated[str, typer.Argument(metavar="SELECT…", help="one query; - reads it from standard input")],
    *,
    data: Held = DATA,
    form: Form = "table",
    output: Output = None,
) -> None:
    """Ask the warehouse a question in SQL; it is only ever read."""
    print_answer(data, sys.stdin.read() if query == "-" else query, [], form, output)
