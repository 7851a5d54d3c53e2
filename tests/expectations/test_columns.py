"""Every expectation about a column falls on the row that breaks it, and on no other row."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from expectations import columns
from expectations.suites import Expected, suite
from pipeline.schema import TABLES, Table
from pipeline.schema.fields import TIMESTAMP
from pipeline.store import table_path

FORMS = ("A/RES/1/1@en", "A/RES/1/1", "op1", "1", "a" * 64, "urge")


def good_row(table: Table) -> dict[str, Any]:
    """A row that keeps every promise: null where that is a value."""
    row: dict[str, Any] = {}
    for column in table.columns:
        lengths = next((e.arguments for e in suite(table) if e.column == column.name and "lengths" in e.type), None)
        if column.nullable and lengths is None:
            row[column.name] = None
        elif column.vocabulary:
            row[column.name] = next(iter(column.vocabulary))
        elif column.pattern:
            row[column.name] = next(value for value in FORMS if re.search(column.pattern, value))
        elif column.minimum is not None:
            row[column.name] = column.minimum
        else:
            row[column.name] = {
                pa.string(): "xx",
                pa.bool_(): True,
                pa.list_(pa.string()): [],
                pa.date32(): dt.date(2026, 1, 1),
                TIMESTAMP: dt.datetime(2026, 1, 1, tzinfo=dt.UTC),
            }.get(column.type)
    return row


def bad_value(table: Table, expected: Expected) -> Any:
    column = next(c for c in table.columns if c.name == expected.column)
    if expected.type.endswith("not_be_null"):
        return None
    if expected.type.endswith("be_in_set"):
        return "no such code"
    if expected.type.endswith("match_regex"):
        return " "
    if "lengths" in expected.type:
        return "x" * (expected.arguments["max_value"] + 1)
    return column.minimum - 1 if column.minimum is not None else column.maximum + 1  # type: ignore[operator]


@pytest.mark.parametrize("table", TABLES.values(), ids=lambda t: t.name)
def test_each_expectation_falls_on_the_row_that_breaks_it(table: Table, tmp_path: Path) -> None:
    about_columns = [e for e in suite(table) if e.column]
    rows = [good_row(table)] + [{**good_row(table), str(e.column): bad_value(table, e)} for e in about_columns]
    loose = pa.schema([pa.field(c.name, c.type) for c in table.columns])
    pq.write_table(pa.Table.from_pylist(rows, schema=loose), table_path(tmp_path, table.name))
    results, _ = columns.check_columns(tmp_path, table.name)
    told = {r.name: (r.status, r.count, r.error) for r in results if not r.name.endswith("columns.table_columns_to_match_ordered_list")}
    assert set(told.values()) == {("failed", 1, None)}


def test_columns_in_another_order_are_refused(tmp_path: Path) -> None:
    turned = pa.schema([pa.field(c.name, c.type) for c in reversed(TABLES["links"].columns)])
    pq.write_table(pa.Table.from_pylist([good_row(TABLES["links"])], schema=turned), table_path(tmp_path, "links"))
    results, _ = columns.check_columns(tmp_path, "links")
    assert [r.name for r in results if r.status != "passed"] == ["links.columns.table_columns_to_match_ordered_list"]


def test_a_fallen_expectation_names_the_documents(tmp_path: Path) -> None:
    rows = [{**good_row(TABLES["links"]), "document_id": name, "position": position} for name, position in (("A/RES/1/1@en", 1), ("A/RES/1/2@en", 0))]
    loose = pa.schema([pa.field(c.name, c.type) for c in TABLES["links"].columns])
    pq.write_table(pa.Table.from_pylist(rows, schema=loose), table_path(tmp_path, "links"))
    results, _ = columns.check_columns(tmp_path, "links")
    (fallen,) = [r for r in results if r.status != "passed"]
    assert (fallen.name, fallen.documents, fallen.sample) == ("links.position.values_to_be_between", {"A/RES/1/2@en": 1}, [{"position": 0}])


def test_batches_are_added_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(columns, "BATCH_ROWS", 2)
    rows = [{**good_row(TABLES["links"]), "position": n % 2} for n in range(5)]
    loose = pa.schema([pa.field(c.name, c.type) for c in TABLES["links"].columns])
    pq.write_table(pa.Table.from_pylist(rows, schema=loose), table_path(tmp_path, "links"))
    results, _ = columns.check_columns(tmp_path, "links")
    assert {(r.checked, r.count) for r in results if r.name == "links.position.values_to_be_between"} == {(5, 3)}


def test_a_crash_is_an_error_and_no_failure(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    broken = Expected("expect_column_values_to_be_between", {"column": "uri", "min_value": 1, "max_value": 2}, "an address is no number")
    monkeypatch.setattr(columns, "suite", lambda _: [broken])
    pq.write_table(pa.Table.from_pylist([good_row(TABLES["links"])], schema=TABLES["links"].arrow), table_path(tmp_path, "links"))
    (result,), _ = columns.check_columns(tmp_path, "links")
    assert result.status == "errored"
    assert result.error
