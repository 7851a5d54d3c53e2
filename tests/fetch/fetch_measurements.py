"""What fetching must show, measured: run one of

    python tests/fetch/fetch_measurements.py faults
    python tests/fetch/fetch_measurements.py kills   [--documents 220] [--kills 50] [--seed 1]
    python tests/fetch/fetch_measurements.py builds  --library DIR [--kills 50] [--seed 1]
    python tests/fetch/fetch_measurements.py refresh [--documents 5000]

`kills` kills the fetch step, `builds` the whole of `unres build` over a mirror of the documents in DIR.

Everything runs against mirrors on this machine, over real sockets. The tests run the same code with small numbers.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import random
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from pipeline import store
from pipeline.fetch.faults import FAULTS, Fault
from pipeline.fetch.folder import files_in
from pipeline.fetch.job import fetch
from pipeline.fetch.links import Wanted
from pipeline.fetch.mirror import Mirror, Server
from pipeline.fetch.raw import sources
from pipeline.fetch.settings import FetchSettings
from pipeline.reading import Source, read

NOON = datetime(2026, 1, 1, 12, tzinfo=UTC)
SPECIMENS = Path(__file__).parents[2] / "specimens" / "documents" / "xml" / "en"
ILL, WELL = "A/RES/90/1", ["A/RES/90/2", "A/RES/90/3"]


def specimen(symbol: str, language: str) -> bytes:
    """The bytes of a small document of our own wording, in the outer form of a PDF."""
    return f"%PDF-1.4\nSpecimen of {symbol} in {language}: no United Nations document.\n".encode() + b"0" * 3_000 + b"\n%%EOF\n"


def make_library(folder: Path, documents: int, languages: tuple[str, ...] = ("en",)) -> None:
    """A folder of specimens A/RES/90/1 … in each language."""
    for language in languages:
        (folder / language).mkdir(parents=True)
        for number in range(1, documents + 1):
            path = folder / language / f"A_RES_90_{number}.pdf"
            path.write_bytes(specimen(f"A/RES/90/{number}", language))
            os.utime(path, (1_700_000_000, 1_700_000_000))


def quick_settings(url: str, **more: Any) -> FetchSettings:
    """Settings for a mirror of one's own: no rate limit and short pauses; everything else as it is by default."""
    quick: dict[str, Any] = {
        "base_url": url, "languages": ("en",), "formats": ("pdf",), "requests_per_second": 0, "backoff": 0.01, "longest_backoff": 0.05,
        "breaker_pause": 0.05, "read_timeout": 3, "total_timeout": 3, "size_cap": 16 * 1024 * 1024,
    }  # fmt: skip
    return FetchSettings(**{**quick, **more})


# faults ───────────────────────────────────────────────────────────────────────────────────────────────────────────────
@dataclass(frozen=True)
class Case:
    """One fault, as it is switched on. times: None for always."""

    name: str
    times: int | None = None
    options: tuple[tuple[str, Any], ...] = ()
    everyone: bool = False

    @property
    def fault(self) -> Fault:
        return Fault(self.name, None if self.everyone else frozenset([ILL]), None, self.times, {**FAULTS[self.name][1], **dict(self.options)})

    @property
    def title(self) -> str:
        options = " ".join(f"{name}={value}" for name, value in self.options)
        return f"{self.name}{' ' + options if options else ''}{f' ×{self.times}' if self.times else ''}"


CASES = [
    Case("soft_404"),
    Case("soft_404", 1),
    Case("zero_bytes"),
    Case("soft_block", options=(("after", 1), ("length", 3)), everyone=True),
    Case("soft_block", options=(("after", 1), ("length", 1_000_000)), everyone=True),
    Case("rate_limited", 1, (("retry_after", "1"),)),
    Case("rate_limited", options=(("retry_after", "86400"),)),
    Case("server_error", 2, (("status", 503),)),
    Case("server_error", options=(("status", 500),)),
    Case("blocked"),
    Case("slow_body"),
    Case("truncated_body", 1),
    Case("truncated_body"),
    Case("unannounced_truncation"),
    Case("wrong_content_type"),
    Case("redirect_loop"),
    Case("redirect_off_site"),
    Case("redirect_off_site", options=(("to", "http://169.254.169.254/latest/meta-data/"),)),
    Case("redirect_off_site", options=(("to", "file:///etc/passwd"),)),
    Case("html_hops"),
    Case("empty_page"),
    Case("changing_etag"),
    Case("oversize_body"),
    Case("oversize_body", options=(("bytes", 5 * 1024**3), ("announced", True))),
    Case("gzip_bomb"),
    Case("huge_header"),
    Case("dropped", 1),
    Case("dropped"),
]


@dataclass(frozen=True)
class Finding:
    """What one case came to. ledger: statuses of the ill document, in order; held: whether its bytes are in the store,
    right; false_rows, false_objects: of any document; later: the same after the fault has gone and the time has come."""

    case: Case
    ledger: list[str]
    error: str
    attempts: int
    held: bool
    others: int
    false_objects: int
    false_rows: int
    later: str


def try_fault(case: Case, folder: Path, data: Path) -> Finding:
    """Fetch three documents from a mirror with one fault, then again eight weeks after it has gone."""
    wanted = [Wanted(WELL[0]), Wanted(ILL), Wanted(WELL[1])]
    truth = {hashlib.sha256(path.read_bytes()).hexdigest() for path in folder.rglob("*.pdf")}
    mirror = Mirror(folder, [case.fault])
    with Server(mirror) as server:
        settings = quick_settings(server.url, clock=NOON)
        fetch(wanted, data, settings)
        rows = store.read_table(data / "tables", "fetches").to_pylist()
        held = {source.symbol: source.sha256 for source in sources(data)}
        mirror.faults = []
        after = replace(settings, clock=NOON + timedelta(days=56))
        fetch(wanted, data, after)
        later = {source.symbol: source.sha256 for source in sources(data)}
    ill = [row for row in rows if row["symbol"] == ILL]
    objects = [path for path in (data / "raw" / "objects").rglob("*") if path.is_file() and path.suffix != ".json"]
    false_objects = sum(hashlib.sha256(path.read_bytes()).hexdigest() not in truth or path.name not in truth for path in objects)
    false_rows = sum(row["status"] == "fetched" and row["sha256"] not in truth for row in rows)
    if case != Case("soft_404"):  # there the server lies about one document for ever, and nobody could tell
        false_rows += sum(row["status"] == "not_found" for row in rows)
    own = hashlib.sha256(specimen(ILL, "en")).hexdigest()
    return Finding(case, [row["status"] for row in ill], ill[-1]["error"] or "", len(ill), held.get(ILL) == own, sum(s in held for s in WELL),
                   false_objects, false_rows, "held" if len(later) == 3 and later[ILL] == own else "lost")  # fmt: skip


def show_faults() -> bool:
    """Print the table of every fault."""
    print(f"{'fault':<58} {'what the ledger says':<46} {'attempts':>8}  {'store':<6} {'others':>6} {'false':>5}  after it has gone")
    well = True
    for case in CASES:
        with tempfile.TemporaryDirectory() as place:
            make_library(Path(place) / "library", 3)
            f = try_fault(case, Path(place) / "library", Path(place) / "data")
        runs = [f"{status}{f' ×{n}' if n > 1 else ''}" for status, n in Counter(f.ledger).items()]
        print(f"{case.title:<58} {', '.join(runs):<46} {f.attempts:>8}  {'whole' if f.held else 'none':<6} {f.others:>4}/2 "
              f"{f.false_objects + f.false_rows:>5}  {f.later}")  # fmt: skip
        well &= f.false_objects + f.false_rows == 0 and f.later == "held"
    return well


# kills ────────────────────────────────────────────────────────────────────────────────────────────────────────────────
DRIVER = """
import sys
from datetime import datetime
from pathlib import Path
import pandas, pyarrow.dataset  # Arrow imports them late, for most of a second: the kills are to hit the work
from fetch_measurements import quick_settings
from pipeline.fetch.folder import files_in
from pipeline.fetch.job import fetch
from pipeline.fetch.links import read_links
url, links, data, clock = sys.argv[1:]
print("ready", flush=True)
fetch(read_links(Path(links)), Path(data), quick_settings(url, clock=datetime.fromisoformat(clock), formats=("docx", "pdf"), languages=("en", "fr")))
"""


@contextmanager
def mirror_process(folder: Path, faults: Path | None = None) -> Iterator[tuple[str, Path]]:
    """A mirror in a process of its own: its URL, and the file that it writes every answer into."""
    log = folder.parent / "mirror.log"
    program = (
        "import sys; from pathlib import Path; from pipeline.fetch.mirror import serve; from pipeline.fetch.faults import read_faults\n"
        "log = open(sys.argv[2], 'a', buffering=1)\n"
        "serve(Path(sys.argv[1]), 0, read_faults(Path(sys.argv[3])) if len(sys.argv) > 3 else (), on_ready=lambda s: print(s.url, flush=True),\n"
        "      log=lambda path, status, size: log.write(f'{path} {status} {size}\\n'))"
    )
    arguments = [sys.executable, "-c", program, str(folder), str(log), *([str(faults)] if faults else [])]
    process = subprocess.Popen(arguments, stdout=subprocess.PIPE, text=True)
    try:
        assert process.stdout is not None
        yield process.stdout.readline().strip(), log
    finally:
        process.kill()  # where this process was told to ignore SIGTERM, so is its child
        process.wait()


def start_fetch(url: str, links: Path, data: Path) -> subprocess.Popen[bytes]:
    """The fetch step in a process of its own, at noon of a fixed day."""
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join([str(Path(__file__).parent), os.environ.get("PYTHONPATH", "")])}
    process = subprocess.Popen([sys.executable, "-c", DRIVER, url, str(links), str(data), NOON.isoformat()], env=environment, stdout=subprocess.PIPE)
    assert process.stdout is not None
    process.stdout.readline()  # the modules are loaded
    return process


def complete_links(data: Path) -> set[str]:
    """Links whose object is whole in the store and named in its sidecar: those must never be asked for again."""
    found = set()
    for sidecar in (data / "raw" / "objects").rglob("*.json"):
        if sidecar.with_suffix("").exists():
            found |= set(re.findall(r'"(http://[^"]+/[a-z]{2}/[^"]+)": \{', sidecar.read_text()))
    return found


def links_asked(url: str, log: str) -> set[str]:
    """Links asked for, but for the canary: a document that is held, looked at right after one that is said to be absent."""
    asked, after_absent = set(), False
    for line in log.splitlines():
        path, status, _ = line.rsplit(" ", 2)
        if not after_absent:
            asked.add(url + path)
        after_absent = status == "200" and not path.startswith("/doc/")
    return asked


def try_kills(place: Path, documents: int, kills: int, seed: int) -> dict[str, Any]:
    """Fetch documents and some that are absent, killed at random moments and started again; compare with an undisturbed run."""
    half = documents // 2
    make_library(place / "library", half, ("en", "fr"))
    links = place / "links.txt"
    links.write_text(f"A/RES/90/1..{half + 3}\n")
    chance = random.Random(seed)
    again: list[str] = []
    moments: list[int] = []
    with mirror_process(place / "library") as (url, log):
        process = start_fetch(url, links, place / "calm")
        began = time.monotonic()
        assert process.wait() == 0
        calm_seconds = time.monotonic() - began
        done = killed = 0
        while killed < kills:
            complete, position = complete_links(place / "killed"), log.stat().st_size
            process = start_fetch(url, links, place / "killed")
            # Spread so that the work lasts about until the last kill: each run repeats its start, then does its share.
            time.sleep(chance.random() * (0.25 + 2 * calm_seconds / kills))
            if process.poll() is None:
                process.send_signal(signal.SIGKILL)
                killed += 1
            process.wait()
            moments.append(sum(path.suffix == ".json" for path in (place / "killed").rglob("objects/*/*")))
            if process.returncode == 0:
                done += 1
                shutil.rmtree(place / "killed") if killed < kills else None
            again += sorted(complete & links_asked(url, log.read_text()[position:]))
        complete, position = complete_links(place / "killed"), log.stat().st_size
        assert start_fetch(url, links, place / "killed").wait() == 0
        again += sorted(complete & links_asked(url, log.read_text()[position:]))
    calm, disturbed = ((place / run / "tables" / "fetches.parquet").read_bytes() for run in ("calm", "killed"))
    objects = [sorted((p.name, p.read_bytes()) for p in (place / run / "raw" / "objects").rglob("*") if p.is_file()) for run in ("calm", "killed")]
    rows = store.read_table(place / "killed" / "tables", "fetches").num_rows
    return {"kills": killed, "runs that ended before a kill": done, "documents": half * 2, "rows": rows, "tables identical": calm == disturbed,
            "stores identical": objects[0] == objects[1], "complete objects fetched again": len(again),
            "objects at the kills": moments}  # fmt: skip


# builds ───────────────────────────────────────────────────────────────────────────────────────────────────────────────
def start_build(url: str, links: Path, data: Path) -> subprocess.Popen[bytes]:
    """`unres build` in a process group of its own, at noon of a fixed day."""
    command = [sys.executable, "-c", "from unres.main import main; main()", "build", "--source", url, "--links", str(links), "--data", str(data)]
    environment = {**os.environ, "UNRES_CLOCK": NOON.isoformat()}
    return subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True)


def try_builds(place: Path, library: Path, kills: int, seed: int) -> dict[str, Any]:
    """Build from a mirror of a library, killed at random moments and started again; compare all tables with an undisturbed build."""
    links = place / "links.txt"
    links.write_text("".join(sorted({f"{file.symbol}@{file.language}\n" for file in files_in(library) if file.symbol and file.language})))
    chance, again, moments = random.Random(seed), [], []
    (place / "mirror").mkdir()
    (place / "mirror" / "library").symlink_to(library.resolve())
    with mirror_process(place / "mirror" / "library") as (url, log):
        began = time.monotonic()
        calm_code = start_build(url, links, place / "calm").wait()
        calm_seconds = time.monotonic() - began
        killed = ended = 0
        while killed < kills:
            complete, position = complete_links(place / "killed"), log.stat().st_size
            process, wait = start_build(url, links, place / "killed"), chance.random() * calm_seconds
            try:
                process.wait(wait)
                ended += 1
            except subprocess.TimeoutExpired:
                os.killpg(process.pid, signal.SIGKILL)
                process.wait()
                killed += 1
                moments.append(round(wait, 1))
                print(f"{killed} of {kills} kills, {ended} builds that ended", file=sys.stderr)
            again += sorted(complete & links_asked(url, log.read_text()[position:]))
            if process.returncode == calm_code and killed < kills:
                shutil.rmtree(place / "killed")
        last_code = start_build(url, links, place / "killed").wait()
    tables = [{p.name: p.read_bytes() for p in (place / run / "tables").glob("*.parquet")} for run in ("calm", "killed")]
    differ = sorted(name for name in tables[0] | tables[1] if tables[0].get(name) != tables[1].get(name))
    return {"documents": len(links.read_text().splitlines()), "seconds of a build": round(calm_seconds, 1), "kills": killed,
            "builds that ended": ended, "exit codes": (calm_code, last_code), "tables": len(tables[0]), "tables that differ": differ,
            "complete objects fetched again": len(again), "seconds into the build": sorted(moments)}  # fmt: skip


# refresh ──────────────────────────────────────────────────────────────────────────────────────────────────────────────
def make_readable_library(folder: Path, documents: int) -> None:
    """A folder of copies of one of the bundled specimens, each under a symbol of its own: documents that can be read."""
    source = (SPECIMENS / "A_RES_190_7.xml").read_text(encoding="utf-8")
    (folder / "en").mkdir(parents=True)
    for number in range(1, documents + 1):
        text = source.replace("A/RES/190/7<", f"A/RES/190/{number}<").replace(">190/7.", f">190/{number}.")
        (folder / "en" / f"A_RES_190_{number}.xml").write_text(text, encoding="utf-8")


def try_refresh(place: Path, documents: int) -> dict[str, Any]:
    """Fetch and read documents for the first time, then again 46 days later, when nothing has changed."""
    make_readable_library(place / "library", documents)
    wanted = [Wanted(f"A/RES/190/{number}") for number in range(1, documents + 1)]
    found: dict[str, Any] = {}
    with mirror_process(place / "library") as (url, log):
        for name, days in (("first", 0), ("refresh", 46)):
            position, began = log.stat().st_size if log.exists() else 0, time.monotonic()
            summary = fetch(wanted, place / "data", quick_settings(url, clock=NOON + timedelta(days=days), formats=("docx", "pdf")))
            fetched = time.monotonic()
            held = (Source(h.uri, h.path, h.symbol, h.language, h.retrieved_at, h.sha256) for h in sources(place / "data"))
            reading = read(held, place / "data" / "tables")
            lines = [line.split() for line in log.read_text()[position:].splitlines()]
            statuses = Counter(status for _, status, _ in lines)
            per_file = Counter(path for path, _, _ in lines if path.startswith("/doc/"))
            found[name] = {"seconds": round(time.monotonic() - began, 2), "of these fetching": round(fetched - began, 2),
                           "requests": len(lines), "bytes": sum(int(size) for *_, size in lines), "parsed": reading.parsed,
                           "unchanged": reading.unchanged, "by HTTP status": dict(statuses),
                           "most requests for one file": max(per_file.values()), **summary.statuses}  # fmt: skip
    for part in ("seconds", "of these fetching"):
        found[f"share, {part}"] = round(found["refresh"][part] / found["first"][part], 3)
    return found


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", choices=["faults", "kills", "builds", "refresh"])
    parser.add_argument("--documents", type=int)
    parser.add_argument("--library", type=Path)
    parser.add_argument("--kills", type=int, default=50)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    if options.what == "faults":
        return 0 if show_faults() else 1
    with tempfile.TemporaryDirectory() as place:
        if options.what == "kills":
            result = try_kills(Path(place), options.documents or 220, options.kills, options.seed)
        elif options.what == "builds":
            result = try_builds(Path(place), options.library, options.kills, options.seed)
        else:
            result = try_refresh(Path(place), options.documents or 5_000)
    for name, value in result.items():
        print(f"{name}: {value}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
