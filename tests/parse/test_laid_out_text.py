"""Text that keeps the columns of the page: how it is told, what its places say, and what they do not."""

from __future__ import annotations

from text_files import clauses, notes, read

from pipeline.extract.text import extract

LONG = "the work of the keepers on the lights of the coast and of all harbours that lie behind it"
HEAD = "                                                  A/RES/190/1\n\n190/1. Lighthouses of the sea\n\n  The General Assembly,\n\n"


PREAMBLE = "\n\n".join(f"        {lead} {LONG[:78]}\n  {LONG}\n  and the harbours," for lead in ("Recalling", "Noting", "Welcoming", "Reaffirming"))


def body(*paragraphs: str) -> str:
    """Paragraphs of laid-out text: an indented first line, then lines at the edge."""
    return "\n\n".join(f"        {p}" for p in paragraphs) + "\n"


def test_a_few_lines_far_from_the_edge_show_that_the_columns_are_kept() -> None:
    text = HEAD + f"  {LONG}\n" * 20 + " " * 40 + "at sea"
    assert all(block.box for block in extract(text.encode()).blocks)


def test_the_number_of_a_page_behind_a_blank_line_is_no_marker_of_the_line_above() -> None:
    lines = body(f"Recalling {LONG}1 and the report,") + "\n1     See A/190/5.\n\n" + " " * 40 + "3\n"
    spans = [span for block in extract(f"{HEAD}{lines}".encode()).blocks for span in block.spans]
    assert [span.text for span in spans if span.raised] == []
    assert spans[-1].text == "3"


def test_markers_near_to_their_notes_and_far_from_them_make_one_series() -> None:
    called = "the first,1 the second,2 the third,3 the fourth4 and the fifth report5"
    paragraphs = body(f"Recalling {called}\n  and {LONG},", f"1. Decides to go on with\n  {LONG}.")
    foot = "".join(f"{n}     See A/190/{n}.\n" for n in range(1, 5)) + "5    See A/190/5.\n"
    assert notes(read(f"{HEAD}{paragraphs}\n\n{foot}")) == {str(n): f"See A/190/{n}." for n in range(1, 6)}


def test_two_headings_in_the_middle_with_a_blank_line_between_them_are_two() -> None:
    middle = " " * 44 + "Lights\n\n" + " " * 38 + "Tasks of the keepers\n\n"
    rows = read(f"{HEAD}{PREAMBLE}\n\n{middle}" + body(f"1. Decides to go on\n  with {LONG}."))
    assert [clauses(rows)[x] for x in ("h1", "h2")] == ["Lights", "Tasks of the keepers"]


def test_a_heading_in_the_middle_parts_two_points() -> None:
    points = f"1. Decides on:\n\n        (a) {LONG[:78]}\n  and the harbours\n" + " " * 44 + f"Harbours\n\n        (b) {LONG[:78]}\n  and the coast."
    rows = read(f"{HEAD}{PREAMBLE}\n\n" + body(points))
    assert clauses(rows)["h1"] == "Harbours"
    assert clauses(rows)["op1.a"] == f"{LONG[:78]} and the harbours"


def test_lines_of_points_that_happen_to_stand_in_the_middle_are_no_headings() -> None:
    lines = "".join(
        " " * 20 + f"{x}\n"
        for x in (
            "(a) To keep the lights and the signals of the coast in fog, snow and storm,",
            "the harbours and boats of the keepers, the islands and",
            "the piers;",
        )
    )
    assert "h1" not in clauses(read(f"{HEAD}{PREAMBLE}\n\n" + body("1. Requests the keepers:") + f"\n{lines}"))


def test_inner_lines_of_points_are_no_paragraphs_though_they_are_set_in() -> None:
    words = "работа смотрителей маяков на всех берегах морей и океанов, в портах и на"
    lines = f"            a) поощрять {words},\n            {words},\n            особенно в тумане;\n"
    preamble = "\n".join(
        f"        {lead} {words} мысах\n  {words} мысах\n  и море," for lead in ("ссылаясь на", "отмечая", "подтверждая", "признавая")
    )
    head = HEAD.replace("The General Assembly", "Генеральная Ассамблея")
    rows = read(f"{head}{preamble}\n        призывает всех:\n{lines}            b) отдыхать.\n", "ru")
    assert [text[-18:] for text in clauses(rows).values() if text.startswith("поощрять")] == ["особенно в тумане;"]


def test_a_dash_far_before_its_words_is_the_label_of_a_point() -> None:
    points = f"    –     To light the coast,\n    {LONG[:40]};\n\n    –     To light the harbours.\n"
    rows = read(f"{HEAD}{PREAMBLE}\n\n" + body("1. Decides:") + f"\n{points}")
    assert clauses(rows)["op1.a"].startswith("To light the coast")
