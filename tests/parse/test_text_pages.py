"""Pages of plain text: their heads, the paragraphs that go on over them, and the notes at their foot."""

from __future__ import annotations

import pytest
from text_files import clauses, notes, read

BODY = "\n".join(["The General Assembly,", "Recalling its call for lighthouses,1", *["and for keepers of harbours,"] * 9, "Noting the work on"])


@pytest.mark.parametrize(
    "head", ["A/RES/190/1\n航道上的灯塔与港口\n\n", "航道上的灯塔与港口\n\nA/RES/190/1\n\n", "A/RES/190/1航道上的灯塔与港口\n\n"]
)
def test_the_title_at_the_top_of_the_second_page_is_none_of_its_words(head: str) -> None:
    rows = read(f"A/RES/190/1\n\n190/1. 航道上的灯塔与港口\n大会，\n回顾其第 189/4 号决议，\n\f{head}欢迎看守人的报告，\n1. 决定继续审议。\n", "zh")
    assert clauses(rows)["pp1"] == "回顾其第189/4号决议，"
    assert clauses(rows)["pp2"] == "欢迎看守人的报告，"


def test_the_label_of_a_paragraph_between_the_lines_of_a_head_is_no_head() -> None:
    cover = "A/RES/190/1\n\nLighthouses of the sea and of harbours\n\n"
    head = "Lighthouses of the sea and of harbours\n\n2.\n\nA/RES/190/1\n\n"
    rows = read(f"{cover}The General Assembly,\n1. Decides to go on;\n\f{head}Requests a report.\n")
    assert clauses(rows)["op2"] == "Requests a report."


def test_a_line_that_only_holds_words_of_the_cover_is_text() -> None:
    cover = "A/RES/190/1\n\nLighthouses of the sea\n\n"
    rows = read(f"{cover}The General Assembly,\n1. Decides to take\n\fA/RES/190/1\n\ninto account the Lighthouses of the sea and of harbours;\n")
    assert clauses(rows)["op1"].endswith("take into account the Lighthouses of the sea and of harbours;")


def test_a_line_that_quotes_the_title_at_the_top_of_a_page_is_text() -> None:
    cover = "A/RES/190/1\n\nLighthouses of the sea and of harbours\n\n"
    rows = read(
        f"{cover}The General Assembly,\n1. Decides to include the item “Light-\n\fA/RES/190/1\n\nhouses of the sea and of harbours\nin the agenda.\n"
    )
    assert clauses(rows)["op1"] == "Decides to include the item “Lighthouses of the sea and of harbours in the agenda."


def test_the_second_part_has_a_preamble_of_its_own() -> None:
    first = "The General Assembly,\n\nI\n\nLights\n\nRecalling its resolution,\n\n1. Decides to go on;\n\n2. Requests a report.\n\n"
    rows = read(f"{first}II\n\nHarbours\n\nRecalling also its decision,\nHaving considered the report,\n\n1. Decides to build.\n")
    assert clauses(rows)["II.pp1"] == "Recalling also its decision,"
    assert clauses(rows)["II.pp2"] == "Having considered the report,"


def test_an_opening_at_the_end_of_a_line_and_the_phrase_behind_it_are_one() -> None:
    lines = "回顾其关于航道上灯塔的各项决议和决定，并在这方面审议各国的报告，同时，在这方面，\n欢迎看守人的工作和他们多年来在港口取得的成绩，"
    rows = read(f"大会，\n{lines}\n1. 决定继续审议。\n", "zh")
    assert "pp2" not in clauses(rows)


def laid_out(*paragraphs: str, page: str = "") -> str:
    """Paragraphs as columns keep them: set in, a blank line between; page: where a page ends within the last one."""
    rows = [" " * 12 + p.replace("\n", "\n" + " " * 8).replace("\n" + " " * 8 + "\f", page) for p in paragraphs]
    return "\n\n".join(rows) + "\n"


PARAGRAPHS = [
    f"Recalling its resolution on {x} and on the keepers who\nlight them at night, and its decision on them,"
    for x in ("harbours", "fishing ports", "lamps", "canals", "quays")
]


def test_the_gap_under_the_head_of_a_page_begins_no_paragraph() -> None:
    page = "\n\fA/RES/190/1\n\n\n\n\n        "
    last = "Recalling the report on the nets and on the ropes of all of them,\n\fLighthouses of the world among them,"
    rows = read(laid_out("A/RES/190/1", "The General Assembly,", *PARAGRAPHS, last, "   1. Decides to go on.", page=page))
    assert clauses(rows)["pp6"].endswith("of all of them, Lighthouses of the world among them,")


def test_a_line_that_is_set_in_begins_a_paragraph_whatever_its_words() -> None:
    ports = [
        f"ссылаясь на свою резолюцию о {x} и о смотрителях судов, которые\nпо ночам зажигают огни," for x in ("портах", "маяках", "каналах", "судах")
    ]
    rows = read(
        laid_out("Генеральная Ассамблея,", *ports, "зажигая маяки во всех портах мира,", "   1. постановляет ждать.").replace("\n\n", "\n"), "ru"
    )
    assert clauses(rows)["pp5"] == "зажигая маяки во всех портах мира,"


def test_a_label_alone_before_one_with_words_has_none() -> None:
    rows = read("The General Assembly,\n1. Requests the keepers:\n(a) To light the lamps;\n(b)\n(c) To rest.\n")
    assert [clauses(rows).get(f"op1.{x}") for x in "ac"] == ["To light the lamps;", "To rest."]


def test_a_note_under_a_line_that_goes_on_overleaf_with_a_capital_is_a_note() -> None:
    rows = read(f"{BODY}\n1 Resolution 189/4.\n\fHarbours of the world,\n1. Decides to go on.\n")
    assert notes(rows) == {"1": "Resolution 189/4."}
    assert clauses(rows)["pp2"] == "Noting the work on Harbours of the world,"


def test_notes_are_found_again_after_pages_whose_notes_were_not() -> None:
    second = "\n".join(["harbours,", "Noting the work on nets,8 and on ropes,9", *["and for keepers of harbours,"] * 9, "1. Decides to go on."])
    rows = read(f"{BODY}\n\f{second}\n\n8\n\nA/190/8.\n\n9\n\nA/190/9.\n")
    assert notes(rows) == {"8": "A/190/8.", "9": "A/190/9."}


def test_a_note_alone_at_the_foot_behind_a_lost_one_is_a_note() -> None:
    rows = read(f"{BODY.replace(',1', ',2')} harbours,\n\n2 Resolution 189/4.\n\f1. Decides to go on.\n")
    assert notes(rows) == {"2": "Resolution 189/4."}
    assert clauses(rows)["pp2"] == "Noting the work on harbours,"


def test_a_note_glued_to_a_broken_word_with_its_marker_is_a_note() -> None:
    rows = read(
        f"{BODY.replace(',1', ',')} the harbours and nets and ropes of all the com1 See A/190/1.\n2 See A/190/2.\n\fmittees,2\n1. Decides to go on.\n"
    )
    assert notes(rows) == {"1": "See A/190/1.", "2": "See A/190/2."}
    assert clauses(rows)["pp2"].endswith("of all the committees,")


def test_other_markers_may_stand_behind_one_that_is_glued_to_a_broken_word() -> None:
    rows = read(f"{BODY.replace(',1', ',')} the com1\n2\n\nSee A/190/1.\nSee A/190/2.\n\fmittees,2\n1. Decides to go on.\n")
    assert notes(rows) == {"1": "See A/190/1.", "2": "See A/190/2."}


def test_markers_in_a_stack_above_belong_to_the_notes_that_stand_alone_at_the_foot() -> None:
    stack = BODY.replace(",1\n", ",1 and for keepers,2\n\n1\n2\n\n", 1)
    rows = read(f"{stack}\n\nSee A/190/1.\nSee A/190/2.\n\fharbours,\n1. Decides to go on.\n")
    assert notes(rows) == {"1": "See A/190/1.", "2": "See A/190/2."}


def test_words_among_the_notes_that_end_as_a_point_belong_to_the_label_before_them() -> None:
    page = "The General Assembly,\n1. Requests the keepers:1\n(a) To light the lamps;\n(b)\n\n1\n\nTo keep them clean;\n\nA/190/1.\n"
    rows = read(f"{page}\f(c) To rest.\n")
    assert notes(rows) == {"1": "A/190/1."}
    assert [clauses(rows)[f"op1.{x}"] for x in "abc"] == ["To light the lamps;", "To keep them clean;", "To rest."]


def test_a_marker_alone_on_a_line_of_a_later_page_calls_its_note_again() -> None:
    between = "".join(f"{verb} the work of all the keepers of the harbours,\n" for verb in ("Welcoming", "Recalling", "Noting", "Reaffirming"))
    rows = read(f"{BODY} harbours,\n\n1\n\nA/190/1.\n\f{between}Noting the lighthouses\n1\n and the ports,\n1. Decides to go on.\n")
    assert clauses(rows)["pp7"] == "Noting the lighthouses and the ports,"
    assert [row["marker"] for row in rows["footnote_refs"]] == ["1", "1"]


def test_a_note_glued_without_a_space_is_told_from_a_line_that_begins_with_a_date() -> None:
    line = "the report of the keepers on the lights of the coast, 55/33 T of 20 November 2000 and"
    page = f"Recalling {line}\n1 December 1999, {line}\nthat it is the cornerstone of non1United Nations, vol. 1015, No. 14860.\n2Ibid., vol. 1974.\n"
    rows = read(f"A/RES/190/1\n\n190/1. Lighthouses\n\nThe General Assembly,\n{page}\fproliferation2 of lights,\n1. Decides to go on.\n")
    assert notes(rows) == {"1": "United Nations, vol. 1015, No. 14860.", "2": "Ibid., vol. 1974."}
    assert clauses(rows)["pp1"].startswith(f"Recalling {line} 1 December 1999")


def test_a_bullet_begins_a_point_behind_whatever_words() -> None:
    body = "Recalling its resolutions,\n1. Requests the keepers to report on:\n• the lamps, and\n• the oil;\n2. Decides to go on.\n"
    assert list(clauses(read(f"The General Assembly,\n{body}"))) == ["enacting", "pp1", "op1", "op1.a", "op1.b", "op2"]


def test_a_note_may_begin_with_an_address() -> None:
    words = (
        "The General Assembly,\nRecalling its resolutions,1\n1. Decides to go on;2\n2. Decides to end.\n\n1Resolution 90/1.\n2www.lamps.example.\n"
    )
    assert notes(read(words)) == {"1": "Resolution 90/1.", "2": "www.lamps.example."}


def test_a_latin_word_that_found_no_room_behind_a_chinese_comma_begins_no_paragraph() -> None:
    full = "回顾其关于灯塔和港口的决议以及秘书长关于所有灯塔和港口的报告以及其他报告中"
    lines = ["大会，", *[full, "的各项建议，"] * 4, full[:-4] + "的，", "LAMPS-2090的影响继续制约许多灯塔守护人，", "1. 请秘书长报告。"]
    assert list(clauses(read("\n".join(lines) + "\n", "zh"))) == ["enacting", "pp1", "pp2", "pp3", "pp4", "pp5", "op1"]
