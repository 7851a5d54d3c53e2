"""Whatever lies in a folder: one clear line for what cannot be read, a row in the ledger, and the others are read."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest

from pipeline.extract.formats import SIZE_CAP
from pipeline.store import read_table
from unres.main import run

SPECIMENS = Path(__file__).parents[2] / "specimens" / "documents"
PDF, DOCX, XML, TEXT = (next((SPECIMENS / kind / "en").iterdir()) for kind in ("pdf", "docx", "xml", "txt"))
GERMAN = "Der Sicherheitsrat,\n\nunter Hinweis auf seine früheren Resolutionen,\n\n1. beschließt, die Brunnen der Stadt sauber zu halten.\n"


def package(**parts: bytes) -> bytes:
    """A ZIP package with these parts; a double underscore stands for the slash and the dot of a name."""
    target = BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as written:
        for name, content in parts.items():
            written.writestr(name.replace("__", "/", 1).replace("__", "."), content)
    return target.getvalue()


def bomb() -> bytes:
    """The specimen as a Word document whose text inflates to 80 MB."""
    target = BytesIO()
    with zipfile.ZipFile(DOCX) as source, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as written:
        for name in source.namelist():
            content = source.read(name)
            written.writestr(name, content.replace(b"<w:body>", b"<w:body>" + b" " * 80_000_000) if name == "word/document.xml" else content)
    return target.getvalue()


def encrypted() -> bytes:
    from reportlab.lib.pdfencrypt import StandardEncryption
    from reportlab.pdfgen.canvas import Canvas

    target = BytesIO()
    page = Canvas(target, encrypt=StandardEncryption("user", "owner"))
    page.drawString(100, 700, "Nobody reads this.")
    page.save()
    return target.getvalue()


def scan() -> bytes:
    """A page with a filled rectangle, and no text."""
    from reportlab.pdfgen.canvas import Canvas

    target = BytesIO()
    page = Canvas(target)
    page.rect(0, 0, 500, 700, fill=1)
    page.save()
    return target.getvalue()


def with_entities(declared: str, called: str) -> bytes:
    content = XML.read_bytes().replace(b"<akomaNtoso", f"<!DOCTYPE x [{declared}]><akomaNtoso".encode(), 1)
    return content.replace(b"</p>", called.encode() + b"</p>", 1)


def billion_laughs() -> bytes:
    steps = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 10))
    return with_entities('<!ENTITY e0 "ha">' + steps, "&e9;")


CASES: dict[str, tuple[Callable[[], bytes], str, str]] = {
    "empty.pdf": (lambda: b"", "empty", "no bytes"),
    "blank.txt": (lambda: b" \n\n \n", "empty", "no bytes"),
    "archive.docx": (lambda: package(letter__txt=b"words"), "wrong_type", "no Word document"),
    "cut.docx": (lambda: DOCX.read_bytes()[: DOCX.stat().st_size // 2], "malformed", "ZIP"),
    "bomb.docx": (bomb, "too_large", "MiB"),
    "cut.xml": (lambda: XML.read_bytes()[: XML.stat().st_size // 2], "malformed", "line"),
    "bomb.xml": (billion_laughs, "malformed", "entity"),
    "cut.pdf": (lambda: PDF.read_bytes()[:400], "malformed", "PDF"),
    "encrypted.pdf": (encrypted, "malformed", "password"),
    "scan.pdf": (scan, "no_text_layer", "text layer"),
    "page.pdf": (lambda: b"<html><body>There is no document matching your request.</body></html>", "wrong_type", "HTML page"),
    "german.txt": (GERMAN.encode, "unknown_language", "none of the six"),
    "latin.txt": (lambda: "Recordando su resolución sobre los pozos".encode("cp1252"), "malformed", "no UTF-8"),
    "koi.txt": (lambda: "Генеральная Ассамблея".encode("koi8-r"), "malformed", "no UTF-8"),
    "chinese.txt": (lambda: "大会决定保持水井清洁".encode("gb18030"), "malformed", "no UTF-8"),
    "wide.txt": (lambda: TEXT.read_text(encoding="utf-8").encode("utf-16-le"), "wrong_type", "no known format"),
    "noise.pdf": (lambda: bytes(range(256)) * 20, "wrong_type", "no known format"),
    "two\nlines \x1b[31m.txt": (lambda: b"", "empty", "no bytes"),
}  # fmt: skip


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "files").mkdir()
    (tmp_path / "files" / "good.txt").write_bytes(TEXT.read_bytes())
    return tmp_path / "files"


def parse(folder: Path) -> int:
    return run(["parse", str(folder), "--out", str(folder.parent / "out"), "--processes", "1"])


def statuses(folder: Path) -> dict[str, str]:
    rows = read_table(folder.parent / "out", "readings").to_pylist()
    return {row["source_uri"].removeprefix(f"{folder.as_posix()}/"): row["status"] for row in rows}


def test_each_gets_one_line_and_a_row_and_the_others_are_read(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for name, (content, _, _) in CASES.items():
        (folder / name).write_bytes(content())
    assert parse(folder) == 1
    lines = [line for line in capsys.readouterr().err.splitlines() if line.startswith(f"read: {folder}")]
    assert len(lines) == len(CASES)
    for name, (_, status, cause) in CASES.items():
        shown = name.replace("\n", "\\n").replace("\x1b", "\\x1b")
        (line,) = [line for line in lines if line.startswith(f"read: {folder}/{shown}: ")]
        assert f": {status}: " in line and cause in line, line
    assert statuses(folder) == {"good.txt": "parsed", **{name: status for name, (_, status, _) in CASES.items()}}
    assert read_table(folder.parent / "out", "documents").num_rows == 1


@pytest.mark.parametrize("name", list(CASES))
def test_show_tells_it_in_one_line(name: str, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    content, status, cause = CASES[name]
    (folder / name).write_bytes(content())
    assert run(["show", str(folder / name)]) == 1
    (line,) = capsys.readouterr().err.splitlines()
    assert f": {status}: " in line and cause in line


def test_what_was_stored_stays_where_files_turn_bad(folder: Path) -> None:
    assert parse(folder) == 0
    (folder / "more.pdf").write_bytes(b"")
    assert parse(folder) == 1
    assert read_table(folder.parent / "out", "documents").num_rows == 1


def test_a_file_of_200_megabytes_is_not_read(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with (folder / "huge.pdf").open("wb") as file:
        file.write(b"%PDF-1.4")
        file.truncate(2 * SIZE_CAP)
    assert parse(folder) == 1
    assert "huge.pdf: too_large: 209,715,200 bytes; the limit is 104,857,600" in capsys.readouterr().err


def test_an_entity_of_another_file_is_never_read(folder: Path) -> None:
    (folder.parent / "secret").write_text("secret words")
    (folder / "reach.xml").write_bytes(with_entities(f'<!ENTITY e SYSTEM "{(folder.parent / "secret").as_uri()}">', "&e;"))
    parse(folder)
    texts = read_table(folder.parent / "out", "documents", ["text"])["text"].to_pylist()
    assert not [text for text in texts if "secret words" in text]


def test_a_name_that_is_no_unicode_is_written_with_its_bytes(folder: Path) -> None:
    (folder / os.fsdecode(b"name\xff.pdf")).touch()
    assert parse(folder) == 1
    assert statuses(folder)["name\\xff.pdf"] == "empty"


def test_links_in_a_ring_and_links_to_nowhere_stop_nothing(folder: Path) -> None:
    (folder / "ring.pdf").symlink_to(folder / "ring.pdf")
    (folder / "nowhere.pdf").symlink_to(folder / "gone")
    (folder / "above").symlink_to(folder)
    assert parse(folder) == 1
    assert statuses(folder) == {"good.txt": "parsed", "ring.pdf": "malformed", "nowhere.pdf": "malformed"}


@pytest.fixture
def closed(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder that may not be listed; the system lets its administrator list all, so it is made to refuse."""
    place = folder / "closed"
    place.mkdir()
    listing = os.scandir

    def refuse(path: str | os.PathLike[str] = ".") -> object:
        if str(path) == str(place):
            raise PermissionError(13, "Permission denied", str(place))
        return listing(path)

    monkeypatch.setattr(os, "scandir", refuse)
    monkeypatch.setattr(os, "listdir", lambda path: [entry.name for entry in os.scandir(path)])
    return place


@pytest.mark.usefixtures("closed")
def test_a_folder_that_may_not_be_listed_is_named(folder: Path) -> None:
    assert parse(folder) == 1
    assert statuses(folder) == {"good.txt": "parsed", "closed": "malformed"}


@pytest.mark.usefixtures("closed")
def test_a_build_takes_the_rest_in_and_lists_what_it_refused(folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "ring.pdf").symlink_to(folder / "ring.pdf")
    for name in ("page.pdf", "encrypted.pdf", "two\nlines \x1b[31m.txt"):
        (folder / name).write_bytes(CASES[name][0]())
    assert run(["fetch", "--source", str(folder), "--data", str(tmp_path / "data")]) == 1
    lines = [line for line in capsys.readouterr().err.splitlines() if line.startswith("fetch: file:")]
    assert [line.split(": ")[1] for line in lines] == [
        "file:files/closed", "file:files/page.pdf", "file:files/ring.pdf", "file:files/two\\nlines \\x1b[31m.txt",
    ]  # fmt: skip
    rows = read_table(tmp_path / "data" / "tables", "fetches").to_pylist()
    assert sorted(row["status"] for row in rows) == ["empty", "fetched", "fetched", "network_error", "network_error", "wrong_type"]


def test_rows_that_cannot_be_written_fail_alone(folder: Path) -> None:
    """No reader is known to give such text; should one, the file is listed and the others are kept."""
    program = """
import sys
from pipeline import batches
whole = batches.parse
def spoilt(model, origin):
    rows = whole(model, origin)
    if "bad" in origin.uri:
        rows["documents"][0]["title"] = "\\udc80"
    return rows
batches.parse = spoilt
from unres.main import run
sys.exit(run(["parse", sys.argv[1], "--out", sys.argv[2], "--processes", "1"]))
"""
    (folder / "bad.xml").write_bytes(XML.read_bytes())
    done = subprocess.run([sys.executable, "-c", program, str(folder), str(folder.parent / "out")], capture_output=True, text=True, check=False)
    assert done.returncode == 1 and "bad.xml: failed: its rows cannot be written" in done.stderr
    assert statuses(folder) == {"good.txt": "parsed", "bad.xml": "failed"}


def test_a_text_of_another_language_than_its_folder_says_is_in_no_table(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "fr").mkdir()
    (folder / "fr" / "text.txt").write_bytes(TEXT.read_bytes())
    assert parse(folder) == 1
    assert "text.txt: wrong_language: the text is in en, its link or its folder says fr" in capsys.readouterr().err
    assert statuses(folder) == {"good.txt": "parsed", "fr/text.txt": "wrong_language"}
    assert read_table(folder.parent / "out", "documents").column("language").to_pylist() == ["en"]
