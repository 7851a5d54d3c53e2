# mypy: disable-error-code="type-arg"
"""Layer warehouse: the tables as one DuckDB file."""

import dagster as dg

from assets.dataset import Dataset
from assets.parsed import TABLES
from assets.reporter import Reporter
from warehouse.build import build


@dg.asset(deps=[*TABLES, "fetches", "quality_report"], group_name="warehouse", kinds={"duckdb"})
def warehouse(dataset: Dataset, reporter: dg.ResourceParam[Reporter]) -> dg.MaterializeResult:
    """One DuckDB file: every table with keys and comments, views and macros."""
    reporter.stage("warehouse")
    build(dataset.tables, dataset.database)
    size = dataset.database.stat().st_size
    return dg.MaterializeResult(metadata={"path": dg.MetadataValue.path(str(dataset.database.resolve())), "bytes": size})
