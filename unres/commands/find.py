"""`unres find`: clauses that hold some words, in any of the six languages."""

from __future__ import annotations

from typing import Annotated

import typer

from unres.asking import Form, Held, Output, print_answer
from unres.errors import UserError
from unres.options import DATA, LANGUAGES


def find(
    text: Annotated[str, typer.Argument(metavar="TEXT", help="words; case, accents and forms of Arabic letters do not matter")],
    *,
    language: Annotated[str | None, typer.Option(metavar="CODE", help="one language only")] = None,
    most: Annotated[int, typer.Option(metavar="N", min=1, help="number of clauses")] = 50,
    data: Held = DATA,
    form: Form = "table",
    output: Output = None,
) -> int:
    """Find clauses that hold all the words; those that hold the exact phrase come first. Exit code 1: there are none."""
    if not text.strip():
        raise UserError("TEXT: empty; give a word or more")
    if language is not None and language not in LANGUAGES.split(","):
        raise UserError(f"--language: {language}: known are {LANGUAGES}")
    columns = "symbol, language, path, excerpt" if form == "table" else "*"
    found = print_answer(data, f"SELECT {columns} FROM search(?, lang := ?, most := {most})", [text, language], form, output)
    return 0 if found else 1
