"""The raw store: every object once, under the hash of its bytes, with a sidecar that says where it came from.

    raw/objects/3f/3fa2…      the bytes, as received
    raw/objects/3f/3fa2….json the sidecar: media type, size, and for every link that gave these bytes the final address,
                              the headers and the dates
    raw/incoming/             bodies on their way; emptied at every start

An object appears under its name only when it is whole: written to a temporary name, fsynced, renamed. The store is a
local folder, or any place that fsspec knows (`s3://bucket/raw`), where an upload is whole or absent by itself.
"""

from __future__ import annotations

import hashlib
import json
import os
import secrets
import shutil
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import fsspec

from pipeline.fetch.ledger import FILE_SCHEME, read_links


@dataclass(frozen=True, slots=True)
class Held:
    """The current object of one link. path: a local file; retrieved_at: None for files of a folder."""

    uri: str
    path: Path
    symbol: str | None
    language: str | None
    retrieved_at: datetime | None
    sha256: str


class RawStore:
    """The store of a data folder. url: elsewhere than in `{data}/raw`, if given."""

    def __init__(self, data: Path, url: str | None = None) -> None:
        self._folder = data / "raw"
        self._remote: Any = None
        if url and "://" in url and not url.startswith("file://"):
            self._remote, root = fsspec.core.url_to_fs(url)
            self._root = str(root).rstrip("/")
        elif url:
            self._folder = Path(url.removeprefix("file://"))
        self.incoming = (data / "raw" if self._remote else self._folder) / "incoming"

    def start(self) -> None:
        """Make the folders, and drop what an earlier process left on its way."""
        shutil.rmtree(self.incoming, ignore_errors=True)
        self.incoming.mkdir(parents=True)

    def staged(self) -> Path:
        """A new name for a body on its way."""
        return self.incoming / f"{secrets.token_hex(8)}.partial"

    def has(self, sha256: str) -> bool:
        """Whether the object is held, whole."""
        return bool(self._remote.exists(self._key(sha256))) if self._remote else self._path(sha256).exists()

    def put(self, staged: Path, sha256: str) -> None:
        """Take a whole, fsynced body into the store under its hash; the staged file is gone then."""
        if self.has(sha256):
            staged.unlink()
        elif self._remote:
            self._remote.put_file(str(staged), self._key(sha256))
            staged.unlink()
        else:
            target = self._path(sha256)
            target.parent.mkdir(parents=True, exist_ok=True)
            staged.rename(target)
            _fsync_folder(target.parent)

    def describe(self, sha256: str, facts: Mapping[str, Any], link: str, origin: Mapping[str, Any]) -> None:
        """Write or complete the sidecar of an object: facts of the bytes, and the origin of one link to them."""
        sidecar = self.sidecar(sha256)
        links = {**sidecar.get("links", {}), link: dict(origin)}
        text = json.dumps({"sha256": sha256, **facts, "links": dict(sorted(links.items()))}, ensure_ascii=False, indent=1) + "\n"
        if self._remote:
            self._remote.pipe_file(self._key(sha256) + ".json", text.encode())
            return
        target = self._path(sha256).with_name(f"{sha256}.json")
        target.parent.mkdir(parents=True, exist_ok=True)
        partial = self.staged()
        with partial.open("w", encoding="utf-8") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        partial.replace(target)

    def sidecar(self, sha256: str) -> dict[str, Any]:
        """The sidecar of an object; empty where there is none."""
        try:
            if self._remote:
                return dict(json.loads(self._remote.cat_file(self._key(sha256) + ".json")))
            return dict(json.loads(self._path(sha256).with_name(f"{sha256}.json").read_bytes()))
        except FileNotFoundError:
            return {}

    def local(self, sha256: str) -> Path:
        """A local file of the object's bytes: a remote object is brought into `{data}/raw/cache`, checked by its hash.

        Raises FileNotFoundError where the store has no such object, ValueError where the bytes are not what they were.
        """
        if not self._remote:
            return self._path(sha256)
        copy = self._folder / "cache" / sha256
        if not copy.exists():
            copy.parent.mkdir(parents=True, exist_ok=True)
            partial = copy.with_name(f"{sha256}.{os.getpid()}.partial")
            self._remote.get_file(self._key(sha256), str(partial))
            if (found := file_sha256(partial)) != sha256:
                partial.unlink()
                raise ValueError(f"object {sha256} of the raw store is damaged: its bytes have the hash {found}")
            partial.replace(copy)
        return copy

    def _path(self, sha256: str) -> Path:
        return self._folder / "objects" / sha256[:2] / sha256

    def _key(self, sha256: str) -> str:
        return f"{self._root}/objects/{sha256[:2]}/{sha256}"


def file_sha256(path: Path) -> str:
    """The SHA-256 of a file, hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def sources(data: Path, raw_url: str | None = None) -> Iterator[Held]:
    """The current object of every link that holds one, in the order of the links.

    A document that a server no longer has stays current: the last bytes count. A file that its folder no longer has
    does not: the folder is the user's own word. Earlier objects of a link stay in the store and in the ledger.
    """
    store = RawStore(data, raw_url)
    for state in read_links(data):
        local = state.link.startswith(FILE_SCHEME)
        if state.sha256 is None or (local and state.status == "not_found"):
            continue
        yield Held(state.link, store.local(state.sha256), state.symbol, state.language, None if local else state.held_since, state.sha256)


def _fsync_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
