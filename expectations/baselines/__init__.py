"""What known tables held when they were last reviewed: rows, fill rates, codes. One file each, in git.

Below a minimum something was lost, and the run must stop; above a maximum there is more than was reviewed, which is
said. A baseline applies by itself where every document comes from the place that its `source` names.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from importlib import resources
from pathlib import Path
from typing import Any

import duckdb
import yaml

from expectations.result import Result, Severity
from expectations.tables import connect
from pipeline.schema import TABLES


class BaselineError(ValueError):
    """A file that is no baseline; the message names file and key."""


@dataclass(frozen=True, slots=True)
class Baseline:
    """name: of the baseline; source: regular expression of source_uri; rows: table → (minimum, maximum); fill:
    table.column → least and greatest share of rows that hold a value; codes: table.column → every code that occurs.
    """

    name: str
    source: str | None = None
    rows: dict[str, tuple[int, int]] = field(default_factory=dict)
    fill: dict[str, tuple[float, float]] = field(default_factory=dict)
    codes: dict[str, list[str]] = field(default_factory=dict)


def read_baseline(path: Path) -> Baseline:
    """The baseline of a file. Raises BaselineError, OSError."""
    return parse_baseline(path.name, path.read_text(encoding="utf-8"))


def parse_baseline(name: str, text: str) -> Baseline:
    """The baseline of a text. Raises BaselineError."""
    try:
        told: dict[str, Any] = yaml.safe_load(text)
        known = {"source", "reviewed", "rows", "fill", "codes"}
        if not isinstance(told, dict) or not told.keys() <= known:
            raise BaselineError(f"{name}: known keys are {', '.join(sorted(known))}")
        columns = {f"{t.name}.{c}" for t in TABLES.values() for c in t.names}
        wrong = [*(told.get("rows", {}).keys() - TABLES.keys()), *((told.get("fill", {}).keys() | told.get("codes", {}).keys()) - columns)]
        if wrong:
            raise BaselineError(f"{name}: {wrong[0]} is no declared table or column")
        rows = {k: (int(low), int(high)) for k, (low, high) in told.get("rows", {}).items()}
        fill = {k: (float(low), float(high)) for k, (low, high) in told.get("fill", {}).items()}
    except (yaml.YAMLError, TypeError, ValueError) as error:
        if isinstance(error, BaselineError):
            raise
        raise BaselineError(f"{name}: {' '.join(str(error).split())}") from error
    return Baseline(Path(name).stem, told.get("source"), rows, fill, told.get("codes", {}))


def baseline_of(tables: Path) -> Baseline | None:
    """The bundled baseline that applies to a folder of tables, if one does."""
    try:
        with connect(tables) as connection:
            uris = [uri for (uri,) in connection.execute("SELECT DISTINCT source_uri FROM documents").fetchall()]
    except duckdb.Error:
        return None
    for file in sorted(resources.files(__name__).iterdir(), key=lambda f: f.name):
        if file.name.endswith(".yml"):
            baseline = parse_baseline(file.name, file.read_text(encoding="utf-8"))
            if uris and baseline.source and all(re.search(baseline.source, uri) for uri in uris):
                return baseline
    return None


def check_baseline(tables: Path, baseline: Baseline) -> list[Result]:
    """Compare a folder of tables with a baseline."""
    with connect(tables) as connection:
        return [*_rows(connection, baseline), *_fill(connection, baseline), *_codes(connection, baseline)]


def _rows(connection: duckdb.DuckDBPyConnection, baseline: Baseline) -> list[Result]:
    results = []
    for table, (low, high) in baseline.rows.items():
        count = _scalar(connection, f"SELECT count(*) FROM {table}")
        results += _within(f"{table}.rows", table, count, low, high, f"{baseline.name}: {low:,} to {high:,} rows")
    return results


def _fill(connection: duckdb.DuckDBPyConnection, baseline: Baseline) -> list[Result]:
    results = []
    for name, (low, high) in baseline.fill.items():
        table, _, column = name.partition(".")
        share = _scalar(connection, f"SELECT coalesce(count({column}) / nullif(count(*), 0), 0) FROM {table}")
        results += _within(f"{name}.fill", table, round(share, 4), low, high, f"{baseline.name}: {low:.1%} to {high:.1%} of the rows hold a value")
    return results


def _within(name: str, table: str, value: float, low: float, high: float, reason: str) -> list[Result]:
    """Two checks: the minimum stops a run, the maximum warns."""
    results = []
    for bound, fallen, severity in (("minimum", value < low, "critical"), ("maximum", value > high, "warning")):
        sample = [{"found": value}] if fallen else []
        results.append(_result(f"{name}.{bound}", table, severity, reason, sample))
    return results


def _codes(connection: duckdb.DuckDBPyConnection, baseline: Baseline) -> list[Result]:
    results = []
    for name, reviewed in baseline.codes.items():
        table, _, column = name.partition(".")
        query = f"SELECT DISTINCT {column} FROM {table} WHERE {column} IS NOT NULL ORDER BY 1"
        found = {code for (code,) in connection.execute(query).fetchall()}
        missing, fresh = sorted(set(reviewed) - found), sorted(found - set(reviewed))
        reason = f"{baseline.name}: {', '.join(reviewed)}"
        results.append(_result(f"{name}.codes.minimum", table, "critical", reason, [{"missing": code} for code in missing]))
        results.append(_result(f"{name}.codes.maximum", table, "warning", reason, [{"not reviewed": code} for code in fresh]))
    return results


def _result(name: str, table: str, severity: Severity | str, reason: str, sample: list[dict[str, Any]]) -> Result:
    status = "failed" if sample else "passed"
    return Result(name, table, "baseline", severity, reason, status, len(sample), sample=sample)  # type: ignore[arg-type]


def _scalar(connection: duckdb.DuckDBPyConnection, query: str) -> Any:
    ((value,),) = connection.execute(query).fetchall()
    return value
