"""All checks of a folder of tables, in one report; what breaks a critical rule is kept out of what is released."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any

import duckdb

from expectations.baselines import Baseline, check_baseline
from expectations.columns import Tally, check_columns
from expectations.kept import kept_report, stamp_of
from expectations.quarantine import QUARANTINED_SHARE, quarantine
from expectations.references import check_schema, foreign_keys, keys
from expectations.report import write_reports
from expectations.result import Report, Result, ordered
from expectations.rules import check_rule, domain_rules
from expectations.tables import connect
from pipeline.schema import TABLES
from pipeline.store import write_table

CHECKED = tuple(name for name in TABLES if name != "quarantine")


@dataclass(frozen=True, slots=True)
class Progress:
    """How far the checks are: steps done of all, checks that did not pass, the step."""

    done: int
    total: int
    errors: int
    name: str


def validate(
    tables: Path, out: Path, *, data_docs: bool = True, baseline: Baseline | None = None, on_progress: Callable[[Progress], None] | None = None
) -> Report:
    """Check the tables of a folder.

    Writes `quarantine.parquet` beside the tables, and into the folder `out` the report as `report.json`, `report.md` and
    `report.html`, and Data Docs. baseline: what the tables are expected to hold. Returns the report; nothing that is in
    the tables, however wrong, is raised.
    """
    results: list[Result] = []
    tallies: dict[str, list[Tally]] = {}
    steps = list(_steps(tables, baseline, tallies))
    for n, (name, step) in enumerate(steps, 1):
        results += step()
        if on_progress:
            on_progress(Progress(n, len(steps), sum(r.status != "passed" for r in results), name))
    rows, verdict = quarantine(tables, results)
    write_table(tables, "quarantine", rows)
    report = Report(ordered([_judged(r) for r in (*results, verdict)]), rows)
    write_reports(tables, out, report, tallies if data_docs else {})
    return report


def validate_what_changed(
    tables: Path, out: Path, *, baseline: Baseline | None = None, on_progress: Callable[[Progress], None] | None = None
) -> Report:
    """As `validate`; but while nothing that the report in `out` rests on has changed, that one is returned (`kept_since`)."""
    stamp = stamp_of(tables, out, baseline)
    report = kept_report(stamp)
    if report is not None:
        report.kept_since = stamp.since
        return report
    report = validate(tables, out, baseline=baseline, on_progress=on_progress)
    stamp.write()
    return report


def _judged(result: Result) -> Result:
    """Whether a result blocks: critical, and not answered by keeping the documents at fault out."""
    answered = result.status == "failed" and sum(result.documents.values()) == result.count
    return replace(result, blocking=result.severity == "critical" and result.status != "passed" and not answered)


Step = tuple[str, Callable[[], list[Result]]]


def _steps(tables: Path, baseline: Baseline | None, tallies: dict[str, list[Tally]]) -> Iterator[Step]:
    """The steps in order. A file that is not of the declared schema is checked no further: a query on it would crash."""
    broken = {name for name in CHECKED if check_schema(tables, name).status != "passed"}
    for name in CHECKED:
        yield name, partial(_schema, tables, name)
        if name not in broken:
            yield name, partial(_columns, tables, name, tallies)
    yield "rules", lambda: _queries(tables, broken)
    if baseline:
        yield "baseline", lambda: check_baseline(tables, baseline)


def _schema(tables: Path, name: str) -> list[Result]:
    return [check_schema(tables, name)]


def _columns(tables: Path, name: str, tallies: dict[str, list[Tally]]) -> list[Result]:
    results, tallies[name] = check_columns(tables, name)
    return results


def _queries(tables: Path, broken: set[str]) -> list[Result]:
    rules = [r for table in TABLES.values() if table.name in CHECKED for r in (*keys(table), *foreign_keys(table))] + domain_rules()
    with connect(tables) as connection:
        rows: dict[str, Any] = {name: _count(connection, name) for name in CHECKED if name not in broken}
        return [check_rule(connection, rule, rows.get(rule.table)) for rule in rules]


def _count(connection: duckdb.DuckDBPyConnection, name: str) -> int:
    ((count,),) = connection.execute(f"SELECT count(*) FROM {name}").fetchall()
    return int(count)


__all__ = ["QUARANTINED_SHARE", "Progress", "validate", "validate_what_changed"]
