"""The commands on the warehouse and on releases, as a user types them."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from filelock import FileLock
from typer.testing import CliRunner
from warehouse_specimens import specimen_rows, write_rows

from unres.errors import UserError
from unres.main import app


@pytest.fixture
def data(tables: Path, database: Path, tmp_path: Path) -> Path:
    """A data folder of the specimens."""
    shutil.copytree(tables, tmp_path / "tables")
    (tmp_path / "warehouse").mkdir()
    shutil.copy(database, tmp_path / "warehouse" / "unres.duckdb")
    return tmp_path


def run(*arguments: str | Path) -> tuple[int, str]:
    """Exit code and output; a mistake of the user is raised."""
    result = CliRunner().invoke(app, [str(a) for a in arguments], standalone_mode=False)
    if result.exception:
        raise result.exception
    return result.return_value or 0, result.output


def test_find(data: Path) -> None:
    code, text = run("find", "secheresses", "--data", data)
    assert code == 0
    assert "A/RES/77/102" in text
    assert run("find", "unicorn", "--data", data)[0] == 1
    assert len(json.loads(run("find", "rivers", "--data", data, "--most", "2", "--format", "json")[1])) == 2


def test_find_works_without_a_warehouse_file(data: Path) -> None:
    (data / "warehouse" / "unres.duckdb").unlink()
    (data / "warehouse").rmdir()
    assert "A/RES/77/102" in run("find", "secheresses", "--data", data)[1]


def test_cite(data: Path) -> None:
    assert "A/RES/76/101" in run("cite", "a/res/77/102", "--data", data)[1]
    assert "Sharing rivers" in run("cite", "https://undocs.org/A/RES/76/101", "--by", "--data", data)[1]
    assert run("cite", "A/RES/70/1", "--data", data)[0] == 1
    assert len(json.loads(run("cite", "A/RES/77/102", "--depth", "2", "--data", data, "--format", "json")[1])) == 5


def test_diff_clauses(data: Path) -> None:
    code, text = run("diff-clauses", "A/C.2/77/L.9", "A/RES/77/102", "--data", data, "--format", "json")
    assert code == 1
    assert {
        "status": "changed",
        "earlier_path": "op1",
        "path": "op1",
        "diff": "Calls upon all States to share their rivers{+ and lakes+};",
    } in json.loads(text)
    assert run("diff-clauses", "A/RES/77/102", "A/RES/77/102", "--data", data)[0] == 0
    assert json.loads(run("diff-clauses", "A/RES/77/102", "A/RES/77/102", "--data", data, "--language", "fr", "--all", "--format", "json")[1])


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["find", " "], "TEXT: empty"),
        (["find", "x", "--language", "de"], "--language: de: known are"),
        (["find", "x", "--format", "xml"], "--format: xml: known are"),
        (["cite", "resolution about rivers"], "not a symbol"),
        (["diff-clauses", "A/RES/77/102", "A/RES/1/1"], "A/RES/1/1: not held here"),
        (["diff-clauses", "A/C.2/77/L.9", "A/RES/77/102", "--language", "fr"], "not both held in fr"),
        (["find", "x", "-o", "nowhere/x.txt"], "nowhere/x.txt: No such file"),
    ],
)
def test_a_mistake_is_one_line(data: Path, arguments: list[str], message: str) -> None:
    with pytest.raises(UserError, match=message):
        run(*arguments, "--data", data)


def test_release_verify_diff_publish(data: Path) -> None:
    with pytest.raises(UserError, match="no report of checks"):
        run("release", "--data", data)
    (data / "quality").mkdir()
    (data / "quality" / "report.json").write_text(json.dumps({"results": [{"name": "keys", "blocking": True, "status": "failed"}]}))
    with pytest.raises(UserError, match=r"2026\.11\.0: not released, blocking checks failed: keys"):
        run("release", "--data", data, "--version", "2026.11.0")
    (data / "quality" / "report.json").write_text(json.dumps({"results": [{"name": "keys", "blocking": True, "status": "passed"}]}))
    assert run("release", "--data", data, "--version", "2026.11.0")[1].strip() == str(data / "releases" / "2026.11.0")
    run("release", "--data", data, "--version", "2026.11.1")
    one, other = data / "releases" / "2026.11.0", data / "releases" / "2026.11.1"
    assert run("diff", one, other) == (0, "No row and no column changed.\n")
    assert run("release", "verify", one) == (0, f"{one}: whole\n")
    assert run("release", "publish", other, data / "public") == (0, f"{data / 'public'}/2026.11.1\n")
    (one / "RIGHTS.md").unlink()
    assert run("release", "verify", one) == (1, "RIGHTS.md: missing\n")


def test_a_report_older_than_the_tables_does_not_count(data: Path) -> None:
    (data / "quality").mkdir()
    (data / "quality" / "report.json").write_text('{"results": []}')
    write_rows(data / "tables", specimen_rows())
    with pytest.raises(UserError, match="older than the tables"):
        run("release", "--data", data)


def test_schema_explains_views_and_derived_tables() -> None:
    everything = run("schema")[1]
    assert "documents" in everything and "citation_edges" in everything
    assert "  most_cited            Which documents are cited by most other documents?" in everything
    view = run("schema", "most_cited")[1]
    assert 'example: unres sql "SELECT * FROM most_cited ORDER BY cited_by DESC' in view
    assert "number of documents that cite it" in view
    assert "the earlier document" in run("schema", "document_pairs")[1]


@pytest.mark.parametrize("command", [("release", "--data"), ("warehouse",)])
def test_a_data_folder_that_another_process_works_on_is_left_alone(data: Path, command: tuple[str, ...]) -> None:
    with FileLock(data.resolve() / ".lock"), pytest.raises(UserError, match="in use by another unres process"):
        run(*command, data)
