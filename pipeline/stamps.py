"""Whether a stage must run again: what it was made from, written beside what it made.

A stamp is a small JSON file. It names the inputs of a stage with their digests (tables by content, the program by its
sources and by the versions of the engines under it) and the files that the stage left. While both are as they were, the
stage would come to the same, and is left out.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

from pipeline.store import table_path

ROOT = Path(__file__).parent.parent
"""Where the packages of the project lie."""
STAMP = "inputs.json"
"""File name of a stamp. It tells when files of this machine were made, so it is no part of a release."""


@dataclass(frozen=True, slots=True)
class Stamp:
    """path: of the stamp's file; inputs: name → digest; outputs: the files that the stage leaves."""

    path: Path
    inputs: Mapping[str, str]
    outputs: tuple[Path, ...]

    def holds(self) -> bool:
        """Whether the stage ran on these very inputs, and what it left is still as it left it."""
        try:
            return bool(json.loads(self.path.read_text(encoding="utf-8")) == self._content())
        except (OSError, ValueError):
            return False

    def holds_but_for(self, name: str) -> bool:
        """Whether that is so of all inputs but one."""
        try:
            told, mine = json.loads(self.path.read_text(encoding="utf-8")), self._content()
            told["inputs"].pop(name), mine["inputs"].pop(name)
            return bool(told == mine)
        except (OSError, ValueError, KeyError, TypeError):
            return False

    @property
    def since(self) -> str:
        """When the stage ran, to the minute (UTC)."""
        return f"{datetime.fromtimestamp(self.path.stat().st_mtime, UTC):%Y-%m-%d %H:%M} UTC"

    def write(self) -> None:
        """Say that the stage has run; last of all, so that a stage that was cut off runs again."""
        partial = self.path.with_name(f".{self.path.name}.partial")
        partial.write_text(json.dumps(self._content(), indent=1) + "\n", encoding="utf-8")
        partial.replace(self.path)

    def _content(self) -> dict[str, dict[str, Any]]:
        left = {path.name: [facts.st_size, facts.st_mtime_ns] for path in self.outputs for facts in [path.stat()]}
        return {"inputs": dict(self.inputs), "outputs": left}


def digests_of_tables(folder: Path, names: Iterable[str]) -> dict[str, str]:
    """Table → SHA-256 of its file; an absent one has none."""
    return {name: digest_of_file(path) for name in names if (path := table_path(folder, name)).exists()}


def digest_of_file(path: Path) -> str:
    """SHA-256 of a file, hexadecimal. Raises OSError."""
    facts = path.stat()
    return _digest_of_file(path.resolve(), facts.st_size, facts.st_mtime_ns)


@cache
def _digest_of_file(path: Path, _size: int, _mtime: int) -> str:
    """Once a process for each state of a file: several stages ask for the same tables."""
    with path.open("rb") as handle:
        return hashlib.file_digest(handle, "sha256").hexdigest()


@cache
def digest_of_program(modules: tuple[str, ...], distributions: tuple[str, ...] = ()) -> str:
    """SHA-256 of everything in these packages and modules of ours, and of the versions of these packages of others."""
    digest = hashlib.sha256()
    for module in modules:
        top = ROOT.joinpath(*module.split("."))
        files = [p for p in sorted(top.rglob("*")) if p.is_file() and p.suffix != ".pyc"] if top.is_dir() else [top.with_suffix(".py")]
        for file in files:
            digest.update(file.relative_to(ROOT).as_posix().encode() + b"\0" + file.read_bytes() + b"\0")
    for name in distributions:
        try:
            digest.update(f"{name}=={version(name)}\0".encode())
        except PackageNotFoundError:
            digest.update(f"{name}\0".encode())
    return digest.hexdigest()
