"""What each fault does to an answer of the mirror."""

from __future__ import annotations

import itertools
import time
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from email.utils import formatdate

from pipeline.fetch.faults import Fault

BLOCK = 1024 * 1024
_counter = itertools.count(1)


@dataclass(slots=True)
class Reply:
    """An answer of the mirror. status: 0 for none at all; announced: the length, where it is not the body's; stream: the
    body in pieces, in place of `body`; cut: the connection is closed after it; unannounced: no length is given."""

    status: int
    body: bytes = b""
    headers: dict[str, str] = field(default_factory=dict)
    announced: int | None = None
    stream: Iterator[bytes] | None = None
    cut: bool = False
    unannounced: bool = False


def ill_link(fault: Fault, target: str, asked: int, no_document: str) -> Reply | None:
    """The answer of a faulty server to a link, None where this fault leaves it alone. asked: links asked for so far."""
    absent = Reply(200, no_document.encode(), {"Content-Type": "text/html; charset=utf-8"})
    reply: Reply | None = None
    match fault.name:
        case "soft_404":
            reply = absent
        case "soft_block" if fault["after"] < asked <= fault["after"] + fault["length"]:
            reply = absent
        case "empty_page" if not target.startswith("/api/"):
            reply = Reply(200, b"<html><body>Official Documents</body></html>", {"Content-Type": "text/html; charset=utf-8"})
        case "rate_limited":
            reply = Reply(429, headers={"Retry-After": fault["retry_after"]})
        case "server_error":
            reply = Reply(fault["status"])
        case "blocked":
            reply = Reply(202, headers={"x-amzn-waf-action": "challenge"})
        case "redirect_loop":
            reply = Reply(302, headers={"Location": target})
        case "redirect_off_site":
            reply = Reply(302, headers={"Location": fault["to"]})
        case "dropped":
            reply = Reply(0)
    return reply


def ill_body(fault: Fault, reply: Reply) -> None:
    """Change the answer that holds a document."""
    whole = reply.body
    match fault.name:
        case "zero_bytes":
            reply.body = b""
        case "truncated_body":
            reply.announced, reply.body, reply.cut = len(whole), whole[: len(whole) // 2], True
        case "unannounced_truncation":
            reply.body, reply.unannounced, reply.cut = whole[: len(whole) // 2], True, True
        case "slow_body":
            reply.announced, reply.stream = len(whole), _drip(whole, float(fault["seconds"]))
        case "wrong_content_type":
            reply.headers["Content-Type"] = fault["content_type"]
        case "changing_etag":
            number = next(_counter)
            reply.headers |= {"ETag": f'"{number}"', "Last-Modified": formatdate(number * 86400, usegmt=True)}
        case "oversize_body":
            reply.announced, reply.stream = fault["bytes"] if fault["announced"] else None, _padded(whole, fault["bytes"])
        case "gzip_bomb":
            reply.headers["Content-Encoding"] = "gzip"
            reply.stream = _bomb(whole, fault["bytes"])
        case "huge_header":
            reply.headers["X-Filler"] = "a" * fault["bytes"]


def _drip(whole: bytes, seconds: float) -> Iterator[bytes]:
    for position in range(len(whole)):
        yield whole[position : position + 1]
        time.sleep(seconds)


def _padded(start: bytes, size: int) -> Iterator[bytes]:
    """A body that begins like the document and goes on to so many bytes."""
    yield start
    for position in range(len(start), size, BLOCK):
        yield bytes(min(BLOCK, size - position))


def _bomb(start: bytes, size: int) -> Iterator[bytes]:
    packer = zlib.compressobj(9, wbits=31)
    for block in _padded(start, size):
        if packed := packer.compress(block):
            yield packed
    yield packer.flush()
