"""Parts become tables, whatever their number and however they overlap: the same bytes, few parts open at once."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from pipeline import merging
from pipeline.batches import part_path
from pipeline.merging import EARLIER, merge_tables, open_at_once
from pipeline.schema import PARSED
from pipeline.store import read_table, table_path, write_table

DOCUMENTS = [f"A/RES/90/{n}@en" for n in range(40)]


def row(document: str, text: str) -> dict[str, object]:
    place = {"char_start": 0, "char_end": len(text), "position": 1}
    return {"footnote_id": f"{document}#fn1", "document_id": document, "marker": "1", "text": text, **place}


def write_parts(folder: Path, winners: dict[str, int]) -> None:
    """Each part holds its documents, and a worse reading of all others."""
    for part in {*winners.values()}:
        rows = [row(d, "counts" if winners[d] == part else "is superseded") for d in DOCUMENTS]
        for name in PARSED:
            write_table(folder if part == EARLIER else part_path(folder / ".parts", part), name, rows if name == "footnotes" else [])


def overlapping(parts: int) -> dict[str, int]:
    chance = random.Random(1)
    return {d: chance.choice([EARLIER, *range(parts)]) for d in DOCUMENTS}


@pytest.mark.parametrize("parts", [1, 2, 5, 20])
def test_many_overlapping_parts_are_merged_in_steps(parts: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    opened: set[object] = set()
    most = []

    class Counted(merging._Cursor):
        def __init__(self, name: str, path: Path) -> None:
            super().__init__(name, path)
            opened.add(self)
            most.append(len(opened))

        def close(self) -> None:
            super().close()
            opened.discard(self)

    monkeypatch.setattr(merging, "OPEN_PARTS", 3)
    monkeypatch.setattr(merging, "_Cursor", Counted)
    winners = overlapping(parts)
    write_parts(tmp_path, winners)
    merge_tables(tmp_path, tmp_path / ".parts", winners)
    found = read_table(tmp_path, "footnotes")
    assert found["document_id"].to_pylist() == sorted(DOCUMENTS)
    assert set(found["text"].to_pylist()) == {"counts"}
    assert max(most) <= 3 + 1  # and the tables of the earlier run


def test_the_bytes_do_not_depend_on_the_steps(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    written = []
    for limit in (2, 100):
        folder, winners = tmp_path / str(limit), overlapping(9)
        monkeypatch.setattr(merging, "OPEN_PARTS", limit)
        write_parts(folder, winners)
        merge_tables(folder, folder / ".parts", winners)
        written.append(table_path(folder, "footnotes").read_bytes())
    assert written[0] == written[1]


def test_parts_that_follow_one_another_are_open_one_at_a_time() -> None:
    assert open_at_once({d: n // 10 for n, d in enumerate(sorted(DOCUMENTS))}) == 1
    assert open_at_once({d: n % 10 for n, d in enumerate(sorted(DOCUMENTS))}) == 10
    assert open_at_once(dict.fromkeys(DOCUMENTS, EARLIER)) == 0
