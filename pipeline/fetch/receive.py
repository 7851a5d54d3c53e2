"""Receiving a body: streamed to disk, measured and hashed on the way, never larger than the cap, typed by its bytes."""

from __future__ import annotations

import hashlib
import os
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import httpx

from pipeline import media
from pipeline.fetch.answer import Failure
from pipeline.fetch.pages import PAGE_CAP

CHUNK = 64 * 1024
TAIL = 64 * 1024 + 22
"""Bytes in which a ZIP package keeps its directory's end record."""
INFLATERS = {"gzip": 47, "x-gzip": 47, "deflate": 47}
"""Window bits: with or without the wrapping of gzip and zlib."""


@dataclass(slots=True)
class Body:
    """What was received. page: the bytes of an HTML page, kept in memory; every other body is in the file."""

    media_type: str
    size: int
    sha256: str
    page: bytes | None = None


def receive(response: httpx.Response, target: Path, cap: int) -> Body:
    """Stream the body of a response into `target`, fsynced. The file is left only for a body of use.

    Raises Failure: `too_large` (announced, received or inflated), `empty`, `truncated` (the announced length or the
    container's end is missing), `wrong_type` (an encoding that was not asked for). httpx errors pass.
    """
    announced = response.headers.get("content-length", "")
    if announced.isdecimal() and int(announced[:19]) > cap:
        raise Failure("too_large", f"the server announces {int(announced[:19]):,} bytes; the cap is {cap:,}")
    chunks = _inflated(response, cap)
    first = next(chunks, b"")
    while first and len(first) < media.HEAD_BYTES and (more := next(chunks, b"")):
        first += more
    if not first:
        raise Failure("empty", "an answer of zero bytes")
    kind = media.sniff(first)
    if kind == media.HTML:
        for chunk in chunks:
            first += chunk
            if len(first) > PAGE_CAP:
                raise Failure("wrong_type", f"an HTML page of more than {PAGE_CAP:,} bytes in place of the document")
        return Body(kind, len(first), hashlib.sha256(first).hexdigest(), first)
    digest, size = hashlib.sha256(first), len(first)
    try:
        with target.open("wb") as file:
            file.write(first)
            for chunk in chunks:
                file.write(chunk)
                digest.update(chunk)
                size += len(chunk)
            file.flush()
            _check_end(target, kind, whole=announced.isdecimal() or "transfer-encoding" in response.headers)
            os.fsync(file.fileno())
    except BaseException:
        target.unlink(missing_ok=True)
        raise
    return Body(kind, size, digest.hexdigest())


def head(response: httpx.Response) -> bytes:
    """The first bytes of a body, inflated, enough to type it; the rest is not received."""
    start = b""
    for chunk in _inflated(response, 2 * PAGE_CAP):
        start += chunk
        if len(start) >= (PAGE_CAP if media.sniff(start) == media.HTML else media.HEAD_BYTES):
            break
    return start


def drain(response: httpx.Response) -> None:
    """Read the short body of an answer that matters by its header only, so that the connection can be used again."""
    announced = response.headers.get("content-length", "")
    if response.status_code == 304 or (announced.isdecimal() and len(announced) < 6):
        for _ in response.iter_raw():
            pass


def _inflated(response: httpx.Response, cap: int) -> Iterator[bytes]:
    """The body in chunks, inflated where the server compressed it unasked; inflating stops at the cap."""
    encoding = response.headers.get("content-encoding", "identity").strip().lower()
    if encoding not in INFLATERS and encoding not in ("", "identity"):
        raise Failure("wrong_type", f"the body is encoded as {encoding[:40]!r}, which was not asked for")
    inflater = zlib.decompressobj(INFLATERS[encoding]) if encoding in INFLATERS else None
    size = received = 0
    for raw in response.iter_raw(CHUNK):
        received += len(raw)
        pending = raw
        while pending:
            if inflater:
                try:
                    chunk = inflater.decompress(pending, CHUNK)
                except zlib.error as error:
                    raise Failure("truncated", f"the compressed body is damaged: {error}") from None
                pending = inflater.unconsumed_tail
            else:
                chunk, pending = pending, b""
            if chunk:
                size += len(chunk)
                if size > cap:
                    raise Failure("too_large", f"more than {cap:,} bytes after {received:,} received")
                yield chunk
    if inflater and received and not inflater.eof:
        raise Failure("truncated", f"the compressed body ends early, after {received:,} bytes")


def _check_end(path: Path, kind: str, whole: bool) -> None:
    """Raise Failure(`truncated`) when the container's end is missing.

    A PDF without its end mark is believed when the announced length was received (whole): readers repair those.
    """
    with path.open("rb") as file:
        size = file.seek(0, os.SEEK_END)
        file.seek(max(0, size - TAIL))
        tail = file.read()
    if kind in (media.DOCX, media.ZIP) and b"PK\x05\x06" not in tail:
        raise Failure("truncated", f"the package has no end record after {size:,} bytes")
    if kind == media.PDF and not whole and b"%%EOF" not in tail[-4096:]:
        raise Failure("truncated", f"the PDF has no end mark after {size:,} bytes, and its length was not announced")
