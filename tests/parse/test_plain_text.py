"""Plain text as extractors leave it: paragraphs, labels and notes put together again."""

from __future__ import annotations

from text_files import clauses, notes, read

FILL = "and underlining once more that every harbour needs a lighthouse of its own in all the seasons of the year"


def test_a_marker_that_stands_for_the_hyphen_of_a_broken_word_is_the_one_of_the_first_note() -> None:
    foot = "1\n\nResolution 189/4.\n\n2\n\nA/190/7.\n"
    first = f"The General Assembly,\nRecalling its resolution on lighthouses,1 {FILL},\nNoting the work of the com{foot}"
    rows = read(f"{first}\fmittee of keepers,2\n1. Decides to go on.\n")
    assert notes(rows) == {"1": "Resolution 189/4.", "2": "A/190/7."}
    assert clauses(rows)["pp2"] == "Noting the work of the committee of keepers,"


def test_of_a_stack_of_markers_the_last_has_the_words_behind_it_and_the_others_what_is_left() -> None:
    foot = "1\n2\n3\n\nA/190/3.\n\n4\n\nA/190/4.\n\nA/190/1.\n\nA/190/2.\n"
    rows = read(
        f"The General Assembly,\nRecalling the reports on lighthouses1 and on harbours2 and on ships3 and on nets,4\n1. Decides to go on.\n\n{foot}"
    )
    assert notes(rows) == {str(n): f"A/190/{n}." for n in range(1, 5)}


def test_notes_before_their_markers_are_notes() -> None:
    foot = "A/190/1.\n\nA/190/2.\n\n1\n\n2\n"
    rows = read(f"The General Assembly,\nRecalling the reports on lighthouses1 and on harbours,2\n1. Decides to go on\n\n{foot}\fwith the work.\n")
    assert notes(rows) == {"1": "A/190/1.", "2": "A/190/2."}
    assert clauses(rows)["op1"] == "Decides to go on with the work."


def test_a_note_right_under_a_line_that_goes_on_overleaf_is_a_note() -> None:
    body = "\n".join(["The General Assembly,", "Recalling its call for lighthouses,1", *["and for keepers,"] * 9, "Noting the work on"])
    rows = read(f"{body}\n1 Resolution 189/4.\n\fharbours,\n1. Decides to go on.\n")
    assert notes(rows) == {"1": "Resolution 189/4."}
    assert clauses(rows)["pp2"] == "Noting the work on harbours,"


def test_a_short_line_between_an_ended_paragraph_and_the_first_number_is_a_heading() -> None:
    rows = read(f"The General Assembly,\nRecalling its call for lighthouses {FILL}\nand its call for keepers,\nMeasures\n1. Decides to go on.\n")
    assert clauses(rows)["h1"] == "Measures"


def test_the_first_line_of_a_paragraph_among_the_notes_goes_to_its_number() -> None:
    page = "The General Assembly,\nRecalling the report on lighthouses,1\n1.\n\nDecides to keep the light-\n\n1\n\nA/190/1.\n"
    rows = read(f"{page}\fhouses lit.\n")
    assert notes(rows) == {"1": "A/190/1."}
    assert clauses(rows)["op1"] == "Decides to keep the lighthouses lit."


def test_numbers_in_a_stack_go_to_the_paragraphs_of_their_page_in_order() -> None:
    rows = read("The General Assembly,\n\n1. Calls for calm;\n\nRequests a report;\n\nDecides to go on;\n\n2.\n\n3.\n\n4. Invites all States.\n")
    assert [clauses(rows)[f"op{n}"] for n in range(2, 5)] == ["Requests a report;", "Decides to go on;", "Invites all States."]


def test_a_last_line_between_the_number_and_the_first_line_is_put_behind_it() -> None:
    rows = read("The General Assembly,\n\n1.\nof the sea;\n\nRequests a report on the lights\n\n2. Decides to go on.\n")
    assert clauses(rows)["op1"] == "Requests a report on the lights of the sea;"


def test_a_page_number_in_the_midst_of_a_page_is_none_of_its_words() -> None:
    rows = read("The General Assembly,\nRecalling its resolution,\n\fNoting the report\n\n2/3\n\non lighthouses,\n1. Decides to go on.\n\fThe end\n")
    assert clauses(rows)["pp2"] == "Noting the report on lighthouses,"


def test_first_lines_of_chinese_paragraphs_are_known_by_the_room_of_their_indent() -> None:
    first, inner = "回顾" + "灯" * 18, "灯" * 22
    paragraph = f"{first}\n{inner}\n{'灯' * 9}，\n"
    going_on = f"{first}\n{'灯' * 21}，\n认识到{'灯' * 19}\n{'灯' * 5}，\n"
    rows = read("大会，\n" + paragraph * 4 + going_on + "1. 决定继续审议。\n", "zh")
    assert [p for p in clauses(rows) if p.startswith("pp")] == ["pp1", "pp2", "pp3", "pp4", "pp5"]


def test_where_numbers_stand_between_the_lines_without_any_tell() -> None:
    first, inner = "回顾" + "灯" * 18, "灯" * 22
    pure = f"{first}\n{inner}\n{'灯' * 9}，\n"
    mixed = "".join(f"回顾第{n}号{'灯' * (18 - n % 5)}\n{'灯' * (21 - n % 4)}{n}\n{'灯' * 9}，\n" for n in range(1, 9))
    going_on = f"{first}\n{'灯' * 21}，\n认识到{'灯' * 19}\n{'灯' * 5}，\n"
    rows = read(f"大会，\n{mixed}{pure * 3}{going_on}1. 决定继续审议。\n", "zh")
    assert len([p for p in clauses(rows) if p.startswith("pp")]) == 12


def test_a_phrase_that_seldom_fills_a_paragraph_of_one_line_goes_on_behind_a_full_one() -> None:
    full = "灯" * 20
    words = f"回顾{full}\n灯灯{full}，\n还确认需要灯塔，\n欢迎{full}\n灯灯{full}，\n还确认{full[1:]}\n灯塔，\n"
    rows = read(f"大会，\n{words}1. 决定继续审议。\n", "zh")
    assert [x[:3] for p, x in clauses(rows).items() if p.startswith("pp")] == ["回顾灯", "欢迎灯", "还确认"]


def test_an_enumeration_comma_ends_no_chinese_paragraph() -> None:
    rows = read("大会，\n回顾灯塔、\n认识到港口的需要，\n1. 决定继续审议。\n", "zh")
    assert clauses(rows)["pp1"] == "回顾灯塔、认识到港口的需要，"


def test_the_number_of_a_page_behind_a_word_is_none_of_its_words() -> None:
    first = "The General Assembly,\nRecalling its resolution\n"
    rows = read(f"{first}\fPage 2\non lighthouses and\n\fPage 3\non harbours,\n1. Decides to go on.\n")
    assert clauses(rows)["pp1"] == "Recalling its resolution on lighthouses and on harbours,"


def test_a_page_number_alone_between_a_number_and_its_words_is_no_note() -> None:
    body = "The Security Council,\nRecalling its resolution,\n\f1. Calls for calm;\n2.\n\n2\n\nDecides to remain seized of the matter.\n"
    rows = read(body, symbol="S/RES/9002 (2136)")
    assert notes(rows) == {}
    assert clauses(rows)["op2"] == "Decides to remain seized of the matter."
    assert [row["reason"] for row in rows["dropped_blocks"]] == ["page number"]


def test_the_symbol_at_the_foot_of_a_page_is_none_of_its_words() -> None:
    head = "United Nations\nA/RES/190/1\nGeneral Assembly\nDistr.: General\n\nThe General Assembly,\n"
    rows = read(f"{head}Recalling its call for lighthouses,\n\nA/RES/190/1\n\f1. Decides to go on with the\nwork.\n\nA/RES/190/1\n")
    assert clauses(rows)["pp1"] == "Recalling its call for lighthouses,"
    assert clauses(rows)["op1"] == "Decides to go on with the work."
