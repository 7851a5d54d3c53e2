"""Parts of many batches and the tables of an earlier run → the tables of a folder, ordered by document.

Every part is ordered by document, so the tables are merged in streams: rows are copied in runs of documents that come
from the same part, and nothing is held but the run at hand.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from pipeline.batches import part_path
from pipeline.schema import PARSED, TABLES
from pipeline.store import TableWriter, table_path

EARLIER = -1
"""The part that stands for the tables of the earlier run."""


def merge_tables(out: Path, parts: Path, winners: dict[str, int]) -> None:
    """Write all parsed tables of a folder.

    winners: document_id → number of the batch that holds the rows that count, or `EARLIER`. Tables are written beside
    the old ones and renamed at the end, so that a run that is cut off while merging changes nothing.
    """
    order = sorted(winners)
    finished: list[tuple[Path, Path]] = []
    for name in PARSED:
        target = table_path(out, name)
        fresh = table_path(parts / "merged", name)
        with TableWriter(name, fresh) as writer:
            for chunk in _merged(name, target, parts, order, winners):
                writer.write(chunk)
        finished.append((fresh, target))
    for fresh, target in finished:
        fresh.replace(target)


def _merged(name: str, old: Path, parts: Path, order: list[str], winners: dict[str, int]) -> Iterator[pa.Table]:
    cursors: dict[int, _Cursor] = {}
    last = {winners[d]: d for d in order}
    for part, run in groupby(order, key=winners.__getitem__):
        documents = list(run)
        if part not in cursors:
            cursors[part] = _Cursor(name, old if part == EARLIER else table_path(part_path(parts, part), name))
        yield from cursors[part].take(documents)
        if last[part] == documents[-1]:
            cursors.pop(part)


class _Cursor:
    """Walks one part in the order of its documents."""

    def __init__(self, name: str, path: Path) -> None:
        schema = TABLES[name].arrow
        self._batches: Iterator[pa.Table] = iter(())
        if path.exists():
            file = pq.ParquetFile(path)
            self._batches = (pa.Table.from_batches([b], schema=b.schema).cast(schema) for b in file.iter_batches(batch_size=2_000))
        self._rest: pa.Table | None = None

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
