"""Rules about documents, one SQL file each: a query that gives the rows that break it, the document at fault first.

A file begins with comments that name the table it is about, its severity (critical: rows that break it are not released;
warning: reported) and the reason why it holds.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from importlib import resources
from typing import get_args

import duckdb

from expectations.result import Kind, Result, Severity
from pipeline.schema import TABLES

_HEADER = re.compile(r"^-- (table|severity|reason): (.+)$", re.MULTILINE)


class RuleError(ValueError):
    """A file of rules that is not written as one; the message names it."""


@dataclass(frozen=True, slots=True)
class Rule:
    """A query whose rows are breaches; its first column, `document`, is the document at fault or null."""

    name: str
    table: str
    kind: Kind
    severity: Severity
    reason: str
    query: str


def domain_rules() -> list[Rule]:
    """All rules of this folder, by name. Raises RuleError for a file without its header."""
    files = sorted((f for f in resources.files(__name__).iterdir() if f.name.endswith(".sql")), key=lambda f: f.name)
    return [read_rule(f.name.removesuffix(".sql"), f.read_text(encoding="utf-8")) for f in files]


def read_rule(name: str, text: str) -> Rule:
    """The rule of a file."""
    header = {key: value.strip() for key, value in _HEADER.findall(text)}
    table, severity = header.get("table", ""), header.get("severity", "")
    if table not in TABLES or severity not in get_args(Severity) or not header.get("reason"):
        raise RuleError(f"{name}.sql: begins with table (a declared one), severity (critical, warning) and reason")
    return Rule(name, table, "rule", severity, header["reason"], text)


def check_rule(connection: duckdb.DuckDBPyConnection, rule: Rule, checked: int | None = None) -> Result:
    """Ask a connection that knows every table by its name for the rows that break a rule; checked: rows of its table."""
    try:
        connection.execute(f"CREATE OR REPLACE TEMP TABLE breaches AS {rule.query}")
        per_document = connection.execute("SELECT document, count(*) FROM breaches GROUP BY 1 ORDER BY 1").fetchall()
        rows = connection.sql("SELECT * FROM breaches ORDER BY ALL LIMIT 5")
        sample = [dict(zip(rows.columns, row, strict=True)) for row in rows.fetchall()]
    except duckdb.Error as error:
        told = " ".join(str(error).split())
        return Result(rule.name, rule.table, rule.kind, rule.severity, rule.reason, "errored", checked=checked, error=told)
    count = sum(n for _, n in per_document)
    documents = {document: n for document, n in per_document if document is not None}
    status = "failed" if count else "passed"
    return Result(rule.name, rule.table, rule.kind, rule.severity, rule.reason, status, count, checked, documents, sample)  # type: ignore[arg-type]
