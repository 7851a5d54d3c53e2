# mypy: disable-error-code="type-arg"
"""What Dagster shows of a table: columns from the schema, rows and content hash from the file."""

from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import dagster as dg
import pyarrow.parquet as pq

from pipeline.schema import TABLES, Field
from pipeline.stamps import digest_of_file
from pipeline.store import table_path


def column_schema(name: str) -> dg.TableSchema:
    """The columns of a declared table with types, meanings and constraints."""
    key = TABLES[name].key
    columns = [dg.TableColumn(c.name, str(c.type), c.description, _constraints(c, unique=key == (c.name,))) for c in TABLES[name].columns]
    return dg.TableSchema(columns, dg.TableConstraints([f"PRIMARY KEY ({', '.join(key)})"]))


def _constraints(field: Field, *, unique: bool) -> dg.TableColumnConstraints:
    other = [f"one of: {', '.join(field.vocabulary)}"] if field.vocabulary else []
    other += [f"matches {field.pattern}"] if field.pattern else []
    other += [f">= {field.minimum}"] if field.minimum is not None else []
    other += [f"<= {field.maximum}"] if field.maximum is not None else []
    return dg.TableColumnConstraints(nullable=field.nullable, unique=unique, other=other)


def spec(name: str, group: str, deps: Iterable[str]) -> dg.AssetSpec:
    """The asset of a declared table."""
    metadata = {"dagster/column_schema": column_schema(name), "dagster/table_name": name}
    return dg.AssetSpec(name, deps=list(deps), group_name=group, description=TABLES[name].grain, kinds={"parquet"}, metadata=metadata)


def table_result(folder: Path, name: str, **more: Any) -> dg.MaterializeResult:
    """A written table as a materialisation: rows, bytes, file, content hash (also its data version)."""
    path = table_path(folder, name)
    if not path.exists():
        return dg.MaterializeResult(asset_key=name, metadata={"dagster/row_count": 0, **more})
    sha256 = digest_of_file(path)
    metadata = {
        "dagster/row_count": pq.read_metadata(path).num_rows,
        "path": dg.MetadataValue.path(str(path.resolve())),
        "bytes": path.stat().st_size,
        "sha256": sha256,
        **more,
    }
    return dg.MaterializeResult(asset_key=name, metadata=metadata, data_version=dg.DataVersion(sha256))


def counts(title: str, values: Iterable[str | None]) -> dg.MarkdownMetadataValue:
    """How often each value occurs, as a small table."""
    rows = "\n".join(f"| {value or '–'} | {n:,} |" for value, n in sorted(Counter(values).items(), key=lambda pair: str(pair[0])))
    return dg.MetadataValue.md(f"| {title} | |\n|---|---:|\n{rows}")


def problems(rows: Iterable[tuple[str, str, str]], limit: int = 50) -> dg.MarkdownMetadataValue:
    """What gave no rows, and why, as a table; the first `limit`."""
    listed = list(rows)
    lines = [f"| {uri} | {status} | {cause} |" for uri, status, cause in listed[:limit]]
    more = f"\n\n… and {len(listed) - limit:,} more" if len(listed) > limit else ""
    return dg.MetadataValue.md("| what | status | why |\n|---|---|---|\n" + "\n".join(lines) + more)
