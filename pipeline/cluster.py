"""Batches on a Dask cluster: workers read files of a shared place and write Parquet parts, into a shared folder or an object store.

Tasks are idempotent: a batch whose worker dies is read again by another, and the bytes are the same. A batch that takes
worker after worker down is read file by file, and the file at fault is reported. The scheduler charges a death to all tasks
that the worker held, so that is done when nothing else is under way, one file after another: only then is a death that of
the file. Needs `distributed` (pip install unres[dask]).
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from pipeline.batches import Batch, BatchReport, Outcome, part_path
from pipeline.executor import ExecutorError, Work
from pipeline.version import parser_version

TIMEOUT = 30
"""Seconds in which a scheduler must answer."""
AHEAD = 2
"""Batches a worker that are submitted: enough to keep it busy, few enough that little is done twice."""


class Cluster:
    """An executor on the cluster of one scheduler.

    address: of the scheduler, for example tcp://scheduler:8786; parts: URL of an object store (s3://bucket/prefix) that
    workers write to where they share no folder with this process. Raises ExecutorError when the scheduler does not answer,
    has no workers, or when a worker runs another version of the parser.
    """

    def __init__(self, address: str, parts: str | None = None) -> None:
        try:
            from distributed import Client
        except ImportError as error:
            raise ExecutorError("the executor dask needs the package distributed: pip install 'unres[dask]'") from error
        self.parts = parts.rstrip("/") if parts else None
        self._client: Any
        try:
            self._client = Client(address, timeout=TIMEOUT, set_as_default=False)  # type: ignore[no-untyped-call]
        except (OSError, TimeoutError, ValueError) as error:
            raise ExecutorError(f"{address}: no Dask scheduler answers there ({' '.join(str(error).split()) or 'timeout'})") from error
        versions = set(self._client.run(parser_version).values())
        if versions != {parser_version()}:
            self._client.close()
            told = ", ".join(sorted(versions)) or "no worker is there"
            raise ExecutorError(f"{address}: workers must run the parser of this process, {parser_version()}: {told}")

    def map(self, work: Work, batches: Iterable[Batch], folder: Path) -> Iterator[BatchReport]:
        """The reports as they come. `folder` must be shared with the workers unless parts go to an object store."""
        from distributed import KilledWorker, as_completed

        waiting = iter(batches)
        places = AHEAD * max(1, len(self._client.scheduler_info(n_workers=-1)["workers"]))
        running: Any = as_completed(loop=self._client.loop)  # type: ignore[no-untyped-call]
        under_way: dict[Any, Batch] = {}
        suspects: list[Batch] = []

        def submit() -> None:
            batch = next(waiting, None)
            if batch is not None:
                future = self._client.submit(run_batch, work, batch, str(folder), self.parts, pure=False)
                under_way[future] = batch
                running.add(future)

        for _ in range(places):
            submit()
        for future in running:
            batch = under_way.pop(future)
            try:
                report = future.result()
            except KilledWorker:
                suspects.append(batch)
            else:
                yield report
            submit()
        for batch in suspects:
            yield self._one_by_one(work, batch, folder)

    def _one_by_one(self, work: Work, batch: Batch, folder: Path) -> BatchReport:
        """Find the files on which workers die, then read the batch without them."""
        from distributed import KilledWorker

        killers = []
        for source in batch.sources:
            try:
                self._client.submit(run_batch, work, Batch(batch.number, (source,)), None, None, pure=False).result()
            except KilledWorker:
                killers.append(source)
        rest = tuple(s for s in batch.sources if s not in killers)
        report = self._client.submit(run_batch, work, Batch(batch.number, rest), str(folder), self.parts, pure=False).result()
        failed = tuple(Outcome(s.uri, "failed", "the worker process died while it read this file", batch=batch.number) for s in killers)
        return BatchReport(batch.number, report.outcomes + failed)

    def collect(self, folder: Path) -> None:
        """Bring the parts that workers wrote into an object store into the folder, and remove them there."""
        if self.parts is None:
            return
        import fsspec

        store, root = fsspec.core.url_to_fs(self.parts)
        if store.exists(root):
            folder.mkdir(parents=True, exist_ok=True)
            store.get(f"{root}/", f"{folder}/", recursive=True)
            store.rm(root, recursive=True)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._client.close()


def run_batch(work: Work, batch: Batch, folder: str | None, parts: str | None) -> BatchReport:
    """On a worker: read one batch, put its part where it belongs. folder None: only see whether it can be read."""
    if folder is not None and parts is None:
        return work(batch, Path(folder))
    scratch = Path(tempfile.mkdtemp(prefix="unres-part-"))
    try:
        report = work(batch, scratch)
        if parts is not None:
            import fsspec

            store, root = fsspec.core.url_to_fs(parts)
            part = part_path(scratch, batch.number)
            for file in sorted(part.iterdir()):
                store.put_file(str(file), f"{root}/{part.name}/{file.name}")
        return report
    finally:
        shutil.rmtree(scratch, ignore_errors=True)
