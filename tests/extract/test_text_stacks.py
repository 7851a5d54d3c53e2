"""Markers in a stack behind their paragraph go into the gaps that they left in it."""

from __future__ import annotations

from pipeline.extract.text import extract

NOTES = "\n1 见第 189/4 号决议。\n2 同上。\n"


def lines_of(text: str) -> list[str]:
    """The lines of a text, raised spans in braces."""
    return ["".join(f"{{{s.text}}}" if s.raised else s.text for s in block.spans) for block in extract(text.encode()).blocks]


def test_as_many_gaps_as_markers_take_them_in_order() -> None:
    text = f"大会，\n回顾《灯塔公约》 及其《议定书》 在内的\n决议，\n1\n\n2\n\n欢迎报告，\n{NOTES}"
    assert lines_of(text)[1] == "回顾《灯塔公约》{1}及其《议定书》{2}在内的"


def test_where_the_counts_differ_the_stack_stays() -> None:
    text = f"大会，\n回顾《灯塔公约》 及其《议定书》在内的\n决议，\n1\n\n2\n\n欢迎报告，\n{NOTES}"
    assert lines_of(text)[3:5] == ["1", "2"]


def test_markers_before_the_words_of_their_notes_stay() -> None:
    text = "The General Assembly,\nRecalling the reports , and the plans , of the keepers\n1\n2\n\nA/190/1.\nA/190/2.\n"
    assert lines_of(text)[2:4] == ["1", "2"]


def test_a_marker_between_two_lines_of_a_paragraph_stays_between_them() -> None:
    text = f"大会，\n回顾《灯塔公约》 及其《议定书》、\n1\n《灯塔宣言》在内的决议，\n{NOTES}"
    assert lines_of(text)[2] == "1"
