"""Where a release can lie: a folder, an object store (`s3://…`), a web address. Files are read as streams of bytes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from warehouse.errors import WarehouseError

CHUNK = 2**20


@dataclass(frozen=True, slots=True)
class Place:
    """A release at `address`: a path, or an address that begins with http://, https:// or that fsspec knows (s3://…)."""

    address: str

    @property
    def folder(self) -> Path | None:
        """The path, where it is a folder of this machine."""
        return None if "://" in self.address else Path(self.address)

    def read(self, name: str) -> Iterator[bytes]:
        """The bytes of one file in pieces. Raises FileNotFoundError, or WarehouseError when the place does not answer."""
        if self.address.startswith(("http://", "https://")):
            yield from self._over_http(name)
            return
        import fsspec

        try:
            with fsspec.open(f"{self.address.rstrip('/')}/{name}", "rb") as handle:
                while piece := handle.read(CHUNK):
                    yield piece
        except FileNotFoundError:
            raise
        except OSError as error:
            raise WarehouseError(f"{self.address}/{name}: {error}") from error

    def _over_http(self, name: str) -> Iterator[bytes]:
        import httpx

        address = f"{self.address.rstrip('/')}/{name}"
        try:
            with httpx.stream("GET", address, follow_redirects=True, timeout=60) as answer:
                if answer.status_code in (404, 410):
                    raise FileNotFoundError(address)
                answer.raise_for_status()
                yield from answer.iter_bytes(CHUNK)
        except httpx.HTTPError as error:
            raise WarehouseError(f"{address}: {error}") from error

    def text(self, name: str) -> str:
        """One file as text in UTF-8. Raises FileNotFoundError or WarehouseError."""
        try:
            return b"".join(self.read(name)).decode("utf-8")
        except UnicodeDecodeError as error:
            raise WarehouseError(f"{self.address}/{name}: {error}") from error

    def names(self) -> list[str] | None:
        """Every file of the place, or None where it cannot be listed (the web)."""
        if self.folder is not None:
            return sorted(p.relative_to(self.folder).as_posix() for p in self.folder.rglob("*") if p.is_file())
        if self.address.startswith(("http://", "https://")):
            return None
        import fsspec

        fs, root = fsspec.core.url_to_fs(self.address)
        fs.invalidate_cache()
        return sorted(name.removeprefix(root.rstrip("/") + "/") for name in fs.find(root))
