"""The frontier: what was read leads to what may be fetched next, a bounded number of steps."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from pipeline.fetch.frontier import can_be_fetched, candidates
from pipeline.fetch.job import fetch
from pipeline.fetch.links import Wanted
from pipeline.schema import TABLES
from pipeline.store import write_table


def filled(table: str, known: dict[str, Any]) -> dict[str, Any]:
    """A row with something of the right type in every column that may not be null."""
    blank: dict[str, Any] = {"string": "x", "int32": 0, "bool": False, "list<item: string>": []}
    return {f.name: blank.get(str(f.type)) for f in TABLES[table].arrow if not f.nullable} | known


@pytest.fixture
def tables(tmp_path: Path) -> Path:
    """1 cites 2 twice over (two languages) and 3; 2 links to 4; 4 cites 5."""
    folder = tmp_path / "tables"
    cited = {"1": ["A/RES/90/2", "A/RES/90/3", "A/DEC/90/501", None], "4": ["A/RES/90/5", "A/RES/90/1"]}
    ids = [("A/RES/90/1", "en"), ("A/RES/90/1", "fr"), ("A/RES/90/2", "en"), ("A/RES/90/4", "en")]
    write_table(folder, "documents", [filled("documents", {"document_id": f"{s}@{lang}", "symbol": s, "language": lang}) for s, lang in ids])
    rows = [
        filled("citations", {"document_id": f"{s}@{lang}", "citation_id": f"{s}@{lang}#c{n}", "position": n, "target_symbol": target})
        for s, lang in ids
        for n, target in enumerate(cited.get(s[-1], []), 1)
    ]
    write_table(folder, "citations", rows)
    write_table(
        folder,
        "links",
        [filled("links", {"document_id": "A/RES/90/2@en", "position": 1, "uri": "https://undocs.org/A/RES/90/4", "symbol": "A/RES/90/4"})],
    )
    return folder


@pytest.mark.parametrize(
    ("steps", "budget", "found"),
    [
        (0, 10, []),
        (1, 10, ["A/RES/90/2", "A/RES/90/3"]),
        (2, 10, ["A/RES/90/2", "A/RES/90/3", "A/RES/90/4"]),
        (3, 10, ["A/RES/90/2", "A/RES/90/3", "A/RES/90/4", "A/RES/90/5"]),
        (9, 10, ["A/RES/90/2", "A/RES/90/3", "A/RES/90/4", "A/RES/90/5"]),
        (9, 2, ["A/RES/90/2", "A/RES/90/3"]),
        (9, 1, ["A/RES/90/2"]),
    ],
)
def test_it_goes_so_many_steps_within_its_budget_and_never_back(tables: Path, steps: int, budget: int, found: list[str]) -> None:
    assert [w.symbol for w in candidates(tables, ["A/RES/90/1"], steps, budget)] == found


def test_without_tables_there_is_no_frontier(tmp_path: Path) -> None:
    assert candidates(tmp_path, ["A/RES/90/1"], 3, 10) == []


@pytest.mark.parametrize(
    ("symbol", "fetchable"), [("A/RES/90/1", True), ("A/DEC/66/517", False), ("A/C.3/68/L.24/Rev.1", True), ("A/RES/50/204[A]", False)]
)
def test_decisions_and_catalogue_symbols_are_known_to_no_server(symbol: str, fetchable: bool) -> None:
    assert can_be_fetched(symbol) is fetchable


@pytest.mark.usefixtures("tables")
def test_following_fetches_the_frontier_once(serve, tmp_path: Path) -> None:
    served = serve(documents=5)
    settings = served.settings(follow=1, budget=5)
    assert fetch([Wanted("A/RES/90/1")], tmp_path, settings).statuses == {"fetched": 3}
    assert sorted(served.paths()) == ["/en/A/RES/90/1", "/en/A/RES/90/2", "/en/A/RES/90/3"]
    assert fetch([Wanted("A/RES/90/1")], tmp_path, settings).statuses == {"fresh": 3}
