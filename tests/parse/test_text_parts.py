"""Parts and their titles in plain text, last lines that strayed, and what runs through the pages."""

from __future__ import annotations

import pytest
from text_files import clauses, notes, read

COVER = "A/RES/190/1\n\n190/1. Lighthouses of the sea\n\n"
LAST = "各灯塔继续工作，并在今后各年向大会提出报告，说明灯塔的工作情况；"
RUSSIAN = "работу смотрителей маяков на всех берегах морей и океанов, в портах и на мысах"
LONG = "the work of the keepers on the lights of the coast and of all harbours that lie behind it"


@pytest.mark.parametrize("gap", [" ", "        "])
def test_the_numeral_of_a_part_and_its_title_may_stand_on_one_line(gap: str) -> None:
    first = f"The General Assembly,\nI{gap}Lights of the coast\nRecalling its resolution,\n1. Decides to go on;\n"
    rows = read(f"{COVER}{first}II{gap}Harbours, and what lies\nbehind them\nRecalling its decision,\n1. Decides to build.\n")
    assert [row["label"] for row in rows["clauses"] if row["kind"] == "heading"] == ["I", "II"]
    assert clauses(rows)["h2"] == "Harbours, and what lies behind them"
    assert clauses(rows)["II.pp1"] == "Recalling its decision,"


def test_a_chinese_numeral_is_set_off_from_its_title_by_one_space() -> None:
    first = "大会，\n一 航道上的灯塔\n回顾其第 189/4 号决议，\n1. 决定继续审议；\n"
    rows = read(f"A/RES/190/1\n\n190/1. 灯塔\n\n{first}二 港口的工作\n回顾其第 189/5 号决议，\n1. 决定建造。\n", "zh")
    assert [row["text"] for row in rows["clauses"] if row["kind"] == "heading"] == ["航道上的灯塔", "港口的工作"]


def test_a_numeral_before_words_without_a_series_is_no_heading() -> None:
    rows = read(f"{COVER}The General Assembly,\nRecalling chapter\nI of the report on lights,\n1. Decides to go on.\n")
    assert clauses(rows)["pp1"] == "Recalling chapter I of the report on lights,"


def test_one_numeral_before_a_capital_makes_no_series() -> None:
    rows = read(f"{COVER}The General Assembly,\nI Lights of the coast\nRecalling its resolution,\n1. Decides to go on.\n")
    assert not [row for row in rows["clauses"] if row["label"] == "I"]


def test_a_title_under_its_numeral_is_a_heading_however_long() -> None:
    title = "Estimates resulting from resolutions and decisions adopted by the Assembly at its session\non all lighthouses of the sea and of harbours"
    first = f"The General Assembly,\nI\n\n{title}\nRecalling its resolution,\n1. Decides to go on;\n"
    rows = read(f"{COVER}{first}II\n\nHarbours\nRecalling its decision,\n1. Decides to build.\n")
    assert clauses(rows)["h1"] == title.replace("\n", " ")


def test_the_formula_may_lack_its_comma() -> None:
    rows = read("A/RES/190/1\n\n190/1. Faros\n\nLa Asamblea General\nRecordando su resolución,\n1. Decide continuar.\n", "es")
    assert clauses(rows) == {"enacting": "La Asamblea General", "pp1": "Recordando su resolución,", "op1": "Decide continuar."}


def test_a_paragraph_whose_comma_was_lost_ends_where_much_room_is_left() -> None:
    lines = f"Noting {LONG}\nthat is done\nStressing that {LONG},\nwhich is\n"
    rows = read(f"{COVER}The General Assembly,\n{lines}much,\n1. Decides to go on.\n")
    assert clauses(rows)["pp2"].startswith("Stressing that")


def test_a_last_line_printed_behind_the_page_goes_to_its_first_line() -> None:
    body = (
        f"1.\n\nDecides to extend, from the day of this resolution, {LONG} for twelve\n\n2.\n\nRequests a report on {LONG} until spring;\n\nmonths;\n"
    )
    rows = read(f"{COVER}The General Assembly,\nRecalling {LONG},\n{body}")
    assert clauses(rows)["op1"].endswith("behind it for twelve months;")
    assert clauses(rows)["op2"].endswith("until spring;")


def test_a_last_line_of_the_title_under_its_number_goes_behind_the_first_line() -> None:
    rows = read(
        "A/RES/190/1\n\n190/1.\nharbours\n\nLighthouses of the sea and of all\n\nThe General Assembly,\nRecalling it,\n1. Decides to go on.\n"
    )
    assert rows["documents"][0]["title"] == "Lighthouses of the sea and of all harbours"


def test_the_date_of_distribution_is_not_the_one_of_adoption() -> None:
    head = "S/RES/2999 (2030)\nUnited Nations\n\nSecurity Council\nResolution 2999 (2030)\n\nDistr.: General\n31 July 2031\n\n"
    rows = read(
        f"{head}Adopted by the Security Council at its 9993rd meeting, on 31 May 2030\nThe Security Council,\nRecalling it,\n1. Decides to go on.\n",
        symbol="S/RES/2999 (2030)",
    )
    assert str(rows["documents"][0]["adopted_on"]) == "2030-05-31"


@pytest.mark.parametrize("line", ["A/RES/190/1", "–2–"])
def test_a_running_foot_between_blank_lines_in_the_midst_of_a_page_is_none_of_its_words(line: str) -> None:
    points = "".join(f"({x}) {LONG};\n" for x in "abcdef")
    page = f"1. Decides to go on with all the work:\n{points}2.\n\n{line}\n\nRequests a report on {LONG}.\n"
    rows = read(f"{COVER}The General Assembly,\nRecalling {LONG},\n\f{page}")
    assert clauses(rows)["op2"] == f"Requests a report on {LONG}."


def test_the_label_of_a_point_may_stand_behind_its_first_line() -> None:
    points = f"The use of {LONG} at all\n(a)\nhours of the night;\nThe care for {LONG} with\n(b)\nall their lamps.\n"
    rows = read(f"{COVER}The General Assembly,\nRecalling {LONG},\n1. Invites States to support:\n{points}")
    assert clauses(rows)["op1.a"].endswith("at all hours of the night;")
    assert clauses(rows)["op1.b"].endswith("with all their lamps.")


def test_a_heading_of_nearly_a_line_stands_before_the_next_number() -> None:
    heading = "Arrangements for the keepers of lights from 1 July 2030 to 30 June 2031"
    full = f"{LONG} and\n{LONG} and\n" * 6
    rows = read(f"{COVER}The General Assembly,\n1. Decides on {full}the sea;\n{heading}\n2. Requests a report on {full}all coasts.\n")
    assert clauses(rows)["h1"] == heading


def test_a_whole_page_of_notes_ends_the_document() -> None:
    body = f"The General Assembly,\nRecalling {LONG}1 and the Charter,2\n\fNoting {LONG},\n1. Decides to go on.\n"
    rows = read(f"{COVER}{body}\f1Resolution 60/1.\n2Resolution 60/2.\n3Resolution 60/3.\n")
    assert notes(rows)["1"] == "Resolution 60/1."
    assert {row["marker"] for row in rows["footnote_refs"]} >= {"1", "2"}


def test_a_numbered_list_within_a_paragraph_is_no_note() -> None:
    body = "1. Decides on the following:\n(1) The keepers;\n(2) The lights;\n2. Requests a report.\n3. Decides to go on.\n"
    rows = read(f"{COVER}The General Assembly,\nRecalling {LONG},\n{body}")
    assert not rows["footnotes"]
    assert clauses(rows)["op3"] == "Decides to go on."


def test_a_note_without_its_marker_stands_behind_the_page_though_the_marker_stands_above() -> None:
    first = f"The General Assembly,\nNoting {LONG} in its session,\n\n1\n\n"
    page = f"{first}Recalling the seminar on {LONG}, and the\nplan1 of it,\n\nA/67/746, annex II.\n"
    rows = read(f"{COVER}{page}\fAlso noting {LONG},\n1. Decides to go on.\n")
    assert notes(rows) == {"1": "A/67/746, annex II."}
    assert clauses(rows)["pp2"].startswith("Recalling the seminar")


def test_a_chinese_line_that_a_marker_broke_begins_no_paragraph() -> None:
    full = "回顾大会关于航道上灯塔与港口看守人的所有决议和决定以及人权理事会的有关决议和决定，并回顾"
    rows = read(f"大会，\n{full}\n{full}\n重申《灯塔宣言》，1\n其中阐述了看守人的权利并产生了影响，\n1. 决定继续审议。\n", "zh")
    assert "pp2" not in clauses(rows)


def test_a_chinese_line_that_was_broken_early_ends_its_paragraph() -> None:
    full = "回顾大会关于航道上灯塔与港口看守人的所有决议和决定以及人权理事会的有关决议和决定，并回顾"
    rows = read(f"大会，\n{full}\n{full}\n灯塔的工作，\n因此，依然感到关切的是灯塔的状况，\n1. 决定继续审议。\n", "zh")
    assert clauses(rows)["pp2"] == "因此，依然感到关切的是灯塔的状况，"


def test_a_resolution_whose_formula_was_left_out_begins_with_its_first_phrase() -> None:
    head = "A/RES/190/1\n\nResolution adopted by the General Assembly on 1 March 2135\n\n190/1. Lighthouses of the sea\n\n"
    rows = read(f"{head}Recalling its resolution 189/1 of 2 March 2134,\n\n1. Decides to go on.\n")
    assert clauses(rows) == {"pp1": "Recalling its resolution 189/1 of 2 March 2134,", "op1": "Decides to go on."}


def test_without_formula_and_adoption_there_is_no_resolution() -> None:
    rows = read("Letter of the keeper\n\nRecalling the lights, I write to you.\n\n1. Decides to go on.\n")
    assert rows["clauses"] == []


def test_a_heading_longer_than_a_line_stands_before_the_next_number() -> None:
    heading = f"Report on {LONG} for the year"
    body = f"Recalling {LONG[:50]}\nthe report of the keepers on {LONG[:30]}\nand the sea,\n1. Decides to go on with {LONG[:30]}\nand the harbours;\n"
    rows = read(f"{COVER}The General Assembly,\n{body}{heading}\n2134\n2. Takes note of the report.\n")
    assert clauses(rows)["h1"] == f"{heading} 2134"
    assert clauses(rows)["op2"] == "Takes note of the report."


def test_a_heading_may_part_the_points_of_a_paragraph() -> None:
    points = f"1. Decides:\n(a) To light {LONG}\nand the coast;\nHarbours\n(b) To light the harbours.\n"
    rows = read(f"{COVER}The General Assembly,\nRecalling its resolution,\n{points}")
    assert (clauses(rows)["h1"], clauses(rows)["op1.b"]) == ("Harbours", "To light the harbours.")


def test_two_headings_one_under_the_other_are_two() -> None:
    lines = f"Recalling {LONG}\nand {LONG},\nNoting {LONG}\nand the sea,\n\nLights\n\nTasks of the keepers\n\n1. Decides to go on with {LONG}.\n"
    rows = read(f"{COVER}The General Assembly,\n{lines}")
    assert [clauses(rows)[x] for x in ("h1", "h2")] == ["Lights", "Tasks of the keepers"]


def test_signs_of_a_line_that_was_spread_too_wide_are_one_line_again() -> None:
    line = "回顾其关于沿海各国灯塔和港口工作的决议的作"
    rows = read(f"A/RES/190/1\n\n190/1. 灯塔\n\n大会，\n{line}\n{line}\n用\n，\n并\n重\n申\n其决心，\n1. 决定继续审议。\n", "zh")
    assert clauses(rows)["pp1"] == f"{line}{line}用，并重申其决心，"


def test_a_last_line_that_is_a_phrase_may_stand_before_its_first_one() -> None:
    body = f"回顾其第 189/4 号决议，\n1.\n请：\n\n强调各国港口有必要采取协调一致的办法，因此促\n\n(a)\n{LAST}\n"
    rows = read(f"A/RES/190/1\n\n190/1. 灯塔\n\n大会，\n{body}", "zh")
    assert clauses(rows)["op1"] == "强调各国港口有必要采取协调一致的办法，因此促请："


def test_a_letter_typed_for_the_first_number_begins_the_paragraphs_with_numbers() -> None:
    rows = read(f"{COVER}The General Assembly,\nRecalling {LONG}\nand the sea,\nl. Decides to go on;\n2. Requests a report.\n")
    assert clauses(rows)["op1"] == "Decides to go on;"


def test_a_paragraph_whose_comma_was_lost_ends_before_a_gap_where_there_are_no_capitals() -> None:
    lines = f"ссылаясь на {RUSSIAN}\n{RUSSIAN},\nотмечая {RUSSIAN}\nв море\n\nподчеркивая {RUSSIAN}\nи {RUSSIAN},\n1. постановляет продолжить.\n"
    rows = read(f"A/RES/190/1\n\n190/1. Маяки\n\nГенеральная Ассамблея,\n{lines}", "ru")
    assert clauses(rows)["pp3"].startswith("подчеркивая")


def test_the_last_word_of_a_paragraph_before_a_spread_line_ends_it() -> None:
    spread = "наркотиками,\nс\nудовлетворением\nотмечая\nновые\nусилия\nсмотрителей"
    lines = f"ссылаясь на {RUSSIAN}\n{RUSSIAN}\n{spread}\n{RUSSIAN},\n1. постановляет продолжить.\n"
    rows = read(f"A/RES/190/1\n\n190/1. Маяки\n\nГенеральная Ассамблея,\n{lines}", "ru")
    assert clauses(rows)["pp2"].startswith("с удовлетворением отмечая новые усилия")


def test_a_phrase_within_a_spread_line_begins_no_paragraph() -> None:
    spread = "сторон\nморя\nи\nберега,\nотмечая\nновые\nусилия\nсмотрителей"
    lines = f"ссылаясь на {RUSSIAN}\n{RUSSIAN}\n{spread}\n{RUSSIAN},\n1. постановляет продолжить.\n"
    rows = read(f"A/RES/190/1\n\n190/1. Маяки\n\nГенеральная Ассамблея,\n{lines}", "ru")
    assert "pp2" not in clauses(rows)


@pytest.mark.parametrize(("formula", "begins"), [("Генеральная Ассамблея,", False), ("Совет Безопасности,", True)])
def test_a_phrase_may_stand_inside_in_resolutions_of_one_organ_alone(formula: str, begins: bool) -> None:
    lines = f"ссылаясь на {RUSSIAN}\nи море {RUSSIAN},\nдействуя {RUSSIAN}\nи {RUSSIAN},\n1. постановляет продолжить.\n"
    rows = read(f"A/RES/190/1\n\n190/1. Маяки\n\n{formula}\n{lines}", "ru")
    assert ("pp2" in clauses(rows)) is begins


def test_a_label_printed_before_the_heading_of_an_annex_is_of_a_point_below_it() -> None:
    annex = f"(a)\nAnnex\nThe keepers shall work on {LONG}\nas follows:\n\nReport on the lights;\n(b) Look after {LONG}.\n"
    rows = read(f"{COVER}The General Assembly,\nRecalling {LONG}\nand the sea,\n1. Decides to go on with {LONG}\nand the piers.\n{annex}")
    assert clauses(rows)["annex.1"] == "Annex"


@pytest.mark.parametrize(
    ("first", "second", "whole"),
    [
        ("回顾其第219", "1(2014)号决议", "回顾其第2191(2014)号决议"),
        ("回顾其第2191(20", "14)号决议", "回顾其第2191(2014)号决议"),
        ("回顾其第2191(2", "014)号决议", "回顾其第2191(2014)号决议"),
        ("决定拨款38 721", "700元", "决定拨款38 721 700元"),
    ],
)
def test_a_number_that_a_chinese_line_breaks_is_one(first: str, second: str, whole: str) -> None:
    rows = read(f"S/RES/9999 (2135)\n\n安全理事会，\n{first}\n{second}，\n1. 决定继续审议。\n", "zh", "S/RES/9999 (2135)")
    assert clauses(rows)["pp1"] == f"{whole}，"


def test_numbers_at_the_end_and_the_beginning_of_lines_stay_two_where_words_have_spaces() -> None:
    rows = read(f"{COVER}The General Assembly,\nRecalling the 12\n14 and 16 keepers,\n1. Decides to go on.\n")
    assert clauses(rows)["pp1"] == "Recalling the 12 14 and 16 keepers,"
