"""HTML answers: the page between a link and its document, and the page that says there is none.

The document servers answer with status 200 either way. Facts about the pages: the design notes, section on undocs.org
and ODS behaviour; the phrases are the servers' own.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Container
from urllib.parse import urljoin

from lxml import html
from lxml.etree import ParserError

from pipeline.fetch.allowed import Refused
from pipeline.fetch.answer import Failure

PAGE_CAP = 512 * 1024
"""Bytes; a page between link and document is a few kilobytes."""

NO_DOCUMENT = re.compile(r"no document matching|document (?:was |is )?not (?:found|available)|Error 91: Object variable not set", re.IGNORECASE)
NOT_FOUND = re.compile(r"\bnot found\b", re.IGNORECASE)
REFUSAL = re.compile(
    r"\b(?:enable|accept|requires?) cookies\b|session (?:has )?expired|access denied|are you a (?:robot|human)|captcha", re.IGNORECASE
)
REFRESH = re.compile(r"^\s*[\d.]*\s*[;,]\s*(?:url\s*=)?\s*['\"]?\s*([^'\"\s]+)", re.IGNORECASE)


def next_hop(page: bytes, url: str, check: Callable[[str], None], visited: Container[str]) -> str:
    """The address that a page sends its reader on to: meta refresh, inline frame, frame.

    url: the page's own address; check: raises Refused for an address off the allow-list; visited: addresses already
    asked on this way. Pages may frame other things too (statistics): the first allowed one counts. Raises Failure
    (`not_found`, `blocked`, `wrong_type`) for a page that leads nowhere, Refused for one that leads off the list only.
    """
    try:
        tree = html.document_fromstring(page) if page.strip() else None
    except (ParserError, ValueError):
        tree = None
    text = " ".join(" ".join(str(part) for part in tree.itertext()).split()) if tree is not None else ""
    if NO_DOCUMENT.search(text):
        raise Failure("not_found", f"the server says: {text[:120]}")
    refusal: Refused | None = None
    for target in _targets(tree) if tree is not None else []:
        try:
            address = urljoin(url, target)
            check(address)
        except (Refused, ValueError) as error:
            refusal = error if isinstance(error, Refused) else Refused(f"no address: {error}")
            continue
        if address not in visited:
            return address
        refusal = Refused(f"the page frames {address} again: a loop")
    if REFUSAL.search(text):
        raise Failure("blocked", f"the server says: {text[:120]}")
    if NOT_FOUND.search(text):
        raise Failure("not_found", f"the server says: {text[:120]}")
    if refusal:
        raise refusal
    raise Failure("wrong_type", f"an HTML page in place of the document: {text[:120] or 'without words'}")


def _targets(tree: html.HtmlElement) -> list[str]:
    """The addresses that a page shows in place of itself, in the order in which a browser would follow them."""
    refreshes = [
        m[1] for meta in tree.iter("meta") if (meta.get("http-equiv") or "").lower() == "refresh" if (m := REFRESH.match(meta.get("content") or ""))
    ]
    frames = [frame.get("src") or "" for tag in ("iframe", "frame") for frame in tree.iter(tag)]
    return [t.strip() for t in refreshes + frames if t.strip() and not t.strip().lower().startswith(("about:", "javascript:"))]
