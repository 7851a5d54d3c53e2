# mypy: disable-error-code="type-arg"
"""Layer warehouse: the tables as one DuckDB file."""

import dagster as dg

from assets.dataset import Dataset
from assets.parsed import TABLES
from assets.reporter import Reporter
from warehouse.refresh import refresh

WHY = {
    "built": "no",
    "kept": "tables, schema and program are those that it was made from",
    "appended": "nothing has changed but the ledger of attempts, whose new rows were added",
}
"""What is told of a warehouse that was not written anew."""


@dg.asset(deps=[*TABLES, "fetches", "quality_report"], group_name="warehouse", kinds={"duckdb"})
def warehouse(dataset: Dataset, reporter: dg.ResourceParam[Reporter]) -> dg.MaterializeResult:
    """One DuckDB file: every table with keys and comments, views and macros."""
    reporter.stage("warehouse")
    done = refresh(dataset.tables, dataset.database)
    if done != "built":
        reporter.skipped("warehouse", WHY[done])
    size = dataset.database.stat().st_size
    path = dg.MetadataValue.path(str(dataset.database.resolve()))
    return dg.MaterializeResult(metadata={"path": path, "bytes": size, "skipped": WHY[done]})
