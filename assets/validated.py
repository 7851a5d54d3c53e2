# mypy: disable-error-code="type-arg"
"""Layer validated: whether the tables can be trusted. A check that blocks keeps the warehouse as it was."""

from collections.abc import Iterator
from typing import Any

import dagster as dg

from assets.dataset import Dataset
from assets.parsed import TABLES
from assets.reporter import Reporter
from expectations.result import Report, Result
from expectations.run import CHECKED, validate_what_changed

REPORT = "quality_report"
SAMPLES = 5
"""Fallen checks of a table whose rows are shown."""


def check_specs() -> list[dg.AssetCheckSpec]:
    """One blocking check a table, and one for what all tables hold together."""
    about = {**{name: f"everything that is expected of {name}" for name in CHECKED}, "quarantine": "few documents are kept out"}
    return [dg.AssetCheckSpec(name, asset=REPORT, description=told, blocking=True) for name, told in about.items()]


def check_result(name: str, report: Report) -> dg.AssetCheckResult:
    """The check of one table: fallen expectations that block are errors, others are warnings."""
    results = [r for r in report.results if r.table == name]
    fallen = [r for r in results if r.status != "passed"]
    severity = dg.AssetCheckSeverity.ERROR if any(r.blocking for r in fallen) else dg.AssetCheckSeverity.WARN
    metadata: dict[str, Any] = {"checks": len(results), "fallen": len(fallen), "rows at fault": sum(r.count for r in fallen)}
    if fallen:
        metadata["what fell"] = dg.MetadataValue.md(_listed(fallen))
    return dg.AssetCheckResult(passed=not fallen, asset_key=REPORT, check_name=name, severity=severity, metadata=metadata)


def _listed(fallen: list[Result]) -> str:
    lines = [f"| {r.name} | {r.severity}{' (blocks)' if r.blocking else ''} | {r.line} |" for r in fallen]
    samples = [f"\n`{r.name}`: " + "; ".join(str(row) for row in r.sample) for r in fallen[:SAMPLES] if r.sample]
    return "| check | severity | what |\n|---|---|---|\n" + "\n".join(lines + samples)


@dg.multi_asset(
    specs=[
        dg.AssetSpec(
            REPORT, deps=[*TABLES, "fetches"], group_name="validated", kinds={"greatexpectations"}, description="Rules on the written tables."
        )
    ],
    check_specs=check_specs(),
)
def quality_report(dataset: Dataset, reporter: dg.ResourceParam[Reporter]) -> Iterator[dg.MaterializeResult]:
    """Check the written tables; what breaks a critical rule goes to quarantine."""
    reporter.stage("validate")
    report = validate_what_changed(dataset.tables, dataset.quality, baseline=dataset.baseline(), on_progress=reporter.step)
    skipped = f"tables, rules, schema and baseline are those of {report.kept_since}" if report.kept_since else None
    if skipped:
        reporter.skipped("validate", skipped)
    for result in report.blocking:
        reporter.problem("validate", result.name, result.status, result.line)
    for row in report.quarantine:
        reporter.problem("validate", row["document_id"], "quarantined", f"{row['rule']}: {row['reason']}")
    yield dg.MaterializeResult(
        asset_key=REPORT,
        metadata={
            **{f"checks {status}": report.counts[status] for status in ("passed", "failed", "errored")},
            "blocking": len(report.blocking),
            "skipped": skipped or "no",
            "documents in quarantine": len({row["document_id"] for row in report.quarantine}),
            "report": dg.MetadataValue.path(str((dataset.quality / "report.html").resolve())),
            "data docs": dg.MetadataValue.path(str((dataset.quality / "data_docs" / "index.html").resolve())),
        },
        check_results=[check_result(spec.name, report) for spec in check_specs()],
    )
