"""The tables hold what the sources of the specimens say, whichever edition they were read from."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from pipeline.extract.formats import extract
from pipeline.reading import read, sources_in
from pipeline.store import read_table

FOLDER = Path(__file__).parents[2] / "specimens"
EXPECTED = sorted((FOLDER / "expected").rglob("*.json"))
EDITIONS = sorted(p.name for p in (FOLDER / "documents").iterdir() if p.is_dir())
HEADER = ("symbol", "kind", "organ", "session", "agenda_items", "agenda_title", "title", "issued_on", "adopted_on", "meeting", "proposed_in")

Tables = dict[str, list[dict[str, Any]]]


@pytest.fixture(scope="module", params=EDITIONS)
def tables(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Tables:
    """The tables of one edition of all specimens."""
    out = tmp_path_factory.mktemp(request.param)
    summary = read(sources_in([FOLDER / "documents" / request.param]), out)
    assert summary.problems == []
    return {name: read_table(out, name).to_pylist() for name in ("documents", "clauses", "footnotes", "footnote_refs", "citations", "sponsors")}


def rows_of(tables: Tables, name: str, goal: dict[str, Any]) -> list[dict[str, Any]]:
    return [row for row in tables[name] if row["document_id"] == f"{goal['symbol']}@{goal['language']}"]


@pytest.mark.parametrize("goal", [json.loads(p.read_text()) for p in EXPECTED], ids=[f"{p.parent.name}-{p.stem}" for p in EXPECTED])
def test_a_specimen_reads_as_its_source_says(tables: Tables, goal: dict[str, Any]) -> None:
    (document,) = rows_of(tables, "documents", goal)
    header = {name: str(document[name]) if name.endswith("_on") and document[name] else document[name] for name in HEADER}
    assert header == {name: goal[name] for name in HEADER}
    clauses = [{key: row[key] for key in ("path", "kind", "label", "lead", "text")} for row in rows_of(tables, "clauses", goal)]
    assert clauses == goal["clauses"]
    assert [{key: row[key] for key in ("marker", "text")} for row in rows_of(tables, "footnotes", goal)] == goal["footnotes"]
    citations = rows_of(tables, "citations", goal)
    assert sorted({row["target_symbol"] for row in citations if row["target_symbol"]}) == sorted(set(goal["cited"]))
    assert [[row["treaty_series"], row["treaty_volume"], row["treaty_number"]] for row in citations if row["kind"] == "treaty"] == goal["treaties"]
    assert [row["iso3"] for row in rows_of(tables, "sponsors", goal)] == goal["sponsors"]
    assert all(document["text"][row["char_start"] : row["char_end"]] == row["text"] for row in rows_of(tables, "clauses", goal) + citations)


def test_the_editions_are_those_that_the_renderer_writes(tmp_path: Path) -> None:
    pytest.importorskip("reportlab")
    from specimens.render import render

    render(tmp_path)
    for written in sorted(p for p in tmp_path.rglob("*") if p.is_file()):
        held = FOLDER / written.relative_to(tmp_path)
        if written.suffix == ".pdf":  # another zlib packs its streams otherwise
            assert [b.text for b in extract(written.read_bytes()).blocks] == [b.text for b in extract(held.read_bytes()).blocks], written.name
        else:
            assert written.read_bytes() == held.read_bytes(), f"{written.name}: run python -m specimens.render"
