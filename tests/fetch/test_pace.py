"""The rate, Retry-After and the circuit breaker."""

from __future__ import annotations

import time
from email.utils import formatdate

import pytest

from pipeline.fetch.pace import Breaker, Pace, retry_after
from pipeline.fetch.settings import FetchSettings


def test_a_host_is_asked_at_one_rate_whatever_the_others_do() -> None:
    pace = Pace(FetchSettings(requests_per_second=50, jitter=0))
    began = time.monotonic()
    for _ in range(5):
        pace.wait("undocs.org")
        pace.wait("documents.un.org")
    assert 0.08 <= time.monotonic() - began < 0.16  # four gaps of 20 ms, not nine


def test_a_crawl_delay_slows_down_and_never_speeds_up() -> None:
    pace = Pace(FetchSettings(requests_per_second=50, jitter=0))
    pace.slow_down("undocs.org", 0.05)
    pace.slow_down("documents.un.org", 0.001)
    began = time.monotonic()
    for _ in range(3):
        pace.wait("undocs.org")
    assert time.monotonic() - began >= 0.1
    began = time.monotonic()
    for _ in range(3):
        pace.wait("documents.un.org")
    assert time.monotonic() - began >= 0.04


@pytest.mark.parametrize(
    ("header", "seconds"),
    [
        ("120", 120.0),
        (" 7 ", 7.0),
        (formatdate(1_000_060, usegmt=True), 60.0),
        (formatdate(999_000, usegmt=True), 0.0),
        (None, None),
        ("soon", None),
        ("-5", None),
    ],
)  # fmt: skip
def test_retry_after_is_seconds_or_a_date(header: str | None, seconds: float | None) -> None:
    assert retry_after(header, now=1_000_000) == seconds


def test_the_breaker_opens_after_failures_in_a_row_and_gives_up_after_its_trips() -> None:
    breaker = Breaker(FetchSettings(breaker_failures=2, breaker_pause=0.001, breaker_trips=2))
    breaker.failure("HTTP 503")
    breaker.success()
    breaker.failure("HTTP 503")
    assert breaker.given_up is None
    breaker.failure("HTTP 503")  # the first trip; from now on every failure is one
    breaker.failure("HTTP 503")
    assert breaker.given_up is None
    breaker.failure("HTTP 502")
    assert breaker.given_up is not None
    assert "HTTP 502" in breaker.given_up


def test_a_server_that_asks_for_a_day_is_left_alone_at_once() -> None:
    breaker = Breaker(FetchSettings(longest_wait=900))
    breaker.failure("HTTP 429", wait=86_400)
    assert "86400 s" in (breaker.given_up or "")
