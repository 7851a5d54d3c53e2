"""Files → tables: which files there are, which of several formats of one document counts, and what became of each.

Files are read in batches, in one process or several; each batch writes its rows as Parquet parts, and one merge makes the
tables, ordered by document. Memory holds one batch a process, whatever the number of files. Rows of files whose bytes and
parser have not changed are kept. The tables are replaced one after another, the ledger of readings last: a run that is
cut off anywhere leaves a state from which the next run makes the same tables as an undisturbed one.
"""

from __future__ import annotations

import hashlib
import shutil
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from pathlib import Path

from pipeline.batches import Batch, Outcome, Source, read_batch
from pipeline.executor import Executor
from pipeline.executors import executor_for
from pipeline.folders import sources_in
from pipeline.merging import EARLIER, merge_tables
from pipeline.schema import PARSED
from pipeline.store import ROW_GROUP_ROWS, TableWriter, iterate, table_path
from pipeline.version import parser_version

__all__ = ["BATCH_FILES", "Progress", "Source", "Summary", "read", "sources_in"]

BATCH_FILES = 50
"""Files of a batch: enough to make the cost of a part small, few enough that a worker's memory stays small."""


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a run is: files done, files in all (None while they are still being found), files with errors, last file."""

    done: int
    total: int | None
    errors: int
    name: str


@dataclass(slots=True)
class Summary:
    """What became of the files; problems: (uri, status, cause) of those that are in no table; kept: whether the tables stand
    as they were, since nothing has changed.
    """

    parsed: int = 0
    unchanged: int = 0
    superseded: int = 0
    failed: int = 0
    problems: list[tuple[str, str, str]] = field(default_factory=list)
    kept: bool = False


def read(
    sources: Iterable[Source], out: Path, *, processes: int = 1, executor: str | None = None, on_progress: Callable[[Progress], None] | None = None
) -> Summary:
    """Read files into the tables of a folder, which is made if need be.

    sources: in any order, each uri once; processes: worker processes, 1 reads in this one; executor: see
    `pipeline.executor`, None leaves it to the environment. Returns what became of each file. Files that cannot be read are reported, never raised.
    """
    out.mkdir(parents=True, exist_ok=True)
    work = out / ".parts"
    shutil.rmtree(work, ignore_errors=True)
    wanted = sorted(sources, key=_place)
    held = _kept(out)
    unchanged = _unchanged(wanted, held)
    fresh = [s for s in wanted if s.uri not in unchanged]
    if held and not fresh and held.keys() == unchanged.keys():
        return replace(_summarised([], list(unchanged.values())), kept=True)
    with executor_for(executor, processes) as pool:
        outcomes = _run(pool, fresh, work, on_progress)
        pool.collect(work)
    winners, everything = _settle([*unchanged.values(), *outcomes])
    merge_tables(out, work, winners)
    _write_readings(out, everything)
    shutil.rmtree(work, ignore_errors=True)
    return _summarised([o for o in everything if o.uri not in unchanged], list(unchanged.values()))


def _place(source: Source) -> tuple[str, str]:
    """Files in the order of the documents that they hold, as far as that is known: then parts hardly overlap."""
    return f"{source.symbol}@{source.language}" if source.symbol else source.path.name, source.uri


def _write_readings(out: Path, outcomes: list[Outcome]) -> None:
    with TableWriter("readings", table_path(out, "readings")) as writer:
        for i in range(0, len(outcomes), ROW_GROUP_ROWS):
            writer.write([o.row() for o in outcomes[i : i + ROW_GROUP_ROWS]])


def _kept(out: Path) -> dict[str, Outcome]:
    """Readings of an earlier run by the same parser, by uri; none where one of its tables is gone."""
    if not all(table_path(out, name).exists() for name in PARSED):
        return {}
    rows = (row for batch in iterate(out, "readings") for row in batch.to_pylist())
    return {row["source_uri"]: Outcome.of(row) for row in rows if row["parser_version"] == parser_version()}


def _unchanged(sources: list[Source], held: dict[str, Outcome]) -> dict[str, Outcome]:
    """Readings whose file has the same bytes as then.

    A file that was superseded is read again when the one that superseded it is gone or has changed: its rows were not
    kept.
    """
    same = {s.uri: held[s.uri] for s in sources if s.uri in held and held[s.uri].sha256 and _sha256(s) == held[s.uri].sha256}
    standing = {o.document_id for o in same.values() if o.status == "parsed"}
    return {uri: o for uri, o in same.items() if o.status != "superseded" or o.document_id in standing}


def _sha256(source: Source) -> str | None:
    if source.sha256:
        return source.sha256
    try:
        with source.path.open("rb") as handle:
            return hashlib.file_digest(handle, "sha256").hexdigest()
    except OSError:
        return None


def _run(pool: Executor, sources: list[Source], work: Path, on_progress: Callable[[Progress], None] | None) -> list[Outcome]:
    batches = [Batch(n, tuple(sources[i : i + BATCH_FILES])) for n, i in enumerate(range(0, len(sources), BATCH_FILES))]
    outcomes: list[Outcome] = []
    errors = 0
    for report in pool.map(read_batch, batches, work):
        outcomes += report.outcomes
        errors += sum(o.status != "parsed" for o in report.outcomes)
        if on_progress:
            on_progress(Progress(len(outcomes), len(sources), errors, report.outcomes[-1].uri if report.outcomes else ""))
    return outcomes


def _settle(outcomes: list[Outcome]) -> tuple[dict[str, int], list[Outcome]]:
    """Of several files of one document the best counts; the others are superseded.

    Returns where the rows of each document are, and the outcomes in the order of their uris.
    """
    best: dict[str, Outcome] = {}
    for outcome in outcomes:
        if outcome.document_id and outcome.status in ("parsed", "superseded"):
            held = best.get(outcome.document_id)
            if held is None or outcome.rank < held.rank:
                best[outcome.document_id] = outcome
    settled = [
        replace(o, status="parsed" if best[o.document_id].uri == o.uri else "superseded") if o.document_id in best else o
        for o in sorted(outcomes, key=lambda o: o.uri)
    ]
    return {d: EARLIER if o.batch is None else o.batch for d, o in best.items()}, settled


def _summarised(fresh: list[Outcome], unchanged: list[Outcome]) -> Summary:
    counts = Counter(o.status for o in fresh)
    bad = [o for o in [*fresh, *unchanged] if o.status not in ("parsed", "superseded")]
    return Summary(
        parsed=counts["parsed"], unchanged=len(unchanged), superseded=counts["superseded"], failed=len(bad),
        problems=sorted((o.uri, o.status, o.error or "") for o in bad),
    )  # fmt: skip
