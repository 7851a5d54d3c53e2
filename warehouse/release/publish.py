"""Publishing a release to a folder or an object store, never overwriting: checksums go last, then `latest.json` moves."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

import fsspec

from warehouse.errors import WarehouseError
from warehouse.release.manifest import SIGNATURE, SUMS, digest, read_manifest
from warehouse.release.verify import verify

LATEST = "latest.json"


def publish(release: Path, target: str) -> str:
    """Copy the release in the folder `release` to `{target}/{version}`; returns that address.

    target: a folder or an address that fsspec knows (s3://bucket/prefix). A publication that was interrupted is completed.
    Raises WarehouseError when the release is damaged, when the version is published already, and when a file of that
    name and other content is there.
    """
    problems = verify(str(release))
    if problems:
        raise WarehouseError(f"{release}: not published, it is damaged: {problems[0]}")
    version = str(read_manifest(release)["version"])
    fs, root = fsspec.core.url_to_fs(target)
    home = f"{root.rstrip('/')}/{version}"
    fs.invalidate_cache()
    if fs.exists(f"{home}/{SUMS}"):
        raise WarehouseError(f"{target}/{version}: published already; a release is never overwritten")
    names = sorted(p.relative_to(release).as_posix() for p in release.rglob("*") if p.is_file())
    for name in sorted(names, key=lambda n: (n in (SUMS, SIGNATURE), n == SUMS)):
        _put(fs, release / name, f"{home}/{name}")
    fs.pipe_file(f"{root.rstrip('/')}/{LATEST}", json.dumps({"version": version}).encode() + b"\n")
    return f"{target.rstrip('/')}/{version}"


def _put(fs: Any, source: Path, target: str) -> None:
    if fs.exists(target):
        found = hashlib.sha256()
        with fs.open(target, "rb") as handle:
            while piece := handle.read(2**20):
                found.update(piece)
        if found.hexdigest() != digest(source):
            raise WarehouseError(f"{target}: another file of that name is there; nothing is overwritten")
        return
    fs.makedirs(target.rpartition("/")[0], exist_ok=True)
    try:
        fs.put_file(str(source), target, mode="create")
    except FileExistsError as error:
        raise WarehouseError(f"{target}: appeared while publishing; nothing is overwritten") from error
