"""Suites of the schema, checked by Great Expectations on the written Parquet files.

A table is checked in batches of rows that keep their Arrow types, so that memory does not grow with the table; what the
batches say is added up. Great Expectations reports a crash as a failure: here a crash is an error. It takes seconds to
import, and is imported inside functions.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from expectations.result import Result, Status
from expectations.suites import Expected, suite
from pipeline.schema import TABLES, Table
from pipeline.store import table_path

BATCH_ROWS = 100_000
"""Rows of a batch: the cost of a suite is small against that of the rows, and a batch of documents fits in memory."""
BATCH_BYTES = 200_000_000
"""Most bytes of a batch: the texts of documents are large."""
SAMPLE = 5
DOCUMENT = "document_id"


@dataclass(slots=True)
class Tally:
    """What the batches of one table said of one expectation, added up; outcomes: of Great Expectations, for Data Docs."""

    expected: Expected
    checked: int = 0
    unexpected: int = 0
    values: list[Any] = field(default_factory=list)
    error: str | None = None
    held: bool = True
    documents: Counter[str] = field(default_factory=Counter)
    outcomes: list[Any] = field(default_factory=list)

    @property
    def status(self) -> Status:
        return "errored" if self.error else "passed" if self.held else "failed"

    def add(self, outcome: Any) -> None:
        """Add what Great Expectations says of one batch."""
        self.outcomes.append(outcome)
        crash = _crash(outcome)
        if crash:
            self.error = self.error or crash
            return
        told = outcome.result
        self.checked += told.get("element_count") or 0
        self.unexpected += told.get("unexpected_count") or 0
        self.values += [v for v in told.get("partial_unexpected_list") or [] if v not in self.values][: SAMPLE - len(self.values)]
        self.held &= bool(outcome.success)
        self.documents.update(row[DOCUMENT] for row in told.get("unexpected_index_list") or [] if isinstance(row, dict))


def check_columns(folder: Path, name: str) -> tuple[list[Result], list[Tally]]:
    """The suite of one table of a folder of tables. An absent table is empty, and an empty table keeps every promise."""
    table = TABLES[name]
    tallies = [Tally(expected) for expected in suite(table)]
    path = table_path(folder, name)
    if path.exists():
        with _validator(table) as validate:
            for frame in _batches(path, {t.expected.column for t in tallies if not t.expected.type.endswith("not_be_null")}):
                for tally, outcome in zip(tallies, validate(frame, [t.expected for t in tallies]), strict=True):
                    tally.add(outcome)
    return [_result(table, tally) for tally in tallies], tallies


def _batches(path: Path, read: set[str | None]) -> Iterator[Any]:
    """Frames of the rows of a file. read: columns of whose values something is expected; of the others Great Expectations,
    which hashes every frame, sees no more than whether there is a value.
    """
    import pandas as pd

    with pq.ParquetFile(path) as file:
        facts = file.metadata
        weight = sum(facts.row_group(i).total_byte_size for i in range(facts.num_row_groups)) / max(facts.num_rows, 1)
        rows = max(1, min(BATCH_ROWS, int(BATCH_BYTES / max(weight, 1))))
        for batch in file.iter_batches(batch_size=rows):
            columns = [c if n in read or n == DOCUMENT else _presence(c) for n, c in zip(batch.schema.names, batch.columns, strict=True)]
            yield pa.table(columns, names=batch.schema.names).to_pandas(types_mapper=pd.ArrowDtype)


def _presence(column: pa.Array) -> pa.Array:
    return pc.if_else(column.is_valid(), True, pa.scalar(None, pa.bool_()))


@contextmanager
def _validator(table: Table) -> Iterator[Any]:
    """A function (frame, expectations) → outcomes in the same order."""
    import great_expectations as gx
    from great_expectations.expectations.expectation_configuration import ExpectationConfiguration

    context = gx.get_context(mode="ephemeral")
    context.variables.progress_bars = {"globally": False}  # type: ignore[assignment]
    batches = context.data_sources.add_pandas("tables").add_dataframe_asset(table.name).add_batch_definition_whole_dataframe("batch")

    located = DOCUMENT in table.names

    def ask(batch: Any, expected: list[tuple[int, Expected]], form: dict[str, Any]) -> dict[int, Any]:
        configured = [ExpectationConfiguration(type=e.type, kwargs=e.arguments, meta={"notes": e.reason, "n": n}) for n, e in expected]
        told = batch.validate(gx.ExpectationSuite(name=table.name, expectations=configured), result_format=form)
        return {outcome.expectation_config.meta["n"]: outcome for outcome in told.results}

    def validate(frame: Any, expected: list[Expected]) -> list[Any]:
        batch = batches.get_batch({"dataframe": frame})
        numbered = list(enumerate(expected))
        outcomes = ask(batch, numbered, {"result_format": "SUMMARY", "partial_unexpected_count": SAMPLE})
        fallen = [(n, e) for n, e in numbered if located and e.column and not outcomes[n].success and not _crash(outcomes[n])]
        if fallen:  # once more, to know which documents
            outcomes |= ask(
                batch, fallen, {"result_format": "COMPLETE", "unexpected_index_column_names": [DOCUMENT], "partial_unexpected_count": SAMPLE}
            )
        return [outcomes[n] for n, _ in numbered]

    yield validate


def _crash(outcome: Any) -> str | None:
    """Why an expectation could not be evaluated; None where it could."""
    info = outcome.exception_info or {}
    for told in [info, *(v for v in info.values() if isinstance(v, dict))]:
        if told.get("raised_exception"):
            return " ".join(str(told.get("exception_message") or "unknown").split())
    return None


def _result(table: Table, tally: Tally) -> Result:
    expected = tally.expected
    name = f"{table.name}.{expected.column or 'columns'}.{expected.type.removeprefix('expect_').removeprefix('column_')}"
    sample = [{expected.column or "columns": value} for value in tally.values]
    return Result(
        name, table.name, "column", "critical", expected.reason, tally.status, tally.unexpected or int(tally.status == "failed"),
        tally.checked, dict(tally.documents), sample, error=tally.error,
    )  # fmt: skip
