"""The words that `report_requests.sql` looks for, as a temporary table; the words themselves are in reports.yml and sessions.tsv."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from importlib.resources import files

import duckdb
import yaml


def report_words() -> Iterator[tuple[str, str, str | None, str]]:
    """Rows (role, language, code, phrase as printed): what asks, what is a report, bodies, receivers, sessions."""
    data = yaml.load((files(__package__) / "reports.yml").read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    for role in ("asks", "report"):
        yield from ((role, language, None, phrase) for language, phrases in data[role].items() for phrase in phrases)
    for code, languages in data["bodies"].items():
        roles = ("body", "receiver") if code in data["receivers"] else ("body",)
        yield from ((role, language, code, phrase) for role in roles for language, phrases in languages.items() for phrase in phrases)
    lines = (files(__package__) / "sessions.tsv").read_text(encoding="utf-8").splitlines()
    for row in csv.DictReader(lines, delimiter="\t"):
        session = row.pop("session")
        yield from (("session", language, session, phrase) for language, phrase in row.items())


def load_report_words(connection: duckdb.DuckDBPyConnection) -> None:
    """Create the temporary table `report_words`, its phrases folded."""
    connection.execute("CREATE OR REPLACE TEMP TABLE report_words (role VARCHAR, language VARCHAR, code VARCHAR, phrase VARCHAR)")
    connection.executemany("INSERT INTO report_words VALUES (?, ?, ?, fold(?))", list(report_words()))
