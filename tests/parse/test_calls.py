"""Calls of notes in text without raised characters: all notes of a document find their places together, in their order."""

from __future__ import annotations

import pytest

from pipeline.parse.calls import find_calls
from pipeline.parse.model import Call, Paragraph, Rich


def called(*texts: str, notes: int, language: str = "en", placed: bool = False, calls: list[tuple[int, Call]] | None = None) -> list[str]:
    """The paragraphs with calls in braces."""
    paragraphs = [Paragraph(Rich(text), [i]) for i, text in enumerate(texts)]
    for i, call in calls or []:
        paragraphs[i].rich.calls.append(call)
    find_calls(paragraphs, [Paragraph(Rich("Ibid."), [90 + n], "note", note=str(n)) for n in range(1, notes + 1)], language, placed=placed)
    shown = []
    for paragraph in paragraphs:
        text = paragraph.text
        for call in sorted(paragraph.rich.calls, key=lambda c: -c.offset):
            text = f"{text[: call.offset]}{{{call.marker}}}{text[call.offset :]}"
        shown.append(text)
    return shown


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("Recalling the Convention1 and the Protocol,", "Recalling the Convention{1} and the Protocol,"),
        ("Recalling the Convention,1 and the Protocol,", "Recalling the Convention,{1} and the Protocol,"),
        ("Recalling the Convention, 1 and the Protocol,", "Recalling the Convention,{1} and the Protocol,"),
        ("Recalling the plan “Light” 1, and the Protocol,", "Recalling the plan “Light”{1}, and the Protocol,"),
        ("Recalling the Convention 1 and the Protocol,", "Recalling the Convention{1} and the Protocol,"),
        ("Recalling its resolution 60/1 of 16 September 2005,1 in which", "Recalling its resolution 60/1 of 16 September 2005,{1} in which"),
        ("Recalling resolution 75/190,1 in which", "Recalling resolution 75/190,{1} in which"),
        ("Noting the Lighthouse Convention (No. 189)1 and the Protocol,", "Noting the Lighthouse Convention (No. 189){1} and the Protocol,"),
        ("Recalling the Statute of 1951 1 and the Protocol,", "Recalling the Statute of 1951{1} and the Protocol,"),
        ("Recalling the plan (of the lights) 1 and the Protocol,", "Recalling the plan (of the lights){1} and the Protocol,"),
        ("Recalling Agenda 21 1 and the Protocol,", "Recalling Agenda 21{1} and the Protocol,"),
        ("Recalling Agenda 211 and the Protocol,", "Recalling Agenda 21{1} and the Protocol,"),
        ("Recalling the Convention, t1he Protocol,", "Recalling the Convention,{1} the Protocol,"),
        ("Recalling the Convention a1nd the Protocol,", "Recalling the Convention{1} and the Protocol,"),
    ],
)
def test_a_marker_is_found_where_markers_stand(text: str, read: str) -> None:
    assert called(text, notes=1) == [read]


@pytest.mark.parametrize(
    ("text", "language", "read"),
    [
        ("Rappelant les droits des gardiens 1 ;", "fr", "Rappelant les droits des gardiens{1} ;"),
        ("回顾《公约》、 11995年《议定书》和决议，", "zh", "回顾《公约》、{1}1995年《议定书》和决议，"),
        ("欢迎灯塔日、110月2日港口日，", "zh", "欢迎灯塔日、{1}10月2日港口日，"),
        ("遵循《灯塔宣言》、1国际公约和其他文书，", "zh", "遵循《灯塔宣言》、{1}国际公约和其他文书，"),
        ("表示注意到秘书长的报告1所载建议，", "zh", "表示注意到秘书长的报告{1}所载建议，"),
        ("إذ تشير إلى خطة عام 12030 وإلى القرار،", "ar", "إذ تشير إلى خطة عام 2030{1} وإلى القرار،"),
        ("عملا بالقرار 175/191 وبالمقرر،", "ar", "عملا بالقرار 75/191{1} وبالمقرر،"),
        ("المعنون ”المنارات“ 1 وعمليات متابعته،", "ar", "المعنون ”المنارات“{1} وعمليات متابعته،"),
    ],
)
def test_a_marker_beside_other_signs_is_found_in_other_languages(text: str, language: str, read: str) -> None:
    assert called(text, notes=1, language=language) == [read]


def test_figures_behind_chinese_words_call_no_note_again() -> None:
    texts = ["回顾《灯塔公约》1和报告，", "未缴摊款共计 1.72亿美元，批款1 116 000美元，"]
    assert called(*texts, notes=1, language="zh") == ["回顾《灯塔公约》{1}和报告，", texts[1]]


def test_notes_at_the_end_of_a_document_are_called_on_any_page() -> None:
    paragraphs = [
        Paragraph(Rich("Recalling the plan, 1 which is for all,", page_start=1, page_end=1), [0]),
        Paragraph(Rich("Decides.", page_start=9, page_end=9), [1]),
    ]
    notes = [Paragraph(Rich("Ibid.", page_start=9), [9 + n], "note", note=str(n)) for n in (1, 2)]
    find_calls(paragraphs, notes, "en", placed=False)
    assert [call.marker for call in paragraphs[0].rich.calls] == ["1"]


def test_a_marker_glued_to_a_year_is_parted_from_it() -> None:
    assert called("de 12 de diciembre de 19971, y de 200012, y", notes=1, language="es") == ["de 12 de diciembre de 1997{1}, y de 200012, y"]


def test_a_space_before_a_comma_shows_where_a_marker_stood() -> None:
    text = "Rappelant la Stratégie, le Plan , le Pacte, l’Accord et le Protocole, ainsi que la Charte,"
    read = "Rappelant la Stratégie, le Plan{1}, le Pacte, l’Accord et le Protocole, ainsi que la Charte,"
    assert called(text, notes=1, language="fr") == [read]


@pytest.mark.parametrize(
    "text",
    [
        "Takes note of paragraph 1, and of the annex;",
        "Welcomes resolution 1 (2000);",
        "Invites the 1 per cent, and others;",
        "Limits the warming to 1.5 degrees, and less;",
        "on the report of the Committee (A/77/401)",
        "Welcomes resolution 6/2021 of the Conference;",
        "of 1 May 2000, and of the day;",
    ],
)
def test_a_number_that_numbers_something_calls_no_note(text: str) -> None:
    assert called(text, notes=1) == [text]


def test_calls_come_in_the_order_of_the_notes() -> None:
    read = called("of the Council, 2 in May,", "of the Assembly1 in June, and of the Court2 and the Bank3,", notes=3)
    assert read == ["of the Council, 2 in May,", "of the Assembly{1} in June, and of the Court{2} and the Bank{3},"]


def test_a_number_that_was_taken_for_a_marker_goes_back_into_the_text() -> None:
    read = called("of the Assembly1 and", "under rule of the rules,", notes=1, calls=[(1, Call("3", 10))])
    assert read == ["of the Assembly{1} and", "under rule 3 of the rules,"]


def test_two_markers_behind_one_paragraph_call_both_their_notes() -> None:
    read = called("of the Assembly and the Council,", notes=2, calls=[(0, Call("1", 32)), (0, Call("2", 32))])
    assert read == ["of the Assembly and the Council,{1}{2}"]


def test_a_note_called_again_far_away_keeps_its_second_call() -> None:
    read = called("of the Assembly1 and", *["words"] * 5, "of the same, and", notes=1, calls=[(6, Call("1", 11))])
    assert read[-1] == "of the same{1}, and"


def test_the_first_day_of_a_stretch_of_days_calls_no_note() -> None:
    assert called("held in Vienna from 1 to 25 June 1993,", notes=1) == ["held in Vienna from 1 to 25 June 1993,"]
