"""`CHANGELOG.md` and `changes.json` of a release: the difference from the release before, for people and for programs."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path

from warehouse.release.diff import TableDiff


def write_changes(folder: Path, version: str, previous: str | None, changes: list[TableDiff]) -> None:
    """Write both files; without a release before, `changes` is empty."""
    content = {"version": version, "previous": previous, "tables": {c.name: asdict(c) for c in changes}}
    (folder / "changes.json").write_text(json.dumps(content, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
    title = f"# Changes from {previous} to {version}" if previous else f"# {version}: the first release"
    (folder / "CHANGELOG.md").write_text("\n".join([title, "", *markdown(changes)]) + "\n", encoding="utf-8")


def markdown(changes: list[TableDiff]) -> Iterator[str]:
    """The changes as lines of Markdown."""
    if not changes:
        yield "There is nothing to compare with."
        return
    if all(c.same for c in changes):
        yield "No row and no column changed."
        return
    yield "| table | rows before | rows after | added | dropped | changed |"
    yield "|---|--:|--:|--:|--:|--:|"
    for c in changes:
        yield f"| {c.name} | {c.rows_before:,} | {c.rows_after:,} | {c.added:,} | {c.dropped:,} | {c.changed:,} |"
    for c in changes:
        if not c.same:
            yield ""
            yield f"## {c.name}"
            yield from _details(c)


def _details(change: TableDiff) -> Iterator[str]:
    for words, columns in (("new columns", change.columns_added), ("columns gone", change.columns_dropped), ("types changed", change.retyped)):
        if columns:
            yield f"* {words}: {', '.join(columns)}"
    if change.columns:
        yield "* rows changed per column: " + ", ".join(f"{column} {count:,}" for column, count in change.columns.items())
    for kind, keys in change.examples.items():
        total = {"added": change.added, "dropped": change.dropped, "changed": change.changed}[kind]
        more = f" … ({total:,} in all)" if total > len(keys) else ""
        yield f"* {kind}: {'; '.join(f'`{key}`' for key in keys)}{more}"
