"""The data dictionary and the declared tables."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.schema import TABLES
from pipeline.schema.dictionary import dictionary

WRITTEN = Path(__file__).parent.parent.parent / "docs" / "data-dictionary.md"


def test_the_written_dictionary_is_current() -> None:
    assert WRITTEN.read_text(encoding="utf-8") == dictionary(), "make docs writes it anew"


def test_every_table_column_and_code_is_in_it() -> None:
    text = dictionary()
    for table in TABLES.values():
        assert f"## {table.name}\n" in text
        for column in table.columns:
            assert f"| `{column.name}` |" in text
            assert all(f"- `{code}`: {meaning}" in text for code, meaning in (column.vocabulary or {}).items())


# What is promised to users: names, order, types and nullability of the first columns of each table.
PROMISED = {
    "documents": "document_id string, symbol string?, language string, kind string, revision bool, organ string?, committee string?, session string?,"
    " agenda_items list<element: string>, agenda_title string?, title string?, adopted_on date32[day]?, issued_on date32[day]?, meeting int32?,"
    " proposed_in string?, source_uri string, media_type string, content_sha256 string, retrieved_at timestamp[us, tz=UTC]?, pages int32?,"
    " parser_version string, text string",
    "clauses": "clause_id string, document_id string, position int32, kind string, path string, parent_id string?, depth int32, label string?,"
    " lead string?, action string?, text string, char_start int32, char_end int32, page_start int32?, page_end int32?",
    "footnotes": "footnote_id string, document_id string, position int32, marker string, text string, char_start int32, char_end int32, page int32?",
    "footnote_refs": "document_id string, footnote_id string?, marker string, position int32, clause_id string?, offset int32?",
    "citations": "citation_id string, document_id string, position int32, clause_id string?, footnote_id string?, text string, char_start int32,"
    " char_end int32, kind string, target_symbol string?, cited_on date32[day]?, pinpoint string?, treaty_series string?, treaty_volume string?,"
    " treaty_number string?, ibid_of string?, link_uri string?, link_symbol string?, link_status string",
    "sponsors": "document_id string, position int32, name string, kind string, iso3 string?, m49 string?, name_en string?, on_behalf_of string?,"
    " repeat_of int32?",
    "votes": "document_id string, position int32, name string, iso3 string?, vote string",
    "steps": "document_id string, position int32, happened_on date32[day]?, step string, symbol string?, text string?",
    "subjects": "document_id string, position int32, scheme string, term string, uri string?",
    "links": "document_id string, position int32, uri string, symbol string?, language string?, page int32?",
    "fetches": "link string, symbol string?, language string?, requested_at timestamp[us, tz=UTC], status string, http_status int32?, hops int32,"
    " final_uri string?, media_type string?, bytes int64?, sha256 string?, etag string?, last_modified string?, error string?",
}


@pytest.mark.parametrize("name", PROMISED)
def test_the_promised_columns_stand_first_in_order_and_type(name: str) -> None:
    declared = ", ".join(f"{c.name} {c.type}{'?' if c.nullable else ''}" for c in TABLES[name].columns)
    assert declared.replace("<item: ", "<element: ").startswith(PROMISED[name])


@pytest.mark.parametrize("table", TABLES.values(), ids=lambda t: t.name)
def test_a_table_is_sound(table) -> None:  # type: ignore[no-untyped-def]
    names = table.names
    assert len(set(names)) == len(names)
    assert set(table.key) <= set(names)
    assert all(c.description for c in table.columns)
    assert not [c.name for c in table.columns if c.name in table.key and c.nullable], "a key is never null"
    for reference in table.references:
        other = TABLES[reference.table]
        assert set(reference.columns) <= set(names)
        assert set(reference.key) <= set(other.names)
        assert [types(table)[c] for c in reference.columns] == [types(other)[c] for c in reference.key]


def types(table):  # type: ignore[no-untyped-def]
    return {c.name: c.type for c in table.columns}
