"""`croissant.json`: the release as Croissant JSON-LD (version 1.0), which machine-learning tools and dataset searches read."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pyarrow as pa

from pipeline.schema import Field, Table
from warehouse.release.manifest import digest
from warehouse.release.parquet import files_of, released_tables
from warehouse.release.words import DESCRIPTION, KEYWORDS, NAME, TERMS, TITLE

CONTEXT: dict[str, Any] = {
    "@language": "en",
    "@vocab": "https://schema.org/",
    "cr": "http://mlcommons.org/croissant/",
    "rai": "http://mlcommons.org/croissant/RAI/",
    "dct": "http://purl.org/dc/terms/",
    "sc": "https://schema.org/",
    "conformsTo": "dct:conformsTo",
    "data": {"@id": "cr:data", "@type": "@json"},
    "dataType": {"@id": "cr:dataType", "@type": "@vocab"},
    "examples": {"@id": "cr:examples", "@type": "@json"},
    **{
        term: f"cr:{term}"
        for term in (
            "citeAs", "column", "equivalentProperty", "extract", "field", "fileProperty", "fileObject", "fileSet", "format", "includes",
            "isLiveDataset", "jsonPath", "key", "md5", "parentField", "path", "recordSet", "references", "regex", "repeated", "replace",
            "samplingRate", "separator", "source", "subField", "transform",
        )
    },
}  # fmt: skip
_TYPES = {
    pa.string(): "sc:Text",
    pa.int32(): "sc:Integer",
    pa.int64(): "sc:Integer",
    pa.float64(): "sc:Float",
    pa.bool_(): "sc:Boolean",
    pa.date32(): "sc:Date",
    pa.timestamp("us", tz="UTC"): "sc:DateTime",
    pa.list_(pa.string()): "sc:Text",
}


def croissant(folder: Path, version: str, released_on: str) -> dict[str, Any]:
    """The description of the release in `folder`, whose Parquet files are written already."""
    distribution: list[dict[str, Any]] = []
    records = []
    for name, table in released_tables().items():
        files = files_of(folder / "parquet", name)
        objects = [_file_object(folder, f, f"{name}-{n}" if len(files) > 1 else f"{name}.parquet") for n, f in enumerate(files)]
        distribution += objects
        if len(files) > 1:
            source = {"fileSet": {"@id": f"{name}-parts"}}
            distribution.append(_file_set(name))
        elif objects:
            source = {"fileObject": {"@id": objects[0]["@id"]}}
        else:
            continue
        records.append(_record_set(table, source))
    return {
        "@context": CONTEXT,
        "@type": "sc:Dataset",
        "conformsTo": "http://mlcommons.org/croissant/1.0",
        "name": NAME,
        "alternateName": TITLE,
        "description": DESCRIPTION,
        "version": version,
        "datePublished": released_on,
        "keywords": KEYWORDS,
        "license": TERMS,
        "url": "https://documents.un.org",
        "inLanguage": ["ar", "zh", "en", "fr", "ru", "es"],
        "creator": {"@type": "sc:Organization", "name": NAME},
        "citeAs": f"unres: {TITLE}, version {version}. Texts: United Nations.",
        "distribution": distribution,
        "recordSet": records,
    }


def _file_object(folder: Path, path: Path, identifier: str) -> dict[str, Any]:
    return {
        "@type": "cr:FileObject",
        "@id": identifier,
        "name": identifier,
        "contentUrl": path.relative_to(folder).as_posix(),
        "encodingFormat": "application/x-parquet",
        "contentSize": f"{path.stat().st_size} B",
        "sha256": digest(path),
    }


def _file_set(name: str) -> dict[str, Any]:
    return {
        "@type": "cr:FileSet",
        "@id": f"{name}-parts",
        "name": f"{name}-parts",
        "description": f"the parts of {name}, one a language",
        "encodingFormat": "application/x-parquet",
        "includes": f"parquet/{name}/*.parquet",
    }


def _record_set(table: Table, source: dict[str, Any]) -> dict[str, Any]:
    return {
        "@type": "cr:RecordSet",
        "@id": table.name,
        "name": table.name,
        "description": table.grain,
        "key": [{"@id": f"{table.name}/{column}"} for column in table.key],
        "field": [_field(table, field, source) for field in table.columns],
    }


def _field(table: Table, field: Field, source: dict[str, Any]) -> dict[str, Any]:
    described: dict[str, Any] = {
        "@type": "cr:Field",
        "@id": f"{table.name}/{field.name}",
        "name": field.name,
        "description": field.description,
        "dataType": _TYPES[field.type],
        "source": {**source, "extract": {"column": field.name}},
    }
    if pa.types.is_list(field.type):
        described["repeated"] = True
    for reference in table.references:
        if reference.columns == (field.name,) and reference.table != table.name:
            described["references"] = {"field": {"@id": f"{reference.table}/{reference.key[0]}"}}
    return described
