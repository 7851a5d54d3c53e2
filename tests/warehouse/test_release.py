"""A release is whole, described in every form that it promises, reproducible, and never made from bad data."""

from __future__ import annotations

import datetime as dt
import gzip
import hashlib
import json
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import duckdb
import pandas as pd
import pyarrow.parquet as pq
import pytest
import yaml
from filelock import FileLock
from warehouse_specimens import Rows, write_rows

from pipeline.schema import TABLES
from warehouse.connect import connect
from warehouse.errors import WarehouseError
from warehouse.release.diff import diff
from warehouse.release.make import Plan, make_release
from warehouse.release.parquet import released_tables
from warehouse.release.verify import verify
from warehouse.release.version import Version, next_version

DAY = dt.date(2026, 11, 24)
# of libraries that we only check with
pytestmark = [pytest.mark.filterwarnings(f"ignore:{w}") for w in ("ConjunctiveGraph", "The inplace keyword")]


def plan(tables: Path, releases: Path, version: str = "2026.11.0", **more: Any) -> Plan:
    return Plan(tables, releases, Version.parse(version), DAY, **more)


@pytest.fixture(scope="module")
def release(tables: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_release(plan(tables, tmp_path_factory.mktemp("releases")))


def hashes(folder: Path, pattern: str) -> dict[str, str]:
    return {p.relative_to(folder).as_posix(): hashlib.sha256(p.read_bytes()).hexdigest() for p in sorted(folder.glob(pattern))}


def test_everything_promised_is_there(release: Path) -> None:
    names = {p.name for p in release.iterdir()}
    assert names == {
        "parquet", "csv", "unres-2026.11.0.duckdb", "citations.graphml.gz", "documents.bib", "datapackage.json", "croissant.json", "codebook.md",
        "codebook.html", "quality.md", "coverage.csv", "README.md", "CHANGELOG.md", "changes.json", "manifest.json", "SHA256SUMS", "CITATION.cff",
        "RIGHTS.md",
    }  # fmt: skip
    assert {p.stem for p in (release / "parquet").iterdir()} == released_tables().keys()
    assert {p.name.removesuffix(".csv.gz") for p in (release / "csv").iterdir()} == released_tables().keys()
    assert (release.parent / "latest").resolve() == release
    assert {p.name for p in release.parent.iterdir()} <= {"2026.11.0", "latest", ".lock"}


def test_a_whole_release_has_no_problems(release: Path) -> None:
    assert verify(str(release)) == []


def test_made_twice_every_file_but_the_database_is_the_same(release: Path, tables: Path, tmp_path: Path) -> None:
    again = make_release(plan(tables, tmp_path))
    for pattern in ("parquet/**/*.parquet", "csv/*", "*.gz", "*.bib", "*.md", "*.html", "coverage.csv"):
        assert hashes(release, pattern) == hashes(again, pattern) != {}, pattern


def test_parquet_is_zstd_sorted_and_described(release: Path) -> None:
    file = pq.ParquetFile(release / "parquet" / "clauses.parquet")
    assert file.metadata.row_group(0).column(0).compression == "ZSTD"
    assert file.schema_arrow.field("path").metadata[b"description"].startswith(b"place in the document")
    rows = file.read(["document_id", "position"]).to_pylist()
    assert rows == sorted(rows, key=lambda r: (r["document_id"], r["position"]))


def test_large_tables_are_partitioned_by_language_and_hold_the_same_rows(release: Path, tables: Path, tmp_path: Path) -> None:
    parted = make_release(plan(tables, tmp_path, large=1))
    assert [p.name for p in sorted((parted / "parquet" / "clauses").iterdir())] == ["ar.parquet", "en.parquet", "fr.parquet"]
    assert verify(str(parted)) == []
    assert all(c.same for c in diff(release, parted))
    resources = [r["name"] for r in json.loads((parted / "datapackage.json").read_text())["resources"]]
    assert {"clauses-parquet-ar", "clauses-parquet-en"} <= set(resources)
    assert len(resources) == len(set(resources))
    for name in ("documents", "clauses"):  # as people open it: the folder as one table
        assert len(pd.read_parquet(parted / "parquet" / name)) == len(pd.read_parquet(release / "parquet" / f"{name}.parquet"))
    assert duckdb.sql(f"SELECT DISTINCT language FROM '{parted}/parquet/documents/*.parquet' ORDER BY 1").fetchall() == [("ar",), ("en",), ("fr",)]
    mlcroissant_records(parted)


def test_csv_gives_the_same_values_as_parquet(release: Path) -> None:
    for name, table in TABLES.items():
        rows = pq.read_table(release / "parquet" / f"{name}.parquet").to_pylist()
        found = pd.read_csv(release / "csv" / f"{name}.csv.gz", dtype=str, keep_default_na=False)
        assert list(found.columns) == table.names
        for row, plain in zip(rows, found.to_dict("records"), strict=True):
            for column in table.names:
                assert plain[column] == as_csv(row[column]), (name, column)


def as_csv(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, list):
        return json.dumps(value, ensure_ascii=False)
    if isinstance(value, dt.datetime):
        return value.strftime("%Y-%m-%dT%H:%M:%S.%fZ")
    return str(value)


def test_the_data_package_is_valid_with_its_data(release: Path) -> None:
    from frictionless import Package, system

    with system.use_context(trusted=True):
        package = Package(str(release / "datapackage.json"))
        for resource in list(package.resources):
            if resource.format == "parquet":
                package.remove_resource(resource.name)
        report = package.validate()
    assert report.valid, report.flatten(["title", "type", "message"])[:3]


def test_the_data_package_notices_a_bad_value(release: Path, tmp_path: Path) -> None:
    from frictionless import Package, system

    shutil.copytree(release, tmp_path / "r")
    path = tmp_path / "r" / "csv" / "sponsors.csv.gz"
    path.write_bytes(gzip.compress(gzip.decompress(path.read_bytes()).replace(b"CHL", b"C?L")))
    with system.use_context(trusted=True):
        report = Package(str(tmp_path / "r" / "datapackage.json")).get_resource("sponsors").validate()
    assert not report.valid


def mlcroissant_records(folder: Path) -> dict[str, Any]:
    import mlcroissant

    dataset = mlcroissant.Dataset(jsonld=str(folder / "croissant.json"))
    assert not dataset.metadata.issues.errors
    (record,) = [r for r, _ in zip(dataset.records(record_set="clauses"), range(1), strict=False)]
    return dict(record)


def test_croissant_is_valid_and_reads_the_rows(release: Path) -> None:
    record = mlcroissant_records(release)
    first = pq.read_table(release / "parquet" / "clauses.parquet").slice(0, 1).to_pylist()[0]
    assert record["clauses/text"].decode() == first["text"]


def test_graphml_opens_in_networkx(release: Path) -> None:
    import networkx

    graph = networkx.read_graphml(release / "citations.graphml.gz")
    assert graph.edges["A/RES/77/102", "A/RES/76/101"]["actions"] == "recall"
    assert graph.nodes["A/RES/70/1"]["held"] is False
    assert graph.nodes["A/RES/77/102"]["title"] == "Sharing rivers"


def test_bibtex_has_one_entry_a_symbol(release: Path) -> None:
    text = (release / "documents.bib").read_text()
    assert re.findall(r"@techreport\{(.+),", text) == ["A-C.2-77-L.9", "A-C.2-77-L.9-Rev.1", "A-RES-76-101", "A-RES-77-102"]
    assert "author = {{United Nations, General Assembly}}" in text
    assert text.count("{") == text.count("}")


def test_the_codebook_explains_every_column_and_code(release: Path) -> None:
    for file in ("codebook.md", "codebook.html"):
        text = (release / file).read_text()
        for table in released_tables().values():
            assert table.grain.split(",")[0] in text
            for column in table.columns:
                assert column.name in text
                assert all(code in text for code in column.vocabulary or {})


def test_the_card_has_the_header_that_hubs_read(release: Path) -> None:
    header = yaml.safe_load((release / "README.md").read_text().split("---")[1])
    assert header["language"] == ["ar", "zh", "en", "fr", "ru", "es"]
    assert {c["config_name"] for c in header["configs"]} == released_tables().keys()
    for config in header["configs"]:
        assert list(release.glob(config["data_files"])), config
    assert yaml.safe_load((release / "CITATION.cff").read_text())["version"] == "2026.11.0"


def test_reports_of_the_checks_go_along_and_the_stamp_that_names_times_of_this_machine_does_not(tables: Path, tmp_path: Path) -> None:
    checks = tmp_path / "quality"
    checks.mkdir()
    (checks / "report.json").write_text(json.dumps({"results": []}))
    (checks / "inputs.json").write_text("{}")
    made = make_release(plan(tables, tmp_path / "releases", checks=checks))
    assert [p.name for p in (made / "quality").iterdir()] == ["report.json"]


def test_the_quality_report_counts_what_could_not_be_read(release: Path) -> None:
    assert "| no_text_layer | 1 |" in (release / "quality.md").read_text()
    assert "A/RES/77/102,3,4" not in (release / "coverage.csv").read_text()
    assert pd.read_csv(release / "coverage.csv").set_index("symbol").loc["A/C.2/77/L.9", "fr"] == "no_text_layer"


def test_the_database_is_the_same_data(release: Path) -> None:
    with connect(release) as warehouse:
        assert warehouse.execute("SELECT count(*) FROM documents").fetchall() == [(6,)]


@pytest.mark.skipif(shutil.which("gpg") is None, reason="gpg is not installed: nothing to sign with")
def test_checksums_can_be_signed(tables: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    home = tmp_path / "g"
    home.mkdir(mode=0o700)
    monkeypatch.setenv("GNUPGHOME", str(home))
    batch = ["gpg", "--batch", "--pinentry-mode", "loopback", "--passphrase", "", "--quick-generate-key", "test@example.org", "ed25519", "sign"]
    subprocess.run(batch, check=True, capture_output=True)
    try:
        folder = make_release(plan(tables, tmp_path / "releases", signing_key="test@example.org"))
        check = ["gpg", "--verify", str(folder / "SHA256SUMS.asc"), str(folder / "SHA256SUMS")]
        subprocess.run(check, check=True, capture_output=True)
        assert verify(str(folder)) == []
        with pytest.raises(WarehouseError, match="gpg: "):
            make_release(plan(tables, tmp_path / "releases", "2026.11.1", signing_key="nobody@example.org"))
        assert not (tmp_path / "releases" / "2026.11.1").exists()
    finally:
        subprocess.run(["gpgconf", "--kill", "gpg-agent"], check=False, capture_output=True)


def test_quarantined_documents_stay_out(rows: Rows, tmp_path: Path) -> None:
    entry = {"document_id": "A/RES/77/102@fr", "rule": "numbers", "reason": "two paragraphs 1", "count": 1}
    rows["quarantine"] = [entry | {"severity": "critical"}, entry | {"document_id": "A/RES/77/102@en", "severity": "warning"}]
    folder = make_release(plan(write_rows(tmp_path / "tables", rows), tmp_path / "releases"))
    with connect(folder) as warehouse:
        assert warehouse.execute("SELECT language FROM documents WHERE symbol = 'A/RES/77/102' ORDER BY 1").fetchall() == [("ar",), ("en",)]
        assert warehouse.execute("SELECT count(*) FROM clauses WHERE document_id = 'A/RES/77/102@fr'").fetchall() == [(0,)]
        assert warehouse.execute("SELECT count(*) FROM readings WHERE document_id = 'A/RES/77/102@fr'").fetchall() == [(1,)]


@pytest.mark.parametrize(
    ("spoil", "message"),
    [
        ("checks", "blocking checks failed: references, offsets"),
        ("exists", "released already"),
        ("older", "older than 2026.11.0"),
        ("damaged", "cannot be compared with 2026.11.0, which is damaged: parquet/clauses.parquet: missing"),
    ],
)
def test_a_release_is_refused(release: Path, tables: Path, tmp_path: Path, spoil: str, message: str) -> None:
    shutil.copytree(release, tmp_path / "2026.11.0")
    if spoil == "damaged":
        (tmp_path / "2026.11.0" / "parquet" / "clauses.parquet").unlink()
    version = {"exists": "2026.11.0", "older": "2026.10.3"}.get(spoil, "2026.11.1")
    failures = ["references", "offsets"] if spoil == "checks" else []
    with pytest.raises(WarehouseError, match=message):
        make_release(plan(tables, tmp_path, version, failures=failures))
    assert {p.name for p in tmp_path.iterdir()} <= {"2026.11.0", ".lock"}, "nothing is left behind, and latest has not moved"


def test_a_release_that_was_killed_leaves_no_trace(tables: Path, tmp_path: Path) -> None:
    (tmp_path / ".partial").mkdir()
    (tmp_path / ".partial" / "half.parquet").write_text("half")
    assert verify(str(make_release(plan(tables, tmp_path)))) == []
    assert {p.name for p in tmp_path.iterdir()} <= {"2026.11.0", "latest", ".lock"}


def test_one_release_at_a_time(tables: Path, tmp_path: Path) -> None:
    with FileLock(tmp_path / ".lock"), pytest.raises(WarehouseError, match="another release is being made"):
        make_release(plan(tables, tmp_path))


def test_the_change_log_names_what_changed(release: Path, rows: Rows, tmp_path: Path) -> None:
    shutil.copytree(release, tmp_path / "2026.11.0")
    rows["documents"][0]["title"] = "Sharing brooks"
    rows["sponsors"].pop()
    folder = make_release(plan(write_rows(tmp_path / "tables", rows), tmp_path, "2026.11.1"))
    log = (folder / "CHANGELOG.md").read_text()
    assert "# Changes from 2026.11.0 to 2026.11.1" in log
    assert "| documents | 6 | 6 | 0 | 0 | 1 |" in log
    assert "rows changed per column: title 1" in log
    assert "dropped: `A/C.2/77/L.9/Rev.1@en, 3`" in log
    assert json.loads((folder / "changes.json").read_text())["tables"]["sponsors"]["dropped"] == 1
    assert (tmp_path / "latest").resolve().name == "2026.11.1"


@pytest.mark.parametrize("text", ["1.0", "2026.13.0", "2026.11.01", "v2026.11.0", "2026.11.0/..", ""])
def test_a_version_is_year_month_number(text: str) -> None:
    with pytest.raises(WarehouseError, match="not a version"):
        Version.parse(text)


def test_the_next_version_counts_within_the_month(tmp_path: Path) -> None:
    assert str(next_version(tmp_path, DAY)) == "2026.11.0"
    for name in ("2026.9.9", "2026.11.9", "2026.11.10"):
        (tmp_path / name).mkdir()
    assert str(next_version(tmp_path, DAY)) == "2026.11.11"
