"""Arabic texts in which an extractor turned the ligature of lam and alef around."""

from __future__ import annotations

import pytest

from pipeline import media
from pipeline.extract.page import Block, PageModel, Span
from pipeline.parse.lam_alef import put_right, read


@pytest.mark.parametrize(
    ("turned", "right"),
    [
        ("األمم", "الأمم"),  # behind the article: two alefs in a row are no Arabic
        ("واالقتصادي", "والاقتصادي"),
        ("لألسلحة", "للأسلحة"),
        ("السالم", "السلام"),  # a word of the language data
        ("الالزمة", "اللازمة"),  # one that holds another pair of the two letters
        ("الالحــقة", "اللاحــقة"),  # stretched in print
        ("وبالسالم", "وبالسلام"),  # with prefixes before it
        ("العالم", "العالم"),  # alef and lam by right
        ("بالغ", "بالغ"),
        ("الإعالم", "الإعلام"),  # one of its two ligatures is turned
        ("الثالثة", "الثالثة"),  # third, or three: nothing tells, it stays
    ],
)
def test_words(turned: str, right: str) -> None:
    assert read(turned) == right


def model(*lines: str) -> PageModel:
    return PageModel(media.TEXT, "line", [Block([Span(line)]) for line in lines])


def test_a_turned_text_is_put_right() -> None:
    turned = model("إن مجلس األمن،", "إذ يالحظ أن السالم في العالم")
    put_right(turned)
    assert [block.text for block in turned.blocks] == ["إن مجلس الأمن،", "إذ يلاحظ أن السلام في العالم"]


@pytest.mark.parametrize(
    ("printed", "wanted"),
    [
        ("إذ يالحظ أن السالم واالستقرار في العالم", "إذ يلاحظ أن السلام والاستقرار في العالم"),  # those with a bare alef
        ("إذ يالحظ أن السالم والاستقرار في العالم", "إذ يلاحظ أن السلام والاستقرار في العالم"),  # those joined to a letter before
    ],
)
def test_the_ligatures_of_one_kind_may_be_turned_alone(printed: str, wanted: str) -> None:
    turned = model("إن مجلس الأمن،", printed)
    put_right(turned)
    assert [block.text for block in turned.blocks] == ["إن مجلس الأمن،", wanted]


def test_another_text_is_left_alone_whatever_single_words_look_like() -> None:
    lines = ["إن مجلس الأمن،", "إذ يلاحظ أن السالم من الأسلحة قليل"]
    right = model(*lines)
    put_right(right)
    assert [block.text for block in right.blocks] == lines


def test_a_joined_ligature_that_no_word_shows_is_turned_where_its_kindred_are() -> None:
    turned = model("إن مجلس األمن،", "إذ يالحظ أن السالم لألسلحة")
    put_right(turned)
    assert turned.blocks[1].text.endswith("للأسلحة")


def test_no_letter_follows_an_alef_maqsura() -> None:
    turned = model("وإذ يشدد عىل أهمية ما يستند إىل الميثاق")
    put_right(turned)
    assert turned.blocks[0].text == "وإذ يشدد على أهمية ما يستند إلى الميثاق"


def test_a_ligature_behind_to_the_shows_itself_beside_the_same_word_with_the_article() -> None:
    turned = model("إن مجلس الأمن،", "إذ يشير إلى ميثاق الأمم المتحدة وإلى الأمين العام لألمم المتحدة")
    put_right(turned)
    assert turned.blocks[1].text.endswith("للأمم المتحدة")


def test_a_name_behind_to_is_left_alone() -> None:
    right = model("إن مجلس الأمن،", "إذ يشير إلى الرسالة الموجهة لألمانيا")
    put_right(right)
    assert right.blocks[1].text.endswith("لألمانيا")
