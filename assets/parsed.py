# mypy: disable-error-code="type-arg"
"""Layer parsed: what the documents say, one table a construct; and the ledger of the readings."""

from collections.abc import Iterator
from typing import Any

import dagster as dg

from assets import metadata
from assets.dataset import Dataset
from assets.reporter import Reporter
from assets.sessions import session_of
from pipeline.schema import PARSED
from pipeline.store import read_table

TABLES = (*PARSED, "readings")
KEPT = "no document has changed, nor what reads it"
"""What is told of tables that were not written anew."""


@dg.multi_asset(specs=[metadata.spec(name, "parsed", ["fetches"]) for name in TABLES], op_tags={"layer": "parsed"})
def parsed_tables(dataset: Dataset, reporter: dg.ResourceParam[Reporter]) -> Iterator[dg.MaterializeResult]:
    """Read the raw store into the tables; unchanged documents keep their rows."""
    reporter.stage("read")
    summary = dataset.read(reporter)
    if summary.kept:
        reporter.skipped("read", KEPT)
    for problem in summary.problems:
        reporter.problem("read", *problem)
    documents = read_table(dataset.tables, "documents", ["symbol", "language"])
    sessions = (session_of(symbol) if symbol else None for symbol in documents["symbol"].to_pylist())
    shown: dict[str, dict[str, Any]] = {
        "documents": {
            "by language": metadata.counts("language", documents["language"].to_pylist()),
            "by session": metadata.counts("body:session", sessions),
        },
        "readings": {
            "parsed": summary.parsed,
            "unchanged": summary.unchanged,
            "failed": summary.failed,
            "skipped": KEPT if summary.kept else "no",
            "problems": metadata.problems(summary.problems),
        },
    }
    for name in TABLES:
        yield metadata.table_result(dataset.tables, name, **shown.get(name, {}))
