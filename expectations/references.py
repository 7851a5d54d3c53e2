"""What the schema promises beyond single columns, as SQL over the Parquet files: exact Arrow types, keys, references.

Great Expectations sees one batch of one table at a time; a key must hold over all batches, a reference over two tables.
"""

from __future__ import annotations

from pathlib import Path

import pyarrow.parquet as pq

from expectations.result import Result
from expectations.rules import Rule
from pipeline.schema import TABLES, Table
from pipeline.store import table_path


def check_schema(folder: Path, name: str) -> Result:
    """Whether the file of a table has exactly the declared columns, types and nullability."""
    path = table_path(folder, name)
    about = (f"{name}.schema", name, "schema", "critical", "columns are exactly typed, as declared")
    if not path.exists():
        return Result(*about, status="passed", checked=0)  # type: ignore[arg-type]
    try:
        found, declared = pq.read_schema(path), TABLES[name].arrow
    except (OSError, ValueError) as error:
        return Result(*about, status="errored", error=f"{path.name}: {error}")  # type: ignore[arg-type]
    if found.equals(declared, check_metadata=False):
        return Result(*about, status="passed", checked=len(declared))  # type: ignore[arg-type]
    names = dict.fromkeys([*declared.names, *found.names])
    differing = [{"column": n, "declared": _type(declared, n), "found": _type(found, n)} for n in names if _type(declared, n) != _type(found, n)]
    return Result(*about, status="failed", count=len(differing) or 1, checked=len(declared), sample=differing or [{"order": found.names}])  # type: ignore[arg-type]


def _type(schema: object, name: str) -> str | None:
    index = schema.get_field_index(name)  # type: ignore[attr-defined]
    if index < 0:
        return None
    found = schema.field(index)  # type: ignore[attr-defined]
    return f"{found.type}{'' if found.nullable else ' not null'}"


def keys(table: Table) -> list[Rule]:
    """A key names one row. Columns that are a row's name by themselves ({document_id}#…) are keys as well."""
    own = [table.key] if table.name not in ("fetches",) else []
    named = {"clauses": "clause_id", "footnotes": "footnote_id", "citations": "citation_id"}.get(table.name)
    columns = [*own, *([(named,)] if named else [])]
    return [
        Rule(f"{table.name}.{'_'.join(key)}.unique", table.name, "key", "critical", "a key names one row", _repeated(table, key)) for key in columns
    ]


def _repeated(table: Table, key: tuple[str, ...]) -> str:
    columns = ", ".join(key)
    document = "min(document_id)" if "document_id" in table.names else "NULL::VARCHAR"
    return f"SELECT {document} AS document, {columns}, count(*) AS rows FROM {table.name} GROUP BY {columns} HAVING count(*) > 1"


def foreign_keys(table: Table) -> list[Rule]:
    """What a row refers to is there."""
    found = []
    for reference in table.references:
        columns, key = ", ".join(f"a.{c}" for c in reference.columns), ", ".join(f"b.{k}" for k in reference.key)
        given = " AND ".join(f"a.{c} IS NOT NULL" for c in reference.columns)
        query = (
            f"SELECT a.document_id AS document, {columns} FROM {table.name} a ANTI JOIN {reference.table} b ON ({columns}) = ({key}) WHERE {given}"
        )
        name = f"{table.name}.{'_'.join(reference.columns)}.in_{reference.table}"
        found.append(Rule(name, table.name, "reference", "critical", f"what a row refers to stands in {reference.table}", query))
    return found
