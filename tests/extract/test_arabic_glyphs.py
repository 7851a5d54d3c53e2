"""Arabic glyphs that fonts draw apart from their letters, as a PDF holds them: hamzas, vowel signs, signs that stretch a word."""

from __future__ import annotations

import numpy as np
import pytest

from pipeline.extract.page import Block, Span
from pipeline.extract.pdf.glyphs import Glyphs, Look
from pipeline.extract.pdf.lines import Direction, read_lines
from pipeline.extract.stretches import embedded_signs, unstretched, without_stretches
from pipeline.extract.text import extract

Drawn = tuple[str, float, float, int]
"""A character, the two edges of its glyph, the text object that it is of."""
BASE, ABOVE = 0, 1
LOOKS = [Look(100.0, 12.0, False, False, True), Look(98.5, 12.0, False, False, True)]


def read(*drawn: Drawn) -> list[str]:
    """The lines of a page with these glyphs."""
    text = "".join(d[0] for d in drawn)
    left, right = (np.array([d[k] for d in drawn], np.float64) for k in (1, 2))
    glyphs = Glyphs(text, np.array([ord(c) for c in text]), left, right, np.array([d[3] for d in drawn]), LOOKS)
    return [block.text for block in read_lines(glyphs, np.zeros(len(text), np.int64), [], 1, Direction())]


def word(letters: str, start: float = 300.0) -> list[Drawn]:
    """Letters side by side from right to left, six points each."""
    return [(c, start - 6 * (i + 1), start - 6 * i, BASE) for i, c in enumerate(letters)]


def test_a_hamza_named_as_its_alef_stands_where_it_is_drawn() -> None:
    assert read(*word("ذ تشير", 294.0), ("إ", 295.0, 297.0, ABOVE)) == ["إذ تشير"]


def test_a_hamza_whose_alef_is_named_too_is_not_written_twice() -> None:
    assert read(*word("الأول"), ("أ", 284.0, 286.0, ABOVE)) == ["الأول"]


def test_a_sign_is_of_the_letter_of_its_own_object_where_it_only_touches_others() -> None:
    letters = [("ا", 287.0, 288.0, ABOVE), ("ل", 294.0, 300.0, BASE), ("م", 286.0, 294.0, BASE), ("\u064b", 285.5, 287.0, ABOVE)]
    assert read(*letters) == ["لم\u0627\u064b"]


def test_a_sign_that_stands_over_a_letter_as_a_whole_is_that_letters() -> None:
    letters = [("د", 290.0, 296.0, BASE), ("ّ", 291.0, 295.0, ABOVE), ("ق", 284.0, 290.0, ABOVE)]
    assert read(*letters) == ["دّق"]


def spans(*texts: str) -> list[Block]:
    return [Block([Span(text)], 1) for text in texts]


STRETCHED = "وإذ تشCCير إلى المنارة التي تضCيء للسفCن في البحCر وفي الميناء وعلى السCاحل كلCها"


def test_a_sign_that_stands_within_words_all_over_a_text_stretches_them() -> None:
    blocks = spans(STRETCHED, "1 -C تقرر إضاءة المنارة؛", "الفقرة C")
    without_stretches(blocks)
    assert [b.text for b in blocks] == [STRETCHED.replace("C", ""), "1 - تقرر إضاءة المنارة؛", "الفقرة C"]


@pytest.mark.parametrize("printed", ["المنارة7 والميناء", "كانون الأول/ديسمبر", "إذ تشير إلى المناراتC", "خط الشمال-الجنوب"])
def test_a_sign_that_is_there_once_or_behind_a_word_stays(printed: str) -> None:
    blocks = spans(*[printed] * 9)
    without_stretches(blocks)
    assert {b.text for b in blocks} == {printed}


def test_such_signs_are_found_between_the_controls_of_a_text() -> None:
    text = "\u202b" + " ".join("تش\u202a66\u202cير الق\u202a 6 6\u202cرار" for _ in range(4)) + "\u202a6- 1\u202c\u202c"
    assert unstretched(text, embedded_signs(text)).replace("\u202b", "").startswith("تشير القرار")
    assert "6" not in unstretched(text, embedded_signs(text))


def laid_out(*lines: str) -> list[str]:
    return [block.text for block in extract("\n".join(f"\u202b{line}\u202c" for line in lines).encode()).blocks]


def test_signs_are_of_the_letter_behind_them_where_the_ending_stands_before_its_alef() -> None:
    assert laid_out("تحيط علم ًا بأن المنارة", "وإذ تس ّلم بأن الميناء") == ["تحيط علما\u064b بأن المنارة", "وإذ تسلّم بأن الميناء"]


def test_signs_are_of_the_letter_before_them_where_the_ending_stands_behind_its_alef() -> None:
    assert laid_out("تحيط علما ً بأن المنارة", "وإذ تش ّدد على الميناء")[1] == "وإذ تشّدد على الميناء"


def test_articles_that_all_stand_before_a_hamza_were_set_apart_from_it() -> None:
    assert laid_out("كانون ال أول من ال أمم المتحدة وال إعلان") == ["كانون الأول من الأمم المتحدة والإعلان"]


def test_a_no_that_was_turned_round_is_no_article() -> None:
    assert laid_out("ال يجوز إخضاع أحد وال سيما ال أحد") == ["ال يجوز إخضاع أحد وال سيما ال أحد"]
