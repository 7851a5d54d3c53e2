"""What the whole job costs, measured: run one of

    python tests/unres/operation_measurements.py growth    LIBRARY 1000 5000 [--seed 1]
    python tests/unres/operation_measurements.py refresh   LIBRARY 5000 [--seed 1]
    python tests/unres/operation_measurements.py executors LIBRARY 1500 [--seed 1]
    python tests/unres/operation_measurements.py pdf       LIBRARY 300 [--seed 1]

`growth` runs `unres build` over so many documents of a folder, chosen by chance, each time into a new data folder: seconds by
stage, memory of the largest process and of all. `refresh` runs it over a mirror of them twice. `executors` reads them by
pools of one and two processes and by a Dask cluster of one and two workers, and compares the bytes. `pdf` reads PDFs by one
process, by pdftotext, and (each thirtieth) by pdfplumber, where these are installed.
"""

from __future__ import annotations

import argparse
import contextlib
import hashlib
import os
import random
import re
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import psutil

from pipeline.fetch.folder import files_in

UNRES = [sys.executable, "-m", "unres"]
EVERY = 0.1
"""Seconds between two looks at the memory."""


@dataclass
class Cost:
    """Seconds of a command, by stage where it names stages; MB of its largest process and of all, at their worst; its last line."""

    seconds: float = 0.0
    stages: dict[str, float] = field(default_factory=dict)
    largest: float = 0.0
    together: float = 0.0
    said: str = ""

    def __str__(self) -> str:
        stages = ", ".join(f"{name} {seconds:.1f}" for name, seconds in self.stages.items())
        return f"{self.seconds:.1f} s ({stages}); largest process {self.largest:.0f} MB, all {self.together:.0f} MB; {self.said}"


def run(command: Sequence[str | Path], **environment: str) -> Cost:
    """Run a command to its end. A line `stage: …` of its log ends a stage."""
    cost, began = Cost(), time.monotonic()
    with tempfile.TemporaryFile("w+") as log:
        process = psutil.Popen([str(c) for c in command], stdout=log, stderr=subprocess.STDOUT, env={**os.environ, **environment})
        where, stage_began, stage = 0, began, ""
        while process.poll() is None:
            _look(process, cost)
            time.sleep(EVERY)
            log.seek(where)
            fresh, where = log.read(), log.tell()
            for name in re.findall(r"^(\w+): (?:\d|skipped)", fresh, re.MULTILINE):
                if name != stage:
                    stage, stage_began = name, time.monotonic() if stage else began
                cost.stages[name] = time.monotonic() - stage_began
        log.seek(0)
        lines = log.read().strip().splitlines()
    cost.seconds, cost.said = time.monotonic() - began, next((x for x in reversed(lines) if "documents" in x), "")
    if process.returncode not in (0, 1):
        raise SystemExit("\n".join(lines[-20:]))
    return cost


def _look(process: psutil.Process, cost: Cost) -> None:
    """The memory that each process has to itself and shares, at this moment."""
    sizes = []
    for one in [process, *process.children(recursive=True)]:
        with contextlib.suppress(psutil.Error):
            sizes.append(one.memory_info().rss / 1e6)
    cost.largest, cost.together = max(cost.largest, *sizes, 0), max(cost.together, sum(sizes))


def chosen(library: Path, count: int, seed: int, target: Path, *, named: bool = False) -> Path:
    """A folder of links to so many files of a library, by chance: the fewer are among the more. named: by symbol and language."""
    files = {(f.symbol, f.language) if named else f.name: f.path for f in files_in(library) if f.path.suffix != ".tsv"}
    paths = [path for name, path in sorted(files.items(), key=str) if not named or None not in name]
    for path in random.Random(seed).sample(paths, len(paths))[:count]:
        link = target / path.relative_to(library)
        link.parent.mkdir(parents=True, exist_ok=True)
        link.hardlink_to(path)
    return target


def digest(tables: Path) -> str:
    """SHA-256 over all tables but the ledger of readings, which says when."""
    digest = hashlib.sha256()
    for path in sorted(p for p in tables.rglob("*.parquet") if p.stem != "readings"):
        digest.update(path.relative_to(tables).as_posix().encode() + path.read_bytes())
    return digest.hexdigest()


def growth(library: Path, counts: list[int], seed: int, work: Path) -> None:
    for count in counts:
        place = work / str(count)
        folder = chosen(library, count, seed, place / "library")
        print(count, run([*UNRES, "build", "--source", folder, "--data", place / "data"]), flush=True)
        shutil.rmtree(place)


def refresh(library: Path, counts: list[int], seed: int, work: Path) -> None:
    """A build over a mirror, and the same again 46 days later, when every document is due."""
    folder = chosen(library, counts[0], seed, work / "library", named=True)
    port = _free_port()
    with _background([*UNRES, "mirror", folder, "--port", str(port)]):
        command = [*UNRES, "build", "--source", f"http://127.0.0.1:{port}", "--data", work / "data", *_links(folder, work)]
        for clock in ("2026-01-01T12:00:00Z", "2026-02-16T12:00:00Z"):
            print(clock, run(command, UNRES_CLOCK=clock), flush=True)


def executors(library: Path, counts: list[int], seed: int, work: Path) -> None:
    folder = chosen(library, counts[0], seed, work / "library")
    for name in ("process", "dask"):
        for workers in (1, 2):
            out = work / f"{name}{workers}"
            command = [*UNRES, "parse", folder, "--out", out, "--processes", str(workers)]
            with _cluster(workers) if name == "dask" else contextlib.nullcontext({}) as environment:
                cost = run(command, **environment)
            print(name, workers, cost, digest(out)[:16], flush=True)


def pdf(library: Path, counts: list[int], seed: int, work: Path) -> None:
    files = sorted(p for p in chosen(library, counts[0], seed, work / "library").rglob("*.pdf"))
    import pypdfium2

    pages = {path: len(pypdfium2.PdfDocument(path)) for path in files}
    total = sum(pages.values())
    print(f"{len(files)} files of {total} pages")
    started = run([*UNRES, "parse", files[0], "--out", work / "one", "--processes", "1"]).seconds
    ours = run([*UNRES, "parse", work / "library", "--out", work / "all", "--processes", "1"])
    page, after_start = ours.seconds / total * 1000, (ours.seconds - started) / total * 1000
    print(f"unres parse, one process: {page:.1f} ms a page ({after_start:.1f} without the start); {ours}")
    if tool := shutil.which("pdftotext"):
        began = time.monotonic()
        for path in files:
            subprocess.run([tool, path, "-"], stdout=subprocess.DEVNULL, check=True)
        print(f"pdftotext: {(time.monotonic() - began) / total * 1000:.1f} ms a page")
    with contextlib.suppress(ImportError):
        import pdfplumber

        began, few = time.monotonic(), files[::30]
        for path in few:
            with pdfplumber.open(path) as document:
                for page in document.pages:
                    page.extract_text()
        print(f"pdfplumber: {(time.monotonic() - began) / sum(pages[p] for p in few) * 1000:.1f} ms a page")


@contextlib.contextmanager
def _background(command: Sequence[str | Path]) -> Iterator[subprocess.Popen[bytes]]:
    """A process that runs while something else is measured."""
    process = subprocess.Popen([str(c) for c in command], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        time.sleep(3)
        yield process
    finally:
        process.terminate()
        process.wait()


@contextlib.contextmanager
def _cluster(workers: int) -> Iterator[dict[str, str]]:
    """A scheduler and workers on this machine; what a command needs in its environment to use them."""
    address = f"tcp://127.0.0.1:{_free_port()}"
    dask = [sys.executable, "-m", "dask"]
    with contextlib.ExitStack() as stack:
        stack.enter_context(_background([*dask, "scheduler", "--host", address, "--no-dashboard"]))
        for _ in range(workers):
            stack.enter_context(_background([*dask, "worker", address, "--nthreads", "1", "--no-dashboard", "--host", "127.0.0.1"]))
        yield {"UNRES_EXECUTOR": "dask", "UNRES_DASK": address}


def _links(folder: Path, work: Path) -> list[str | Path]:
    """The documents of a folder as a list of links."""
    path = work / "links.txt"
    path.write_text("".join(sorted({f"{held.symbol}@{held.language}\n" for held in files_in(folder) if held.symbol and held.language})))
    return ["--links", path]


def _free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


MEASUREMENTS = {"growth": growth, "refresh": refresh, "executors": executors, "pdf": pdf}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", choices=MEASUREMENTS)
    parser.add_argument("library", type=Path)
    parser.add_argument("counts", type=int, nargs="+")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--work", type=Path, help="a folder on the disk of the library")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(dir=options.work) as work:
        MEASUREMENTS[options.what](options.library, options.counts, options.seed, Path(work))


if __name__ == "__main__":
    main()
