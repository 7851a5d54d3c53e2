"""The whole validation: what blocks, what goes to quarantine, what the reports hold."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pytest

from expectations import quarantine, run
from expectations.baselines import Baseline, BaselineError, baseline_of, check_baseline, parse_baseline
from expectations.kept import kept_report, stamp_of
from expectations.references import check_schema
from expectations.result import Report, Result
from expectations.run import validate
from pipeline.store import read_table, table_path, write_table


@pytest.fixture
def tables(good_tables: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(good_tables, tmp_path / "tables"))


def spoil(folder: Path, table: str, column: str, document: str, value: str) -> None:
    """Write one value into a column of all rows of a document."""
    rows = read_table(folder, table)
    there = pc.equal(rows["document_id"], document)
    spoilt = pc.if_else(there, pa.scalar(value), rows[column])
    write_table(folder, table, rows.set_column(rows.schema.get_field_index(column), rows.schema.field(column), spoilt))


def test_good_tables_pass_every_check_and_the_reports_say_so(tables: Path, tmp_path: Path) -> None:
    report = validate(tables, tmp_path / "quality")
    assert report.fallen == []
    assert report.quarantine == []
    assert read_table(tables, "quarantine").num_rows == 0
    told = json.loads((tmp_path / "quality" / "report.json").read_text())
    assert told["counts"] == {"passed": len(report.results)}
    assert "Checks that did not pass\n\nNone." in (tmp_path / "quality" / "report.md").read_text()


def test_the_pages_fetch_nothing_from_elsewhere(tables: Path, tmp_path: Path) -> None:
    validate(tables, tmp_path / "quality")
    pages = list((tmp_path / "quality").rglob("*.html"))
    assert {p.name for p in pages} >= {"report.html", "index.html", "clauses.html", "citations.html"}
    for page in pages:
        assert re.findall(r"""(?:src|href)=["']?(?:https?:)?//[^"'> ]+""", page.read_text()) == [], page


def test_a_document_that_breaks_a_critical_rule_goes_to_quarantine_and_the_rest_goes_on(tables: Path, tmp_path: Path) -> None:
    spoil(tables, "clauses", "text", "A/RES/190/8@en", "Other words.")
    report = validate(tables, tmp_path / "quality", data_docs=False)
    assert {row["document_id"] for row in report.quarantine} == {"A/RES/190/8@en"}
    assert "clause_offsets_give_its_text" in {row["rule"] for row in report.quarantine}
    assert report.blocking == []
    assert read_table(tables, "quarantine").to_pylist()[0]["document_id"] == "A/RES/190/8@en"
    assert "A/RES/190/8@en" in (tmp_path / "quality" / "report.html").read_text()


def test_a_check_whose_rows_belong_to_no_document_blocks(tables: Path, tmp_path: Path) -> None:
    links = table_path(tables, "links")
    links.write_bytes(b"PAR1 no more")
    report = validate(tables, tmp_path / "quality", data_docs=False)
    assert ("links.schema", "errored") in {(r.name, r.status) for r in report.blocking}


def test_many_documents_in_quarantine_block(good_tables: Path) -> None:
    few = Result("x", "clauses", "rule", "critical", "…", "failed", 1, documents={"a": 1})
    many = Result("x", "clauses", "rule", "critical", "…", "failed", 9, documents={str(n): 1 for n in range(9)})
    assert quarantine.quarantine(good_tables, [few])[1].status == "passed"
    assert quarantine.quarantine(good_tables, [many])[1].status == "failed"


def test_a_warning_keeps_nothing_out(good_tables: Path) -> None:
    warning = Result("x", "clauses", "rule", "warning", "…", "failed", 1, documents={"a": 1})
    assert quarantine.quarantine(good_tables, [warning])[0] == []


def test_a_file_of_other_types_is_named_with_what_differs(tables: Path) -> None:
    import pyarrow.parquet as pq

    table = read_table(tables, "sponsors")
    pq.write_table(
        table.set_column(1, pa.field("position", pa.int64(), nullable=False), table["position"].cast(pa.int64())), table_path(tables, "sponsors")
    )
    result = check_schema(tables, "sponsors")
    assert (result.status, result.sample) == ("failed", [{"column": "position", "declared": "int32 not null", "found": "int64 not null"}])


@pytest.mark.parametrize(
    ("baseline", "fallen"),
    [
        (Baseline("b", rows={"documents": (48, 48)}), {}),
        (Baseline("b", rows={"documents": (49, 60)}), {"documents.rows.minimum": "critical"}),
        (Baseline("b", rows={"documents": (1, 47)}), {"documents.rows.maximum": "warning"}),
        (Baseline("b", fill={"documents.symbol": (1, 1)}), {}),
        (Baseline("b", fill={"documents.meeting": (1, 1)}), {"documents.meeting.fill.minimum": "critical"}),
        (Baseline("b", fill={"documents.symbol": (0, 0.5)}), {"documents.symbol.fill.maximum": "warning"}),
        (Baseline("b", codes={"documents.language": ["ar", "en", "es", "fr", "ru", "zh"]}), {}),
        (Baseline("b", codes={"documents.language": ["ar", "de", "en", "es", "fr", "ru", "zh"]}), {"documents.language.codes.minimum": "critical"}),
        (Baseline("b", codes={"documents.language": ["ar", "en", "es", "fr", "ru"]}), {"documents.language.codes.maximum": "warning"}),
    ],
)
def test_less_than_reviewed_stops_and_more_warns(good_tables: Path, baseline: Baseline, fallen: dict[str, str]) -> None:
    assert {r.name: r.severity for r in check_baseline(good_tables, baseline) if r.status != "passed"} == fallen


def test_a_baseline_that_names_what_is_not_there_is_refused() -> None:
    with pytest.raises(BaselineError, match=r"b\.yml: clauses\.colour is no declared table or column"):
        parse_baseline("b.yml", "fill: {clauses.colour: [0, 1]}")
    with pytest.raises(BaselineError, match="known keys are"):
        parse_baseline("b.yml", "row: {}")


def test_tables_of_other_sources_have_no_baseline_of_the_specimens(good_tables: Path) -> None:
    assert baseline_of(good_tables) is None


def test_a_report_holds_until_a_table_the_rules_or_the_reports_change(tables: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    calls = []

    def counted(*arguments: Any, **options: Any) -> Report:
        calls.append(1)
        return validate(*arguments, **options)

    monkeypatch.setattr(run, "validate", counted)
    out = tmp_path / "quality"
    first = run.validate_what_changed(tables, out)
    kept = run.validate_what_changed(tables, out)
    assert (len(calls), first.kept_since) == (1, None) and kept.kept_since
    assert [(r.name, r.status, r.count) for r in kept.results] == [(r.name, r.status, r.count) for r in first.results]
    spoil(tables, "clauses", "text", "A/RES/190/8@en", "Other words.")
    assert {row["document_id"] for row in run.validate_what_changed(tables, out).quarantine} == {"A/RES/190/8@en"}
    assert {row["document_id"] for row in run.validate_what_changed(tables, out).quarantine} == {"A/RES/190/8@en"}
    assert len(calls) == 2
    (out / "report.html").unlink()
    run.validate_what_changed(tables, out)
    run.validate_what_changed(tables, out, baseline=Baseline("b"))
    assert len(calls) == 4


def test_a_check_that_could_not_be_made_is_made_again(tables: Path, tmp_path: Path) -> None:
    stamp = stamp_of(tables, tmp_path / "quality", None)
    report = validate(tables, tmp_path / "quality")
    stamp.write()
    assert kept_report(stamp) is not None
    Report([Result("x", "clauses", "rule", "warning", "…", "errored")], report.quarantine).write(tmp_path / "quality" / "report.json")
    stamp.write()
    assert kept_report(stamp) is None
