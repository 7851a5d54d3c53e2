"""The version that rows carry: of the release, and of the very code and language data that made them."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path

VERSION = "2026.11.0"
_MADE_BY = ("extract", "parse", "corrections", "languages", "states", "symbols.py", "media.py", "schema")


@cache
def parser_version() -> str:
    """The release with a digest of everything that decides what a document becomes, e.g. `2026.11.0+1a2b3c4d`.

    Two rows with the same content hash and the same parser version are equal, so a file is read again only when one of
    the two has changed.
    """
    here = Path(__file__).parent
    digest = hashlib.sha256()
    for name in _MADE_BY:
        top = here / name
        files = [top] if top.is_file() else sorted(p for p in top.rglob("*") if p.suffix in (".py", ".yml", ".tsv"))
        for file in files:
            digest.update(file.relative_to(here).as_posix().encode() + b"\0" + file.read_bytes() + b"\0")
    return f"{VERSION}+{digest.hexdigest()[:8]}"
