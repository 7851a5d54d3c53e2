"""Freezing a release: everything is written into a fresh folder, checked, renamed; `latest` moves last.

A release is refused when a blocking check failed, when the release before it is damaged or cannot be compared with, and when
what was written does not match its own checksums. A version that exists is never touched.
"""

from __future__ import annotations

import datetime as dt
import json
import shutil
import subprocess
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from filelock import FileLock, Timeout

from warehouse.build import build
from warehouse.connect import connect
from warehouse.errors import WarehouseError
from warehouse.release.bibliography import write_bibtex
from warehouse.release.card import write_card, write_citation
from warehouse.release.changelog import write_changes
from warehouse.release.codebook import write_codebook
from warehouse.release.croissant import croissant
from warehouse.release.datapackage import data_package
from warehouse.release.diff import TableDiff, diff
from warehouse.release.manifest import SIGNATURE, SUMS, write_manifest, write_sums
from warehouse.release.network import write_graphml
from warehouse.release.parquet import LARGE, released_tables, write_derived, write_parquet
from warehouse.release.plain import write_csv
from warehouse.release.quality import write_quality
from warehouse.release.verify import verify
from warehouse.release.version import Version, versions
from warehouse.release.words import RIGHTS

LATEST = "latest"


@dataclass(frozen=True, slots=True)
class Plan:
    """What to release: the folder of tables, the folder of releases, the version, the day.

    failures: names of blocking checks that failed; checks: folder with their reports; signing_key: a key of gpg for a
    detached signature; large: bytes from which a table is partitioned by language.
    """

    tables: Path
    releases: Path
    version: Version
    day: dt.date
    failures: Sequence[str] = ()
    checks: Path | None = None
    signing_key: str | None = None
    large: int = LARGE


def make_release(plan: Plan) -> Path:
    """Make the release; returns its folder. Raises WarehouseError saying why it is refused; then nothing is left behind."""
    final = plan.releases / str(plan.version)
    previous = _before(plan)
    if plan.failures:
        raise WarehouseError(f"{plan.version}: not released, blocking checks failed: {', '.join(plan.failures)}")
    with _fresh_folder(plan.releases) as partial:
        _write(plan, partial, previous)
        problems = verify(str(partial))
        if problems:
            raise WarehouseError(f"{plan.version}: not released, what was written is damaged: {problems[0]}")
        partial.rename(final)
        _point_latest(plan.releases, str(plan.version))
    return final


@contextmanager
def _fresh_folder(releases: Path) -> Iterator[Path]:
    """An empty folder to write into, gone afterwards unless it was renamed; one release at a time."""
    releases.mkdir(parents=True, exist_ok=True)
    partial = releases / ".partial"
    try:
        with FileLock(releases / ".lock", timeout=0):
            shutil.rmtree(partial, ignore_errors=True)  # of a run that was killed
            partial.mkdir()
            try:
                yield partial
            finally:
                shutil.rmtree(partial, ignore_errors=True)
    except Timeout as error:
        raise WarehouseError(f"{releases}: another release is being made there") from error


def _before(plan: Plan) -> Path | None:
    """The newest release before this one, found whole."""
    existing = versions(plan.releases)
    if plan.version in existing:
        raise WarehouseError(f"{plan.version}: released already; a release never changes, choose another version")
    if existing and plan.version < existing[-1]:
        raise WarehouseError(f"{plan.version}: older than {existing[-1]}, which is released already")
    if not existing:
        return None
    folder = plan.releases / str(existing[-1])
    problems = verify(str(folder))
    if problems:
        raise WarehouseError(f"{plan.version}: not released, cannot be compared with {existing[-1]}, which is damaged: {problems[0]}")
    return folder


def _write(plan: Plan, folder: Path, previous: Path | None) -> None:
    version, day = str(plan.version), plan.day.isoformat()
    parquet = folder / "parquet"
    database = folder / f"unres-{version}.duckdb"
    write_parquet(plan.tables, parquet, plan.large)
    build(parquet, database)
    with connect(database, files=True) as connection:
        write_derived(connection, parquet)
        for name in released_tables():
            write_csv(parquet, name, folder / "csv" / f"{name}.csv.gz")
        write_graphml(connection, folder / "citations.graphml.gz")
        write_bibtex(connection, folder / "documents.bib")
        write_codebook(connection, folder, version)
        write_quality(connection, folder, version, plan.checks)
        write_card(connection, folder, version, previous.name if previous else None)
    changes: list[TableDiff] = diff(previous, folder) if previous else []
    write_changes(folder, version, previous.name if previous else None, changes)
    write_citation(folder, version, day)
    (folder / "RIGHTS.md").write_text(RIGHTS, encoding="utf-8")
    write_manifest(folder, version, day, previous.name if previous else None)
    for name, content in (("datapackage", data_package(folder, version, day)), ("croissant", croissant(folder, version, day))):
        (folder / f"{name}.json").write_text(json.dumps(content, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
    write_sums(folder)
    if plan.signing_key:
        _sign(folder, plan.signing_key)


def _sign(folder: Path, key: str) -> None:
    """A detached signature of the checksums, by gpg."""
    command = ["gpg", "--batch", "--yes", "--armor", "--local-user", key, "--output", str(folder / SIGNATURE), "--detach-sign", str(folder / SUMS)]
    try:
        subprocess.run(command, check=True, capture_output=True, text=True)
    except FileNotFoundError as error:
        raise WarehouseError("gpg: not installed; a release is signed with it") from error
    except subprocess.CalledProcessError as error:
        raise WarehouseError(f"gpg: {error.stderr.strip()}") from error


def _point_latest(releases: Path, version: str) -> None:
    """Move the link `latest` in one step."""
    link = releases / f".{LATEST}"
    link.unlink(missing_ok=True)
    link.symlink_to(version)
    link.replace(releases / LATEST)
