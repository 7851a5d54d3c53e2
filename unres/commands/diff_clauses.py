"""`unres diff-clauses`: what became of each clause from one document to another."""

from __future__ import annotations

from typing import Annotated

import typer

from unres.asking import Form, Held, Output, mistakes, put, warehouse_in
from unres.commands.cite import canonical_symbol
from unres.errors import UserError
from unres.options import DATA, LANGUAGES


def diff_clauses(
    earlier: Annotated[str, typer.Argument(metavar="SYMBOL1", help="the earlier document")],
    later: Annotated[str, typer.Argument(metavar="SYMBOL2", help="the later document")],
    *,
    language: Annotated[str | None, typer.Option(metavar="CODE", help="language to compare; else the first that both are held in")] = None,
    all_clauses: Annotated[bool, typer.Option("--all", help="show clauses that were kept, too")] = False,
    data: Held = DATA,
    form: Form = "table",
    output: Output = None,
) -> int:
    """Show clauses that were changed, added and dropped, with {+added+} and [-dropped-] words. Exit code 1: there are any."""
    from warehouse.compare import compare_documents
    from warehouse.connect import connect

    if language is not None and language not in LANGUAGES.split(","):
        raise UserError(f"--language: {language}: known are {LANGUAGES}")
    with mistakes(), connect(warehouse_in(data)) as connection:
        answer, changed = compare_documents(connection, canonical_symbol(earlier), canonical_symbol(later), language, kept=all_clauses)
        put(answer, form, output)
    return 1 if changed else 0
