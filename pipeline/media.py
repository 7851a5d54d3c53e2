"""What a file is, by its first bytes: neither names nor Content-Type headers are believed.

Source of the signatures: the formats' own specifications; that the United Nations' servers label files wrongly is
known from the field (WordPerfect and OLE files are both served as Word documents).
"""

from __future__ import annotations

import re

PDF = "application/pdf"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
DOC = "application/msword"
WORDPERFECT = "application/vnd.wordperfect"
AKN = "application/akn+xml"
XML = "application/xml"
HTML = "text/html"
ZIP = "application/zip"
TEXT = "text/plain"
UNKNOWN = "application/octet-stream"

HEAD_BYTES = 8192
"""How many bytes `sniff` looks at."""

DOCUMENT_TYPES = (AKN, DOCX, DOC, PDF, TEXT)
"""Types that can hold a document, the best source first: structure before layout, layout before mere text."""

_ZIP_LOCAL = b"PK\x03\x04"
_BOMS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")
_BINARY = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_HTML = re.compile(rb"<(?:!doctype\s+html|html|head|body|frameset|iframe|meta|script)\b", re.IGNORECASE)


def sniff(head: bytes) -> str:
    """The media type of a file from its first `HEAD_BYTES` bytes (more do no harm).

    A ZIP package whose first entries are those of an Office package counts as DOCX; whether it really holds a document
    is for the extractor to say. Bytes that are no text in any encoding are `application/octet-stream`.
    """
    head = head[:HEAD_BYTES]
    if b"%PDF-" in head[:1024]:
        return PDF
    if head.startswith(_ZIP_LOCAL):
        return DOCX if b"[Content_Types].xml" in head or b"word/" in head or b"_rels/.rels" in head else ZIP
    if head.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        return DOC
    if head.startswith(b"\xffWPC"):
        return WORDPERFECT
    start = head.removeprefix(_BOMS[0]).lstrip()
    if start.startswith(b"<?xml") or start.startswith(b"<akomaNtoso"):
        return AKN if b"akomaNtoso" in head else HTML if _HTML.search(head) else XML
    if start.startswith(b"<") and _HTML.search(head):
        return HTML
    if head.startswith(_BOMS[1:]):
        return TEXT
    return UNKNOWN if _BINARY.search(head) else TEXT
