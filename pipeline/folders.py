"""Folders of documents: which files are in them, and what their names and a manifest say about symbol and language.

A folder holds files named by symbol with `/` as `_`, in one folder per language, nested as deep as one likes; a
`manifest.tsv` (columns slug, symbol, language) names symbols that a file name cannot.
"""

from __future__ import annotations

import csv
import os
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

from pipeline import symbols
from pipeline.batches import Source
from pipeline.fetch.folder import in_words, is_file_or_broken
from pipeline.languages import LANGUAGES

_SUFFIXES = (".pdf", ".docx", ".doc", ".txt", ".xml")


def sources_in(paths: Iterable[Path], symbol: str | None = None, language: str | None = None) -> Iterator[Source]:
    """The files that these paths name, each once, in sorted order.

    A file that is named itself is taken whatever its suffix; in folders, files with the suffixes of documents are, and what
    cannot be looked into: its reading says why. Links to folders are not followed. symbol, language: said by the user; they
    hold for every file. Raises FileNotFoundError for a path that is not there.
    """
    seen: set[Path] = set()
    for path in paths:
        if not path.exists():
            raise FileNotFoundError(f"{path}: no such file or folder")
        files = sorted(_files(path)) if path.is_dir() else [path]
        for file in files:
            if file in seen or any(part.startswith(".") for part in file.relative_to(path.parent).parts):
                continue
            seen.add(file)
            yield Source(
                in_words(file.as_posix()), file, symbol or _symbol(file, path if path.is_dir() else path.parent), language or _language(file)
            )


def _files(folder: Path) -> Iterator[Path]:
    """Files with the suffix of a document, links that lead nowhere among them, and folders that cannot be listed."""
    closed: list[OSError] = []
    for top, _, names in os.walk(folder, onerror=closed.append):
        for path in (Path(top, name) for name in names):
            if path.suffix.lower() in _SUFFIXES and is_file_or_broken(path):
                yield path
    yield from (Path(error.filename) for error in closed)


def _language(file: Path) -> str | None:
    """The nearest folder that is named by a language; `de` and other codes are no language of ours."""
    return next((part for part in reversed(file.parent.parts) if part in LANGUAGES), None)


def _symbol(file: Path, top: Path) -> str | None:
    folder = file.parent
    while True:
        named = _manifest(folder / "manifest.tsv").get((file.stem, _language(file)))
        if named:
            return named
        if folder in (top, folder.parent):
            return symbols.from_file_stem(file.stem)
        folder = folder.parent


@cache
def _manifest(path: Path) -> dict[tuple[str, str | None], str]:
    """(slug, language) → symbol. Raises ValueError, naming the file, where a column is missing."""
    if not path.is_file():
        return {}
    with path.open(encoding="utf-8", newline="") as handle:
        rows = csv.DictReader(handle, delimiter="\t", quoting=csv.QUOTE_NONE)
        missing = {"slug", "symbol", "language"} - set(rows.fieldnames or ())
        if missing:
            raise ValueError(f"{path}: line 1: no column {', '.join(sorted(missing))}")
        return {(row["slug"], row["language"]): row["symbol"] for row in rows if row["symbol"]}
