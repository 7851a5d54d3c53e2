"""Known errors of sources are corrected where the source still has them, and every correction is told."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pytest

from pipeline.batches import Source, read_file
from pipeline.corrections import Correction, CorrectionError, correct, corrections, read_corrections
from pipeline.schema import PARSED
from pipeline.store import to_arrow

ENTRY = """
- document: A/RES/190/7@en
  media_type: text/plain
  table: documents
  row: {}
  column: adopted_on
  says: 2035-12-01
  set: 2035-12-02
  reason: the other languages say so
  reviewed: 2026-11-24
"""


def known(text: str = ENTRY) -> dict[str, tuple[Correction, ...]]:
    return {"A/RES/190/7@en": tuple(read_corrections("x.yml", text))}


def rows(**document: Any) -> dict[str, list[dict[str, Any]]]:
    found: dict[str, list[dict[str, Any]]] = {name: [] for name in PARSED}
    found["documents"] = [{"document_id": "A/RES/190/7@en", "media_type": "text/plain", "adopted_on": dt.date(2035, 12, 1), **document}]
    return found


def test_an_error_that_the_source_still_has_is_corrected_and_told() -> None:
    corrected = correct(rows(), known())
    assert corrected["documents"][0]["adopted_on"] == dt.date(2035, 12, 2)
    (told,) = corrected["corrections"]
    assert (told["status"], told["source_value"], told["corrected_value"]) == ("applied", "2035-12-01", "2035-12-02")
    assert to_arrow("corrections", corrected["corrections"]).num_rows == 1


@pytest.mark.parametrize("says", [dt.date(2035, 12, 2), dt.date(2035, 12, 3), None])
def test_a_source_that_says_something_else_keeps_its_word(says: dt.date | None) -> None:
    kept = correct(rows(adopted_on=says), known())
    assert kept["documents"][0]["adopted_on"] == says
    assert [row["status"] for row in kept["corrections"]] == ["stale"]


def test_another_format_or_document_is_not_looked_at() -> None:
    assert correct(rows(media_type="application/pdf"), known())["corrections"] == []
    assert correct(rows(document_id="A/RES/190/7@fr"), known())["corrections"] == []


def test_a_row_that_is_not_told_from_others_is_not_corrected() -> None:
    text = (
        ENTRY.replace("table: documents", "table: sponsors").replace("adopted_on", "iso3").replace("2035-12-01", "AAA").replace("2035-12-02", "BBB")
    )
    several = rows()
    several["sponsors"] = [{"position": 1, "iso3": "AAA"}, {"position": 2, "iso3": "AAA"}]
    assert [row["status"] for row in correct(several, known(text))["corrections"]] == ["stale"]
    one = correct(several | {"corrections": []}, known(text.replace("row: {}", "row: {position: 2}")))
    assert [row["iso3"] for row in one["sponsors"]] == ["AAA", "BBB"]


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("reason: the other languages say so", "reason:", "a reason"),
        ("column: adopted_on", "column: symbol", "names rows"),
        ("column: adopted_on", "column: text", "quotes the document"),
        ("column: adopted_on", "column: adopted", "no column"),
        ("table: documents", "table: readings", "no column"),
        ("set: 2035-12-02", "set: 2035-12-01", "differ"),
        ("  row: {}\n", "", "the keys are"),
        ("- document", "document", "x.yml"),
    ],
)
def test_a_correction_that_is_not_well_written_is_refused(old: str, new: str, says: str) -> None:
    with pytest.raises(CorrectionError, match=says):
        read_corrections("x.yml", ENTRY.replace(old, new))


def test_every_correction_of_the_program_is_well_written_and_names_a_value_once() -> None:
    every = [c for of_document in corrections().values() for c in of_document]
    named = {(c.document, c.media_type, c.table, str(c.row), c.column) for c in every}
    assert len(named) == len(every) > 0


def test_corrections_meet_the_real_source(corpus: Path) -> None:
    """Every correction of a document of the corpus is applied to it."""
    seen = 0
    for file in sorted((corpus / "corpus" / "akn").rglob("*.xml")):
        document = f"{file.stem.replace('_', '/')}@{file.parent.name}"
        if document in corrections():
            _, found = read_file(Source(str(file), file))
            assert found is not None
            assert {row["status"] for row in found["corrections"]} == {"applied"}
            seen += 1
    assert seen
