"""`datapackage.json`: every file of a release with its schema, as the Data Package standard has it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pyarrow as pa

from pipeline.schema import Field, Table
from warehouse.release.manifest import digest
from warehouse.release.parquet import files_of, released_tables
from warehouse.release.words import DESCRIPTION, KEYWORDS, NAME, SOURCES, TITLE

_TYPES = {
    pa.string(): "string",
    pa.int32(): "integer",
    pa.int64(): "integer",
    pa.float64(): "number",
    pa.bool_(): "boolean",
    pa.date32(): "date",
    pa.timestamp("us", tz="UTC"): "datetime",
    pa.list_(pa.string()): "array",
}


def data_package(folder: Path, version: str, released_on: str) -> dict[str, Any]:
    """The descriptor of the release in `folder`, whose files are written already.

    CSV resources carry the schema, with keys and references; the Parquet files describe themselves and are listed as
    they are.
    """
    resources = []
    for name, table in released_tables().items():
        resources.append(_csv_resource(folder, table))
        resources += [_file(folder, path, f"{name}-parquet" + _suffix(path), "parquet") for path in files_of(folder / "parquet", name)]
    return {
        "profile": "data-package",
        "name": NAME,
        "title": TITLE,
        "description": DESCRIPTION,
        "version": version,
        "created": f"{released_on}T00:00:00Z",
        "keywords": KEYWORDS,
        "sources": [{"title": title, "path": path} for title, path in SOURCES],
        "resources": resources,
    }


def _suffix(path: Path) -> str:
    """What tells the parts of a table apart: their language."""
    return f"-{path.stem}" if path.parent.name != "parquet" else ""


def _file(folder: Path, path: Path, name: str, format_: str) -> dict[str, Any]:
    return {
        "name": name.replace("_", "-"),
        "path": path.relative_to(folder).as_posix(),
        "format": format_,
        "mediatype": "application/vnd.apache.parquet",
        "bytes": path.stat().st_size,
        "hash": f"sha256:{digest(path)}",
    }


def _csv_resource(folder: Path, table: Table) -> dict[str, Any]:
    path = folder / "csv" / f"{table.name}.csv.gz"
    return {
        "name": table.name,
        "type": "table",
        "title": table.grain,
        "path": path.relative_to(folder).as_posix(),
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "compression": "gz",
        "bytes": path.stat().st_size,
        "hash": f"sha256:{digest(path)}",
        "dialect": {"csv": {"delimiter": ",", "doubleQuote": True}},
        "schema": {
            "fields": [_field(field) for field in table.columns],
            "missingValues": [""],
            "primaryKey": list(table.key),
            "foreignKeys": [
                {"fields": list(r.columns), "reference": {"resource": "" if r.table == table.name else r.table, "fields": list(r.key)}}
                for r in table.references
            ],
        },
    }


def _field(field: Field) -> dict[str, Any]:
    constraints: dict[str, Any] = {}
    if not field.nullable:
        constraints["required"] = True
    if field.vocabulary:
        constraints["enum"] = list(field.vocabulary)
    if field.pattern:
        constraints["pattern"] = field.pattern
    if field.minimum is not None:
        constraints["minimum"] = field.minimum
    if field.maximum is not None:
        constraints["maximum"] = field.maximum
    described = {"name": field.name, "type": _TYPES[field.type], "description": field.description}
    return described | ({"constraints": constraints} if constraints else {})
