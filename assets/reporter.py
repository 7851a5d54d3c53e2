"""How a step tells how far it is and what went wrong: in Dagster's log, or on the terminal of the command line."""

import logging
import time
from typing import Protocol

LINE_EVERY = 5.0
"""Seconds between two lines of the log."""


class Step(Protocol):
    """How far a step is; total is None while it is not known."""

    @property
    def done(self) -> int: ...
    @property
    def total(self) -> int | None: ...
    @property
    def errors(self) -> int: ...
    @property
    def name(self) -> str: ...


class Reporter(Protocol):
    """What the assets report to."""

    def stage(self, name: str) -> None:
        """A step begins."""
        ...

    def step(self, step: Step) -> None:
        """How far it is."""
        ...

    def problem(self, stage: str, uri: str, status: str, cause: str) -> None:
        """Something gave no rows, or a rule fell."""
        ...

    def skipped(self, stage: str, why: str) -> None:
        """What a step would make is there already."""
        ...


class LogReporter:
    """Reports as lines of the log of the run."""

    def __init__(self) -> None:
        self._log = logging.getLogger("unres")
        self._stage, self._said = "", 0.0

    def stage(self, name: str) -> None:
        """A step begins."""
        self._stage, self._said = name, time.monotonic()

    def step(self, step: Step) -> None:
        """One line, if the last is long enough ago."""
        if time.monotonic() - self._said >= LINE_EVERY:
            self._said = time.monotonic()
            self._log.info("%s: %d of %s, %d errors", self._stage, step.done, "?" if step.total is None else step.total, step.errors)

    def problem(self, stage: str, uri: str, status: str, cause: str) -> None:
        """One line a problem."""
        self._log.warning("%s: %s: %s: %s", stage, uri, status, cause)

    def skipped(self, stage: str, why: str) -> None:
        """One line a step."""
        self._log.info("%s: skipped: %s", stage, why)
