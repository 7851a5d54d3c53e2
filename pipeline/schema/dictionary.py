"""The data dictionary: the declared tables as Markdown."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.schema.fields import Field
from pipeline.schema.tables import TABLES, Table

HEAD = """# Data dictionary

Written from `pipeline/schema` by `make docs`; a test holds it current. Every table is one Parquet file and, under the same
name, one table of the DuckDB warehouse. `?` marks a column that may be null. Offsets are counted in Unicode code points,
start inclusive, end exclusive, and refer to `documents.text`. Text is in Unicode normal form C.
"""


def type_name(field: Field) -> str:
    """The Arrow type of a column, with `?` where it may be null."""
    return f"{field.type}{'?' if field.nullable else ''}".replace("[day]", "")


def dictionary() -> str:
    """The whole dictionary: contents, then one section a table."""
    return "\n".join([HEAD, *_contents(), *(line for table in TABLES.values() for line in _section(table))]) + "\n"


def _contents() -> Iterator[str]:
    for layer, title in (("content", "What the documents say"), ("ledger", "What was done to get it")):
        yield f"**{title}**\n"
        yield from (f"- [{t.name}](#{t.name}): {t.grain}" for t in TABLES.values() if t.layer == layer)
        yield ""


def _section(table: Table) -> Iterator[str]:
    yield f"## {table.name}\n"
    yield f"{table.grain[0].upper()}{table.grain[1:]}. Key: {', '.join(f'`{c}`' for c in table.key)}.\n"
    yield "| column | type | meaning |\n|---|---|---|"
    yield from (f"| `{c.name}` | `{type_name(c)}` | {_cell(c)} |" for c in table.columns)
    yield ""
    for reference in table.references:
        here, there = ", ".join(reference.columns), ", ".join(reference.key)
        yield f"- `{here}` → `{reference.table}.{there}`"
    if table.references:
        yield ""
    for column in table.columns:
        if column.vocabulary:
            yield f"Codes of `{column.name}`:\n"
            yield from (f"- `{code}`: {meaning}" for code, meaning in column.vocabulary.items())
            yield ""


def _cell(field: Field) -> str:
    bounds = [f"≥ {field.minimum}"] if field.minimum is not None else []
    bounds += [f"≤ {field.maximum}"] if field.maximum is not None else []
    return (field.description + (f" ({', '.join(bounds)})" if bounds else "")).replace("|", "\\|")
