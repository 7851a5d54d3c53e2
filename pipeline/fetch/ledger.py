"""The ledger of attempts: the table `fetches`, append-only, safe against a kill at any moment.

    tables/fetches.parquet    all attempts up to the end of the last run
    ledger/fetches.jsonl      the journal: what happened since, one JSON record a line

A record holds the rows of one or more attempts that belong together, so that either all of them count or none. Before an
object is taken into the raw store its rows are announced as an intent; when the process dies between, the next run looks
whether the object arrived, and completes the ledger without fetching again. A last line without its line end was never
written whole and is dropped.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import TracebackType
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from pipeline import store
from pipeline.fetch.answer import Answer

Row = dict[str, Any]
FILE_SCHEME = "file:"
STEP = timedelta(microseconds=1)
SYNC_EVERY = 64
"""Records between two fsyncs of the journal; a power cut costs at most these, and the objects among them are kept."""


class DamagedLedger(ValueError):
    """The journal cannot be read; the message names file and line."""


@dataclass(slots=True)
class LinkState:
    """What the ledger knows of one link: the last attempt, and the last bytes that it gave.

    sha256 … held_since: of the object held, None where none ever was; misses: attempts since without a document.
    """

    link: str
    symbol: str | None
    language: str | None
    at: datetime
    status: str
    error: str | None = None
    attempts: int = 0
    sha256: str | None = None
    media_type: str | None = None
    etag: str | None = None
    last_modified: str | None = None
    final_uri: str | None = None
    held_since: datetime | None = None

    @property
    def answer(self) -> Answer | None:
        """The answer that gave the bytes held, for conditional requests."""
        if self.sha256 is None:
            return None
        return Answer("fetched", final_uri=self.final_uri, sha256=self.sha256, etag=self.etag, last_modified=self.last_modified)

    def apply(self, row: Mapping[str, Any]) -> None:
        """Take one more attempt into account."""
        self.at, self.status, self.error = row["requested_at"], row["status"], row["error"]
        self.attempts += 1
        if row["status"] == "fetched":
            if row["sha256"] != self.sha256:
                self.held_since = row["requested_at"]
            self.sha256, self.media_type, self.final_uri = row["sha256"], row["media_type"], row["final_uri"]
        if row["status"] in ("fetched", "not_modified"):
            self.etag, self.last_modified = row["etag"], row["last_modified"]


class Ledger:
    """The ledger of a data folder, open for writing. Use as a context manager, under the folder's lock."""

    def __init__(self, data: Path) -> None:
        self._data = data
        self._journal = _journal_path(data)
        self.links: dict[str, LinkState] = {}
        self.intents: list[Mapping[str, Any]] = []
        self._unsynced = 0

    def __enter__(self) -> Ledger:
        records = _cut_torn_line(self._journal)
        self.links = _states(self._data, records)
        self.intents = _open_intents(records)
        self._journal.parent.mkdir(parents=True, exist_ok=True)
        self._handle = os.open(self._journal, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o644)
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        os.fsync(self._handle)
        os.close(self._handle)

    def next_time(self, link: str, now: datetime) -> datetime:
        """The time of a new attempt: now, but after every earlier attempt of the link, also under a fixed clock."""
        state = self.links.get(link)
        return max(now, state.at + STEP) if state else now

    def append(self, rows: Sequence[Row]) -> None:
        """Write attempts that belong together."""
        self._write({"rows": rows})
        for row in rows:
            _apply(self.links, row)

    def intend(self, rows: Sequence[Row], sidecar: Mapping[str, Any], staged: str) -> None:
        """Announce the rows that will be appended once the object of the last one is in the raw store.

        staged: name of the file among the incoming ones that holds its bytes, whole.
        """
        self._write({"intent": rows, "sidecar": sidecar, "staged": staged})

    def compact(self) -> Path:
        """Merge the journal into the table, sorted by its key; returns the table's file.

        A kill between writing the table and emptying the journal is harmless: rows are known by their key.
        """
        folder = self._data / "tables"
        old = store.read_table(folder, "fetches")
        rows = [row for record in _records(self._journal) for row in record.get("rows", ())]
        if rows:
            first = min(row["requested_at"] for row in rows)
            late = old.filter(pc.greater_equal(old["requested_at"], pa.scalar(first, old.schema.field("requested_at").type)))
            known = set(zip(late["requested_at"].to_pylist(), late["link"].to_pylist(), strict=True))
            new = [row for row in rows if (row["requested_at"], row["link"]) not in known]
            old = pa.concat_tables([old, store.to_arrow("fetches", new)])
        path = store.table_path(folder, "fetches")
        if rows or not path.exists():
            store.write_table(folder, "fetches", old.cast(store.to_arrow("fetches", []).schema))
        os.ftruncate(self._handle, 0)
        return path

    def _write(self, record: Mapping[str, Any]) -> None:
        os.write(self._handle, (json.dumps(record, ensure_ascii=False, default=_iso) + "\n").encode())
        self._unsynced += 1
        if self._unsynced >= SYNC_EVERY:
            os.fsync(self._handle)
            self._unsynced = 0


def read_links(data: Path) -> list[LinkState]:
    """What the ledger knows of every link, in the order of the links; reads only, needs no lock."""
    states = _states(data, list(_records(_journal_path(data))))
    return [states[link] for link in sorted(states)]


def _journal_path(data: Path) -> Path:
    return data / "ledger" / "fetches.jsonl"


def _states(data: Path, records: Iterable[Mapping[str, Any]]) -> dict[str, LinkState]:
    """The state of every link: from the table, whose rows are in order of time, then from the journal."""
    states: dict[str, LinkState] = {}
    columns = ["link", "symbol", "language", "requested_at", "status", "error", "sha256", "media_type", "etag", "last_modified", "final_uri"]
    for batch in store.iterate(data / "tables", "fetches", columns=columns):
        for row in batch.to_pylist():
            _apply(states, row)
    for record in records:
        for row in record.get("rows", ()):
            if row["link"] not in states or row["requested_at"] > states[row["link"]].at:  # else compacted already
                _apply(states, row)
    return states


def _apply(states: dict[str, LinkState], row: Mapping[str, Any]) -> None:
    state = states.get(row["link"])
    if state is None:
        state = states[row["link"]] = LinkState(row["link"], row["symbol"], row["language"], row["requested_at"], row["status"])
    state.apply(row)


def _records(path: Path) -> Iterator[dict[str, Any]]:
    """The whole records of a journal. Raises DamagedLedger."""
    if not path.exists():
        return
    for number, line in enumerate(path.read_bytes().splitlines(keepends=True), 1):
        if not line.endswith(b"\n"):
            return
        try:
            record = json.loads(line)
            for row in record.get("rows", record.get("intent", ())):
                row["requested_at"] = datetime.fromisoformat(row["requested_at"]).astimezone(UTC)
        except (ValueError, AttributeError, KeyError, TypeError) as error:
            raise DamagedLedger(f"{path}, line {number}: no record of the ledger ({error}); restore the file or delete the line") from None
        yield record


def _cut_torn_line(path: Path) -> list[dict[str, Any]]:
    """The whole records; a torn last line is cut off the file."""
    if path.exists():
        content = path.read_bytes()
        whole = content.rfind(b"\n") + 1
        if whole < len(content):
            os.truncate(path, whole)
    return list(_records(path))


def _open_intents(records: Sequence[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    """The intents whose rows were never appended."""
    done = {(row["link"], row["requested_at"]) for record in records for row in record.get("rows", ())}
    return [r for r in records if "intent" in r and not all((row["link"], row["requested_at"]) in done for row in r["intent"])]


def _iso(value: object) -> str:
    if isinstance(value, datetime):
        return value.isoformat()
    raise TypeError(f"{type(value).__name__} is no value of the ledger")
