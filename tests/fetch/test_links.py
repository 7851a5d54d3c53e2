"""Links in: what a line of a links file wants."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.fetch.links import LinkError, Wanted, parse_wanted, read_links


@pytest.mark.parametrize(
    ("line", "symbol", "language"),
    [
        ("A/RES/77/1", "A/RES/77/1", None),
        ("  A/RES/77/1   # the first of the session", "A/RES/77/1", None),
        ("A/RES/77/1@fr", "A/RES/77/1", "fr"),
        ("S/RES/1325(2000)", "S/RES/1325 (2000)", None),
        ("S/RES/1325 (2000)", "S/RES/1325 (2000)", None),
        ("https://undocs.org/A/RES/77/1", "A/RES/77/1", None),
        ("http://undocs.org/en/A/RES/77/1", "A/RES/77/1", "en"),
        ("undocs.org/zh/A/RES/77/1", "A/RES/77/1", "zh"),
        ("https://undocs.org/ch/A/RES/77/1", "A/RES/77/1", "zh"),
        ("https://undocs.org/Home/Mobile?FinalSymbol=A%2FRES%2F77%2F1&Language=E", "A/RES/77/1", "en"),
        ("https://undocs.org/pdf?symbol=es/A/RES/77/1", "A/RES/77/1", "es"),
        ("https://docs.un.org/ru/A/RES/77/1?direct=true", "A/RES/77/1", "ru"),
        ("https://documents.un.org/api/symbol/access?s=A/RES/77/1&l=ar&t=pdf", "A/RES/77/1", "ar"),
        ("https://daccess-ods.un.org/access.nsf/Get?Open&DS=A/RES/77/1&Lang=E", "A/RES/77/1", "en"),
        ("https://www.un.org/ga/search/view_doc.asp?symbol=A/RES/77/1", "A/RES/77/1", None),
    ],
)
def test_every_form_of_link_names_symbol_and_language(line: str, symbol: str, language: str | None) -> None:
    assert parse_wanted(line) == [Wanted(symbol, language)]


def test_a_range_names_every_document_in_it() -> None:
    assert [w.symbol for w in parse_wanted("A/RES/68/9..12")] == ["A/RES/68/9", "A/RES/68/10", "A/RES/68/11", "A/RES/68/12"]
    assert [w.symbol for w in parse_wanted("https://undocs.org/A/C.3/68/L.1..2")] == ["A/C.3/68/L.1", "A/C.3/68/L.2"]


@pytest.mark.parametrize("line", ["", "   ", "# A/RES/77/1", "\t# note"])
def test_blank_lines_and_comments_want_nothing(line: str) -> None:
    assert parse_wanted(line) == []


def test_an_address_without_a_symbol_is_kept_as_it_is() -> None:
    address = "https://documents.un.org/doc/undoc/gen/n25/000/01/pdf/n2500001.pdf"
    assert parse_wanted(address) == [Wanted(None, None, address)]


@pytest.mark.parametrize("line", ["../../etc/passwd", "hello", "A/RES/68/12..9", "A/RES/68/1..99999999", "A/RES/77/1@xx", "/etc/passwd"])
def test_a_line_that_names_no_document_is_an_error(line: str) -> None:
    with pytest.raises(LinkError):
        parse_wanted(line)


def test_a_file_names_each_document_once_and_every_wrong_line(tmp_path: Path) -> None:
    file = tmp_path / "links.txt"
    file.write_text("\ufeffA/RES/77/1\r\n# comment\r\nhttps://undocs.org/A/RES/77/1\r\nA/RES/77/2@fr\r\n", encoding="utf-8")
    assert read_links(file) == [Wanted("A/RES/77/1"), Wanted("A/RES/77/2", "fr")]
    file.write_text("A/RES/77/1\nhello\n../../etc/passwd\n", encoding="utf-8")
    with pytest.raises(LinkError) as error:
        read_links(file)
    assert [line.split(": ")[0] for line in str(error.value).splitlines()] == [f"{file}:2", f"{file}:3"]


@given(st.text(max_size=60))
def test_any_line_is_read_or_refused_and_never_crashes(line: str) -> None:
    try:
        assert all(w.symbol or w.uri for w in parse_wanted(line))
    except LinkError as error:
        assert "\n" not in str(error)
