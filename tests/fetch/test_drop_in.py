"""A folder as the source: files go the same way as documents of a server."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from fetch_measurements import make_library, specimen

from pipeline.fetch.job import FetchSettings, import_folder
from pipeline.fetch.raw import sources
from pipeline.store import read_table

NOON = datetime(2026, 1, 1, 12, tzinfo=UTC)
SETTINGS = FetchSettings(clock=NOON, size_cap=10_000)
LATER = FetchSettings(clock=NOON + timedelta(days=1), size_cap=10_000)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    make_library(tmp_path / "inbox", 2, ("en", "fr"))
    return tmp_path / "inbox"


def test_files_are_imported_with_symbol_language_and_a_link_that_keeps_their_name(folder: Path, data: Path) -> None:
    assert import_folder(folder, data, SETTINGS).statuses == {"fetched": 4}
    first, *_ = found = list(sources(data))
    assert [s.uri for s in found] == [f"file:inbox/{language}/A_RES_90_{n}.pdf" for language in ("en", "fr") for n in (1, 2)]
    assert (first.symbol, first.language, first.retrieved_at, first.path.read_bytes()) == ("A/RES/90/1", "en", None, specimen("A/RES/90/1", "en"))


def test_a_manifest_names_symbols_and_languages(folder: Path, data: Path) -> None:
    (folder / "letter.pdf").write_bytes(b"%PDF-1.4 a letter")
    (folder / "manifest.tsv").write_text("slug\tsymbol\tlanguage\nletter\tA/90/5\ten\n", encoding="utf-8")
    import_folder(folder, data, SETTINGS)
    assert {s.uri: (s.symbol, s.language) for s in sources(data)}["file:inbox/letter.pdf"] == ("A/90/5", "en")


def test_a_file_that_nothing_names_is_imported_all_the_same(folder: Path, data: Path) -> None:
    (folder / "seed.txt").write_text("Specimen text of our own.", encoding="utf-8")
    import_folder(folder, data, SETTINGS)
    assert {s.uri: (s.symbol, s.language) for s in sources(data)}["file:inbox/seed.txt"] == (None, None)


def test_unchanged_changed_and_vanished_files(folder: Path, data: Path) -> None:
    import_folder(folder, data, SETTINGS)
    (folder / "en" / "A_RES_90_1.pdf").write_bytes(b"%PDF-1.4 another")
    (folder / "en" / "A_RES_90_2.pdf").unlink()
    assert import_folder(folder, data, LATER).statuses == {"fetched": 1, "not_modified": 2, "not_found": 1}
    assert [s.uri for s in sources(data)] == ["file:inbox/en/A_RES_90_1.pdf", "file:inbox/fr/A_RES_90_1.pdf", "file:inbox/fr/A_RES_90_2.pdf"]
    assert import_folder(folder, data, LATER).statuses == {"not_modified": 3}  # said once that it is gone
    make_library(folder.with_name("again"), 2)
    (folder.with_name("again") / "en" / "A_RES_90_2.pdf").rename(folder / "en" / "A_RES_90_2.pdf")
    assert import_folder(folder, data, FetchSettings(clock=NOON + timedelta(days=2))).statuses == {"not_modified": 4}
    assert len(list(sources(data))) == 4


def test_an_unchanged_file_is_not_copied_again(folder: Path, data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import_folder(folder, data, SETTINGS)
    monkeypatch.setattr("pipeline.fetch.drop_in.copy", lambda *_: pytest.fail("copied"))
    assert import_folder(folder, data, LATER).statuses == {"not_modified": 4}


def test_an_edit_of_the_file_does_not_reach_the_store(folder: Path, data: Path) -> None:
    import_folder(folder, data, SETTINGS)
    with (folder / "en" / "A_RES_90_1.pdf").open("r+b") as file:
        file.write(b"#####")
    assert next(iter(sources(data))).path.read_bytes() == specimen("A/RES/90/1", "en")


def test_bad_files_are_one_line_each_and_do_not_stop_the_others(folder: Path, data: Path) -> None:
    (folder / "empty.pdf").touch()
    (folder / "error.pdf").write_text("<html><body>Error</body></html>", encoding="utf-8")
    (folder / "huge.pdf").write_bytes(b"%PDF-1.4" + bytes(20_000))
    (folder / "noise.pdf").write_bytes(bytes(range(256)))
    (folder / "notes.md").write_text("no document", encoding="utf-8")
    summary = import_folder(folder, data, SETTINGS)
    assert summary.statuses == {"fetched": 4, "empty": 1, "wrong_type": 2, "too_large": 1, "skipped": 1}
    assert [(link, status) for link, status, _ in summary.problems] == [
        ("file:inbox/empty.pdf", "empty"),
        ("file:inbox/error.pdf", "wrong_type"),
        ("file:inbox/huge.pdf", "too_large"),
        ("file:inbox/noise.pdf", "wrong_type"),
    ]
    assert all("\n" not in cause and cause for _, _, cause in summary.problems)
    assert len(read_table(data / "tables", "fetches")) == 8


def test_importing_again_at_the_same_moment_adds_nothing(folder: Path, data: Path) -> None:
    (folder / "empty.pdf").touch()
    import_folder(folder, data, SETTINGS)
    table = (data / "tables" / "fetches.parquet").read_bytes()
    import_folder(folder, data, SETTINGS)
    assert (data / "tables" / "fetches.parquet").read_bytes() == table


def test_a_folder_that_is_none_is_named(data: Path, tmp_path: Path) -> None:
    with pytest.raises(NotADirectoryError, match="nowhere is no folder"):
        import_folder(tmp_path / "nowhere", data)
