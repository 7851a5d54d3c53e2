"""The dataset resource: what is fetched from where, what is read, and when the inbox asks for a run."""

from __future__ import annotations

from pathlib import Path

import dagster as dg
import pytest

pytest.importorskip("pipeline.reading")

import assets.dataset
from assets.automation import inbox
from assets.dataset import Dataset, dataset_from_environment
from assets.reporter import LogReporter

TEXT = "General Assembly\n\nThe General Assembly,\n\n1. Decides to keep wells clean;\n\n2. Requests a report.\n"


@pytest.fixture
def real(tmp_path: Path) -> Path:
    folder = tmp_path / "real" / "en"
    folder.mkdir(parents=True)
    (folder / "A_RES_64_900.txt").write_text(TEXT, encoding="utf-8")
    return folder.parent


@pytest.fixture
def specimens(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "documents"
    (folder / "en").mkdir(parents=True)
    (folder / "en" / "A_RES_64_901.txt").write_text(TEXT + "Specimen.", encoding="utf-8")
    monkeypatch.setattr(assets.dataset, "SPECIMENS", folder)
    return folder


def test_specimens_and_real_documents_never_meet_in_the_same_tables(tmp_path: Path, real: Path, specimens: Path) -> None:
    data = str(tmp_path / "data")
    for source, expected in (("specimen", "A/RES/64/901"), (str(real), "A/RES/64/900"), ("specimen", "A/RES/64/901")):
        dataset = Dataset(data=data, source=source)
        dataset.fetch(LogReporter())
        assert [s.symbol for s in dataset.sources()] == [expected]
    assert specimens.is_dir()


def test_a_folder_that_is_called_as_the_specimens_are_is_no_specimen(tmp_path: Path, real: Path, specimens: Path) -> None:
    namesake = tmp_path / "mine" / specimens.name
    namesake.parent.mkdir()
    real.rename(namesake)
    for source in ("specimen", str(namesake)):
        dataset = Dataset(data=str(tmp_path / "data"), source=source)
        dataset.fetch(LogReporter())
    assert [s.symbol for s in dataset.sources()] == ["A/RES/64/900"]


def test_a_folder_is_copied_into_the_raw_store(tmp_path: Path, real: Path) -> None:
    dataset = Dataset(data=str(tmp_path / "data"), source=str(real))
    dataset.fetch(LogReporter())
    (source,) = dataset.sources()
    assert source.path.read_text(encoding="utf-8") == TEXT
    assert source.path.is_relative_to(tmp_path / "data" / "raw")
    assert source.language == "en"


@pytest.mark.parametrize(
    ("base", "given", "rate"),
    [("http://127.0.0.1:8000", None, 0.0), ("http://127.0.0.1:8000", 5.0, 5.0), ("https://undocs.org", None, 1.0), ("https://undocs.org", 0.5, 0.5)],
)
def test_only_this_machine_is_asked_without_pauses(base: str, given: float | None, rate: float) -> None:
    assert Dataset(source=base, rate=given).settings().requests_per_second == rate


def test_the_environment_describes_the_dataset(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("UNRES_DATA", "/elsewhere")
    monkeypatch.setenv("UNRES_SOURCE", "https://undocs.org")
    monkeypatch.setenv("UNRES_LANGUAGES", "ar,zh")
    dataset = dataset_from_environment()
    assert (dataset.data, dataset.source, dataset.languages) == ("/elsewhere", "https://undocs.org", ["ar", "zh"])


def test_what_is_dropped_into_the_inbox_is_read_too(tmp_path: Path, real: Path) -> None:
    dataset = Dataset(data=str(tmp_path / "data"), source=str(real))
    (dataset.inbox / "fr").mkdir(parents=True)
    (dataset.inbox / "fr" / "A_RES_64_902.txt").write_text(TEXT, encoding="utf-8")
    dataset.fetch(LogReporter())
    assert [s.symbol for s in dataset.sources()] == ["A/RES/64/900", "A/RES/64/902"]


def test_the_sensor_asks_for_one_run_per_state_of_the_inbox(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("UNRES_DATA", str(tmp_path))
    assert isinstance(inbox(dg.build_sensor_context()), dg.SkipReason)
    folder = tmp_path / "inbox" / "en"
    folder.mkdir(parents=True)
    assert isinstance(inbox(dg.build_sensor_context()), dg.SkipReason)
    (folder / "A_RES_64_900.txt").write_text(TEXT, encoding="utf-8")
    asked = inbox(dg.build_sensor_context())
    assert isinstance(asked, dg.SensorResult) and asked.run_requests is not None and len(asked.run_requests) == 1
    assert isinstance(inbox(dg.build_sensor_context(cursor=asked.cursor)), dg.SkipReason)
    (folder / "A_RES_64_901.txt").write_text(TEXT, encoding="utf-8")
    assert isinstance(inbox(dg.build_sensor_context(cursor=asked.cursor)), dg.SensorResult)
