"""A folder of documents: which files it holds, and of which symbol and language each is.

Files are named by symbol with `/` as `_` (`A_C.3_68_L.24_Rev.1.pdf`), in one folder per language, nested as deep as one
likes. A `manifest.tsv` (columns slug, symbol, language) names, for the files below it, symbols that file names cannot.
"""

from __future__ import annotations

import csv
import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from pipeline import symbols
from pipeline.schema import vocabulary

MANIFEST = "manifest.tsv"
SUFFIXES = (".pdf", ".docx", ".doc", ".txt", ".xml")
"""Suffixes of documents; what the file really is, its bytes say."""
_SUFFIX = re.compile(rf"[-._]({'|'.join(vocabulary.LANGUAGE)})$")
Names = dict[tuple[str, str | None], tuple[str | None, str | None]]


@dataclass(frozen=True, slots=True)
class FolderFile:
    """A file of a folder. name: its path below the folder, with `/`; symbol and language: None where nothing names them."""

    path: Path
    name: str
    symbol: str | None
    language: str | None

    @property
    def is_document(self) -> bool:
        """Whether its suffix is that of a document; notes and pictures may lie among the documents. So does a folder that
        cannot be listed: what is in it is not known.
        """
        return self.path.suffix.lower() in SUFFIXES or self.path.is_dir()


def files_in(folder: Path) -> Iterator[FolderFile]:
    """The files of a folder and its folders, in the order of their names; hidden ones and manifests are no documents.

    A folder below it that cannot be listed, and a link that leads nowhere, stand for themselves.
    """
    yield from _walk(folder, folder, {})


def in_words(name: str) -> str:
    """A file's name as text: bytes in it that are no UTF-8 are written as \\xff."""
    return os.fsencode(name).decode("utf-8", "backslashreplace")


def is_file_or_broken(path: Path) -> bool:
    """Whether a path is a file, or cannot be told to be anything else: what is wrong with it, opening it says."""
    try:
        return path.is_file() or not path.exists()
    except OSError:
        return True


def _walk(folder: Path, root: Path, names: Names) -> Iterator[FolderFile]:
    manifest = folder / MANIFEST
    names = {**names, **_manifest(manifest)} if manifest.is_file() else names
    try:
        entries = sorted(folder.iterdir(), key=lambda path: os.fsencode(path.name))
    except PermissionError:
        if folder == root:
            raise
        yield _file(folder, root, names)
        return
    for entry in entries:
        if entry.name.startswith(".") or entry.name == MANIFEST:
            continue
        if os.path.isdir(entry):  # noqa: PTH112 - never raises
            if not entry.is_symlink():  # a link to a folder above would never end
                yield from _walk(entry, root, names)
        elif is_file_or_broken(entry):
            yield _file(entry, root, names)


def _file(path: Path, root: Path, names: Names) -> FolderFile:
    parts = path.relative_to(root).parts
    suffix = _SUFFIX.search(path.stem)
    language = next((p for p in (*reversed(parts[:-1]), root.name) if p in vocabulary.LANGUAGE), suffix[1] if suffix else None)
    symbol, named_language = names.get((path.stem, language)) or names.get((path.stem, None)) or (None, None)
    return FolderFile(path, in_words("/".join(parts)), symbol or symbols.from_file_stem(path.stem), language or named_language)


def _manifest(path: Path) -> Names:
    """Symbol and language by slug and language, and by slug alone where the slug is of one document only."""
    found: Names = {}
    with path.open(encoding="utf-8-sig", newline="") as file:
        for row in csv.DictReader(file, delimiter="\t"):
            slug, symbol, language = row.get("slug"), row.get("symbol") or None, row.get("language") or None
            if not slug:
                continue
            known = symbols.canonical(symbol) if symbol else None
            found[slug, language] = (known, language)
            found[slug, None] = (known, language if (slug, None) not in found else None)
    return found
