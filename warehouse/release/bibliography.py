"""The documents as BibTeX, one entry a symbol."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any
from urllib.parse import quote

import duckdb

from pipeline.schema.vocabulary import ORGAN

_DOCUMENTS = """
    SELECT symbol, min(kind), min(organ), arg_min(title, CASE language WHEN 'en' THEN '' ELSE language END),
           min(coalesce(adopted_on, issued_on)), list_sort(list(language))
    FROM documents WHERE symbol IS NOT NULL GROUP BY symbol ORDER BY symbol
"""
_SPECIAL = str.maketrans(
    {"&": r"\&", "%": r"\%", "$": r"\$", "#": r"\#", "_": r"\_", "{": r"\{", "}": r"\}", "~": r"\~{}", "^": r"\^{}", "\\": r"\textbackslash{}"}
)


def write_bibtex(connection: duckdb.DuckDBPyConnection, target: Path) -> None:
    """Write every document of an open warehouse that has a symbol."""
    entries = [_entry(row) for row in connection.execute(_DOCUMENTS).fetchall()]
    target.write_text("\n".join(entries), encoding="utf-8")


def _entry(row: tuple[Any, ...]) -> str:
    symbol, kind, organ, title, dated, languages = row
    issuer = ORGAN.get(organ or "", "").removeprefix("the ").partition(" (")[0]
    fields = {
        "author": "{United Nations" + (f", {issuer}" if issuer and not issuer.startswith("United Nations") else "") + "}",
        "title": "{" + (title or f"{kind.replace('_', ' ').capitalize()} {symbol}").translate(_SPECIAL) + "}",
        "number": symbol.translate(_SPECIAL),
        "type": kind.replace("_", " "),
        "date": dated.isoformat() if dated else "",
        "year": str(dated.year) if dated else "",
        "url": f"https://undocs.org/{quote(symbol, safe='/().')}",
        "note": f"held in {', '.join(languages)}",
    }
    lines = [f"  {name} = {{{value}}}" for name, value in fields.items() if value]
    return f"@techreport{{{re.sub(r'[^A-Za-z0-9.]+', '-', symbol).strip('-')},\n" + ",\n".join(lines) + "\n}\n"
