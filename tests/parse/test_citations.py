"""What a sentence cites. Every line is a sentence and the symbols that it names, in order."""

from __future__ import annotations

import pytest

from pipeline.parse.citation_anchors import starts
from pipeline.parse.citation_tokens import expression
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


LISTS = [
    # a year said once for several resolutions of the Council, and a resolution named again without it
    (
        "en",
        "Recalling resolutions 2601, 2602 (2021), 2615 and 2616 (2021),",
        ["S/RES/2601 (2021)", "S/RES/2602 (2021)", "S/RES/2615 (2021)", "S/RES/2616 (2021)"],
    ),
    ("en", "Recalling resolution 1718 (2006) and paragraph 9 of resolution 1718,", ["S/RES/1718 (2006)", "S/RES/1718 (2006)"]),
    ("en", "Noting resolution 1540 (2004), the 1540 Committee and the year 1540,", ["S/RES/1540 (2004)"]),
    ("ar", "يشير إلى القرار 1540 (2004) وإلى تقرير لجنة القرار 1540،", ["S/RES/1540 (2004)"]),
    ("fr", "Rappelant la résolution 1810 (2008) du 25 avril 2008, 1977 (2011) et d’autres,", ["S/RES/1810 (2008)", "S/RES/1977 (2011)"]),
    ("en", "Recalling its resolutions 61/5 of 1 March 2007,62/6 and 63/7,", ["A/RES/61/5", "A/RES/62/6", "A/RES/63/7"]),
    ("en", "Resolutions 62/214, sect. B; 63/283, sect. III; and 64/250.", ["A/RES/62/214", "A/RES/63/283", "A/RES/64/250"]),
    # parts
    ("en", "See resolution 67/234 B.", ["A/RES/67/234 B"]),
    ("en", "Recalling its resolutions 67/234 A and B and 68/247 B–D,", ["A/RES/67/234 A", "A/RES/67/234 B", "A/RES/68/247 B", "A/RES/68/247 D"]),
    ("fr", "Rappelant sa résolution 67/234 B, puis la résolution 67/234 C,", ["A/RES/67/234 B", "A/RES/67/234 C"]),
    ("zh", "回顾其第67/234 A和B号决议，", ["A/RES/67/234 A", "A/RES/67/234 B"]),
    ("ar", "إذ تشير إلى قراريها 67/234 ألف وبـاء و 53/77 ألف ألف،", ["A/RES/67/234 A", "A/RES/67/234 B", "A/RES/53/77 AA"]),
    # endings beside a document
    ("en", "See A/76/281 and Corr.1, and A/76/282/Add.1 and Add.2.", ["A/76/281", "A/76/281/Corr.1", "A/76/282/Add.1", "A/76/282/Add.2"]),
    ("ru", "См. A/76/281 (Part I) и Corr.3, пункт 4.", ["A/76/281 (Part I)", "A/76/281 (Part I)/Corr.3"]),
    ("en", "See A/C.6/64/SR.1–28 and A/72/118 (part II).", ["A/C.6/64/SR.1-28", "A/72/118 (Part II)"]),
    ("fr", "Voir A/S‑12/2 et A/75/84–E/2020/61.", ["A/S-12/2", "A/75/84-E/2020/61"]),
    ("en", "See ICCD/COP(14)/23/Add.1 and decision XII/11 of the Conference.", ["ICCD/COP(14)/23/Add.1"]),
    # spelling of layouts
    ("ar", "يشير إلى القرارين 1591 ( 2005) و 2035 (2012(؛", ["S/RES/1591 (2005)", "S/RES/2035 (2012)"]),
    ("ar", "وفقا لقــرار الجمعيــة العامة 973 (د-10)،", ["A/RES/973 (X)"]),
    ("ar", "إذ تشير إلى قرارها ٦٤/٢٩٣ وقرار مجلس الأمن ١٣٢٥ (٢٠٠٠)،", ["A/RES/64/293", "S/RES/1325 (2000)"]),
    ("en", "consistent with UNSCR 2467 (2019),", ["S/RES/2467 (2019)"]),
]


@pytest.mark.parametrize(("language", "sentence", "symbols"), LISTS)
def test_lists_parts_and_endings(language: str, sentence: str, symbols: list[str | None]) -> None:
    test_a_sentence_names_these_symbols(language, sentence, symbols)


BODIES = [
    # the body next to the number, not one that is spoken of
    (
        "en",
        "as set by the Commission on Human Rights in its resolution 1998/72 and the Human Rights Council in its resolution 4/4,",
        ["E/CN.4/RES/1998/72", "A/HRC/RES/4/4"],
    ),
    ("fr", "Rappelle que, dans sa résolution 2005/5, la Commission des droits de l’homme a prié", ["E/CN.4/RES/2005/5"]),
    ("fr", "comme l’a dit l’Assemblée des Nations Unies pour l’environnement dans sa résolution 2/5,", ["UNEP/EA.2/Res.5"]),
    ("ru", "созданного Советом по правам человека в его резолюции 39/2 механизма Генеральной Ассамблее,", ["A/HRC/RES/39/2"]),
    ("ru", "ссылаясь на резолюцию 72/305 об укреплении Экономического и Социального Совета,", ["A/RES/72/305"]),
    ("zh", "请向妇女地位委员会提出报告，说明第73/148号决议的执行情况，", ["A/RES/73/148"]),
    ("fr", "avant leur examen par le Conseil, conformément à ses résolutions 57/214 et 59/265,", ["A/RES/57/214", "A/RES/59/265"]),
    # words in a title govern nothing outside it
    ("fr", "ses résolutions 75/224, intitulée « Application des décisions », 76/202 et 76/205,", ["A/RES/75/224", "A/RES/76/202", "A/RES/76/205"]),
    ("zh", "回顾第76/202号、题为“决定草案”的第76/205号决议，", ["A/RES/76/202", "A/RES/76/205"]),
    # a report of the Human Rights Council or of a functional commission before the number
    ("es", "suplemento núm. 53A (A/77/53/Add.1), cap. III, secc. A, resolución 51/4.", ["A/77/53/Add.1", "A/HRC/RES/51/4"]),
    ("en", "Supplement No. 4 (E/2013/24), chap. I, sect. C, decision 44/114.", ["E/2013/24", None]),
    ("zh", "《大会正式记录，第七十四届会议，补编第53A号》(A/74/53/Add.1)，第三章，第42/12号决议。", ["A/74/53/Add.1", "A/HRC/RES/42/12"]),
    ("en", "Supplement No. 25 (A/71/25), annex, resolution 2/15.", ["A/71/25", "UNEP/EA.2/Res.15"]),
    # “the Council” that counts by year
    ("zh", "科学和技术促进发展委员会根据理事会第2006/46号决议提出报告，", ["E/RES/2006/46"]),
    # bodies that number by year or session and give no symbol; where the sentence names one, the number is left open
    ("en", "decision 53/113 of the Statistical Commission of 11 March 2022,", [None]),
    ("en", "Recalling the adoption of resolution 2000/22 on dialogue by the Sub-Commission on its work,", ["E/CN.4/Sub.2/RES/2000/22"]),
    ("en", "Recalling the adoption of resolution 2000/22 of 18 August 2000, on dialogue, by the Sub-Commission on its work,", [None]),
    ("en", "resolution 76/170 of 19 December 2021 and the conclusions of the Commission on the Status of Women,", ["A/RES/76/170"]),
]


@pytest.mark.parametrize(("language", "sentence", "symbols"), BODIES)
def test_whose_number_it_is(language: str, sentence: str, symbols: list[str | None]) -> None:
    test_a_sentence_names_these_symbols(language, sentence, symbols)


OLD = [
    ("en", "its resolutions 1514 (XV) and 3201 (S-VI), and 1991 A and B (XVIII),",
     ["A/RES/1514 (XV)", "A/RES/3201 (S-VI)", "A/RES/1991 A (XVIII)", "A/RES/1991 B (XVIII)"]),
    ("en", "resolution ES-10/2, decision 34/401 and resolution 242 (1967),", ["A/RES/ES-10/2", "A/DEC/34/401", "S/RES/242 (1967)"]),
    ("en", "Economic and Social Council resolution 1503 (XLVIII) and E/RES/1980/67,", ["E/RES/1503 (XLVIII)", "E/RES/1980/67"]),
    ("en", "resolution 8 (XXIII) of the Commission on Human Rights,", ["E/CN.4/RES/8 (XXIII)"]),
    ("en", "Trusteeship Council resolution 2106 (XXIX),", ["T/RES/2106 (XXIX)"]),
    ("en", "decision 2/102 of the Human Rights Council,", ["A/HRC/DEC/2/102"]),
    ("en", "See S/PRST/2004/22, A/46/PV.12, ST/SGB/1999/3, UNEP/GC.22/2 and S/PV.2750.",
     ["S/PRST/2004/22", "A/46/PV.12", "ST/SGB/1999/3", "UNEP/GC.22/2", "S/PV.2750"]),
    ("fr", "la résolution 1503 (XLVIII) du Conseil économique et social,", ["E/RES/1503 (XLVIII)"]),
    ("ar", "قراراتها 1514 (د-15) و 3201 (دإ-6) و 217 ألف (د–3)،", ["A/RES/1514 (XV)", "A/RES/3201 (S-VI)", "A/RES/217 A (III)"]),
    ("zh", "回顾第一五一四(十五)号、第三二〇一(特六)号和第一㈠号决议，", ["A/RES/1514 (XV)", "A/RES/3201 (S-VI)", "A/RES/1 (I)"]),
    ("zh", "回顾第217 A(III)号和第1325（2000）号决议，", ["A/RES/217 A (III)", "S/RES/1325 (2000)"]),
]  # fmt: skip
"""Forms of the years 1946 to 1999."""


@pytest.mark.parametrize(("language", "sentence", "symbols"), OLD)
def test_old_forms(language: str, sentence: str, symbols: list[str | None]) -> None:
    test_a_sentence_names_these_symbols(language, sentence, symbols)


DATES = [
    ("fr", "la résolution 70/1 de l’Assemblée générale, en date du 25 septembre 2015,", "2015-09-25"),
    ("es", "la resolución 70/1, así como su llamamiento del 25 de marzo de 2020,", "None"),
    ("fr", "ses résolutions 61/5 et 62/7, en date des 1er mars 2007 et 3 mars 2008,", "None"),
    ("ru", "доклад «О ходе осуществления резолюции 72/305» от 12 августа 2020 года,", "None"),
    ("zh", "回顾2018年7月23日题为“审查工作”的第72/305号决议，", "2018-07-23"),
    ("zh", "决定2023年6月30日财政期间沿用其第72/305号决议的机制，", "None"),
]


@pytest.mark.parametrize(("language", "sentence", "cited_on"), DATES)
def test_a_date_is_the_numbers_own(language: str, sentence: str, cited_on: str) -> None:
    assert str(cite(clause(sentence), language=language)[-1]["cited_on"]) == cited_on


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


def test_a_part_named_before_says_nothing_of_another_part() -> None:
    rows = cite(clause("Recalling General Assembly resolution 74/255 A,"), clause("Recalling resolution 74/255 B and resolution 74/255,"))
    assert [row["target_symbol"] for row in rows] == ["A/RES/74/255 A", "A/RES/74/255 B", "A/RES/74/255"]


def test_a_link_to_more_resolutions_than_the_council_adopts_settles_nothing() -> None:
    text = "Resolution 45/110, annex."
    (row,) = cite(Unit(text, 0, None, "x#fn1", [Link(11, 17, "https://undocs.org/A/HRC/RES/45/110")]))
    assert (row["target_symbol"], row["link_status"]) == ("A/RES/45/110", "conflicts")


@pytest.mark.parametrize("language", ["ar", "zh", "en", "fr", "ru", "es"])
def test_every_form_is_found_where_one_can_begin(language: str) -> None:
    """The places that `citation_anchors` gives leave out nothing that trying every place would find."""
    texts = [s for lang, s, _ in SENTENCES + LISTS + BODIES + OLD if lang == language] + [t for lang, t, _, _ in TREATIES if lang == language]
    for text in [*texts, "see https://www.un.org/x and www.un.org/y, " + "".join(texts)]:
        everywhere = [m.span() for m in expression(language).finditer(text)]
        assert {start for start, _ in everywhere} <= set(starts(text, language))


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
