"""The job over mirrors: what is asked for, what is kept, what the ledger says."""

from __future__ import annotations

import io
import os
import subprocess
import sys
import zipfile
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from fetch_measurements import CASES, specimen, try_fault, try_kills, try_refresh

from pipeline import media
from pipeline.fetch.job import Progress, fetch
from pipeline.fetch.ledger import Ledger
from pipeline.fetch.links import Wanted, parse_wanted
from pipeline.fetch.lock import DataFolderBusy, data_lock
from pipeline.fetch.raw import RawStore, sources
from pipeline.fetch.status import status
from pipeline.store import read_table

FIRST = [Wanted("A/RES/90/1")]


def statuses(data: Path, symbol: str = "A/RES/90/1") -> list[str]:
    return [row["status"] for row in read_table(data / "tables", "fetches").to_pylist() if row["symbol"] == symbol]


# the ordinary way ─────────────────────────────────────────────────────────────────────────────────────────────────────
def test_each_wanted_language_is_fetched_and_reported(serve, data: Path) -> None:
    served = serve(documents=2, languages=("en", "fr"))
    seen: list[Progress] = []
    summary = fetch([Wanted("A/RES/90/1"), Wanted("A/RES/90/2", "fr")], data, served.settings(languages=("fr", "en")), seen.append)
    assert summary.statuses == {"fetched": 3}
    assert [(s.uri.removeprefix(served.url), s.path.read_bytes()) for s in sources(data)] == [
        ("/en/A/RES/90/1", specimen("A/RES/90/1", "en")),
        ("/fr/A/RES/90/1", specimen("A/RES/90/1", "fr")),
        ("/fr/A/RES/90/2", specimen("A/RES/90/2", "fr")),
    ]
    assert seen[-1] == Progress(3, 3, 0, "A/RES/90/2@fr")
    assert served.paths("/robots.txt") == ["/robots.txt"]


def test_the_same_bytes_under_two_links_are_stored_once(serve, data: Path) -> None:
    served = serve(documents=1)
    (served.folder / "en" / "A_RES_90_2.pdf").write_bytes((served.folder / "en" / "A_RES_90_1.pdf").read_bytes())
    again = serve()
    summary = fetch(parse_wanted("A/RES/90/1..2"), data, again.settings())
    assert (summary.statuses, summary.objects) == ({"fetched": 2}, 1)
    assert len({source.sha256 for source in sources(data)}) == 1


def docx(symbol: str) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as package:
        package.writestr("[Content_Types].xml", "<Types/>")
        package.writestr("word/document.xml", f"<w>{symbol}</w>")
    return buffer.getvalue()


def test_the_preferred_format_is_taken_where_there_is_one(serve, data: Path) -> None:
    folder = serve(documents=2).folder
    (folder / "en" / "A_RES_90_1.docx").write_bytes(docx("A/RES/90/1"))
    served = serve()
    wanted = parse_wanted("A/RES/90/1..2")
    summary = fetch(wanted, data, served.settings(formats=("docx", "pdf")))
    assert summary.statuses == {"fetched": 2}
    assert sorted(media.sniff(s.path.read_bytes()) for s in sources(data)) == [media.PDF, media.DOCX]
    # No DOCX of the second: the PDF that came right after is the proof.
    assert statuses(data, "A/RES/90/2") == ["not_found", "fetched"]
    fetch(wanted, data.with_name("pdf"), served.settings(formats=("pdf", "docx")))
    assert {media.sniff(s.path.read_bytes()) for s in sources(data.with_name("pdf"))} == {media.PDF}


def test_an_office_file_of_another_kind_does_not_pass_for_a_docx(serve, data: Path) -> None:
    folder = serve(documents=1).folder
    (folder / "en" / "A_RES_90_1.docx").write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600))
    served = serve()
    fetch(FIRST, data, served.settings(formats=("docx", "pdf")))
    assert statuses(data) == ["wrong_type", "fetched"]


def test_a_document_behind_an_empty_page_is_held_by_its_other_address(serve, data: Path, fault) -> None:
    served = serve(faults=[fault("empty_page", ["A/RES/90/1"])])
    settings = served.settings()
    wanted = parse_wanted("A/RES/90/1..2")
    assert fetch(wanted, data, settings).statuses == {"fetched": 2}
    assert fetch(wanted, data, settings).statuses == {"fresh": 2}
    assert fetch(wanted, data, replace(settings, clock=settings.now() + timedelta(days=45))).statuses == {"not_modified": 2}


def test_languages_that_are_not_asked_for_are_skipped(serve, data: Path) -> None:
    served = serve(languages=("en", "fr"))
    summary = fetch([Wanted("A/RES/90/1", "fr"), Wanted("A/RES/90/1", "en")], data, served.settings(languages=("en",)))
    assert summary.statuses == {"fetched": 1, "skipped": 1}


def test_an_address_of_a_file_is_asked_of_the_mirror(serve, data: Path) -> None:
    served = serve()
    summary = fetch(parse_wanted("https://documents.un.org/doc/undoc/gen/n25/000/01/pdf/n2500001.pdf"), data, served.settings())
    assert summary.statuses == {"fetched": 1}


def test_old_rules_of_robots_are_obeyed(serve, data: Path) -> None:
    served = serve(robots="User-agent: *\nDisallow: /en/A/RES/90/2\nDisallow: /*/A/RES/90/3$\n")
    summary = fetch(parse_wanted("A/RES/90/1..3"), data, served.settings())
    assert summary.statuses == {"fetched": 1, "refused": 2}
    assert served.paths() == ["/en/A/RES/90/1"]
    assert all("robots.txt of 127.0.0.1 forbids" in cause for _, _, cause in summary.problems)


# refresh ──────────────────────────────────────────────────────────────────────────────────────────────────────────────
def test_what_is_fresh_is_left_alone_and_what_is_old_is_asked_for_with_conditions(serve, data: Path) -> None:
    served = serve()
    settings = served.settings()
    fetch(FIRST, data, settings)
    served.log.clear()
    assert fetch(FIRST, data, replace(settings, clock=settings.now() + timedelta(days=44))).statuses == {"fresh": 1}
    assert served.log == []
    assert fetch(FIRST, data, replace(settings, clock=settings.now() + timedelta(days=45))).statuses == {"not_modified": 1}
    assert [(status, size) for path, status, size in served.log if path.startswith("/doc/")] == [(304, 0)]
    assert statuses(data) == ["fetched", "not_modified"]


def test_what_is_missing_is_asked_for_sooner(serve, data: Path) -> None:
    served = serve(documents=1)
    settings = served.settings()
    wanted = parse_wanted("A/RES/90/1..2")
    assert fetch(wanted, data, settings).statuses == {"fetched": 1, "not_found": 1}
    assert fetch(wanted, data, replace(settings, clock=settings.now() + timedelta(days=7))).statuses == {"fresh": 1, "not_found": 1}
    assert statuses(data, "A/RES/90/2") == ["not_found_provisional", "not_found", "not_found"]


def test_a_changed_document_keeps_its_history(serve, data: Path) -> None:
    served = serve()
    settings = served.settings()
    fetch(FIRST, data, settings)
    (old,) = sources(data)
    path = served.folder / "en" / "A_RES_90_1.pdf"
    path.write_bytes(specimen("A/RES/90/1, reissued", "en"))
    later = replace(serve().settings(), clock=settings.now() + timedelta(days=45))
    fetch(FIRST, data, replace(later, base_url=served.url))
    served.server.mirror.library = serve().server.mirror.library  # the mirror notices
    fetch(FIRST, data, replace(settings, clock=settings.now() + timedelta(days=90)))
    (new,) = sources(data)
    assert new.sha256 != old.sha256
    assert old.path.exists()
    assert new.retrieved_at == settings.now() + timedelta(days=90)
    assert [row["sha256"] for row in read_table(data / "tables", "fetches").to_pylist() if row["sha256"]] == [old.sha256, new.sha256]


def test_a_removed_document_stays_held(serve, data: Path) -> None:
    served = serve()
    settings = served.settings()
    fetch(parse_wanted("A/RES/90/1..2"), data, settings)
    (served.folder / "en" / "A_RES_90_1.pdf").unlink()
    served.server.mirror.library = serve().server.mirror.library
    for days in (45, 60):
        summary = fetch(FIRST, data, replace(settings, clock=settings.now() + timedelta(days=days)))
    assert summary.statuses == {"not_found": 1}
    assert statuses(data)[-1] == "not_found"
    assert [s.symbol for s in sources(data)] == ["A/RES/90/1", "A/RES/90/2"]


def test_everything_asked_for_before_is_refreshed_without_naming_it(serve, data: Path) -> None:
    served = serve()
    settings = served.settings(formats=("docx", "pdf"))
    fetch(parse_wanted("A/RES/90/1..2"), data, settings)
    assert fetch(None, data, replace(settings, clock=settings.now() + timedelta(days=45))).statuses == {"not_modified": 2}


def test_a_refresh_without_changes_costs_one_conditional_request_a_link(tmp_path: Path) -> None:
    found = try_refresh(tmp_path, 60)
    assert found["refresh"]["not_modified"] == 60
    assert found["refresh"]["by HTTP status"] == {"404": 1, "302": 60, "304": 60}  # robots.txt, links, files
    assert found["refresh"]["most requests for one file"] == 1
    assert found["refresh"]["bytes"] == 0
    assert (found["first"]["parsed"], found["refresh"]["parsed"], found["refresh"]["unchanged"]) == (60, 0, 60)


def test_what_is_wrong_with_one_format_is_told_where_another_does_not_exist(serve, fault, data: Path) -> None:
    served = serve(faults=[fault("oversize_body", ["A/RES/90/1"])])
    settings = served.settings(formats=("docx", "pdf"))  # the mirror has no DOCX
    summary = fetch(parse_wanted("A/RES/90/1..2"), data, settings)
    assert summary.statuses == {"too_large": 1, "fetched": 1}
    assert [(link.rpartition("/en/")[2], status) for link, status, _ in summary.problems] == [("A/RES/90/1", "too_large")]
    assert [entry.status for entry in status(data, settings).missing] == ["too_large"]


# faults, kills, two processes ─────────────────────────────────────────────────────────────────────────────────────────
EXPECTED = {
    "soft_404": ["not_found_provisional", "not_found"],
    "soft_404 ×1": ["not_found_provisional", "fetched"],
    "zero_bytes": ["empty"],
    "soft_block after=1 length=3": ["not_found_provisional", "fetched"],
    "soft_block after=1 length=1000000": ["not_found_provisional"] * 2,
    "rate_limited retry_after=86400": ["rate_limited"],
    "server_error status=503 ×2": ["server_error", "server_error", "fetched"],
    "server_error status=500": ["server_error"] * 4,
    "blocked": ["blocked"],
    "truncated_body ×1": ["truncated", "fetched"],
    "truncated_body": ["truncated"] * 4,
    "unannounced_truncation": ["truncated"] * 4,
    "wrong_content_type": ["fetched"],
    "redirect_loop": ["refused"],
    "redirect_off_site": ["refused"],
    "redirect_off_site to=http://169.254.169.254/latest/meta-data/": ["refused"],
    "redirect_off_site to=file:///etc/passwd": ["refused"],
    "html_hops": ["fetched"],
    "empty_page": ["fetched", "wrong_type"],  # two links at the same moment: in the order of the links
    "changing_etag": ["fetched"],
    "oversize_body bytes=5368709120 announced=True": ["too_large"],
    "gzip_bomb": ["too_large"],
    "huge_header": ["too_large"],
    "dropped ×1": ["network_error", "fetched"],
    "dropped": ["network_error"] * 4,
}
"""Fault → statuses of the document in the ledger; the slow ones (drip, one second of Retry-After) have tests of their own."""


@pytest.mark.parametrize("case", [c for c in CASES if c.title in EXPECTED], ids=lambda c: c.title)
def test_every_fault_is_told_apart_and_nothing_is_lost_or_false(case, serve, data: Path) -> None:
    found = try_fault(case, serve().folder, data)
    assert found.ledger == EXPECTED[case.title]
    assert found.held is ("fetched" in found.ledger)
    assert (found.false_objects, found.false_rows) == (0, 0)
    assert found.later == "held"


def test_a_dripping_body_ends_at_the_total_time(serve, data: Path, fault) -> None:
    served = serve(faults=[fault("slow_body", seconds=0.05)])
    summary = fetch(FIRST, data, served.settings(total_timeout=0.2, read_timeout=5, attempts=1))
    assert [status for _, status, _ in summary.problems] == ["timeout"]


def test_retry_after_is_waited_for(serve, data: Path, fault) -> None:
    served = serve(faults=[fault("rate_limited", times=1, retry_after="1")])
    began = os.times().elapsed
    fetch(FIRST, data, served.settings())
    assert os.times().elapsed - began >= 0.95
    assert statuses(data) == ["rate_limited", "fetched"]


def test_an_open_breaker_leaves_a_row_for_everything_that_was_not_asked(serve, data: Path, fault) -> None:
    served = serve(documents=9, faults=[fault("server_error", status=500)])
    summary = fetch(parse_wanted("A/RES/90/1..9"), data, served.settings(attempts=1, breaker_failures=2, breaker_trips=1, breaker_pause=0.01))
    assert summary.statuses == {"server_error": 3, "blocked": 6}
    assert summary.stopped is not None
    assert len(served.paths()) == 3
    assert {row["error"] for row in read_table(data / "tables", "fetches").to_pylist() if row["status"] == "blocked"} == {summary.stopped}


def test_no_document_is_called_absent_while_no_canary_is_known(serve, data: Path) -> None:
    served = serve()
    fetch([Wanted("A/RES/90/77")], data, served.settings())
    assert set(statuses(data, "A/RES/90/77")) == {"not_found_provisional"}


def test_killed_and_resumed_runs_come_to_the_same_as_an_undisturbed_one(tmp_path: Path) -> None:
    found = try_kills(tmp_path, documents=40, kills=3, seed=3)
    assert found["tables identical"]
    assert found["stores identical"]
    assert found["complete objects fetched again"] == 0


class Death(BaseException):
    """The end of the process, as far as a test can play it."""


STEPS = {"announced": (Ledger, "intend"), "described": (RawStore, "describe"), "stored": (RawStore, "put"), "written": (Ledger, "append")}


@pytest.mark.parametrize("step", STEPS)
def test_death_after_each_step_of_keeping_an_object_is_made_good(step: str, serve, data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    served = serve()
    wanted = parse_wanted("A/RES/90/1..3")
    fetch(wanted, data.with_name("calm"), served.settings())
    owner, method = STEPS[step]
    real, calls = getattr(owner, method), []

    def deadly(*arguments: object) -> object:
        result = real(*arguments)
        calls.append(method)
        if len(calls) == 2:
            raise Death
        return result

    monkeypatch.setattr(owner, method, deadly)
    with pytest.raises(Death):
        fetch(wanted, data, served.settings())
    monkeypatch.undo()
    served.log.clear()
    fetch(wanted, data, served.settings())
    assert served.paths() == ["/en/A/RES/90/3"]  # the second was whole
    assert (data / "tables" / "fetches.parquet").read_bytes() == (data.with_name("calm") / "tables" / "fetches.parquet").read_bytes()


def test_a_second_process_on_the_data_folder_stops_with_a_clear_message(serve, data: Path) -> None:
    served = serve()
    holder = (
        "import sys; from pathlib import Path; from pipeline.fetch.lock import data_lock\n"
        "with data_lock(Path(sys.argv[1])): print('held', flush=True); sys.stdin.read()"
    )
    with subprocess.Popen([sys.executable, "-c", holder, str(data)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "held\n"
        with pytest.raises(DataFolderBusy) as busy:
            fetch(FIRST, data, served.settings())
        assert str(busy.value) == f"{data} is in use by another unres process (process {process.pid}): wait until it ends, or choose another --data"
        process.kill()
    assert fetch(FIRST, data, served.settings()).statuses == {"fetched": 1}  # the lock died with its owner


def test_one_process_may_hold_the_folder_around_its_steps(serve, data: Path) -> None:
    served = serve()
    with data_lock(data):
        assert fetch(FIRST, data, served.settings()).statuses == {"fetched": 1}
        assert (data / ".lock.owner").exists()
    assert not (data / ".lock.owner").exists()
