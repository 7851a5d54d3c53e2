"""Corrections of known errors of sources, as data: one YAML file a topic, one entry a value.

    - document: A/RES/77/81@es
      media_type: application/akn+xml    # the format whose file is wrong; others of the document may be right
      table: documents
      row: {}                            # what tells the row from others of the document, such as {position: 3}
      column: adopted_on
      says: 2012-12-07                   # the guard: what the source says
      set: 2022-12-07
      reason: the five other languages say 7 December 2022, as does the meeting
      reviewed: 2026-11-24

A correction is applied only where the source still says what it said when the correction was reviewed. Where it says
something else it has been mended: the value stays as it is, and the row of `corrections` is *stale*. Columns that name
rows, and those that the text of the document is cut by, are never corrected: offsets would no longer give the text.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from pipeline.schema import TABLES

Rows = dict[str, list[dict[str, Any]]]
KEYS = frozenset({"document", "media_type", "table", "row", "column", "says", "set", "reason", "reviewed"})
TEXTUAL = frozenset({"text", "char_start", "char_end", "offset", "lead", "name", "marker", "label"})
"""Columns that quote the document: what is printed is what the tables say."""


class CorrectionError(ValueError):
    """A file of corrections that is not written as one; the message names file, entry and fault."""


@dataclass(frozen=True, slots=True)
class Correction:
    """One value of one row of one document, as the source has it (`says`) and as it is right (`value`)."""

    document: str
    media_type: str
    table: str
    row: dict[str, Any]
    column: str
    says: Any
    value: Any
    reason: str
    reviewed: date


@cache
def corrections() -> dict[str, tuple[Correction, ...]]:
    """All corrections of this folder, by document_id. Raises CorrectionError."""
    found: dict[str, list[Correction]] = {}
    for file in sorted((f for f in files(__package__).iterdir() if f.name.endswith(".yml")), key=lambda f: f.name):
        for correction in read_corrections(file.name, file.read_text(encoding="utf-8")):
            found.setdefault(correction.document, []).append(correction)
    return {document: tuple(of_it) for document, of_it in found.items()}


def read_corrections(name: str, text: str) -> list[Correction]:
    """The corrections of one file. Raises CorrectionError."""
    try:
        entries = yaml.safe_load(text)
    except yaml.YAMLError as error:
        raise CorrectionError(f"{name}: {' '.join(str(error).split())}") from error
    if not isinstance(entries, list):
        raise CorrectionError(f"{name}: a list of corrections is expected")
    return [_read(f"{name}, entry {n}", entry) for n, entry in enumerate(entries, 1)]


def _read(place: str, entry: Any) -> Correction:
    if not isinstance(entry, dict) or entry.keys() != KEYS:
        raise CorrectionError(f"{place}: the keys are {', '.join(sorted(KEYS))}")
    table = TABLES.get(entry["table"])
    if table is None or table.layer != "content" or entry["column"] not in table.names or not entry["row"].keys() <= set(table.names):
        raise CorrectionError(f"{place}: {entry['table']}.{entry['column']} is no column that is read from documents")
    naming = {*table.key, *(c for reference in table.references for c in reference.columns), "symbol", "language"}
    if entry["column"] in naming | TEXTUAL or entry["column"].endswith("_id"):
        raise CorrectionError(f"{place}: {entry['column']} names rows or quotes the document, and is not corrected")
    if entry["says"] == entry["set"] or not entry["reason"] or not isinstance(entry["reviewed"], date):
        raise CorrectionError(f"{place}: says and set differ, and there are a reason and the date of the review")
    return Correction(*(entry[k] for k in ("document", "media_type", "table", "row", "column", "says", "set", "reason", "reviewed")))


def correct(rows: Rows, known: dict[str, tuple[Correction, ...]] | None = None) -> Rows:
    """Apply the corrections of a document to its rows, in place; fills the table `corrections`. known: by default all."""
    document = rows["documents"][0]
    wanted = (corrections() if known is None else known).get(document["document_id"], ())
    for correction in wanted:
        if correction.media_type == document["media_type"]:
            rows["corrections"].append(_applied(rows, correction, len(rows["corrections"]) + 1))
    return rows


def _applied(rows: Rows, correction: Correction, position: int) -> dict[str, Any]:
    """Correct the one row that the correction is about, if it still says what it said; the row of `corrections`."""
    found = [row for row in rows[correction.table] if all(row.get(k) == v for k, v in correction.row.items())]
    stands = len(found) == 1 and found[0].get(correction.column) == correction.says
    read = found[0].get(correction.column) if len(found) == 1 else None
    if stands:
        found[0][correction.column] = correction.value
    return {
        "document_id": correction.document, "position": position, "table_name": correction.table, "column_name": correction.column,
        "source_value": None if read is None else str(read), "corrected_value": None if correction.value is None else str(correction.value),
        "status": "applied" if stands else "stale", "reason": correction.reason, "reviewed_on": correction.reviewed,
    }  # fmt: skip
