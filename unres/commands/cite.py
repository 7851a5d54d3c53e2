"""`unres cite`: what a document cites, and what cites it."""

from __future__ import annotations

from typing import Annotated

import typer

from unres.asking import Form, Held, Output, print_answer
from unres.errors import UserError
from unres.options import DATA

_CITES = "SELECT target_symbol, path, actions, mentions, cited_on, held FROM citation_edges WHERE symbol = ? ORDER BY target_symbol"
_CITED_BY = "SELECT symbol, title, adopted_on, path, actions, mentions FROM cited_by(?)"
_CHAIN = "SELECT depth, symbol, target_symbol, actions, cited_on, held FROM citation_chain(?, depths := {depth})"


def cite(
    symbol: Annotated[str, typer.Argument(metavar="SYMBOL", help="a symbol such as A/RES/70/1, or a link to the document")],
    *,
    by: Annotated[bool, typer.Option("--by", help="what cites it, instead of what it cites")] = False,
    depth: Annotated[int, typer.Option(metavar="N", min=1, max=9, help="follow citations of citations, N steps")] = 1,
    data: Held = DATA,
    form: Form = "table",
    output: Output = None,
) -> int:
    """List what a document cites, in which paragraph and with what verb. Exit code 1: nothing is known."""
    query = _CITED_BY if by else _CHAIN.format(depth=depth) if depth > 1 else _CITES
    return 0 if print_answer(data, query, [canonical_symbol(symbol)], form, output) else 1


def canonical_symbol(text: str) -> str:
    """The symbol that a user means by a symbol or a link. Raises UserError."""
    from pipeline.symbols import canonical, read_link

    symbol = read_link(text).symbol if "://" in text else canonical(text)
    if symbol is None:
        raise UserError(f"{text}: not a symbol of a United Nations document; for example A/RES/70/1, S/RES/1325 (2000)")
    return symbol
