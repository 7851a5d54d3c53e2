"""Every view and macro answers its question on the specimens."""

from __future__ import annotations

import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any

import duckdb
import pytest
from warehouse_specimens import FINAL, Rows, add_document, gold_tables, sponsor, write_rows

from pipeline.reading import read, sources_in
from pipeline.schema import TABLES
from pipeline.store import read_table, write_table
from warehouse.build import build
from warehouse.connect import connect
from warehouse.derived import DERIVED
from warehouse.questions import questions

SPECIMENS = Path(__file__).parents[2] / "specimens" / "documents" / "xml"


@contextmanager
def warehouse_of(rows: Rows, folder: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """A warehouse of these rows."""
    build(write_rows(folder / "tables", rows), folder / "unres.duckdb")
    with connect(folder / "unres.duckdb") as connection:
        yield connection


@pytest.fixture(scope="module")
def bundled(tmp_path_factory: pytest.TempPathFactory) -> Iterator[duckdb.DuckDBPyConnection]:
    """A warehouse of the bundled specimens, read from their XML editions."""
    folder = tmp_path_factory.mktemp("bundled")
    read(sources_in([SPECIMENS]), folder / "tables")
    build(folder / "tables", folder / "unres.duckdb")
    with connect(folder / "unres.duckdb") as connection:
        yield connection


def ask(warehouse: duckdb.DuckDBPyConnection, query: str) -> list[Any]:
    return warehouse.execute(query).fetchall()


@pytest.mark.parametrize("name", list(questions()))
def test_the_example_of_every_question_runs(warehouse: duckdb.DuckDBPyConnection, name: str) -> None:
    ask(warehouse, questions()[name].example)


@pytest.mark.parametrize("name", [q.name for q in questions().values() if q.kind != "MACRO"])
def test_every_column_of_a_view_is_explained(warehouse: duckdb.DuckDBPyConnection, name: str) -> None:
    source = name if questions()[name].kind == "VIEW" else f"{name}('x')"
    assert warehouse.sql(f"SELECT * FROM {source} LIMIT 0").columns == list(questions()[name].columns)


def test_no_question_has_the_name_of_a_table() -> None:
    assert not questions().keys() & (TABLES.keys() | DERIVED.keys())


def test_citation_graph_gives_clause_verb_and_date(warehouse: duckdb.DuckDBPyConnection) -> None:
    query = (
        "SELECT path, place, action, target_symbol, target_id FROM citation_graph WHERE symbol = 'A/RES/77/102' AND language = 'en' ORDER BY position"
    )
    assert ask(warehouse, query) == [
        ("pp1", "clause", "recall", "A/RES/70/1", None),
        ("pp1", "clause", "recall", "A/RES/76/101", "A/RES/76/101@en"),
        ("op2.a", "clause", "request", "A/77/1", None),
        ("pp2", "note", "note", "S/RES/1 (1946)", None),
    ]


def test_most_cited_counts_a_document_once_in_all_languages(warehouse: duckdb.DuckDBPyConnection) -> None:
    query = "SELECT target_symbol, cited_by, actions, held FROM most_cited ORDER BY cited_by DESC, target_symbol LIMIT 2"
    assert ask(warehouse, query) == [("A/RES/70/1", 4, {"recall": 4}, False), ("A/RES/76/101", 3, {"recall": 3}, True)]


def test_citation_chain_follows_predecessors(warehouse: duckdb.DuckDBPyConnection) -> None:
    chain = ask(warehouse, "SELECT depth, symbol, target_symbol FROM citation_chain('A/C.2/77/L.9')")
    assert chain == [
        (1, "A/C.2/77/L.9", "A/RES/70/1"),
        (1, "A/C.2/77/L.9", "A/RES/76/101"),
        (2, "A/RES/76/101", "A/RES/70/1"),
    ]
    assert ask(warehouse, "SELECT max(depth) FROM citation_chain('A/C.2/77/L.9', depths := 1)") == [(1,)]


def test_cited_by_lists_the_citing(warehouse: duckdb.DuckDBPyConnection) -> None:
    query = "SELECT symbol, path, actions, languages FROM cited_by('A/RES/76/101') WHERE symbol LIKE 'A/RES%'"
    assert ask(warehouse, query) == [("A/RES/77/102", "pp1", ["recall"], ["en", "fr"])]


def test_cosponsorship_counts_a_draft_and_its_revision_once(warehouse: duckdb.DuckDBPyConnection) -> None:
    query = "SELECT iso3, other_iso3, texts, sessions, round(share, 2) FROM cosponsorship ORDER BY ALL"
    assert ask(warehouse, query) == [("BEN", "CHL", 1, ["77"], 1.0), ("BEN", "QAT", 1, ["77"], 1.0), ("CHL", "QAT", 1, ["77"], 1.0)]


def test_sponsors_that_joined_later_sponsor_the_same_text(rows: Rows, tmp_path: Path) -> None:
    addendum = add_document(rows, "A/C.2/77/L.9/Rev.1/Add.1", "en", [], kind="draft_resolution", title=None)
    sponsor(rows, addendum, ("Norway", "NOR"))
    with warehouse_of(rows, tmp_path) as held:
        assert ask(held, "SELECT iso3, texts FROM cosponsorship WHERE other_iso3 = 'NOR' ORDER BY 1") == [("BEN", 1), ("CHL", 1)]
        assert ask(held, "SELECT symbol, title, others FROM sponsor_history('nor')") == [("A/C.2/77/L.9/Rev.1/Add.1", "Sharing rivers", 3)]


def test_sponsor_history_of_a_state(warehouse: duckdb.DuckDBPyConnection) -> None:
    assert ask(warehouse, "SELECT symbol, title, others FROM sponsor_history('chl')") == [("A/C.2/77/L.9/Rev.1", "Sharing rivers", 2)]


def test_clause_alignment_puts_the_languages_side_by_side(warehouse: duckdb.DuckDBPyConnection) -> None:
    query = "SELECT en, fr, ar, languages FROM clause_alignment WHERE symbol = 'A/RES/77/102' AND path = 'op2.a'"
    assert ask(warehouse, query) == [("To measure every river;", "De mesurer chaque fleuve ;", None, 2)]


def test_draft_history_tells_kept_changed_added_dropped(warehouse: duckdb.DuckDBPyConnection) -> None:
    history = ask(
        warehouse,
        "SELECT step, earlier_symbol, symbol, basis, status, path, diff FROM draft_history('A/C.2/77/L.9') "
        "WHERE language = 'en' AND status <> 'kept'",
    )
    assert [row[:6] for row in history] == [
        (1, "A/C.2/77/L.9", "A/C.2/77/L.9/Rev.1", "symbol", "added", "pp3"),
        (1, "A/C.2/77/L.9", "A/C.2/77/L.9/Rev.1", "symbol", "changed", "op1"),
        (1, "A/C.2/77/L.9", "A/C.2/77/L.9/Rev.1", "symbol", "dropped", None),
        (1, "A/C.2/77/L.9", "A/C.2/77/L.9/Rev.1", "symbol", "added", "op2"),
        (2, "A/C.2/77/L.9/Rev.1", "A/RES/77/102", "title", "added", "op2.a"),
        (2, "A/C.2/77/L.9/Rev.1", "A/RES/77/102", "title", "added", "op2.b"),
    ]
    assert history[1][6] == "Calls upon all States to share their rivers{+ and lakes+};"


def test_draft_history_names_the_draft_that_is_not_held_in_a_language(warehouse: duckdb.DuckDBPyConnection) -> None:
    query = "SELECT DISTINCT language FROM draft_history('A/RES/77/102') WHERE status = 'not_held' ORDER BY 1"
    assert ask(warehouse, query) == [("ar",), ("fr",)]


@pytest.mark.parametrize(
    ("cover", "step", "basis"),
    [("A/77/L.3", None, "cover"), (None, "A/C.1/77/L.4", "steps"), (None, "S/2022/7", "steps"), ("A/77/102/Add.1", None, None)],
)
def test_draft_history_names_a_draft_that_is_held_nowhere(rows: Rows, tmp_path: Path, cover: str | None, step: str | None, basis: str | None) -> None:
    key = add_document(rows, "A/RES/77/200", "en", FINAL, proposed_in=cover, title="Lakes")
    if step:
        rows["steps"].append({"document_id": key, "position": 1, "step": "draft", "symbol": step})
    with warehouse_of(rows, tmp_path) as held:
        history = ask(held, "SELECT earlier_symbol, basis, status FROM draft_history('A/RES/77/200')")
    assert history == ([(cover or step, basis, "not_held")] if basis else [])


def test_the_bundled_specimens_hold_the_whole_way_of_a_draft(bundled: duckdb.DuckDBPyConnection) -> None:
    query = """SELECT earlier_symbol, symbol, basis, list(status || coalesce(' ' || path, '') ORDER BY position)
               FROM draft_history('A/C.3/190/L.5') WHERE language = ? AND status <> 'kept' GROUP BY ALL ORDER BY min(step)"""
    for language in ("ar", "zh", "en", "fr", "ru", "es"):
        assert bundled.execute(query, [language]).fetchall() == [
            ("A/C.3/190/L.5", "A/C.3/190/L.5/Rev.1", "symbol", ["added pp2", "changed op1", "dropped"]),
            ("A/C.3/190/L.5/Rev.1", "A/RES/190/9", "steps", ["added pp2", "changed op1"]),
        ]


def test_the_bundled_specimens_hold_a_resolution_of_the_year_before(bundled: duckdb.DuckDBPyConnection) -> None:
    query = "SELECT DISTINCT symbol, earlier_symbol, cites, kept, changed, added, dropped FROM annual_predecessors WHERE symbol = 'A/RES/190/9'"
    assert ask(bundled, query) == [("A/RES/190/9", "A/RES/189/12", True, 2, 2, 2, 1)]


def test_the_bundled_specimens_hold_sponsors_that_joined_later(bundled: duckdb.DuckDBPyConnection) -> None:
    assert ask(bundled, "SELECT symbol, others FROM sponsor_history('NOR')") == [("A/C.3/190/L.5/Rev.1/Add.1", 6)]
    assert ask(bundled, "SELECT texts FROM cosponsorship WHERE iso3 = 'BEN' AND other_iso3 = 'NOR'") == [(1,)]


def test_search_shows_the_words_that_it_found(rows: Rows, tmp_path: Path) -> None:
    long = "Recalling " + "one resolution after another, " * 20 + "and otters, " + "and many more, " * 20
    add_document(rows, "A/RES/77/300", "en", [("pp1", long.strip(), "Recalling", "recall")])
    with warehouse_of(rows, tmp_path) as held:
        ((excerpt, text),) = ask(held, "SELECT excerpt, text FROM search('OTTERS')")
    assert text == long.strip()
    assert excerpt.startswith("…") and excerpt.endswith("…")
    assert " and otters, and many" in excerpt
    assert len(excerpt) <= 242


def test_draft_history_is_the_same_from_each_of_its_documents(warehouse: duckdb.DuckDBPyConnection) -> None:
    answers = [ask(warehouse, f"FROM draft_history('{s}')") for s in ("A/C.2/77/L.9", "A/C.2/77/L.9/Rev.1", "A/RES/77/102")]
    assert answers[0] == answers[1] == answers[2] != []


def test_annual_predecessors_compare_with_the_year_before(warehouse: duckdb.DuckDBPyConnection) -> None:
    query = "SELECT symbol, earlier_symbol, language, cites, kept, changed, added, dropped FROM annual_predecessors"
    assert ask(warehouse, query) == [("A/RES/77/102", "A/RES/76/101", "en", True, 2, 3, 3, 1)]


def test_requests_for_reports_say_who_and_by_when(warehouse: duckdb.DuckDBPyConnection) -> None:
    query = "SELECT symbol, path, asked, receiver, session, languages, agreed FROM requests_for_reports WHERE symbol LIKE 'A/RES%' ORDER BY symbol"
    assert ask(warehouse, query) == [
        ("A/RES/76/101", "op3", "secretary_general", "general_assembly", "77", ["en"], True),
        ("A/RES/77/102", "op2.b", "secretary_general", "general_assembly", "78", ["en", "fr"], True),
    ]


def test_action_profile_counts_paragraphs(warehouse: duckdb.DuckDBPyConnection) -> None:
    query = "SELECT session, paragraphs, share FROM action_profile WHERE action = 'call_upon' AND language = 'en' ORDER BY session"
    assert ask(warehouse, query) == [("76", 1, 1 / 3), ("77", 3, 0.5)]


def test_treaty_citations(warehouse: duckdb.DuckDBPyConnection) -> None:
    assert ask(warehouse, "SELECT treaty_volume, treaty_number, symbols FROM treaty_citations") == [("1249", "20378", ["A/RES/77/102"])]


def test_link_conflicts_show_the_words_around(warehouse: duckdb.DuckDBPyConnection) -> None:
    ((words, context, named, linked),) = ask(warehouse, "SELECT text, context, target_symbol, link_symbol FROM link_conflicts")
    assert (named, linked) == ("A/77/1", "A/77/2")
    assert words in context


def test_coverage_says_what_is_missing_and_why(warehouse: duckdb.DuckDBPyConnection) -> None:
    query = "SELECT symbol, held, en, fr, ru, es FROM coverage WHERE symbol IN ('A/RES/77/102', 'A/C.2/77/L.9', 'A/RES/70/1') ORDER BY symbol"
    assert ask(warehouse, query) == [
        ("A/C.2/77/L.9", 1, "held", "no_text_layer", "never asked", "never asked"),
        ("A/RES/70/1", 0, "never asked", "never asked", "never asked", "never asked"),
        ("A/RES/77/102", 3, "held", "held", "timeout", "never asked"),
    ]


def test_coverage_tells_what_is_wrong_with_one_format_where_another_does_not_exist(tables: Path, tmp_path: Path) -> None:
    folder = Path(shutil.copytree(tables, tmp_path / "tables"))
    row = read_table(folder, "fetches").to_pylist()[0] | {"symbol": "A/RES/78/1", "language": "en", "sha256": None}
    later, link = row["requested_at"] + timedelta(seconds=1), row["link"]
    answers = [("too_large", row["requested_at"], link), ("not_found", later, f"{link}&t=docx")]
    write_table(folder, "fetches", [row | {"status": status, "requested_at": at, "link": to} for status, at, to in answers])
    build(folder, tmp_path / "unres.duckdb")
    with connect(tmp_path / "unres.duckdb") as warehouse:
        assert ask(warehouse, "SELECT en FROM coverage WHERE symbol = 'A/RES/78/1'") == [("too_large",)]


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("RIVERS cross", [("A/C.2/77/L.9", "pp2"), ("A/C.2/77/L.9/Rev.1", "pp2"), ("A/RES/76/101", "pp2"), ("A/RES/77/102", "pp2")]),
        ("preoccupee secheresses", [("A/RES/77/102", "pp3")]),
        ("ان الانهار", [("A/RES/77/102", "pp1")]),
        ("lakes and rivers", [("A/C.2/77/L.9/Rev.1", "op1"), ("A/RES/77/102", "op1")]),
        ("a b c d e f", []),
        ("river every measure to and nothing", []),
        ("   ", []),
        ("100%_'; --", []),
    ],
)
def test_search_folds_case_accents_and_arabic_forms(warehouse: duckdb.DuckDBPyConnection, words: str, found: list[Any]) -> None:
    rows = warehouse.execute("SELECT symbol, path FROM search(?)", [words]).fetchall()
    assert sorted(rows) == found


def test_search_in_one_language_only(warehouse: duckdb.DuckDBPyConnection) -> None:
    assert ask(warehouse, "SELECT DISTINCT language FROM search('70/1')") != [("fr",)]
    assert ask(warehouse, "SELECT DISTINCT language FROM search('70/1', lang := 'fr')") == [("fr",)]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Évaluation", "EVALUATION"),
        ("إنّ المؤسّسة", "ان الموسسه"),
        ("“don’t”", '"don\'t"'),
        ("٢٠٢٢", "2022"),
        ("Ёж", "еж"),
        ("cœur", "COEUR"),
        ("a\u00a0b", "a b"),
    ],
)
def test_fold_gives_both_the_same_form(warehouse: duckdb.DuckDBPyConnection, one: str, other: str) -> None:
    ((left, right),) = warehouse.execute("SELECT fold(?), fold(?)", [one, other]).fetchall()
    assert left == right


def test_questions_answered_on_the_gold_of_the_corpus(corpus: Path, tmp_path: Path) -> None:
    tables = gold_tables(corpus, tmp_path / "tables")
    build(tables, tmp_path / "unres.duckdb")
    with connect(tmp_path / "unres.duckdb") as warehouse:
        for question in questions().values():
            began = time.perf_counter()
            ask(warehouse, question.example)
            assert time.perf_counter() - began < 1, question.name
        assert ask(warehouse, "SELECT target_symbol FROM most_cited ORDER BY cited_by DESC LIMIT 1") == [("A/RES/70/1",)]
        assert ask(warehouse, "SELECT count(*) > 0 FROM search('الجمعية العامه')") == [(True,)]
        assert ask(warehouse, "SELECT count(*) FROM sponsor_history('NLD')")[0][0] > 3
