"""A stage is left out only while everything that decides what it makes, and what it made, is as it was."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from pipeline import stamps
from pipeline.stamps import Stamp, digest_of_file, digest_of_program, digests_of_tables


@pytest.fixture
def made(tmp_path: Path) -> Path:
    (tmp_path / "made").write_text("what a stage made")
    return tmp_path / "made"


def stamp(made: Path, **inputs: str) -> Stamp:
    return Stamp(made.with_name("inputs.json"), inputs, (made,))


def test_a_stamp_holds_while_nothing_changes(made: Path) -> None:
    assert not stamp(made, a="1", b="2").holds()
    stamp(made, a="1", b="2").write()
    assert stamp(made, a="1", b="2").holds()


@pytest.mark.parametrize("inputs", [{"a": "1"}, {"a": "1", "b": "3"}, {"a": "1", "b": "2", "c": "3"}])
def test_it_falls_with_an_input_that_changed_came_or_went(made: Path, inputs: dict[str, str]) -> None:
    stamp(made, a="1", b="2").write()
    assert not stamp(made, **inputs).holds()


@pytest.mark.parametrize("spoil", [lambda p: p.unlink(), lambda p: p.write_text("another"), lambda p: p.with_name("inputs.json").write_text("{")])
def test_it_falls_with_what_the_stage_left(made: Path, spoil: Callable[[Path], object]) -> None:
    stamp(made, a="1").write()
    spoil(made)
    assert not stamp(made, a="1").holds()
    assert not stamp(made, a="1").holds_but_for("a")


def test_it_tells_whether_one_input_alone_has_changed(made: Path) -> None:
    stamp(made, ledger="1", tables="1").write()
    assert stamp(made, ledger="2", tables="1").holds_but_for("ledger")
    assert not stamp(made, ledger="2", tables="2").holds_but_for("ledger")
    assert not stamp(made, tables="1").holds_but_for("ledger")


def test_tables_count_by_their_content(tmp_path: Path) -> None:
    (tmp_path / "clauses.parquet").write_bytes(b"one")
    before = digests_of_tables(tmp_path, ["clauses", "links"])
    assert before == {"clauses": digest_of_file(tmp_path / "clauses.parquet")}
    (tmp_path / "clauses.parquet").write_bytes(b"other")
    assert digests_of_tables(tmp_path, ["clauses", "links"]) != before


def test_the_program_counts_by_its_sources_and_its_engines(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stamps, "ROOT", tmp_path)
    (tmp_path / "rules").mkdir()
    found = []
    for content in ("SELECT 1", "SELECT 2", "SELECT 1"):
        (tmp_path / "rules" / "one.sql").write_text(content)
        digest_of_program.cache_clear()
        found.append(digest_of_program(("rules",)))
    found.append(digest_of_program(("rules",), ("pyarrow",)))
    digest_of_program.cache_clear()
    assert found[0] == found[2] and len(set(found)) == 3
