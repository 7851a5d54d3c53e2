"""Legacy Word files through a program of the system, or a message that says which to install."""

from __future__ import annotations

from pathlib import Path

import pytest
from word_files import docx, p, r

from pipeline.extract.doc import WORD_STREAM, extract
from pipeline.extract.errors import Unreadable

WORD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500) + WORD_STREAM


def install(folder: Path, name: str, script: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A program that stands in for the real one, the only one that can be found."""
    program = folder / name
    program.write_text(f"#!/bin/sh\n{script}\n", "utf-8")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{folder}:/usr/bin:/bin")
    found = lambda wanted: str(program) if wanted == name else None  # noqa: E731
    monkeypatch.setattr("pipeline.extract.doc.shutil.which", found)


def test_libreoffice_converts_and_the_result_is_read_as_docx(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "made.docx").write_bytes(docx(p(r("The General Assembly,"))))
    install(tmp_path, "soffice", f'cp {tmp_path}/made.docx "$(dirname "$8")/document.docx"', monkeypatch)
    model = extract(WORD)
    assert (model.media_type, [b.text for b in model.blocks]) == ("application/msword", ["The General Assembly,"])


def test_antiword_gives_the_words(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    install(tmp_path, "antiword", "echo 'The General Assembly,'", monkeypatch)
    model = extract(WORD)
    assert "The General Assembly," in "".join(b.text for b in model.blocks)


def test_without_a_converter_the_message_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pipeline.extract.doc.shutil.which", lambda _: None)
    with pytest.raises(Unreadable, match="install libreoffice-writer") as caught:
        extract(WORD)
    assert caught.value.status == "unsupported"


def test_a_converter_that_fails_means_a_damaged_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    install(tmp_path, "antiword", "echo 'not a Word file' >&2; exit 1", monkeypatch)
    with pytest.raises(Unreadable, match=r"antiword cannot read .*: not a Word file") as caught:
        extract(WORD)
    assert caught.value.status == "malformed"


def test_an_ole_file_of_another_program_is_no_word_file() -> None:
    with pytest.raises(Unreadable, match="OLE file without a Word document") as caught:
        extract(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500))
    assert caught.value.status == "wrong_type"
