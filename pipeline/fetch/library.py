"""The documents that the mirror serves: by symbol and language, by format, and by the address of their file."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from email.utils import formatdate
from pathlib import Path

from pipeline.fetch.folder import files_in

FORMATS = ("pdf", "docx", "doc", "xml", "txt")
"""Formats by file suffix, in the order in which the plain link prefers them."""


@dataclass(frozen=True, slots=True)
class Document:
    """One file of the library. address: where it is served, in the manner of the document system; etag: of its bytes."""

    path: Path
    symbol: str
    language: str
    form: str
    address: str
    etag: str
    last_modified: str
    modified: float


class Library:
    """A folder of documents, read once; unnamed: files of which neither name nor manifest tells symbol and language."""

    def __init__(self, folder: Path) -> None:
        if not folder.is_dir():
            raise NotADirectoryError(f"{folder} is no folder")
        self._documents: dict[tuple[str, str], dict[str, Document]] = {}
        self._addresses: dict[str, Document] = {}
        self.unnamed: list[str] = []
        for number, file in enumerate(files_in(folder), 1):
            form = file.path.suffix.lower().lstrip(".")
            if file.symbol is None or file.language is None or form not in FORMATS:
                self.unnamed.append(file.name)
                continue
            job = f"n{2500000 + number:07d}"
            facts = file.path.stat()
            etag = hashlib.sha256(file.path.read_bytes()).hexdigest()[:20]
            address = f"/doc/undoc/gen/{job[:3]}/{job[3:6]}/{job[6:]}/{form}/{job}.{form}"
            modified = formatdate(facts.st_mtime, usegmt=True)
            document = Document(file.path, file.symbol, file.language, form, address, f'"{etag}"', modified, facts.st_mtime)
            self._documents.setdefault((file.symbol, file.language), {}).setdefault(form, document)
            self._addresses[address] = document

    def __len__(self) -> int:
        return len(self._addresses)

    def find(self, symbol: str, language: str | None, form: str | None = None) -> Document | None:
        """The document of a symbol: in English where no language is named, in the preferred format where none is."""
        forms = self._documents.get((symbol, language or "en"), {})
        return forms.get(form) if form else next((forms[f] for f in FORMATS if f in forms), None)

    def at(self, address: str) -> Document | None:
        """The document at a file's address."""
        return self._addresses.get(address)
