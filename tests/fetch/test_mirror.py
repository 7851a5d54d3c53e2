"""The mirror answers the way undocs.org does, and misbehaves as its faults file says."""

from __future__ import annotations

from pathlib import Path

import httpx
import pytest

from pipeline.fetch.faults import FAULTS, OF_BODY, FaultsFileError, read_faults

FILE = "/doc/undoc/gen/n25/000/01/pdf/n2500001.pdf"


@pytest.mark.parametrize(
    "path",
    [
        "/en/A/RES/90/1", "/A/RES/90/1", "/EN/a/res/90/1", "/en/A%2FRES%2F90%2F1", "/pdf?symbol=en/A/RES/90/1", "/en/A/RES/90/1?direct=true",
        "/Home/Mobile?FinalSymbol=A%2FRES%2F90%2F1&Language=E", "/api/symbol/access?s=A/RES/90/1&l=en&t=pdf",
        "/api/symbol/access?s=A/RES/90/1&l=en", "/access.nsf/Get?Open&DS=A/RES/90/1&Lang=E", "/ga/search/view_doc.asp?symbol=A/RES/90/1",
    ],
)  # fmt: skip
def test_every_form_of_link_leads_to_the_file(path: str, serve) -> None:
    served = serve()
    answer = httpx.get(served.url + path)
    assert (answer.status_code, answer.headers["location"]) == (302, FILE)
    assert httpx.get(served.url + FILE).content.startswith(b"%PDF-1.4\nSpecimen of A/RES/90/1 in en")


@pytest.mark.parametrize(
    "path", ["/en/A/RES/90/99", "/fr/A/RES/90/1", "/api/symbol/access?s=A/RES/90/1&l=en&t=docx", "/", "/nonsense", "/doc/undoc/x.pdf"]
)
def test_what_is_not_there_is_a_page_with_status_200(path: str, serve) -> None:
    answer = httpx.get(serve().url + path)
    assert (answer.status_code, answer.headers["content-type"]) == (200, "text/html; charset=utf-8")
    assert "There is no document matching your request" in answer.text


def test_conditions_are_answered(serve) -> None:
    url = serve().url + FILE
    headers = httpx.get(url).headers
    assert httpx.get(url, headers={"If-None-Match": headers["etag"]}).status_code == 304
    assert httpx.get(url, headers={"If-None-Match": '"other"'}).status_code == 200
    assert httpx.get(url, headers={"If-Modified-Since": headers["last-modified"]}).status_code == 304
    assert httpx.get(url, headers={"If-Modified-Since": "Sat, 01 Jan 2000 00:00:00 GMT"}).status_code == 200


def test_it_listens_on_this_machine_only(serve) -> None:
    assert serve().server.server_address[0] == "127.0.0.1"


def test_files_that_nothing_names_are_counted(serve) -> None:
    folder = serve().folder
    (folder / "en" / "notes.pdf").write_bytes(b"%PDF-1.4")
    assert serve().server.mirror.library.unnamed == ["en/notes.pdf"]


def test_a_manifest_names_what_file_names_cannot(serve) -> None:
    folder = serve().folder
    (folder / "en" / "specimen-one.pdf").write_bytes(b"%PDF-1.4")
    (folder / "manifest.tsv").write_text("slug\tsymbol\tlanguage\nspecimen-one\tA/RES/91/1\ten\n", encoding="utf-8")
    served = serve()
    assert httpx.get(f"{served.url}/en/A/RES/91/1", follow_redirects=True).content == b"%PDF-1.4"


def test_a_faults_file_switches_faults_on(tmp_path: Path) -> None:
    file = tmp_path / "faults.yaml"
    file.write_text(
        "- fault: server_error\n  symbols: [A/RES/90/1, S/RES/1325(2000)]\n  languages: [en]\n  times: 2\n  status: 500\n"
        "- fault: soft_block\n  after: 250\n",
        encoding="utf-8",
    )
    error, block = read_faults(file)
    assert (error.symbols, error["status"], block.options) == (frozenset({"A/RES/90/1", "S/RES/1325 (2000)"}), 500, {"after": 250, "length": 10})
    assert [error.befalls("A/RES/90/1", "en") for _ in range(3)] == [True, True, False]
    assert not error.befalls("A/RES/90/1", "fr")
    assert not error.befalls("A/RES/90/2", "en")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("fault: [", "no YAML"), ("just words", "a list of faults"), ("- fault: rain", "entry 1: 'rain' is no fault; known are soft_404"),
        ("- fault: server_error\n  state: 500", "server_error has no option state; it has status"),
        ("- fault: server_error\n  status: high", "status must be of the kind of 503"), ("- fault: blocked\n  times: 0", "times must be a number"),
        ("- fault: blocked\n  symbols: [hello]", "symbols: unknown hello"), ("- fault: blocked\n  languages: en", "languages: a list"),
        ("- rain", "'rain' is no fault"),
    ],
)  # fmt: skip
def test_a_wrong_faults_file_is_one_clear_line(text: str, message: str, tmp_path: Path) -> None:
    file = tmp_path / "faults.yaml"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(FaultsFileError) as error:
        read_faults(file)
    assert message in str(error.value)
    assert str(error.value).startswith(str(file))
    assert "\n" not in str(error.value)


def test_faults_of_the_body_are_faults() -> None:
    assert FAULTS.keys() > OF_BODY
