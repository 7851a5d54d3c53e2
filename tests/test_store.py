"""The store: the same rows give the same bytes, and nothing that breaks the schema is ever written."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.schema import TABLES
from pipeline.store import SchemaMismatch, TableWriter, iterate, merge, read_table, table_path, to_arrow, write_table


def note(number: int, document: str = "A/RES/1/1@en", **more: Any) -> dict[str, Any]:
    start = 10 * number
    return {
        "footnote_id": f"{document}#fn{number}", "document_id": document, "position": number, "marker": str(number),
        "text": f"See note {number}.", "char_start": start, "char_end": start + 9, **more,
    }  # fmt: skip


def sha256(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def test_what_is_written_is_read_back(tmp_path: Path) -> None:
    write_table(tmp_path, "footnotes", [note(1), note(2)])
    assert [row["text"] for row in read_table(tmp_path, "footnotes").to_pylist()] == ["See note 1.", "See note 2."]


def test_the_file_has_the_declared_schema_with_descriptions(tmp_path: Path) -> None:
    path = write_table(tmp_path, "footnotes", [note(1)])
    schema = pq.read_schema(path)
    assert schema.equals(TABLES["footnotes"].arrow)
    assert schema.field("marker").metadata[b"description"].startswith(b"marker as printed")


@pytest.mark.parametrize("name", TABLES)
def test_every_table_can_be_written_empty(tmp_path: Path, name: str) -> None:
    write_table(tmp_path, name, [])
    assert read_table(tmp_path, name).schema.equals(TABLES[name].arrow)


def test_an_absent_table_is_an_empty_one(tmp_path: Path) -> None:
    assert read_table(tmp_path, "footnotes").num_rows == 0
    assert read_table(tmp_path, "footnotes", ["text"]).column_names == ["text"]


def test_the_same_rows_in_any_order_give_the_same_bytes(tmp_path: Path) -> None:
    first = sha256(write_table(tmp_path / "a", "footnotes", [note(1), note(2), note(1, "A/RES/1/2@en")]))
    second = sha256(write_table(tmp_path / "b", "footnotes", [note(1, "A/RES/1/2@en"), note(2), note(1)]))
    assert first == second


@pytest.mark.parametrize(
    ("row", "said"),
    [
        (note(1, colour="red"), "unknown columns ['colour']"),
        (note(1, text=None), "footnotes.text: null in row 0"),
        (note(1, position="first"), "footnotes.position"),
        (note(1, char_start=2**40), "footnotes.char_start"),
    ],
)
def test_a_row_that_breaks_the_schema_is_refused_with_table_and_column(tmp_path: Path, row: dict[str, Any], said: str) -> None:
    with pytest.raises(SchemaMismatch, match=said.replace("[", r"\[").replace("]", r"\]")):
        write_table(tmp_path, "footnotes", [row])
    assert not list(tmp_path.iterdir()), "nothing is left behind"


def test_a_failed_write_leaves_the_old_file(tmp_path: Path) -> None:
    path = write_table(tmp_path, "footnotes", [note(1)])
    before = sha256(path)

    class CutError(Exception):
        pass

    with pytest.raises(CutError), TableWriter("footnotes", path) as writer:
        writer.write([note(2)])
        raise CutError
    assert sha256(path) == before
    assert [p.name for p in tmp_path.iterdir()] == ["footnotes.parquet"]


def test_parts_are_merged_into_the_bytes_of_one_write(tmp_path: Path) -> None:
    rows = [note(n, f"A/RES/1/{d}@en") for d in range(1, 5) for n in range(1, 4)]
    whole = write_table(tmp_path / "whole", "footnotes", rows)
    parts = [write_table(tmp_path / f"part{n}", "footnotes", rows[3 * n : 3 * n + 3]) for n in range(4)]
    target = table_path(tmp_path / "merged", "footnotes")
    assert merge("footnotes", parts, target) == 12
    assert pq.read_table(target).equals(pq.read_table(whole))


def test_batches_come_in_stored_order(tmp_path: Path) -> None:
    write_table(tmp_path, "footnotes", [note(n) for n in range(1, 30)])
    positions = [p for batch in iterate(tmp_path, "footnotes", 7, ["position"]) for p in batch.column(0).to_pylist()]
    assert positions == list(range(1, 30))


@settings(max_examples=50, deadline=None)
@given(st.lists(st.tuples(st.integers(1, 2**31 - 1), st.text(min_size=1)), unique_by=lambda t: t[0], max_size=20))
def test_any_text_comes_back_as_it_was(rows: list[tuple[int, str]]) -> None:
    table = to_arrow("footnotes", [note(1) | {"position": n, "text": text} for n, text in rows])
    sink = pa.BufferOutputStream()
    pq.write_table(table, sink)
    assert pq.read_table(pa.BufferReader(sink.getvalue()))["text"].to_pylist() == [text for _, text in rows]
