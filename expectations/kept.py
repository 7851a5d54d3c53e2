"""The report of an earlier validation, while nothing that it rests on has changed.

It rests on the tables of what was read, the rules, the schema, the baseline and the engines. The ledger of attempts grows
with every refresh, also where no document has changed; its new rows alone ask for no new validation (the warehouse takes
them under the constraints of the schema), and it is validated with everything else when a table has changed.
"""

from __future__ import annotations

import hashlib
from pathlib import Path

from expectations.baselines import Baseline
from expectations.report import DOCS, HTML, JSON, MARKDOWN
from expectations.result import Report
from pipeline.schema import TABLES
from pipeline.stamps import STAMP, Stamp, digest_of_program, digests_of_tables
from pipeline.store import table_path

RESTS_ON = tuple(name for name in TABLES if name not in ("quarantine", "fetches"))
PROGRAM = ("expectations", "pipeline.schema", "pipeline.store")
ENGINES = ("duckdb", "great-expectations", "pandas", "pyarrow")


def stamp_of(tables: Path, out: Path, baseline: Baseline | None) -> Stamp:
    """The stamp of a validation of these tables into the folder `out`."""
    program = {"program": digest_of_program(PROGRAM, ENGINES), "baseline": hashlib.sha256(repr(baseline).encode()).hexdigest()}
    left = [out / name for name in (JSON, MARKDOWN, HTML)] + [out / DOCS / "index.html", table_path(tables, "quarantine")]
    return Stamp(out / STAMP, digests_of_tables(tables, RESTS_ON) | program, tuple(left))


def kept_report(stamp: Stamp) -> Report | None:
    """The report that still holds; None where there is none, or where a check could not be made then."""
    if not stamp.holds():
        return None
    report = Report.read(stamp.path.with_name(JSON))
    return None if report is None or report.counts["errored"] else report
