"""The status: every document that was ever wanted is held or missing, and the reason is given."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from pipeline.fetch.job import fetch, import_folder
from pipeline.fetch.links import parse_wanted
from pipeline.fetch.status import status
from pipeline.store import write_table


def test_held_missing_stale_and_quarantined(serve, data: Path, fault) -> None:
    served = serve(documents=3, languages=("en", "fr"), faults=[fault("zero_bytes", ["A/RES/90/2"]), fault("server_error", ["A/RES/90/3"])])
    settings = served.settings(languages=("en", "fr"), attempts=2)
    fetch(parse_wanted("A/RES/90/1..4"), data, settings)
    write_table(
        data / "tables", "quarantine", [{"document_id": "A/RES/90/1@en", "rule": "r", "severity": "critical", "reason": "a reason", "count": 1}]
    )
    found = status(data, settings)
    assert found.held == {"en": 1, "fr": 1}
    assert {(e.name, e.status) for e in found.missing} == {("A/RES/90/2", "empty"), ("A/RES/90/3", "server_error"), ("A/RES/90/4", "not_found")}
    assert found.missing_by_language["fr"] == {"empty": 1, "server_error": 1, "not_found": 1}
    assert all(e.cause for e in found.missing)
    assert (found.documents, found.objects, found.stale, found.removed) == (2, 2, [], [])
    assert found.quarantined == [("A/RES/90/1@en", "r", "a reason")]
    later = status(data, replace(settings, clock=settings.now() + timedelta(days=60)))
    assert [(e.name, e.language) for e in later.stale] == [("A/RES/90/1", "en"), ("A/RES/90/1", "fr")]


def test_a_document_held_in_one_format_is_not_missing_in_the_other(serve, data: Path) -> None:
    served = serve(documents=1)
    fetch(parse_wanted("A/RES/90/1"), data, served.settings(formats=("docx", "pdf")))
    found = status(data, served.settings())
    assert (found.held, found.missing) == ({"en": 1}, [])


def test_removed_documents_and_vanished_files(serve, data: Path) -> None:
    served = serve(documents=2)
    settings = served.settings()
    fetch(parse_wanted("A/RES/90/1..2"), data, settings)
    import_folder(served.folder, data, settings)
    (served.folder / "en" / "A_RES_90_1.pdf").unlink()
    served.server.mirror.library = serve().server.mirror.library
    later = replace(settings, clock=settings.now() + timedelta(days=45))
    fetch(parse_wanted("A/RES/90/1..2"), data, later)
    import_folder(served.folder, data, later)
    found = status(data, later)
    assert [(e.name, e.status) for e in found.removed] == [("A/RES/90/1", "not_found")]
    assert found.held == {"en": 2}


def test_an_empty_folder_has_an_empty_status(tmp_path: Path) -> None:
    assert status(tmp_path).documents == 0
