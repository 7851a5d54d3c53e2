"""Progress: counts, rate and errors, as lines of a log or as a bar; the problems are kept and listed."""

from __future__ import annotations

import io
from dataclasses import dataclass

import pytest

from unres import progress
from unres.progress import Bar, Lines, list_problems


@dataclass
class Step:
    done: int
    total: int | None
    errors: int
    name: str


def test_a_log_gets_a_line_with_count_rate_and_errors() -> None:
    stream = io.StringIO()
    with Lines(stream) as lines:
        lines.stage("read")
        lines.step(Step(10, 200, 1, "a"))
        lines.step(Step(1200, 1200, 3, "z"))
    (line,) = stream.getvalue().splitlines()
    assert line.startswith("read: 1,200 of 1,200, ") and line.endswith("/s, 3 errors")


def test_a_log_gets_more_lines_when_it_takes_long(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(progress, "LINE_EVERY", 0.0)
    stream = io.StringIO()
    with Lines(stream) as lines:
        lines.stage("fetch")
        lines.step(Step(1, None, 0, "a"))
        lines.step(Step(2, None, 0, "b"))
    assert [line.split(",")[0] for line in stream.getvalue().splitlines()] == ["fetch: 1 of ?", "fetch: 2 of ?"]


def test_a_stage_without_steps_says_nothing() -> None:
    stream = io.StringIO()
    with Lines(stream) as lines:
        lines.stage("warehouse")
    assert stream.getvalue() == ""


def test_the_bar_goes_through_the_stages() -> None:
    with Bar() as bar:
        bar.stage("fetch")
        bar.step(Step(3, 6, 1, "A/RES/64/900@en"))
        bar.stage("read")
        bar.step(Step(6, 6, 0, "x"))
        bar.problem("fetch", "A/RES/64/900", "not_found", "no such document")
    assert bar.problems == [("fetch", "A/RES/64/900", "not_found", "no such document")]


def test_problems_are_listed_one_a_line_up_to_a_limit(capsys: pytest.CaptureFixture[str]) -> None:
    list_problems([("read", f"file{n}.pdf", "empty", "no bytes") for n in range(5)], limit=2)
    lines = capsys.readouterr().err.splitlines()
    assert lines[0] == "read: file0.pdf: empty: no bytes"
    assert lines[2].startswith("… and 3 more")
