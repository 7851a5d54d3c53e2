"""Raised markers that stand on lines of their own find their places in the line above."""

from __future__ import annotations

import pytest

from pipeline.extract.text import extract


def lines_of(text: str) -> list[str]:
    """The lines of a laid-out text, raised spans in braces."""
    model = extract(text.encode())
    return ["".join(f"{{{s.text}}}" if s.raised else s.text for s in block.spans).strip() for block in model.blocks]


COVER = "\n".join(" " * 16 + "Words of a resolution that are far from the left edge" for _ in range(6)) + "\n"


@pytest.mark.parametrize(
    ("line", "below", "read"),
    [
        ("The report of the Committee , and the note", " " * 44 + "7", "The report of the Committee{7}, and the note"),
        ("The report of the Committee, and the note", " " * 45 + "7", "The report of the Committee,{7} and the note"),
        ("Report , after so many many words", " " * 44 + "7", "Report{7}, after so many many words"),
        ("The report of the Committee ,          7", "", "The report of the Committee{7},"),
        ("The report of the Committee;          7", "", "The report of the Committee;{7}"),
        ("The report of the Committee , and the note7", "", "The report of the Committee{7}, and the note"),
        ("The report of the Committee,  and the note    7", "", "The report of the Committee,{7}  and the note"),
    ],
)
def test_a_marker_falls_into_the_gap_or_behind_the_stop(line: str, below: str, read: str) -> None:
    assert lines_of(COVER + " " * 16 + line + "\n" + below + "\n")[-1] == read


def test_a_number_in_a_table_is_no_marker() -> None:
    assert lines_of(COVER + " " * 16 + "Members of the Committee          12\n")[-2:] == ["Members of the Committee", "12"]


def test_a_marker_far_behind_a_chinese_stop_is_a_marker() -> None:
    text = "".join(" " * 20 + x + "\n" for x in ("大会，", "回顾其关于灯塔的决议，        1", "又回顾其关于港口的决议，"))
    assert [s.text for b in extract(text.encode()).blocks for s in b.spans if s.raised] == ["1"]


def test_a_gap_between_chinese_words_is_one_of_a_marker() -> None:
    text = "".join(" " * 20 + x + "\n" for x in ("大会，", "回顾其关于灯塔的决议 和其他文件，        1", "又回顾其关于港口的决议，"))
    assert "回顾其关于灯塔的决议{1}和其他文件，" in lines_of(text)


def test_a_marker_at_the_beginning_of_a_line_is_behind_the_line_before() -> None:
    text = "".join(
        " " * 20 + x + "\n"
        for x in ("大会，", "回顾其关于灯塔的决议、", "又回顾关于港口的成果文件、 在首次峰会期间", "1" + " " * 20 + "2", "又回顾其他，")
    )
    assert "{1}又回顾关于港口的成果文件、{2}在首次峰会期间" in lines_of(text)


def test_a_marker_two_columns_behind_chinese_words_is_one() -> None:
    text = "".join(" " * 20 + x + "\n" for x in ("大会，", "回顾其关于灯塔的决议， 又回顾  1", "还回顾其关于港口的决议，"))
    assert "回顾其关于灯塔的决议，{1}又回顾" in lines_of(text)
