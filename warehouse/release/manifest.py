"""What a release consists of: `manifest.json` for programs, `SHA256SUMS` for anyone with `sha256sum --check`."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq

from warehouse.errors import WarehouseError
from warehouse.release.parquet import files_of, released_tables

SUMS = "SHA256SUMS"
MANIFEST = "manifest.json"
SIGNATURE = "SHA256SUMS.asc"


def digest(path: Path) -> str:
    """SHA-256 of a file, hexadecimal."""
    with path.open("rb") as handle:
        return hashlib.file_digest(handle, "sha256").hexdigest()


def write_manifest(folder: Path, version: str, released_on: str, previous: str | None) -> None:
    """Write `manifest.json`: version, day, the release before, and rows and files of each table."""
    tables: dict[str, Any] = {}
    for name, table in released_tables().items():
        files = files_of(folder / "parquet", name)
        tables[name] = {
            "rows": sum(pq.read_metadata(f).num_rows for f in files),
            "key": list(table.key),
            "files": {f.relative_to(folder).as_posix(): digest(f) for f in files},
        }
    content = {"name": "unres", "version": version, "released_on": released_on, "previous": previous, "tables": tables}
    (folder / MANIFEST).write_text(json.dumps(content, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")


def read_manifest(folder: Path) -> dict[str, Any]:
    """The manifest of a release. Raises WarehouseError when there is none or it cannot be read."""
    try:
        content = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise WarehouseError(f"{folder / MANIFEST}: {error}") from error
    if not isinstance(content, dict):
        raise WarehouseError(f"{folder / MANIFEST}: an object is expected")
    return content


def write_sums(folder: Path) -> None:
    """Write `SHA256SUMS` over every other file of the release, by name."""
    files = sorted(p for p in folder.rglob("*") if p.is_file() and p.name not in (SUMS, SIGNATURE))
    lines = [f"{digest(p)}  {p.relative_to(folder).as_posix()}\n" for p in files]
    (folder / SUMS).write_text("".join(lines), encoding="utf-8")


def parse_sums(text: str) -> dict[str, str]:
    """SHA-256 by file name. Raises WarehouseError naming the line that is none."""
    sums = {}
    for number, line in enumerate(text.splitlines(), 1):
        value, gap, name = line.partition("  ")
        if len(value) != 64 or not gap or not name or name.startswith("/") or ".." in name.split("/"):
            raise WarehouseError(f"{SUMS}, line {number}: not a checksum and a file name: {line[:80]}")
        sums[name] = value
    return sums
