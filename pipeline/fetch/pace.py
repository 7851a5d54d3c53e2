"""How fast a host is asked, and when it is left alone: one rate per host, Retry-After, and the circuit breaker."""

from __future__ import annotations

import random
import time
from collections import defaultdict
from email.utils import parsedate_to_datetime

from pipeline.fetch.settings import FetchSettings


class Pace:
    """One polite rate per host: `wait` returns when the next request to a host may go out."""

    def __init__(self, settings: FetchSettings) -> None:
        self._interval = 1 / settings.requests_per_second if settings.requests_per_second else 0.0
        self._jitter = settings.jitter
        self._slower: dict[str, float] = {}
        self._next: dict[str, float] = defaultdict(float)

    def slow_down(self, host: str, interval: float) -> None:
        """Ask a host at most every `interval` seconds (a crawl-delay of its robots.txt); never faster than the rate."""
        self._slower[host] = interval

    def wait(self, host: str) -> None:
        """Sleep until the host's turn, and take it."""
        interval = max(self._interval, self._slower.get(host, 0.0))
        if not interval:
            return
        pause = self._next[host] - time.monotonic()
        if pause > 0:
            time.sleep(pause)
        # The first request is not delayed; the gap to the next is drawn around the interval.
        self._next[host] = time.monotonic() + interval * random.uniform(1 - self._jitter, 1 + self._jitter)


def retry_after(header: str | None, now: float | None = None) -> float | None:
    """Seconds that a Retry-After header asks for: a number, or a date in HTTP's form; None where it says neither.

    now: the time as seconds since 1970, for tests.
    """
    if not header:
        return None
    if header.strip().isdecimal():
        return float(header.strip()[:9])
    try:
        moment = parsedate_to_datetime(header)
    except (ValueError, IndexError, TypeError):
        return None
    return max(0.0, moment.timestamp() - (time.time() if now is None else now))


class Breaker:
    """The circuit breaker of a run.

    Links that fail one after the other make it open: the run pauses, then tries one more link. Each further opening
    without a success between doubles the pause; after `breaker_trips` openings it stays open.
    """

    def __init__(self, settings: FetchSettings) -> None:
        self._failures_allowed, self._pause, self._trips_allowed = settings.breaker_failures, settings.breaker_pause, settings.breaker_trips
        self._longest_wait = settings.longest_wait
        self._failures = self._trips = 0
        self._cause: str | None = None
        self._until = 0.0

    @property
    def given_up(self) -> str | None:
        """Why nothing more is asked for in this run, or None."""
        return self._cause if self._trips > self._trips_allowed else None

    def success(self) -> None:
        """The host answered truthfully: closed again."""
        self._failures = self._trips = 0

    def failure(self, cause: str, wait: float | None = None) -> None:
        """A link failed for a reason that is the server's. wait: seconds that the server itself asked for."""
        self._failures += 1
        if wait is not None and wait > self._longest_wait:
            self._trips = self._trips_allowed
            self.trip(f"{cause}; the server asks for a pause of {wait:.0f} s")
        elif self._failures >= self._failures_allowed or self._trips:
            self.trip(f"{self._failures} links failed one after the other, the last: {cause}")

    def trip(self, cause: str) -> None:
        """Open at once."""
        self._trips += 1
        self._cause = f"circuit breaker open: {cause}"
        self._until = time.monotonic() + self._pause * 2 ** (self._trips - 1)

    def rest(self) -> None:
        """Sleep out the pause, if there is one."""
        pause = self._until - time.monotonic()
        if pause > 0 and not self.given_up:
            time.sleep(pause)
