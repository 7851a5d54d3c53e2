"""The ledger: append-only, whole after a kill, compacted without loss."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from pipeline.fetch.ledger import DamagedLedger, Ledger, read_links
from pipeline.store import read_table

NOON = datetime(2026, 1, 1, 12, tzinfo=UTC)


def row(link: str, status: str = "fetched", at: datetime = NOON, **more: Any) -> dict[str, Any]:
    names = ("http_status", "final_uri", "media_type", "bytes", "sha256", "etag", "last_modified", "error")
    known = {"link": link, "symbol": "A/RES/90/1", "language": "en", "requested_at": at, "status": status, "hops": 0}
    return {**known, **dict.fromkeys(names), **({"sha256": "a" * 64} if status == "fetched" else {}), **more}


def journal(data: Path) -> Path:
    return data / "ledger" / "fetches.jsonl"


def test_rows_are_read_back_before_and_after_compaction(data: Path) -> None:
    with Ledger(data) as ledger:
        ledger.append([row("b"), row("a", "not_found", error="no\nsuch “document”")])
        assert [s.link for s in read_links(data)] == ["a", "b"]
        ledger.compact()
    assert journal(data).read_bytes() == b""
    assert [(r["link"], r["status"], r["requested_at"]) for r in read_table(data / "tables", "fetches").to_pylist()] == [
        ("a", "not_found", NOON),
        ("b", "fetched", NOON),
    ]
    assert [(s.link, s.status, s.sha256) for s in read_links(data)] == [("a", "not_found", None), ("b", "fetched", "a" * 64)]


def test_a_torn_last_line_was_never_written(data: Path) -> None:
    with Ledger(data) as ledger:
        ledger.append([row("a")])
    with journal(data).open("ab") as file:
        file.write(b'{"rows": [{"link": "b", "stat')
    assert [s.link for s in read_links(data)] == ["a"]
    with Ledger(data) as ledger:
        ledger.append([row("c")])
    assert [s.link for s in read_links(data)] == ["a", "c"]


def test_a_damaged_line_is_named(data: Path) -> None:
    with Ledger(data) as ledger:
        ledger.append([row("a")])
    with journal(data).open("ab") as file:
        file.write(b"not a record\n")
    with pytest.raises(DamagedLedger, match=r"fetches\.jsonl, line 2"):
        read_links(data)


def test_a_kill_between_table_and_journal_duplicates_nothing(data: Path) -> None:
    with Ledger(data) as ledger:
        ledger.append([row("a"), row("b")])
        before = journal(data).read_bytes()
        ledger.compact()
    journal(data).write_bytes(before)  # as if the journal had not been emptied
    with Ledger(data) as ledger:
        ledger.append([row("a", at=NOON + timedelta(days=1))])
        ledger.compact()
    assert [r["link"] for r in read_table(data / "tables", "fetches").to_pylist()] == ["a", "b", "a"]
    assert {s.link: s.attempts for s in read_links(data)} == {"a": 2, "b": 1}


def test_no_two_attempts_of_a_link_have_the_same_time_even_under_a_fixed_clock(data: Path) -> None:
    with Ledger(data) as ledger:
        for _ in range(3):
            ledger.append([row("a", at=ledger.next_time("a", NOON))])
        assert ledger.next_time("b", NOON) == NOON
        ledger.compact()
    times = [r["requested_at"] for r in read_table(data / "tables", "fetches").to_pylist()]
    assert times == [NOON, NOON + timedelta(microseconds=1), NOON + timedelta(microseconds=2)]


def test_what_was_held_stays_known_through_later_failures(data: Path) -> None:
    with Ledger(data) as ledger:
        ledger.append([row("a", etag='"1"')])
        ledger.append([row("a", "server_error", NOON + timedelta(days=1))])
        ledger.append([row("a", "not_modified", NOON + timedelta(days=2), etag='"1"')])
        ledger.append([row("a", "not_found", NOON + timedelta(days=3))])
    (state,) = read_links(data)
    assert (state.sha256, state.etag, state.status, state.attempts, state.held_since) == ("a" * 64, '"1"', "not_found", 4, NOON)


def test_an_intent_is_open_until_its_rows_are_written(data: Path) -> None:
    with Ledger(data) as ledger:
        ledger.intend([row("a")], {}, "1.partial")
        ledger.intend([row("b")], {}, "2.partial")
        ledger.append([row("b")])
    with Ledger(data) as ledger:
        assert [i["intent"][0]["link"] for i in ledger.intents] == ["a"]
