"""Parts of many batches and the tables of an earlier run → the tables of a folder, ordered by document.

Every part is ordered by document, so the tables are merged in streams: rows are copied in runs of documents that come
from the same part. A part is open from the first of its documents to the last. Files are read in the order of their
symbols, so few parts are open at once; where the symbols were not known beforehand and more than `OPEN_PARTS` would be,
parts are first merged into fewer. Memory therefore depends on no number of documents.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from itertools import accumulate, groupby
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from pipeline.batches import part_path
from pipeline.schema import PARSED, TABLES
from pipeline.store import TableWriter, table_path

EARLIER = -1
"""The part that stands for the tables of the earlier run."""
OPEN_PARTS = 16
"""Parts that may be open at once, and parts that are merged into one."""
Winners = dict[str, int]
"""document_id → number of the part that holds the rows that count, or `EARLIER`."""


def merge_tables(out: Path, parts: Path, winners: Winners) -> None:
    """Write all parsed tables of a folder.

    Tables are written beside the old ones and renamed at the end, so that a run that is cut off while merging changes
    nothing.
    """
    while open_at_once(winners) > OPEN_PARTS:
        winners = _fewer(out, parts, winners)
    fresh = parts / "merged"
    for name in PARSED:
        with TableWriter(name, table_path(fresh, name)) as writer:
            _merge(out, parts, writer, winners)
    for name in PARSED:
        table_path(fresh, name).replace(table_path(out, name))


def rows_held(name: str) -> int:
    """Rows of an open part that are held; fewer where a row holds the text of a whole document."""
    return 20 if name == "documents" else 2_000


def open_at_once(winners: Winners) -> int:
    """How many parts are open at the same time, at most."""
    first: dict[int, int] = {}
    last: dict[int, int] = {}
    for place, document in enumerate(sorted(winners)):
        first.setdefault(winners[document], place)
        last[winners[document]] = place
    changes = sorted([(place, 1) for part, place in first.items() if part != EARLIER] + [(last[part] + 1, -1) for part in first if part != EARLIER])
    return max(accumulate(change for _, change in changes), default=0)


def _fewer(out: Path, parts: Path, winners: Winners) -> Winners:
    """Merge every `OPEN_PARTS` parts into one; returns where the rows are then."""
    numbers = sorted(set(winners.values()) - {EARLIER})
    new = {part: numbers[-1] + 1 + place // OPEN_PARTS for place, part in enumerate(numbers)}
    for number, group in groupby(numbers, key=new.__getitem__):
        merged = set(group)
        held = {d: part for d, part in winners.items() if part in merged}
        for name in PARSED:
            with TableWriter(name, table_path(part_path(parts, number), name), group=rows_held(name)) as writer:
                _merge(out, parts, writer, held)
        for part in merged:
            shutil.rmtree(part_path(parts, part))
    return {d: new.get(part, part) for d, part in winners.items()}


def _merge(out: Path, parts: Path, writer: TableWriter, winners: Winners) -> None:
    for chunk in _merged(writer.name, table_path(out, writer.name), parts, sorted(winners), winners):
        writer.write(chunk)


def _merged(name: str, old: Path, parts: Path, order: list[str], winners: Winners) -> Iterator[pa.Table]:
    cursors: dict[int, _Cursor] = {}
    last = {winners[d]: d for d in order}
    for part, run in groupby(order, key=winners.__getitem__):
        documents = list(run)
        if part not in cursors:
            cursors[part] = _Cursor(name, old if part == EARLIER else table_path(part_path(parts, part), name))
        yield from cursors[part].take(documents)
        if last[part] == documents[-1]:
            cursors.pop(part).close()


class _Cursor:
    """Walks one part in the order of its documents."""

    def __init__(self, name: str, path: Path) -> None:
        schema = TABLES[name].arrow
        self._batches: Iterator[pa.Table] = iter(())
        self._file: pq.ParquetFile | None = None
        if path.exists():
            self._file = pq.ParquetFile(path, buffer_size=64 * 1024)  # pages are read when they are wanted, not whole columns
            batches = self._file.iter_batches(batch_size=rows_held(name))
            self._batches = (pa.Table.from_batches([b], schema=b.schema).cast(schema) for b in batches)
        self._rest: pa.Table | None = None

    def close(self) -> None:
        """Nothing more is taken."""
        if self._file:
            self._file.close()

    def take(self, documents: list[str]) -> Iterator[pa.Table]:
        """Rows of these documents (in order, all after those taken before); rows of documents in between are passed over."""
        wanted = pa.array(documents, pa.string())
        end = pa.scalar(documents[-1])
        while True:
            table = self._rest if self._rest is not None else next(self._batches, None)
            if table is None:
                return
            ids = table.column("document_id")
            reach = pc.sum(pc.less_equal(ids, end)).as_py() or 0
            head, self._rest = table.slice(0, reach), table.slice(reach) if reach < table.num_rows else None
            if reach:
                found = head.filter(pc.is_in(head.column("document_id"), value_set=wanted))
                if found.num_rows:
                    yield found
            if self._rest is not None:
                return
