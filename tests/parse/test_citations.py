"""What a sentence cites. Every line is a sentence and the symbols that it names, in order."""

from __future__ import annotations

import pytest

from pipeline.parse.citations import find_citations
from pipeline.parse.model import Link, Row, Unit


def cite(*units: Unit, language: str = "en", symbol: str | None = None, loose: list[tuple[str, int | None]] | None = None) -> list[Row]:
    rows, _ = find_citations(
        list(units), document_id=f"x@{language}", symbol=symbol, organ="general_assembly", language=language, loose_links=loose or []
    )
    return rows


def clause(text: str, links: list[Link] | None = None) -> Unit:
    return Unit(text, 0, "x#pp1", None, links or [])


def note(text: str, number: int = 1) -> Unit:
    return Unit(text, 0, None, f"x#fn{number}")


SENTENCES = [
    ("en", "Recalling its resolution 64/293 of 30 July 2010,", ["A/RES/64/293"]),
    ("en", "Recalling resolutions 55/67, 58/137 and 64/178,", ["A/RES/55/67", "A/RES/58/137", "A/RES/64/178"]),
    ("en", "Recalling Security Council resolution 1325 (2000) and subsequent ones,", ["S/RES/1325 (2000)"]),
    ("en", "Recalling Human Rights Council resolution 23/5 of 13 June 2013,", ["A/HRC/RES/23/5"]),
    ("en", "Recalling Economic and Social Council resolution 2013/41,", ["E/RES/2013/41"]),
    ("en", "Noting its decision 65/501,", ["A/DEC/65/501"]),
    ("en", "Recalling its resolutions 217 A (III) and 2625 (XXV),", ["A/RES/217 A (III)", "A/RES/2625 (XXV)"]),
    ("en", "Recalling its resolution S-21/2 and resolution ES-11/1,", ["A/RES/S-21/2", "A/RES/ES-11/1"]),
    ("en", "Recalling its resolution 48/218 B of 29 July 1994,", ["A/RES/48/218 B"]),
    ("en", "Taking note of the report (A/68/127) and of E/2002/68/Add.1,", ["A/68/127", "E/2002/68/Add.1"]),
    ("en", "Recalling resolution 45/3 of 6 October 2020,", ["A/HRC/RES/45/3"]),  # the forty-fifth Assembly sat in 1990
    ("en", "Noting the years 2017/18 and the present resolution,", []),
    ("en", "Noting that 3/4 of the States replied,", []),
    ("fr", "Rappelant la résolution 36/6 du Conseil des droits de l’homme,", ["A/HRC/RES/36/6"]),
    ("fr", "Rappelant la résolution 1325 (2000) du Conseil de sécurité,", ["S/RES/1325 (2000)"]),
    ("es", "Recordando la resolución 1980/67 del Consejo Económico y Social,", ["E/RES/1980/67"]),
    ("es", "Recordando su resolución 64/293, de 30 de julio de 2010,", ["A/RES/64/293"]),
    ("ru", "ссылаясь на свою резолюцию 64/293 от 30 июля 2010 года,", ["A/RES/64/293"]),
    ("ru", "ссылаясь на резолюцию 1325 (2000) Совета Безопасности,", ["S/RES/1325 (2000)"]),
    ("ar", "إذ تشير إلى قرارها 64/293 المؤرخ 30 تموز/يوليه 2010،", ["A/RES/64/293"]),
    ("ar", "إذ تشير إلى قرارها 2286 (د-22)،", ["A/RES/2286 (XXII)"]),
    ("ar", "إذ تشير إلى قرار مجلس الأمن 1325 (2000)،", ["S/RES/1325 (2000)"]),
    ("zh", "回顾其2010年6月30日第64/293号决议，", ["A/RES/64/293"]),
    ("zh", "还回顾人权理事会2013年6月13日第23/5号决议，", ["A/HRC/RES/23/5"]),
    ("zh", "又回顾第55/67、58/137和64/178号决议，", ["A/RES/55/67", "A/RES/58/137", "A/RES/64/178"]),
    # numbers of others: a symbol of another body, a general comment, a number whose year the Council had not reached
    ("zh", "国际海事组织，LC 32/15号文件，附件5，LC-LP.2(2010)号决议。", []),
    ("ar", "ترحب بالقرار Assembly/AU/Decl. 8 (XXXII) الذي اتخذه المؤتمر،", []),
    ("en", "Recalling resolution 61/5 and general comment No. 12 (1999) on food,", ["A/RES/61/5"]),
    ("fr", "le Programme à l’horizon 2030 (2018), de façon à", []),
    # resolutions in the Human Rights Council's report; bodies that give no symbol
    ("ar", "الملحق رقم 53 ألف (A/74/53/Add.1)، الفصل الثالث، القرار 42/12.", ["A/74/53/Add.1", "A/HRC/RES/42/12"]),
    ("fr", "la résolution 49/7 de la Commission de la condition de la femme,", [None]),
]


@pytest.mark.parametrize(("language", "sentence", "symbols"), SENTENCES)
def test_a_sentence_names_these_symbols(language: str, sentence: str, symbols: list[str | None]) -> None:
    rows = cite(clause(sentence), language=language)
    assert [row["target_symbol"] for row in rows] == symbols
    assert all(sentence[row["char_start"] : row["char_end"]] == row["text"] for row in rows)


TREATIES = [
    ("en", "United Nations, Treaty Series, vol. 2225, No. 39574.", "2225", "39574"),
    ("fr", "Nations Unies, Recueil des Traités, vol. 2445, no 44004.", "2445", "44004"),
    ("es", "Naciones Unidas, Treaty Series, vol. 2445, núm. 44004.", "2445", "44004"),
    ("ru", "United Nations, Treaty Series, vol. 2445, No. 44004.", "2445", "44004"),
    ("zh", "联合国，《条约汇编》，第2225卷，第39574号。", "2225", "39574"),
]


@pytest.mark.parametrize(("language", "text", "volume", "number"), TREATIES)
def test_a_treaty_has_series_volume_and_number(language: str, text: str, volume: str, number: str) -> None:
    (row,) = cite(note(text), language=language)
    assert (row["kind"], row["treaty_series"], row["treaty_volume"], row["treaty_number"]) == ("treaty", "UNTS", volume, number)


def test_ibid_stands_for_the_note_before_it_through_a_chain() -> None:
    rows = cite(note("United Nations, Treaty Series, vol. 1, No. 2.", 1), note("Ibid., vol. 3, No. 4.", 2), note("Ibid., vol. 5, No. 6.", 3))
    assert [row["treaty_series"] for row in rows] == ["UNTS"] * 3
    assert [row["ibid_of"] for row in rows] == [None, rows[0]["citation_id"], rows[1]["citation_id"]]


def test_an_unrecognised_note_breaks_the_chain() -> None:
    rows = cite(
        note("United Nations, Treaty Series, vol. 1, No. 2.", 1), note("See the statement of the Chair.", 2), note("Ibid., vol. 3, No. 4.", 3)
    )
    assert len(rows) == 1


def test_a_bare_ibid_has_the_target_of_the_note_before() -> None:
    rows = cite(note("Resolution 70/1.", 1), note("Ibid., annex II.", 2))
    assert (rows[1]["text"], rows[1]["target_symbol"]) == ("Ibid.", "A/RES/70/1")


def test_official_records_are_cited_with_their_whole_phrase() -> None:
    (row,) = cite(note("See Official Records of the General Assembly, Sixty-fifth Session, Supplement No. 53 (A/65/53), para. 9."))
    assert (row["kind"], row["target_symbol"], row["pinpoint"]) == ("official_record", "A/65/53", "para. 9")
    assert row["text"] == "Official Records of the General Assembly, Sixty-fifth Session, Supplement No. 53 (A/65/53)"


def test_a_hyperlink_that_leads_elsewhere_conflicts_and_the_words_count() -> None:
    text = "Recalling its resolution 64/293,"
    agrees = cite(clause(text, [Link(25, 31, "https://undocs.org/en/A/RES/64/293")]))
    conflicts = cite(clause(text, [Link(25, 31, "https://undocs.org/en/A/RES/64/292")]))
    assert (agrees[0]["link_status"], conflicts[0]["link_status"]) == ("agrees", "conflicts")
    assert conflicts[0]["target_symbol"] == "A/RES/64/293"


def test_links_printed_at_the_end_of_a_page_are_matched_to_its_words() -> None:
    text = "还回顾人权理事会2013年6月13日第23/5号决议，"
    (row,) = cite(clause(text), language="zh", loose=[("http://undocs.org/ch/A/RES/23/5", None)])
    assert (row["link_symbol"], row["link_status"]) == ("A/RES/23/5", "conflicts")


def test_an_ambiguous_number_keeps_its_candidates_and_no_target() -> None:
    rows, candidates = find_citations(
        [clause("Noting resolution 5/14,")], document_id="x@en", symbol=None, organ="general_assembly", language="en", loose_links=[]
    )
    assert rows[0]["target_symbol"] is None
    assert [c["candidate_symbol"] for c in candidates] == ["A/HRC/RES/5/14"]


def test_a_document_never_cites_itself() -> None:
    assert cite(clause("Recalling its resolution 64/293,"), symbol="A/RES/64/293") == []


def test_a_link_settles_only_what_the_words_leave_open() -> None:
    """Twenty-fifth sessions of the Assembly numbered otherwise: a link to A/RES/25/2 is the linker's guess."""
    text = "Taking note of resolution 25/2 of 27 May 2016,"
    unit = Unit(text, 0, clause_id="x", links=[Link(26, 30, "https://undocs.org/en/A/RES/25/2")])
    rows, _ = find_citations([unit], document_id="d", symbol=None, organ="general_assembly", language="en", loose_links=[])
    assert [row["target_symbol"] for row in rows] == [None]


def test_the_bracket_that_closes_behind_a_pinpoint_is_no_part_of_it() -> None:
    (row,) = cite(clause("(see A/65/404, para. 18), and"))
    assert row["pinpoint"] == "para. 18"


@pytest.mark.parametrize("language", ["ar", "zh", "en", "fr", "ru", "es"])
def test_dates_are_those_printed_with_the_number(language: str) -> None:
    text = next(sentence for lang, sentence, _ in SENTENCES if lang == language and ("2010" in sentence or "2013" in sentence or language == "fr"))
    text = "Rappelant sa résolution 64/293 du 30 juillet 2010," if language == "fr" else text
    (row,) = cite(clause(text), language=language)
    assert row["cited_on"] is not None
    assert row["cited_on"].year in (2010, 2013)


@pytest.mark.parametrize(("printed", "cited_on"), [("of 15 October 1999", "1999-10-15"), ("until 31 October 2007", "None")])
def test_a_day_of_another_year_than_that_of_a_council_resolution_is_not_its_date(printed: str, cited_on: str) -> None:
    (row,) = cite(clause(f"Decides to extend the mandate set out in Security Council resolution 1267 (1999) {printed};"))
    assert (row["target_symbol"], str(row["cited_on"])) == ("S/RES/1267 (1999)", cited_on)


@pytest.mark.parametrize(("printed", "target"), [("20 December 2017", "A/RES/72/7"), ("19 May 2016", None)])
def test_a_number_whose_year_no_session_of_the_assembly_had_is_left_open(printed: str, target: str | None) -> None:
    units = [clause(f"Noting resolution 72/7 of {printed},")]
    rows, candidates = find_citations(units, document_id="x@en", symbol=None, organ="general_assembly", language="en", loose_links=[])
    assert [row["target_symbol"] for row in rows] == [target]
    assert [row["candidate_symbol"] for row in candidates] == ([] if target else ["A/RES/72/7"])
