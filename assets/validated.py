# mypy: disable-error-code="type-arg"
"""Layer validated: whether the tables can be trusted."""

import importlib.util
from typing import Any

import dagster as dg

from assets.dataset import Dataset
from assets.parsed import TABLES
from assets.reporter import Reporter


@dg.asset(deps=[*TABLES, "fetches"], group_name="validated", kinds={"greatexpectations"})
def quality_report(dataset: Dataset, reporter: dg.ResourceParam[Reporter]) -> dg.MaterializeResult:
    """Rules on the written tables."""
    reporter.stage("validate")
    facts: dict[str, Any] = {}
    if importlib.util.find_spec("expectations") is None:
        facts["validated"] = "no"
    return dg.MaterializeResult(metadata=facts)
