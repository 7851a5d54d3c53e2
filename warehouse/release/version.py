"""Versions of releases: year, month, and a number within the month (2026.11.0)."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from pathlib import Path

from warehouse.errors import WarehouseError

_PATTERN = re.compile(r"^(20\d\d)\.([1-9]|1[0-2])\.(0|[1-9]\d*)$")


@dataclass(frozen=True, slots=True, order=True)
class Version:
    """A version; versions compare in order of time."""

    year: int
    month: int
    number: int

    def __str__(self) -> str:
        return f"{self.year}.{self.month}.{self.number}"

    @classmethod
    def parse(cls, text: str) -> Version:
        """The version that `text` writes. Raises WarehouseError."""
        match = _PATTERN.match(text)
        if not match:
            raise WarehouseError(f"{text}: not a version; year.month.number is expected, for example 2026.11.0")
        return cls(*map(int, match.groups()))


def versions(releases: Path) -> list[Version]:
    """The versions that a folder of releases holds, the oldest first."""
    if not releases.is_dir():
        return []
    return sorted(Version.parse(p.name) for p in releases.iterdir() if p.is_dir() and not p.is_symlink() and _PATTERN.match(p.name))


def next_version(releases: Path, today: dt.date) -> Version:
    """The version after the last one, in the month of `today`."""
    taken = [v.number for v in versions(releases) if (v.year, v.month) == (today.year, today.month)]
    return Version(today.year, today.month, max(taken, default=-1) + 1)
