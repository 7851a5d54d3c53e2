"""The questions that the warehouse answers: one SQL file each in `warehouse/views`, a view or a macro.

A file begins with a comment that carries its question, an example, and what its columns mean:

    -- question: Which document cites which?
    -- example: SELECT * FROM citation_graph WHERE symbol = 'A/RES/77/11'
    -- symbol: the citing document
    CREATE VIEW citation_graph AS …
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import duckdb

from warehouse import ddl

_HEADER = re.compile(r"^-- (?P<key>\w+): (?P<value>.*)$")
_CREATES = re.compile(r"^CREATE (?P<kind>VIEW|MACRO) (?P<name>\w+)\s*(?:\((?P<parameters>[^)]*)\))?\s+AS\s+(?P<table>TABLE\b)?", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Question:
    """A view or macro: its name, the question it answers, a query that shows it, and what its columns mean."""

    name: str
    kind: str
    question: str
    example: str
    columns: dict[str, str]
    sql: str


@cache
def questions() -> dict[str, Question]:
    """Every view and macro by name, in the order in which they can be created. Raises ValueError for a file without question or example."""
    found = {q.name: q for q in map(_read, sorted(p.name for p in files("warehouse.views").iterdir() if p.name.endswith(".sql")))}
    ordered: dict[str, Question] = {}

    def place(question: Question) -> None:
        for other in found.values():
            if other.name != question.name and re.search(rf"\b{other.name}\b", question.sql) and other.name not in ordered:
                place(other)
        ordered.setdefault(question.name, question)

    for question in found.values():
        place(question)
    return ordered


def _read(file: str) -> Question:
    text = (files("warehouse.views") / file).read_text(encoding="utf-8")
    header = [m for line in text.splitlines() if (m := _HEADER.match(line))]
    values = {m["key"]: m["value"].strip() for m in header}
    creates = _CREATES.search(text)
    if not creates or file != f"{creates['name']}.sql" or not {"question", "example"} <= values.keys():
        raise ValueError(f"warehouse/views/{file}: a header with question and example, and one CREATE of the same name, are expected")
    kind = "VIEW" if creates["kind"] == "VIEW" else f"MACRO {creates['table'] or ''}".strip()
    sql = "\n".join(line for line in text.splitlines() if not line.startswith("-- ")).strip().rstrip(";")
    columns = {key: value for key, value in values.items() if key not in ("question", "example")}
    return Question(creates["name"], kind, values["question"], values["example"], columns, sql)


def create_questions(connection: duckdb.DuckDBPyConnection) -> None:
    """Create every view and macro in the database in use, with comments."""
    existing = {row[0] for row in connection.execute("SELECT function_name FROM duckdb_functions() WHERE NOT internal").fetchall()}
    for question in questions().values():
        if question.name not in existing:
            connection.execute(question.sql)
        connection.execute(f"COMMENT ON {question.kind} {question.name} IS {ddl.quoted(f'{question.question} Example: {question.example}')}")
        if question.kind == "VIEW":
            for column, meaning in question.columns.items():
                connection.execute(f"COMMENT ON COLUMN {question.name}.{ddl.identifier(column)} IS {ddl.quoted(meaning)}")
