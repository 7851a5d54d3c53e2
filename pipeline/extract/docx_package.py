"""The container of a DOCX: a ZIP of XML parts that refer to one another (ECMA-376 part 2).

Only the parts that are asked for are decompressed, never more than `MAX_UNPACKED` bytes in all, and their XML is parsed
without entities, document types or network.
"""

from __future__ import annotations

import posixpath
import re
import zipfile
import zlib
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from lxml import etree

from pipeline.extract.errors import Unreadable

MAX_UNPACKED = 64 * 1024 * 1024
"""Bytes of XML that one document may unpack to: a hundred times a long report."""
NAMESPACES = {
    "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
    "m": "http://schemas.openxmlformats.org/officeDocument/2006/math",
    "rel": "http://schemas.openxmlformats.org/package/2006/relationships",
}
STRICT = (
    (b"http://purl.oclc.org/ooxml/wordprocessingml/main", NAMESPACES["w"].encode()),
    (b"http://purl.oclc.org/ooxml/officeDocument/relationships", NAMESPACES["r"].encode()),
    (b"http://purl.oclc.org/ooxml/officeDocument/math", NAMESPACES["m"].encode()),
)
"""Namespaces of the strict variant of the standard, read as those of the usual one."""


def qualified(name: str) -> str:
    """`w:p` as lxml spells it, `{namespace}p`."""
    prefix, _, local = name.partition(":")
    return f"{{{NAMESPACES[prefix]}}}{local}"


@dataclass(frozen=True, slots=True)
class Relationship:
    """What a part refers to: kind is the last word of its type (`footnotes`, `hyperlink` …); target is the name of a
    part, or an address when external."""

    kind: str
    target: str
    external: bool


class Package:
    """The parts of one DOCX. Raises Unreadable: `malformed`, `wrong_type` or `too_large`, naming the part."""

    def __init__(self, data: bytes) -> None:
        try:
            self._zip = zipfile.ZipFile(BytesIO(data))
        except (zipfile.BadZipFile, ValueError, EOFError, OSError, NotImplementedError) as error:
            raise Unreadable("malformed", f"damaged ZIP container ({len(data)} bytes): {error}") from error
        self._names = {name.lower().lstrip("/"): name for name in self._zip.namelist()}
        self._left = MAX_UNPACKED

    def has(self, part: str) -> bool:
        """Whether there is such a part; names are compared without case, as the standard says."""
        return part.lower() in self._names

    def xml(self, part: str) -> etree._Element:
        """The root element of an XML part."""
        if not self.has(part):
            raise Unreadable("malformed", f"part {part} is missing")
        data = self._read(part)
        for strict, usual in STRICT:
            data = data.replace(strict, usual)
        # A parser per part: what one part declares can have no effect on the next.
        parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True, remove_pis=True)
        try:
            root = etree.fromstring(data, parser)
        except etree.XMLSyntaxError as error:
            line, column = error.position
            raise Unreadable("malformed", f"part {part}, line {line}, column {column}: {error.msg}") from error
        except ValueError as error:
            raise Unreadable("malformed", f"part {part}: {error}") from error
        information: Any = root.getroottree().docinfo
        if information.doctype:
            raise Unreadable("malformed", f"part {part}: a document type declaration, which a DOCX may not have")
        return root

    def _read(self, part: str) -> bytes:
        try:
            with self._zip.open(self._names[part.lower()]) as stream:
                data = stream.read(self._left + 1)
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError) as error:
            raise Unreadable("malformed", f"part {part} cannot be unpacked: {error}") from error
        if len(data) > self._left:
            raise Unreadable("too_large", f"part {part} brings the XML to more than {MAX_UNPACKED // 1024 // 1024} MiB")
        self._left -= len(data)
        return data

    def relationships(self, part: str) -> dict[str, Relationship]:
        """What a part refers to, by id; `""` asks for the package itself."""
        folder, name = posixpath.split(part)
        rels = posixpath.join(folder, "_rels", f"{name}.rels")
        if not self.has(rels):
            return {}
        found = {}
        for element in self.xml(rels).iter(qualified("rel:Relationship")):
            target, external = element.get("Target", ""), element.get("TargetMode") == "External"
            if not external:
                target = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
            found[element.get("Id", "")] = Relationship(element.get("Type", "").rpartition("/")[2], target, external)
        return found

    def main(self) -> tuple[str, etree._Element]:
        """Name and root of the part that holds the body."""
        if not self.has("[Content_Types].xml"):
            raise Unreadable("wrong_type", "a ZIP that is no DOCX: it has no [Content_Types].xml")
        targets = [r.target for r in self.relationships("").values() if r.kind == "officeDocument" and not r.external]
        if not targets:
            raise Unreadable("wrong_type", "an Office package without a main document (_rels/.rels names none)")
        root = self.xml(targets[0])
        if root.tag != qualified("w:document"):
            kind = re.sub(r"^\{.*\}", "", str(root.tag))
            raise Unreadable("wrong_type", f"an Office package that is no word-processing document: {targets[0]} holds <{kind}>")
        return targets[0], root
