"""Pieces of justified lines, and of Arabic lines around vowel signs, put together again."""

from __future__ import annotations

from pipeline.extract.text_pieces import put_together
from pipeline.extract.text_rows import in_one_line, mirrored

FULL = "a line of common length that goes from edge to edge of the page"


def test_a_piece_with_a_space_before_it_goes_on_the_line_before() -> None:
    assert put_together([FULL, "welcoming the serious", "", " consequences of the storm", FULL]) == [
        FULL, "welcoming the serious consequences of the storm", FULL,
    ]  # fmt: skip


def test_a_short_piece_without_a_space_behind_one_with_a_space_begins_the_line() -> None:
    assert put_together([f"{FULL},", "", " the results,", "", "welcoming", "", "  achieved by the keepers", FULL]) == [
        f"{FULL},", "", "welcoming the results, achieved by the keepers", FULL,
    ]  # fmt: skip


def test_a_full_line_with_a_space_before_it_is_a_line_of_its_own() -> None:
    assert put_together([FULL, "of the sea;", "", f" {FULL}"]) == [FULL, "of the sea;", "", FULL]


def test_pieces_behind_their_paragraph_fill_the_gap_in_it() -> None:
    lines = [FULL, "recognizing the", "  interdependent nature", f"{FULL},", "", "universal,", "  indivisible,", "", FULL]
    assert put_together(lines)[1] == "recognizing the universal, indivisible, interdependent nature"


def piece(text: str) -> str:
    """A piece of right-to-left text as poppler marks it."""
    return f"\u202b{text}\u202c"


WORD = "منارة"


def test_plain_pieces_next_to_a_vowel_sign_are_one_line_from_right_to_left() -> None:
    full = piece(" ".join([WORD] * 6))
    left, right = piece(" ".join([WORD] * 3)), piece("تشير " + " ".join([WORD] * 2))
    assert in_one_line([full, full, piece("\u064b"), left, right, full]) == [full, full, f"{right} {left}", full]


def test_short_lines_far_from_a_full_one_are_left_apart() -> None:
    full = piece(" ".join([WORD] * 6))
    lines = [full, full, piece("\u064b"), piece(WORD), piece(WORD)]
    assert in_one_line(lines) == [full, full, piece(WORD), piece(WORD)]


def test_laid_out_pieces_on_rows_of_their_own_are_one_line() -> None:
    full = " ".join([WORD] * 6)
    left, right = " ".join([WORD] * 3), " ".join([WORD] * 2)
    rows = mirrored([piece(full), piece(left), " " * 18 + piece("\u064b") + " " * 4 + piece(right), piece(full)])
    assert len(rows) == 3
    assert rows[1].index(right) < rows[1].rindex(left)


def test_a_space_before_chinese_is_no_gap_between_words() -> None:
    """Some extractors begin each paragraph, or each line, with a space."""
    lines = [" 第六届会议", "", "第一委员会", "", " 回顾其以往的各项决议，特别是关于这个问题的决议，", "", "欢迎已经取得的成果，"]
    assert put_together(lines) == lines


def test_pieces_set_apart_behind_a_paragraph_go_to_the_line_that_broke_off() -> None:
    lines = [FULL, FULL, "noting the state", "of the harbour and the sea,", "", "of the", "", "lighthouses of the coast", "", FULL, FULL]
    assert put_together(lines)[2:4] == ["noting the state of the lighthouses of the coast", "of the harbour and the sea,"]


def test_a_piece_behind_the_last_line_of_a_paragraph_goes_where_a_line_was_spread() -> None:
    lines = [FULL, "calling for the peace,", "  safety and", "light of the sea,", "", "  harmony,", "", FULL, FULL]
    assert put_together(lines)[1:3] == ["calling for the peace, harmony, safety and", "light of the sea,"]


def test_a_piece_alone_before_a_long_line_does_not_follow_it() -> None:
    lines = [FULL, "light of the sea.", "", "  harmony,", "", "noting the state of the port and of the nets and", FULL]
    assert "noting the state of the port and of the nets and" in put_together(lines)


def test_a_vowel_sign_that_floats_at_the_end_of_a_piece_ends_it() -> None:
    full = piece(" ".join([WORD] * 6))
    left, right = piece(" ".join([WORD] * 5)), "وإذ"
    assert in_one_line([full, left, piece(f"{right} \u0651"), full]) == [full, f"{piece(right)} {left}", full]


def test_the_number_of_a_paragraph_between_the_pieces_of_its_line_stands_before_them() -> None:
    full = piece(" ".join([WORD] * 6))
    left, right = piece(" ".join([WORD] * 4)), "تقرر أن"
    assert in_one_line([full, left, piece("-5"), piece(f"{right} \u0651"), full]) == [full, piece("-5"), f"{piece(right)} {left}", full]


def test_the_pieces_of_a_last_line_stand_before_their_vowel_sign() -> None:
    full = piece(" ".join([WORD] * 6))
    left, right = piece(f"{WORD}،"), piece(f"تشير {WORD}")
    assert in_one_line([full, full, left, right, piece("\u0651"), full]) == [full, full, f"{right} {left}", full]


def test_a_piece_that_begins_a_paragraph_and_goes_on_behind_its_vowel_sign_stays_in_order() -> None:
    full = piece(" ".join([WORD] * 6))
    last, first, rest = piece(f"{WORD} {WORD}؛"), piece(f"تشير {WORD} {WORD}"), piece(" ".join([WORD] * 3))
    assert in_one_line([full, full, last, first.replace("\u202c", " \u0651\u202c"), rest, full]) == [full, full, last, first, rest, full]


def test_a_piece_behind_a_full_line_that_its_vowel_sign_ends_goes_on_below() -> None:
    full = piece(" ".join([WORD] * 6))
    first, rest = piece(f"تشير {WORD} {WORD}"), piece(" ".join([WORD] * 3))
    assert in_one_line([full, first.replace("\u202c", " \u0651\u202c"), rest, full]) == [full, first, rest, full]


def test_a_comma_at_the_end_of_a_piece_ends_no_paragraph() -> None:
    full = piece(" ".join([WORD] * 6))
    left, right, below = piece(f"{WORD} {WORD} {WORD}،"), f"تشير {WORD}", piece(f"{WORD} {WORD} {WORD}؛")
    assert in_one_line([full, left, piece(f"{right} \u0651"), below, full]) == [full, f"{piece(right)} {left}", below, full]


def test_a_short_line_without_a_stop_below_is_the_rest_of_the_piece_before_it() -> None:
    full = piece(" ".join([WORD] * 6))
    last, first, rest = piece(f"{WORD} {WORD} {WORD}،"), f"تشير {WORD}", piece(f"{WORD} {WORD} {WORD}")
    assert in_one_line([full, last, piece(f"{first} \u0651"), rest, full]) == [full, last, piece(first), rest, full]


def test_the_label_of_a_point_between_the_pieces_of_its_line_stands_before_them() -> None:
    full = piece(" ".join([WORD] * 6))
    left, right = piece(" ".join([WORD] * 4)), "توفير"
    assert in_one_line([full, left, piece("(أ)"), piece(f"{right} \u0651"), full]) == [full, piece("(أ)"), f"{piece(right)} {left}", full]
