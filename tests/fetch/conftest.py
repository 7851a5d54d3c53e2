"""Fixtures of the fetching tests: small documents of our own, and mirrors that serve them on this machine."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import UTC, datetime
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))
from fetch_measurements import make_library, quick_settings

from pipeline.fetch.faults import FAULTS, Fault
from pipeline.fetch.mirror import Mirror, Server
from pipeline.fetch.settings import FetchSettings

NOON = datetime(2026, 1, 1, 12, tzinfo=UTC)


class Served:
    """A mirror that is running, and the log of what it was asked: (path, status, bytes)."""

    def __init__(self, server: Server, folder: Path, log: list[tuple[str, int, int]]) -> None:
        self.server, self.folder, self.log, self.url = server, folder, log, server.url

    def settings(self, **more: object) -> FetchSettings:
        """Settings for this mirror: no rate limit, short pauses, noon of a fixed day."""
        return quick_settings(self.url, **{"clock": NOON, **more})

    def paths(self, start: str = "/en/") -> list[str]:
        """The paths asked for that begin so."""
        return [path for path, _, _ in self.log if path.startswith(start)]


Serve = Callable[..., Served]


@pytest.fixture
def serve(tmp_path: Path) -> Iterator[Serve]:
    """serve(documents=3, faults=[…], robots=None): a mirror with that many documents A/RES/90/1… in English."""
    with ExitStack() as stack:

        def start(documents: int = 3, faults: list[Fault] | None = None, robots: str | None = None, languages: tuple[str, ...] = ("en",)) -> Served:
            folder = tmp_path / "library"
            if not folder.exists():
                make_library(folder, documents, languages)
            log: list[tuple[str, int, int]] = []
            server = stack.enter_context(Server(Mirror(folder, faults or [], robots, log=lambda *entry: log.append(entry))))
            return Served(server, folder, log)

        yield start


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return tmp_path / "data"


def fault(name: str, symbols: list[str] | None = None, times: int | None = None, **options: object) -> Fault:
    """A fault with its options' defaults filled in."""
    return Fault(name, frozenset(symbols) if symbols else None, None, times, {**FAULTS[name][1], **options})


@pytest.fixture(name="fault")
def fault_fixture() -> Callable[..., Fault]:
    return fault
