"""Where batches are read: in this process, in a pool of processes, or on a Dask cluster.

One seam: `map(function, batches, folder)` yields a result per batch, in any order. The work is idempotent, so whoever
does it, and however often, the bytes that come out are the same.
"""

from __future__ import annotations

import multiprocessing
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path
from types import TracebackType
from typing import Protocol, Self

from pipeline.batches import Batch, BatchReport, Outcome

Work = Callable[[Batch, Path], BatchReport]


class ExecutorError(ValueError):
    """A setting of the executor that cannot be right; the message says which."""


class Executor(Protocol):
    """What reads batches."""

    def map(self, work: Work, batches: Iterable[Batch], folder: Path) -> Iterator[BatchReport]:
        """The report of every batch, in any order."""
        ...

    def collect(self, folder: Path) -> None:
        """Make sure that the parts of all batches are in the folder."""
        ...

    def __enter__(self) -> Self: ...
    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None: ...


class Inline:
    """In this process, one batch after another."""

    def map(self, work: Work, batches: Iterable[Batch], folder: Path) -> Iterator[BatchReport]:
        """The reports in the order of the batches."""
        for batch in batches:
            yield work(batch, folder)

    def collect(self, folder: Path) -> None:
        """They are there already."""

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        return None


class Pool(Inline):
    """In worker processes. A file that takes its worker down is found by reading its batch file by file, and reported."""

    def __init__(self, processes: int) -> None:
        self.processes = processes
        self._pool = self._fresh()

    def _fresh(self, processes: int | None = None) -> ProcessPoolExecutor:
        context = multiprocessing.get_context("forkserver")
        context.set_forkserver_preload(["pipeline.batches"])
        return ProcessPoolExecutor(processes or self.processes, mp_context=context)

    def map(self, work: Work, batches: Iterable[Batch], folder: Path) -> Iterator[BatchReport]:
        """The reports as they come; at most two batches a process are under way, so that memory stays bounded."""
        waiting = iter(batches)
        running: dict[Future[BatchReport], Batch] = {}
        while True:
            for batch in waiting:
                running[self._pool.submit(work, batch, folder)] = batch
                if len(running) >= 2 * self.processes:
                    break
            if not running:
                return
            done, _ = wait(running, return_when=FIRST_COMPLETED)
            broken = []
            for future in done:
                batch = running.pop(future)
                try:
                    yield future.result()
                except BrokenProcessPool:
                    broken.append(batch)
            if broken:
                broken += running.values()
                running.clear()
                self._pool.shutdown(wait=False, cancel_futures=True)
                self._pool = self._fresh()
                for batch in sorted(broken, key=lambda b: b.number):
                    yield self._one_by_one(work, batch, folder)

    def _one_by_one(self, work: Work, batch: Batch, folder: Path) -> BatchReport:
        """Find the files on which a worker dies, then read the batch without them."""
        killers = []
        for source in batch.sources:
            with self._fresh(1) as pool:
                try:
                    pool.submit(work, Batch(batch.number, (source,)), folder).result()
                except BrokenProcessPool:
                    killers.append(source)
        rest = tuple(s for s in batch.sources if s not in killers)
        with self._fresh(1) as pool:
            report = pool.submit(work, Batch(batch.number, rest), folder).result()
        failed = tuple(Outcome(s.uri, "failed", "the worker process died while it read this file", batch=batch.number) for s in killers)
        return BatchReport(batch.number, report.outcomes + failed)

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._pool.shutdown(wait=kind is None, cancel_futures=True)
