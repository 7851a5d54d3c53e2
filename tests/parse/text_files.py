"""Texts as files, read."""

from __future__ import annotations

from pipeline.extract.text import extract
from pipeline.parse.document import Origin, parse
from pipeline.parse.model import Rows


def read(text: str, language: str = "en", symbol: str = "A/RES/190/1") -> Rows:
    """Rows of a text."""
    return parse(extract(text.encode()), Origin("a.txt", "0" * 64, symbol, language))


def clauses(rows: Rows) -> dict[str, str]:
    """Path → words."""
    return {row["path"]: row["text"] for row in rows["clauses"]}


def notes(rows: Rows) -> dict[str, str]:
    """Marker → words."""
    return {row["marker"]: row["text"] for row in rows["footnotes"]}
