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
