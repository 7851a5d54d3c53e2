"""Progress and problems of a long command: a bar on a terminal, plain lines elsewhere."""

from __future__ import annotations

import sys
import time
from types import TracebackType
from typing import TYPE_CHECKING, Protocol, Self, TextIO

if TYPE_CHECKING:
    from rich.progress import TaskID

LINE_EVERY = 5.0
"""Seconds between two lines of a log."""


class Step(Protocol):
    """How far a step is; total is None while it is not known, name is what was done last."""

    @property
    def done(self) -> int: ...
    @property
    def total(self) -> int | None: ...
    @property
    def errors(self) -> int: ...
    @property
    def name(self) -> str: ...


class Lines:
    """Progress as lines of a log, not more than one in `LINE_EVERY` seconds; and the problems that were met."""

    def __init__(self, stream: TextIO | None = None) -> None:
        self.problems: list[tuple[str, str, str, str]] = []
        self._stream = stream or sys.stderr
        self._stage, self._began, self._said = "", 0.0, 0.0
        self._step: Step | None = None
        self._unsaid = False

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close_stage()

    def stage(self, name: str) -> None:
        """A new step begins."""
        self.close_stage()
        self._stage, self._began, self._said, self._step = name, time.monotonic(), time.monotonic(), None

    def step(self, step: Step) -> None:
        """How far the step is now."""
        self._step, self._unsaid = step, True
        if time.monotonic() - self._said >= LINE_EVERY:
            self._said, self._unsaid = time.monotonic(), False
            self.say(self._line(step))

    def close_stage(self) -> None:
        """The step is over."""
        if self._step and self._unsaid:
            self.say(self._line(self._step))
        self._step = None

    def problem(self, stage: str, uri: str, status: str, cause: str) -> None:
        """Something gave no document, or a check failed."""
        self.problems.append((stage, uri, status, cause))

    def skipped(self, stage: str, why: str) -> None:
        """What a step would make is there already."""
        self.say(f"{stage}: skipped: {why}")

    def say(self, line: str) -> None:
        """One line that stays."""
        print(line, file=self._stream, flush=True)

    def _line(self, step: Step) -> str:
        seconds = max(time.monotonic() - self._began, 1e-3)
        total = "?" if step.total is None else f"{step.total:,}"
        return f"{self._stage}: {step.done:,} of {total}, {step.done / seconds:,.1f}/s, {step.errors:,} errors"


class Bar(Lines):
    """Progress as a bar with count, rate and errors."""

    def __init__(self) -> None:
        from rich.console import Console
        from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

        super().__init__()
        columns = (
            SpinnerColumn(), TextColumn("{task.description:<10}"), BarColumn(), MofNCompleteColumn(), TextColumn("{task.fields[rate]}"),
            TextColumn("[red]{task.fields[errors]}"), TimeElapsedColumn(), TextColumn("[dim]{task.fields[name]}", table_column=None),
        )  # fmt: skip
        self._rich = Progress(*columns, console=Console(stderr=True), transient=False)
        self._task: TaskID | None = None

    def __enter__(self) -> Self:
        self._rich.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.close_stage()
        self._rich.stop()

    def stage(self, name: str) -> None:
        """A new step begins: a new bar."""
        super().stage(name)
        self._task = self._rich.add_task(name, total=None, rate="", errors="", name="")

    def step(self, step: Step) -> None:
        """Move the bar."""
        seconds = max(time.monotonic() - self._began, 1e-3)
        errors = f"{step.errors:,} errors" if step.errors else ""
        if self._task is not None:
            self._rich.update(
                self._task, completed=step.done, total=step.total, rate=f"{step.done / seconds:,.1f}/s", errors=errors, name=step.name[-40:]
            )  # fmt: skip

    def close_stage(self) -> None:
        """The bar is full."""
        if self._task is not None:
            task = self._rich.tasks[-1]
            done = int(task.completed) or 1
            self._rich.update(self._task, total=task.total or done, completed=task.completed or done, name="")
        self._task = None

    def say(self, line: str) -> None:
        """One line above the bar."""
        self._rich.console.print(line, markup=False, highlight=False)


def progress() -> Lines:
    """A bar where standard error is a terminal, lines elsewhere."""
    return Bar() if sys.stderr.isatty() else Lines()


def list_problems(problems: list[tuple[str, str, str, str]], limit: int = 50) -> None:
    """The problems on standard error, one line each, the first `limit` of them."""
    for stage, uri, status, cause in problems[:limit]:
        print(one_line(f"{stage}: {uri}: {status}{f': {cause}' if cause else ''}"), file=sys.stderr)
    if len(problems) > limit:
        print(f"… and {len(problems) - limit:,} more; all are in the tables readings and fetches", file=sys.stderr)


def one_line(text: str) -> str:
    """A text without line ends and without characters that would steer the terminal: those are written as in Python."""
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in text)
