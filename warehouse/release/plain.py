"""The tables as gzipped CSV, for programs that read nothing else: UTF-8, header line, lists as JSON, times in ISO 8601."""

from __future__ import annotations

import json
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv as pacsv
import pyarrow.parquet as pq

from warehouse.release.parquet import files_of


def write_csv(parquet: Path, name: str, target: Path) -> None:
    """Write one released table as `target`; the same rows give the same bytes."""
    target.parent.mkdir(parents=True, exist_ok=True)
    with pa.CompressedOutputStream(str(target), "gzip") as stream:
        writer = None
        for file in files_of(parquet, name):
            with pq.ParquetFile(file) as source:
                for batch in source.iter_batches(batch_size=20_000):
                    rows = _plain(pa.Table.from_batches([batch]))
                    writer = writer or pacsv.CSVWriter(stream, rows.schema)
                    writer.write(rows)
                if writer is None:
                    writer = pacsv.CSVWriter(stream, _plain(source.schema_arrow.empty_table()).schema)
        if writer:
            writer.close()


def _plain(rows: pa.Table) -> pa.Table:
    """The same rows in types that CSV can hold."""
    for index, field in enumerate(rows.schema):
        column = rows.column(index)
        if pa.types.is_list(field.type):
            column = pa.array([None if v is None else json.dumps(v, ensure_ascii=False) for v in column.to_pylist()], pa.string())
        elif pa.types.is_timestamp(field.type):
            column = pc.strftime(column, format="%Y-%m-%dT%H:%M:%SZ")
        else:
            continue
        rows = rows.set_column(index, field.name, column)
    return rows.replace_schema_metadata(None)
