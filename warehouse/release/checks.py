"""What the checks of the quality report say about a release: the names of the blocking ones that did not pass."""

from __future__ import annotations

import json
from pathlib import Path

from warehouse.errors import WarehouseError

REPORT = "report.json"


def blocking_failures(quality: Path, tables: Path) -> list[str]:
    """Names of blocking checks that failed or crashed, by the report in the folder `quality`.

    Raises WarehouseError when there is no report, or when it is older than the tables it should speak of.
    """
    report = quality / REPORT
    if not report.is_file():
        raise WarehouseError(f"{report}: no report of checks; make one with: unres validate")
    newest = max(p.stat().st_mtime for p in tables.glob("*.parquet"))
    if report.stat().st_mtime < newest:
        raise WarehouseError(f"{report}: older than the tables; make a new one with: unres validate")
    try:
        results = json.loads(report.read_text(encoding="utf-8"))["results"]
        return sorted(r["name"] for r in results if r["blocking"] and r["status"] != "passed")
    except (ValueError, KeyError, TypeError) as error:
        raise WarehouseError(f"{report}: not a report of checks: {error!r}") from error
