"""What Dagster loads: assets, checks, job, schedule, sensor, resources.

fetches → documents, clauses, … readings → quality_report → warehouse
"""

import dagster as dg

from assets import automation, parsed, raw, validated, warehouse
from assets.dataset import Dataset, dataset_from_environment
from assets.reporter import LogReporter, Reporter


def build_definitions(dataset: Dataset | None = None, reporter: Reporter | None = None) -> dg.Definitions:
    """The whole code location. dataset: by default the one of the environment; reporter: by default the log."""
    return dg.Definitions(
        assets=[raw.fetches, raw.session_documents, parsed.parsed_tables, validated.quality_report, warehouse.warehouse],
        jobs=[automation.refresh],
        schedules=[automation.weekly],
        sensors=[automation.inbox],
        resources={"dataset": dataset or dataset_from_environment(), "reporter": reporter or LogReporter()},
        executor=dg.in_process_executor,
    )


defs = build_definitions()
