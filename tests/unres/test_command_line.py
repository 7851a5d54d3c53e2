"""The contract of the command line: names, options, exit codes, one line for a user's mistake."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import duckdb
import pyarrow.parquet as pq
import pytest

from unres.main import run

pytest.importorskip("pipeline.reading")

ROOT = Path(__file__).parent.parent.parent

DRAFT = """United Nations A/C.3/68/L.24/Rev.1
General Assembly
Distr.: Limited
12 November 2013
Original: English

Sixty-eighth session
Third Committee
Agenda item 108
Crime prevention and criminal justice

Benin, France and Qatar: revised draft resolution

Keeping wells clean

The General Assembly,

Recalling its resolution 64/293 of 30 July 2010,

Noting the work that has been done,

1. Decides to keep wells clean;

2. Requests the Secretary-General to report on this.
"""


@pytest.fixture(scope="module")
def documents(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("documents")
    (folder / "en").mkdir()
    (folder / "en" / "A_C.3_68_L.24_Rev.1.txt").write_text(DRAFT, encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def data(documents: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder that `unres build` made."""
    folder = tmp_path_factory.mktemp("data")
    assert run(["build", "--source", str(documents), "--data", str(folder), "--processes", "1"]) in (0, 1)
    return folder


def one_line(capsys: pytest.CaptureFixture[str]) -> str:
    lines = capsys.readouterr().err.splitlines()
    assert len(lines) == 1, lines
    return lines[0]


@pytest.mark.parametrize("command", ["build", "fetch", "parse", "show", "validate", "warehouse", "sql", "mirror", "status", "schema"])
def test_every_command_explains_itself(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run([command, "--help"]) == 0
    assert f"Usage: unres {command}" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("command", "options"),
    [
        ("build", ("--source", "--links", "--languages", "--data")),
        ("fetch", ("--source", "--links", "--languages", "--data")),
        ("parse", ("PATH...", "--out", "--language", "--symbol")),
        ("show", ("FILE",)),
        ("validate", ("DIR",)),
        ("warehouse", ("DIR",)),
        ("sql", ("--data", "--format")),
        ("mirror", ("DIR", "--port", "--faults")),
        ("schema", ("TABLE",)),
    ],
)
def test_the_options_are_a_contract(command: str, options: tuple[str, ...], capsys: pytest.CaptureFixture[str]) -> None:
    run([command, "--help"])
    shown = capsys.readouterr().out
    assert [o for o in options if o not in shown] == []


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["bild"], "No such command 'bild'"),
        (["parse"], "PATH"),
        (["parse", "nowhere.pdf", "--out", "x"], "nowhere.pdf: no such file or folder"),
        (["parse", ".", "--out", "x", "--language", "de"], "--language: de: known are ar,zh,en,fr,ru,es"),
        (["parse", ".", "--out", "x", "--language", "en,fr"], "--language: en,fr: known are"),
        (["parse", ".", "--out", "x", "--symbol", "???"], "no symbol of a United Nations document"),
        (["show", "nowhere.pdf"], "nowhere.pdf: no such file"),
        (["build", "--source", "nowhere"], "nowhere: no such folder"),
        (["build", "--source", "https://undocs.org", "--links", "nowhere.txt"], "nowhere.txt: no such file"),
        (["build", "--languages", "en,de"], "--languages: de"),
        (["build", "--source", "ftp://example.org"], "no http or https address"),
        (["build", "--source", "http://127.0.0.1:99999"], "Port out of range"),
        (["build", "--data", "pyproject.toml"], "pyproject.toml is a file; a folder is expected"),
        (["build", "--data", "pyproject.toml/data"], "pyproject.toml/data: Not a directory"),
        (["parse", "specimens/documents/txt/en", "--out", "pyproject.toml/out"], "pyproject.toml/out: Not a directory"),
        (["fetch", "--source", ".", "--links", "x"], "--links names what is asked of a server"),
        (["sql", "SELECT 1", "--data", "nowhere"], "nowhere: no such data folder"),
        (["sql", "SELECT 1", "--format", "xls"], "--format: xls: known are"),
        (["validate", "nowhere"], "nowhere: no such folder"),
        (["warehouse", "nowhere"], "nowhere: no such folder"),
        (["mirror", "nowhere"], "nowhere: no such folder"),
        (["schema", "nothing"], "nothing: no such table"),
        (["status", "--data", "nowhere"], "nowhere: no such data folder"),
    ],
)
def test_a_mistake_gets_one_line_and_exit_code_2(arguments: list[str], said: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(arguments) == 2
    assert said in one_line(capsys)


def test_a_file_of_tables_is_no_folder(documents: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["validate", str(documents / "en" / "A_C.3_68_L.24_Rev.1.txt")]) == 2
    assert "a file, where a folder is expected" in one_line(capsys)


def test_parse_writes_tables_and_lists_what_it_cannot_read(documents: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    empty, page = tmp_path / "empty.pdf", tmp_path / "page.pdf"
    empty.write_bytes(b"")
    page.write_text("<html><body>There is no document matching your request.</body></html>")
    assert run(["parse", str(documents), str(empty), str(page), "--out", str(tmp_path / "out"), "--processes", "1"]) == 1
    errors = capsys.readouterr().err
    assert "empty.pdf: empty" in errors and "page.pdf: wrong_type" in errors and "Traceback" not in errors
    rows = pq.read_table(tmp_path / "out" / "readings.parquet").to_pylist()
    assert sorted(row["status"] for row in rows) == ["empty", "parsed", "wrong_type"]


def test_show_prints_what_the_parser_sees(documents: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["show", str(documents / "en" / "A_C.3_68_L.24_Rev.1.txt")]) == 0
    shown = capsys.readouterr().out
    assert all(part in shown for part in ("Cover", "Clauses", "Notes", "Citations", "Dropped", "pp1", "op2"))


def test_build_ends_with_a_warehouse_that_answers(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["sql", "SELECT symbol, language FROM documents", "--data", str(data), "--format", "json"]) == 0
    assert json.loads(capsys.readouterr().out) == [{"symbol": "A/C.3/68/L.24/Rev.1", "language": "en"}]


def test_sql_writes_csv_and_parquet(data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["sql", "SELECT count(*) AS n FROM documents", "--data", str(data), "--format", "csv"]) == 0
    assert capsys.readouterr().out == "n\n1\n"
    target = tmp_path / "answer.parquet"
    assert run(["sql", "SELECT 7 AS seven", "--data", str(data), "--format", "parquet", "--output", str(target)]) == 0
    assert pq.read_table(target).to_pylist() == [{"seven": 7}]


@pytest.mark.parametrize("query", ["DROP TABLE documents", "SELECT 1; SELECT 2", "COPY documents TO 'x.csv'", "SELECT * FROM 'pyproject.toml'"])
def test_sql_only_reads_the_warehouse(query: str, data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["sql", query, "--data", str(data)]) == 2
    assert "Traceback" not in capsys.readouterr().err


def test_an_error_of_sql_shows_its_place(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["sql", "SELECT symbl FROM documents", "--data", str(data)]) == 2
    error = capsys.readouterr().err
    assert 'Referenced column "symbl" not found' in error and "LINE 1" in error and "^" in error


@pytest.mark.parametrize("form", ["csv", "json", "table", "parquet"])
def test_a_reader_that_has_seen_enough_is_no_mistake(data: Path, form: str) -> None:
    query = "SELECT repeat('x', 1000) AS words FROM range(2000)"
    command = [sys.executable, "-m", "unres", "sql", query, "--data", str(data), "--format", form]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as running:
        assert running.stdout and running.stderr
        running.stdout.read(1)
        running.stdout.close()
        assert running.stderr.read() == b""
        assert running.wait() == 0


def test_a_second_build_reads_nothing_again(data: Path, documents: Path) -> None:
    before = (data / "tables" / "clauses.parquet").stat().st_mtime_ns
    run(["build", "--source", str(documents), "--data", str(data), "--processes", "1"])
    assert (data / "tables" / "clauses.parquet").stat().st_mtime_ns == before


def test_a_build_without_changes_leaves_every_stage_out_and_says_so(data: Path, documents: Path, capsys: pytest.CaptureFixture[str]) -> None:
    report, database = data / "quality" / "report.json", data / "warehouse" / "unres.duckdb"
    command = ["build", "--source", str(documents), "--data", str(data), "--processes", "1"]
    before = run(command), report.stat().st_mtime_ns
    capsys.readouterr()
    assert (run(command), report.stat().st_mtime_ns) == before
    lines = [line for line in capsys.readouterr().err.splitlines() if "skipped" in line]
    assert [line.partition(":")[0] for line in lines] == ["read", "validate", "warehouse"]
    (count,) = duckdb.connect(str(database), read_only=True).execute("SELECT count(*) FROM fetches").fetchall()
    assert count == (pq.read_metadata(data / "tables" / "fetches.parquet").num_rows,)


def test_a_data_folder_in_use_is_left_alone(data: Path, documents: Path) -> None:
    code = f"""import sys
from pathlib import Path
from pipeline.fetch.lock import data_lock
with data_lock(Path({str(data)!r})):
    print("held", flush=True)
    sys.stdin.read()
"""
    with subprocess.Popen([sys.executable, "-c", code], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as holder:
        assert holder.stdout is not None and holder.stdout.readline() == "held\n"
        done = subprocess.run(
            [sys.executable, "-m", "unres", "build", "--source", str(documents), "--data", str(data)], capture_output=True, text=True, check=False
        )
        assert done.returncode == 2
        assert f"{data} is in use by another unres process" in done.stderr and len(done.stderr.splitlines()) == 1
        holder.communicate()


def test_status_says_what_is_held(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["status", "--data", str(data)]) in (0, 1)
    assert "1 documents held" in capsys.readouterr().out


def test_help_is_there_at_once() -> None:
    """Nothing that takes long to import is imported for it."""
    heavy = {"dagster", "great_expectations", "duckdb", "pyarrow", "pandas", "lxml", "httpx", "pypdfium2"}
    program = f"import sys; from unres.main import run; run(['--help']); print('heavy:', *sorted({heavy} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", program], check=True, capture_output=True, text=True)
    assert done.stdout.splitlines()[-1] == "heavy:"


def test_the_links_of_the_starter_list_can_be_read() -> None:
    from pipeline.fetch.links import read_links

    wanted = read_links(ROOT / "links" / "starter.txt")
    assert len(wanted) == 48
    assert {w.language for w in wanted} == {"ar", "zh", "en", "fr", "ru", "es"}
