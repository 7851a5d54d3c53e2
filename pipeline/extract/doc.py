"""Legacy Word files (.doc, OLE containers) to the page model, through a program of the system.

LibreOffice keeps most: it converts to DOCX, with notes, numbering and links. Where it is not installed antiword gives the
words alone. Where neither is, the file is `unsupported`, and the message says what to install.
"""

from __future__ import annotations

import shutil
import subprocess
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

from pipeline.extract import docx, text
from pipeline.extract.errors import Unreadable
from pipeline.extract.page import PageModel

MEDIA_TYPE = "application/msword"
SECONDS = 120
"""Longest time that a conversion may take."""
WORD_STREAM = "WordDocument".encode("utf-16-le")
"""Name of the stream in the container that makes it a Word file."""


def extract(data: bytes) -> PageModel:
    """The page model of a Word 97–2003 file.

    Raises Unreadable: `wrong_type` (an OLE container of another program), `unsupported` (no converter is installed),
    `malformed` (the converter gives nothing), and what the reader of the converted file raises.
    """
    if WORD_STREAM not in data:
        raise Unreadable("wrong_type", "an OLE file without a Word document in it (Excel, a message, or an encrypted DOCX)")
    with TemporaryDirectory(prefix="unres-doc-") as folder:
        source = Path(folder) / "document.doc"
        source.write_bytes(data)
        if office := shutil.which("soffice") or shutil.which("libreoffice"):
            return replace(docx.extract(_to_docx(office, source)), media_type=MEDIA_TYPE)
        if antiword := shutil.which("antiword"):
            return replace(text.extract(_run([antiword, "-m", "UTF-8.txt", "-w", "0", str(source)])), media_type=MEDIA_TYPE)
    raise Unreadable("unsupported", "a Word 97–2003 file: install libreoffice-writer (best) or antiword to read it")


def _to_docx(office: str, source: Path) -> bytes:
    profile = (source.parent / "profile").as_uri()
    _run(
        [office, "--headless", "--norestore", f"-env:UserInstallation={profile}", "--convert-to", "docx", "--outdir", str(source.parent), str(source)]
    )
    converted = source.with_suffix(".docx")
    if not converted.is_file():
        raise Unreadable("malformed", "LibreOffice cannot read this Word 97–2003 file")
    return converted.read_bytes()


def _run(command: list[str]) -> bytes:
    """What a program prints. A program that fails or hangs means that the file is damaged."""
    name = Path(command[0]).name
    try:
        done = subprocess.run(command, capture_output=True, timeout=SECONDS, check=False, stdin=subprocess.DEVNULL)
    except subprocess.TimeoutExpired as error:
        raise Unreadable("malformed", f"{name} took longer than {SECONDS} s on this Word 97–2003 file") from error
    if done.returncode:
        message = done.stderr.decode("utf-8", "replace").strip().splitlines()
        raise Unreadable("malformed", f"{name} cannot read this Word 97–2003 file{': ' + message[-1] if message else ''}")
    return done.stdout
