"""Raised markers that an extractor printed on rows of their own, in Arabic texts of our own wording."""

from __future__ import annotations

import pytest

from pipeline.extract.text_markers import markers_placed
from pipeline.extract.text_order import in_reading_order

GAP = "تحيط علما بتقرير اللجنة ، وتشكرها على عملها"
OTHER = "وتطلب إليها أن تواصل عملها في الدورة المقبلة"
RIGHT, LEFT, END = "\u202b", "\u202a", "\u202c"


def test_a_marker_above_its_line_goes_into_the_gap_that_it_left() -> None:
    for marker in ("   (1)", "   1"):
        text = "\n".join([OTHER, marker, GAP, OTHER])
        assert markers_placed(text, laid_out=False).split("\n")[1] == "تحيط علما بتقرير اللجنة(1)، وتشكرها على عملها"
        assert markers_placed(text, laid_out=True) == markers_placed(text, laid_out=False)


def test_the_label_of_the_line_may_stand_between() -> None:
    text = "\n".join([OTHER, "(1)", "", "1-", "", GAP, OTHER])
    assert markers_placed(text, laid_out=False).split("\n") == [OTHER, "1-", "", "تحيط علما بتقرير اللجنة(1)، وتشكرها على عملها", OTHER]


def test_two_markers_go_into_two_gaps_in_their_order() -> None:
    line = "تشير إلى القرار الأول ، وإلى القرار الثاني ، وإلى غيرهما"
    wanted = "تشير إلى القرار الأول(3)، وإلى القرار الثاني(4)، وإلى غيرهما"
    for rows in (["(3)      (4)"], ["(4)", "(3)"]):
        assert markers_placed("\n".join([OTHER, *rows, line, OTHER]), laid_out=False).split("\n")[1] == wanted


def test_a_marker_without_a_gap_goes_below_its_line_where_the_column_tells_its_place() -> None:
    text = "\n".join([OTHER, "   (1)", GAP, OTHER, "", "      (2)", OTHER, OTHER])
    assert markers_placed(text, laid_out=True).split("\n")[3:] == [OTHER, "      (2)", OTHER]
    assert markers_placed(text, laid_out=False).split("\n")[3:] == ["", "      (2)", OTHER, OTHER]


def test_markers_below_their_lines_stay_there() -> None:
    text = "\n".join([OTHER, GAP, "   (1)", OTHER])
    assert markers_placed(text, laid_out=True) == text


def test_one_gap_below_among_many_markers_without_a_gap_proves_nothing() -> None:
    text = "\n".join([*[OTHER, "   (1)"] * 12, OTHER, "   (2)", GAP, OTHER])
    assert markers_placed(text, laid_out=True) == text


def test_brackets_above_a_line_and_digits_below_it_are_one_marker() -> None:
    text = "\n".join(["", "", "   ()", GAP, "   6", "", "", OTHER])
    assert markers_placed(text, laid_out=False).split("\n") == ["   (6)", GAP, OTHER]


@pytest.mark.parametrize(
    ("printed", "read"),
    [
        (f"الأول ( ){LEFT} A/90/1 (Part I{END}و {LEFT}A/90/2{END}", "الأول (A/90/1 (Part I) و A/90/2"),
        (f"){LEFT}،A/90/1 (Vol. II{END}الفصل الثاني", "A/90/1 (Vol. II)،الفصل الثاني"),
        ("الفريق الذي ُكلّف بذلك", "الفريق الذي كُلّف بذلك"),
    ],
)
def test_what_stands_before_its_place_is_put_behind(printed: str, read: str) -> None:
    """The bracket that closes Latin words; the short vowel of a word's first letter."""
    assert in_reading_order(f"{RIGHT}{printed}{END}") == f"{RIGHT}{read}{END}"


def test_the_marker_of_a_note_stands_before_its_latin_words() -> None:
    words = f"{RIGHT}{OTHER} {OTHER}{END}"
    glued = f"{RIGHT}({LEFT}.A/90/1/Add.2)5{END}{END}"
    apart = f"{RIGHT}{LEFT}.A/90/3{END}{END}" + " " * 40 + f"{RIGHT}({LEFT})6{END}{END}"
    read = [" ".join(line.split()) for line in in_reading_order(f"{words}\n{glued}\n{apart}", laid_out=True).split("\n")]
    assert [line.strip(RIGHT + END).replace(END + RIGHT, "") for line in read[1:]] == ["(5)A/90/1/Add.2.", f"(6){END} {RIGHT}A/90/3."]


def test_a_symbol_behind_arabic_words_is_parted_from_them() -> None:
    assert in_reading_order(f"{RIGHT}الجمعية العامة{LEFT}A/90/1{END}{END}") == f"{RIGHT}الجمعية العامة A/90/1{END}"


def test_the_foot_of_a_laid_out_page_is_read_from_left_to_right() -> None:
    foot = f"{RIGHT}){LEFT}90-12345 (A{END}{END}      {RIGHT}{LEFT}010190{END}{END}"
    read = in_reading_order(f"{RIGHT}{OTHER} {OTHER}{END}\n{foot}", laid_out=True).split("\n")[1]
    assert read.index("90-12345") < read.index("010190")


def test_no_piece_of_a_line_is_put_before_its_label() -> None:
    full = f"{RIGHT}{OTHER}{OTHER}{END}"
    rest, label, last = f"{RIGHT}{OTHER} ثم تعود{END}", f"{RIGHT}8 - تر ّ{END}", f"{RIGHT}الثانية؛{END}"
    rows = [full, full, full, "", " " * 20 + rest, " " * 76 + label, " " * 86 + last]
    read = in_reading_order("\n".join(rows), laid_out=True).split("\n")[4:]
    assert [line.split()[0].strip(RIGHT) for line in read if line.strip()] == ["8", f"الثانية؛{END}"]


def test_a_last_letter_that_its_vowel_sign_was_set_apart_from_is_part_of_its_word() -> None:
    assert in_reading_order("\u202bوإذ يسل\u0651 م بالحاجة و كل\u0651 في\u202c").strip("\u202b\u202c") == "وإذ يسلّم بالحاجة وكلّ في"


def test_a_marker_right_behind_the_end_of_an_arabic_line_stands_there() -> None:
    above = f"{' ' * 10}{RIGHT}إذ تشير إلى جميع قراراتها السابقة المتعلقة بالمنارات والموانئ{END}"
    marker = f"{' ' * 12}{RIGHT}(6){END}"
    below = f"{' ' * 15}{RIGHT}وإذ تؤكد من جديد الوثيقة الختامية المعنونة المنارة التي نريد{END}"
    read = in_reading_order(f"{above}\n{marker}\n{below}\n", laid_out=True)
    read = read.replace(RIGHT, "").replace(END, "")
    assert markers_placed(read, laid_out=True).split("\n")[1].endswith("نريد(6)")


def test_markers_that_an_empty_line_parts_from_the_line_above_belong_below() -> None:
    line, markers = "    Recalling the report of the keepers and the list of their lamps", "               1                   2"
    text = f"{line}\n\n{markers}\n{line}\n\n{markers}\n{line}\n"
    assert [row.strip()[:1] for row in markers_placed(text, laid_out=True).split("\n") if row.strip()] == ["R", "R", "1", "R", "1"]


def test_the_marker_of_a_note_stays_before_its_words() -> None:
    text = "    Recalling the report of the keepers\n\n(1)\n        Resolution 90/1.\n\n(2)\n        Resolution 90/2.\n"
    assert markers_placed(text, laid_out=True).rstrip() == text.rstrip()
