"""Bytes of any known format → page model, by what the bytes are."""

from __future__ import annotations

from importlib import import_module

from pipeline import media
from pipeline.extract.errors import Unreadable
from pipeline.extract.page import PageModel

SIZE_CAP = 100 * 1024 * 1024
"""Bytes; the largest official document seen has 12 MB, and a larger file is no document but a mistake."""

_EXTRACTORS = {media.AKN: "akn", media.PDF: "pdf", media.DOCX: "docx", media.DOC: "doc", media.TEXT: "text"}
_REASONS = {
    media.HTML: "an HTML page, not a document (an error page of the server, perhaps)",
    media.ZIP: "a ZIP archive that is no Word document",
    media.XML: "XML, but not Akoma Ntoso",
    media.WORDPERFECT: "a WordPerfect file; convert it to DOCX or PDF first",
    media.UNKNOWN: "bytes of no known format",
}


def extract(data: bytes) -> PageModel:
    """The page model of a file. Raises Unreadable with the status of the reading ledger and the cause in one line."""
    if not data.strip():
        raise Unreadable("empty", "the file has no bytes")
    if len(data) > SIZE_CAP:
        raise Unreadable("too_large", f"{len(data):,} bytes; the limit is {SIZE_CAP:,}")
    kind = media.sniff(data)
    name = _EXTRACTORS.get(kind)
    if name is None:
        raise Unreadable("wrong_type", _REASONS.get(kind, kind))
    model: PageModel = import_module(f"pipeline.extract.{name}").extract(data)
    return model
