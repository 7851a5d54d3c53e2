"""Every rule falls when a good table is spoilt in just the way that it watches, and no rule falls before."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import duckdb
import pytest
import yaml

from expectations.references import foreign_keys, keys
from expectations.rules import Rule, RuleError, check_rule, domain_rules, read_rule
from expectations.tables import connect
from pipeline.schema import TABLES, Table

RULES = {r.name: r for r in [*domain_rules(), *(r for t in TABLES.values() for r in (*keys(t), *foreign_keys(t)))]}
CONTROLS: dict[str, dict[str, Any]] = yaml.safe_load((Path(__file__).parent / "controls.yml").read_text(encoding="utf-8"))


@pytest.fixture
def connection(good_tables: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """The good tables, to be spoilt."""
    views = connect(good_tables)
    for name in TABLES:
        views.execute(f"CREATE TABLE copy AS FROM {name}")
        views.execute(f"DROP VIEW {name}")
        views.execute(f"ALTER TABLE copy RENAME TO {name}")
    with views:
        yield views


def fallen(connection: duckdb.DuckDBPyConnection) -> set[str]:
    results = [check_rule(connection, rule) for rule in RULES.values()]
    assert [(r.name, r.error) for r in results if r.status == "errored"] == []
    return {r.name for r in results if r.status == "failed"}


def test_no_rule_falls_on_good_tables(connection: duckdb.DuckDBPyConnection) -> None:
    assert fallen(connection) == set()


@pytest.mark.parametrize("name", [r.name for r in domain_rules()])
def test_a_rule_falls_when_its_promise_is_broken_and_no_other(connection: duckdb.DuckDBPyConnection, name: str) -> None:
    control = CONTROLS[name]
    connection.execute(control["spoil"])
    assert fallen(connection) == {name, *control.get("also", [])}


def test_every_rule_has_a_control() -> None:
    assert CONTROLS.keys() == {r.name for r in domain_rules()}


@pytest.mark.parametrize("table", [t for t in TABLES.values() if keys(t)], ids=lambda t: t.name)
def test_a_key_falls_on_a_row_that_is_there_twice(connection: duckdb.DuckDBPyConnection, table: Table) -> None:
    name = table.name
    if not connection.execute(f"SELECT count(*) FROM {name}").fetchall()[0][0]:
        values = ", ".join("NULL" for _ in TABLES[name].columns)
        connection.execute(f"INSERT INTO {name} VALUES ({values})")
    connection.execute(f"INSERT INTO {name} SELECT * FROM {name} LIMIT 1")
    assert {r.name for r in keys(TABLES[name])} <= fallen(connection)


REFERENCES = [(t.name, r) for t in TABLES.values() for r in foreign_keys(t)]


@pytest.mark.parametrize(("table", "rule"), REFERENCES, ids=[r.name for _, r in REFERENCES])
def test_a_reference_falls_on_a_row_that_refers_to_nothing(connection: duckdb.DuckDBPyConnection, table: str, rule: Rule) -> None:
    reference = next(x for x in TABLES[table].references if rule.name == f"{table}.{'_'.join(x.columns)}.in_{x.table}")
    columns = ", ".join("'nothing'" if c in reference.columns else "NULL" for c in TABLES[table].names)
    connection.execute(f"INSERT INTO {table} VALUES ({columns})")
    assert rule.name in fallen(connection)


def test_a_query_that_crashes_is_an_error_and_no_failure(connection: duckdb.DuckDBPyConnection) -> None:
    result = check_rule(connection, Rule("broken", "clauses", "rule", "critical", "…", "SELECT nothing FROM nowhere"))
    assert result.status == "errored"
    assert "nowhere" in (result.error or "")


def test_a_rule_without_its_header_is_refused_by_name() -> None:
    with pytest.raises(RuleError, match=r"lonely\.sql: begins with table"):
        read_rule("lonely", "SELECT 1")
