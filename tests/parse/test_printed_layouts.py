"""Printed pages of layouts that differ from the usual one: what is a paragraph, a note, a table, a running foot.

Lines are given as (left, right, base line, text) in points on a page of 595 by 842; all words are our own.
"""

from __future__ import annotations

import pytest

from pipeline.extract.page import Block, Box, PageModel, Span
from pipeline.parse.model import Rebuilt
from pipeline.parse.paragraphs import rebuild

Printed = tuple[float, float, float, str]
LEFT, RIGHT, LEADING = 100.0, 480.0, 12.0


def line(printed: Printed, page: int, *, size: float = 10.0, bold: bool = False) -> Block:
    x0, x1, y, text = printed
    return Block([Span(text, size, bold=bold)], page, Box(x0, y - 0.8 * size, x1, y + 0.2 * size))


def pages(*content: list[Block]) -> PageModel:
    return PageModel("application/pdf", "line", [b for page in content for b in page], [(595.0, 842.0)] * len(content))


def text(words: list[str], *, page: int = 1, top: float = 200.0, left: float = LEFT) -> list[Block]:
    """Lines without gaps or indents; one that ends in a stop or comma is short."""
    return [
        line((left, RIGHT - (150 if words_[-1] in ",.;" else 0), top + i * LEADING, words_), page) for i, words_ in enumerate(words)
    ]  # fmt: skip


PLAIN = [
    "The General Assembly,",
    "Recalling its earlier resolutions on the matter of the lighthouses and all that was",
    "said there about lamps,",
    "Noting with concern the state of the lamps on the outer islands and the absence of",
    "any keeper since the spring, and of",
    "oil,",
    "1. Requests the keepers to light their lamps every evening of the year, whatever the",
    "weather may be;",
    "2. Decides to come back to the matter of the lamps at its next session, if there are",
    "any left.",
]


def texts(rebuilt: Rebuilt) -> list[str]:
    return [p.text for p in rebuilt.paragraphs]


def test_words_part_paragraphs_where_neither_a_gap_nor_an_indent_does() -> None:
    read = texts(rebuild(pages(text(PLAIN)), "en"))
    assert [t.split()[0] for t in read] == ["The", "Recalling", "Noting", "1.", "2."]


def test_a_lower_case_phrase_begins_no_paragraph_where_paragraphs_begin_with_capitals() -> None:
    words = [
        *PLAIN[:3],
        "Noting with concern the state of the lamps of the outer islands in every season,",
        "recalling the storms of the spring, and of",
    ]
    read = texts(rebuild(pages(text([*words, *PLAIN[5:]])), "en"))
    assert [t.split()[0] for t in read] == ["The", "Recalling", "Noting", "1.", "2."]


def test_a_lower_case_phrase_at_the_top_of_a_page_begins_no_paragraph_either() -> None:
    first = [*PLAIN[:3], "Noting with concern the state of the lamps of the outer islands,"]
    second = ["recalling the storms of the spring, and all that was said of", *PLAIN[5:]]
    read = texts(rebuild(pages(text(first), text(second, page=2)), "en"))
    assert [t.split()[0] for t in read] == ["The", "Recalling", "Noting", "1.", "2."]


def test_a_note_that_begins_with_a_year_is_parted_from_its_marker() -> None:
    note = line((LEFT, 400.0, 700.0, "12010 Conference of the Keepers, Final Document."), 1, size=8.0)
    rebuilt = rebuild(pages([*text(PLAIN), note]), "en")
    assert [(n.note, n.text) for n in rebuilt.notes] == [("1", "2010 Conference of the Keepers, Final Document.")]


def test_a_heading_on_one_axis_is_one_paragraph_though_its_middle_is_not_the_columns() -> None:
    heading = [line((110.0, 440.0, 320.0, "Lamps of the outer islands, of the harbour and of the long"), 1, bold=True)]
    heading += [line((220.0, 330.0, 332.0, "breakwater in the north"), 1, bold=True)]
    read = texts(rebuild(pages([*text(PLAIN), *heading, *text(["3. Thanks the keepers."], top=356.0)]), "en"))
    assert "Lamps of the outer islands, of the harbour and of the long breakwater in the north" in read


def test_the_hyphen_of_a_compound_stays_where_no_word_is_broken() -> None:
    words = [*PLAIN[:1], "Recalling the measures of confidence-", "building that it asked for,", *PLAIN[3:], *PLAIN[1:6] * 3]
    assert any("confidence-building" in t for t in texts(rebuild(pages(text(words)), "en")))


def test_a_soft_hyphen_before_figures_is_printed() -> None:
    words = [*PLAIN[:1], "Recalling the outbreak of COVID\u00ad", "19 on the outer islands,", *PLAIN[3:]]
    assert any("COVID-19 on" in t for t in texts(rebuild(pages(text(words)), "en")))


def test_rows_of_a_table_are_no_notes_and_one_row_each() -> None:
    rows = [(f"{n}. Oil for the lamps of the {word} island", f"{n}1 400") for n, word in enumerate(("first", "second", "third", "fourth"), 1)]
    small = [
        line(cell, 1, size=8.0)
        for i, (left, right) in enumerate(rows)
        for cell in ((LEFT, 300.0, 400 + i * LEADING, left), (440.0, 478.0, 400 + i * LEADING, right))
    ]
    rebuilt = rebuild(pages([*text(PLAIN), *small]), "en")
    assert rebuilt.notes == []
    assert [p.text for p in rebuilt.paragraphs if p.role == "table"] == [f"{left} {right}" for left, right in rows]


def test_the_symbol_at_the_foot_of_every_page_is_a_running_foot() -> None:
    head = [line((400.0, 480.0, 60.0, "A/RES/190/7"), 1)]
    content = [[*(head if page == 1 else []), *text(PLAIN, page=page), line((LEFT, 160.0, 800.0, "A/RES/190/7"), page)] for page in (1, 2)]
    rebuilt = rebuild(pages(*content), "en")
    assert [d.reason for d in rebuilt.dropped if d.reason == "running foot"] == ["running foot"] * 2


@pytest.mark.parametrize("marker", ["1/", "1/ "])
def test_notes_of_the_old_style_are_told_by_the_stroke_behind_their_number(marker: str) -> None:
    called = Block(
        [Span("Recalling the treaty on lamps", 10.0), Span("1/", 6.0, raised=True), Span(" and its", 10.0)], 1, Box(LEFT, 204.0, RIGHT, 214.0)
    )
    body = [line((LEFT, 250.0, 200.0, PLAIN[0]), 1), called, *text(["annexes on oil,", *PLAIN[3:]], top=224.0)]
    rebuilt = rebuild(pages([*body, line((LEFT, 300.0, 700.0, f"{marker}See the register of lamps."), 1)]), "en")
    assert [(n.note, n.text) for n in rebuilt.notes] == [("1", "See the register of lamps.")]
    assert [c.marker for p in rebuilt.paragraphs for c in p.rich.calls] == ["1"]


@pytest.mark.parametrize("foot", ["21-24978 2", "2 21-24978", "24978-21 2"])
def test_the_number_of_a_page_beside_the_job_number_is_no_text(foot: str) -> None:
    notes = [line((LEFT, 300.0, 740.0, "1Resolution 69/323."), 2, size=7.0)]
    second = [*text(["and of all the other lamps of the islands,"], page=2), *notes, line((400.0, 480.0, 800.0, foot), 2)]
    rebuilt = rebuild(pages(text(PLAIN[:6]), second), "en")
    assert [n.text for n in rebuilt.notes] == ["Resolution 69/323."]
    assert [d.reason for d in rebuilt.dropped] == ["job line"]


TITLED = [line((LEFT, 250.0, 180.0, "190/1. The care of lamps"), 1), *text(PLAIN[:6])]


def test_a_title_that_stands_at_the_top_of_but_one_page_is_a_running_head() -> None:
    second = [line((LEFT, 220.0, 60.0, "The care of lamps"), 2), *text(["lamps and wicks;"], page=2, top=84.0)]
    rebuilt = rebuild(pages(TITLED, second), "en")
    assert [d.reason for d in rebuilt.dropped] == ["running head"]
    assert texts(rebuilt)[-1].endswith("and of oil, lamps and wicks;")


def test_half_a_title_at_the_top_of_a_page_is_text() -> None:
    second = [line((LEFT, 180.0, 60.0, "care of lamps"), 2), *text(["lamps and wicks;"], page=2, top=84.0)]
    assert not rebuild(pages(TITLED, second), "en").dropped


@pytest.mark.parametrize("inner", ["5 February of a year of storms they were lit again.", "1/lamps, decision of the keepers."])
def test_a_number_at_the_beginning_of_a_notes_line_begins_none_where_the_next_note_follows(inner: str) -> None:
    printed = ["1See A/190/1.", "2See A/190/2.", "3The lamps were lit by the keepers; on", inner, "4See A/190/4."]
    notes = [line((LEFT, 400.0, 700.0 + 12 * i, words), 1, size=8.0) for i, words in enumerate(printed)]
    assert [n.note for n in rebuild(pages([*text(PLAIN), *notes]), "en").notes] == ["1", "2", "3", "4"]


def italic(words: list[tuple[str, str]], top: float = 200.0) -> list[Block]:
    """Full lines one under the other: words in italics, words in upright type."""
    blocks = []
    for i, (phrase, rest) in enumerate(words):
        block = line((LEFT, RIGHT, top + i * LEADING, rest), 1)
        block.spans[:0] = [Span(phrase, 10.0, italic=True)] if phrase else []
        blocks.append(block)
    return blocks


def test_a_phrase_in_upright_type_begins_no_paragraph_where_phrases_stand_in_italics() -> None:
    words = [
        ("The General Assembly,", ""),
        ("Recalling", " its earlier resolutions on the matter of the lighthouses,"),
        ("Noting", " the state of the lamps of the outer islands and of the harbours,"),
        ("", "Recalling also the storms of the spring and the lamps that they put out,"),
        *[("Welcoming", " the new keepers of the lighthouses of the outer islands,")] * 8,
    ]
    read = texts(rebuild(pages(italic(words)), "en"))
    assert [t.split()[0] for t in read] == ["The", "Recalling", "Noting", *["Welcoming"] * 8]


def test_raised_markers_that_hold_two_lines_apart_part_no_sentence() -> None:
    blocks = text(PLAIN)
    for block in blocks[2:]:
        assert block.box is not None
        block.box = Box(block.box.x0, block.box.y0 + 0.3 * LEADING, block.box.x1, block.box.y1 + 0.3 * LEADING)
    blocks[2].spans.append(Span("1", 6.0, raised=True))
    note = line((LEFT, 300.0, 740.0, "1Resolution 69/323."), 1, size=7.0)
    read = texts(rebuild(pages([*blocks, note]), "en"))
    assert read[1] == "Recalling its earlier resolutions on the matter of the lighthouses and all that was said there about lamps,"


def test_labels_that_stand_out_to_the_left_begin_points_without_a_gap() -> None:
    words = [(30, PLAIN[0])]
    for _ in range(6):
        words += [(30, "Recalling its earlier resolutions on the matter of the lamps"), (0, "and of the oil that they burn,")]
    for number in range(1, 7):
        words += [(0, f"{number}. Requests the keepers to light their lamps"), (28, "and to keep them lit in every season of the year;")]
    blocks = [line((LEFT + x, 480.0 if not words_.endswith((",", ";")) else 320.0, 200.0 + 12 * i, words_), 1) for i, (x, words_) in enumerate(words)]
    read = texts(rebuild(pages(blocks), "en"))
    assert [t.split()[0] for t in read] == ["The", *["Recalling"] * 6, "1.", "2.", "3.", "4.", "5.", "6."]


def test_a_point_of_one_line_ends_where_the_next_label_stands_under_its_own() -> None:
    words = [(30, PLAIN[0])]
    for _ in range(14):
        words += [(30, "Recalling its earlier resolutions on the matter of the lamps"), (0, "and of the oil that they burn,")]
    for number in range(1, 24, 2):
        words += [(-28, f"{number}. Requests the keepers to light their lamps;"), (-28, f"{number + 1}. Requests the keepers to keep their lamps")]
        words += [(0, "lit in every season of the year;")]
    blocks = [line((LEFT + x, 480.0, 60.0 + 9 * i, words_), 1) for i, (x, words_) in enumerate(words)]
    read = texts(rebuild(pages(blocks), "en"))
    assert [t.split()[0] for t in read][15:] == [f"{n}." for n in range(1, 25)]


def test_the_last_lines_of_a_long_running_head_stand_far_down_the_page() -> None:
    def page(number: int) -> list[Block]:
        head = [line((LEFT, 400.0, 60.0 + 12 * i, f"Words {i} of a title that is long"), number) for i in range(6)]
        return [*head, *text(["and of lamps and wicks and all the rest,"], page=number, top=160.0)]

    rebuilt = rebuild(pages(text(PLAIN[:6]), page(2), page(3)), "en")
    assert [d.reason for d in rebuilt.dropped] == ["running head"] * 12


def test_the_cells_of_a_row_are_in_order_though_the_figures_stand_a_little_higher() -> None:
    rows = [
        b for i in range(5) for b in (line((400.0, 440.0, 398.5 + 20 * i, f"{i + 1} 979 200"), 1), line((LEFT, 300.0, 400.0 + 20 * i, "Lamps"), 1))
    ]
    read = texts(rebuild(pages([*text(PLAIN[:8]), *rows]), "en"))
    assert read[-5:] == [f"Lamps {i} 979 200" for i in range(1, 6)]
