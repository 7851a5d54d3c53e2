"""The graph of assets: what exists, what depends on what, what it says about itself."""

from __future__ import annotations

import dagster as dg
import pytest

pytest.importorskip("pipeline.reading")

from assets.definitions import defs
from pipeline.schema import PARSED, TABLES

GRAPH = defs.resolve_asset_graph()


def key(name: str) -> dg.AssetKey:
    return dg.AssetKey(name)


def test_there_is_one_asset_per_table_and_step() -> None:
    names = {k.to_user_string() for k in GRAPH.get_all_asset_keys()}
    assert names == {*PARSED, "fetches", "session_documents", "readings", "quality_report", "warehouse"}


@pytest.mark.parametrize(
    ("name", "group"),
    [("fetches", "raw"), ("clauses", "parsed"), ("readings", "parsed"), ("quality_report", "validated"), ("warehouse", "warehouse")],
)
def test_assets_are_grouped_by_layer(name: str, group: str) -> None:
    assert GRAPH.get(key(name)).group_name == group


@pytest.mark.parametrize("name", PARSED)
def test_tables_carry_the_columns_of_the_schema(name: str) -> None:
    schema = GRAPH.get(key(name)).metadata["dagster/column_schema"]
    assert isinstance(schema, dg.TableSchema)
    assert [c.name for c in schema.columns] == TABLES[name].names
    assert all(c.description for c in schema.columns)


def test_the_stages_follow_one_another() -> None:
    assert key("fetches") in GRAPH.get(key("clauses")).parent_keys
    assert key("clauses") in GRAPH.get(key("quality_report")).parent_keys
    assert key("quality_report") in GRAPH.get(key("warehouse")).parent_keys
    assert key("fetches") in GRAPH.get_ancestor_asset_keys(key("warehouse"))


def test_the_job_leaves_only_the_partitioned_backfill_out() -> None:
    job = defs.resolve_job_def("refresh")
    assert set(GRAPH.get_all_asset_keys()) - set(job.asset_layer.executable_asset_keys) == {key("session_documents")}
    assert job.executor_def is dg.in_process_executor


def test_the_schedule_is_weekly_and_fetching_is_tried_again() -> None:
    assert defs.resolve_schedule_def("weekly").cron_schedule == "0 3 * * 1"
    policy = GRAPH.get(key("fetches")).assets_def.op.retry_policy
    assert policy is not None and policy.max_retries == 2
    assert isinstance(GRAPH.get(key("fetches")).freshness_policy, dg.FreshnessPolicy)
