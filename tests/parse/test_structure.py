"""The places of paragraphs: composites, parts, annexes, levels of sub-paragraphs, as paragraphs (DOCX) and as lines (text)."""

from __future__ import annotations

import textwrap
from collections.abc import Callable

import pytest

from pipeline import media
from pipeline.extract import text
from pipeline.extract.page import Block, PageModel, Span
from pipeline.parse.document import Origin, parse

COVER = """United Nations
General Assembly
Distr.: General
4 May 2135
Hundred and ninetieth session
Agenda item 7
Resolution adopted by the General Assembly on 4 May 2135
[on the report of the Second Committee (A/190/77)]
190/1. Lamps for harbours"""
CLOSING = """9th plenary meeting
4 May 2135"""


def as_paragraphs(document: str) -> PageModel:
    return PageModel(media.DOCX, "paragraph", [Block([Span(line)]) for line in document.splitlines()])


def as_lines(document: str) -> PageModel:
    return text.extract("\n\n".join("\n".join(textwrap.wrap(line, 90)) for line in document.splitlines()).encode())


def places(model: PageModel, language: str = "en") -> list[str]:
    """Path and label of every clause."""
    rows = parse(model, Origin("x", "0" * 64, "A/RES/190/1", language))
    return [f"{row['path']} {row['label'] or ''}".strip() for row in rows["clauses"]]


both = pytest.mark.parametrize("form", [as_paragraphs, as_lines], ids=["paragraphs", "lines"])


def case(body: str, expected: str) -> tuple[str, list[str]]:
    return f"{COVER}\n{textwrap.dedent(body).strip()}", [place.strip() for place in expected.split(",")]


COMPOSITE = """
    A
    Lamps of the north
    The General Assembly,
    Recalling its resolution 188/15 of 20 December 2133,
    1. Welcomes the report;
    2. Requests the Secretary-General to report on it.
    B
    Lamps of the south
    The General Assembly,
    Recalling the same resolution,
    1. Decides to buy lamps;
    2. Invites States:
    (a) To light them;
    (b) To keep them lit.
    """
RESTARTED = """
    The General Assembly,
    Recalling its resolution 188/15 of 20 December 2133,
    I
    Lamps
    1. Welcomes the lamps;
    2. Requests a report;
    II
    Buoys
    1. Welcomes the buoys;
    2. Decides to count them.
    """
CONTINUED = RESTARTED.replace("1. Welcomes the buoys", "3. Welcomes the buoys").replace("2. Decides to count", "4. Decides to count")
ANNEXES = f"""
    The General Assembly,
    Recalling its resolution 188/15 of 20 December 2133,
    1. Adopts the rules in annex I;
    2. Also adopts the rules in annex II.
    {CLOSING}
    Annex I
    Rules of lamps
    1. A lamp shall be lit at dusk.
    2. A lamp shall be put out at dawn.
    Annex II
    Rules of buoys
    1. A buoy shall float.
    Appendix
    Form for buoys
    """.replace("\n4 May", "\n    4 May")
SINGLE = """
    The General Assembly,
    Recalling its resolution 188/15 of 20 December 2133,
    Having considered the report,
    Decides to postpone the matter to its next session.
    """
LEVELS = """
    The General Assembly,
    Recalling its resolution 188/15 of 20 December 2133,
    1. Decides:
    (a) To light:
    (i) Lamps:
    a. Red;
    b. Green;
    (ii) Buoys;
    (b) To count them;
    2. Invites all States to help.
    """
NUMBERED_PREAMBLE = """
    The General Assembly,
    1. Recalling its resolution 188/15 of 20 December 2133,
    2. Noting the report,
    1. Welcomes the report;
    2. Decides to read it.
    """
POINTS_OF_THE_PREAMBLE = """
    The General Assembly,
    Recalling:
    (a) Its resolution 188/15 of 20 December 2133;
    (b) Its resolution 189/15 of 21 December 2134,
    Noting the report,
    1. Welcomes both.
    """


@both
@pytest.mark.parametrize(
    ("document", "expected"),
    [
        case(COMPOSITE, "h1 A, A.enacting, A.pp1, A.op1 1., A.op2 2., h2 B, B.enacting, B.pp1, B.op1 1., B.op2 2., B.op2.a (a), B.op2.b (b)"),
        case(RESTARTED, "enacting, pp1, h1 I, I.op1 1., I.op2 2., h2 II, II.op1 1., II.op2 2."),
        case(CONTINUED, "enacting, pp1, h1 I, op1 1., op2 2., h2 II, op3 3., op4 4."),
        case(
            ANNEXES,
            "enacting, pp1, op1 1., op2 2., annex1.1, annex1.2, annex1.3 1., annex1.4 2., annex2.1, annex2.2, annex2.3 1., annex2.4, annex2.5",
        ),
        case(SINGLE, "enacting, pp1, pp2, op1"),
        case(LEVELS, "enacting, pp1, op1 1., op1.a (a), op1.a.i (i), op1.a.i.1 a., op1.a.i.2 b., op1.a.ii (ii), op1.b (b), op2 2."),
        case(NUMBERED_PREAMBLE, "enacting, pp1 1., pp2 2., op1 1., op2 2."),
        case(POINTS_OF_THE_PREAMBLE, "enacting, pp1, pp1.a (a), pp1.b (b), pp2, op1 1."),
    ],
    ids=["composite", "restarted", "continued", "annexes", "single", "levels", "numbered-preamble", "points-of-the-preamble"],
)
def test_every_paragraph_has_its_place(form: Callable[[str], PageModel], document: str, expected: list[str]) -> None:
    assert places(form(document)) == expected


THREE_LEVELS = {
    "en": ("The General Assembly,", "1.", ("(a)", "(b)"), ("(i)", "(ii)"), ("a.", "b.")),
    "fr": ("L’Assemblée générale,", "1.", ("a)", "b)"), ("i)", "ii)"), ("a.", "b.")),
    "es": ("La Asamblea General,", "1.", ("a)", "b)"), ("i)", "ii)"), ("a.", "b.")),
    "ru": ("Генеральная Ассамблея,", "1.", ("а)", "b)"), ("i)", "ii)"), ("а.", "b.")),
    "ar": ("إن الجمعية العامة،", "1 -", ("(أ)", "(ب)"), ("’1‘", "’2‘"), ("أ -", "ب -")),
    "zh": ("大会，", "1.", ("(a)", "(b)"), ("㈠", "㈡"), ("a.", "b.")),
}


@pytest.mark.parametrize("language", THREE_LEVELS)
def test_three_levels_of_sub_paragraphs_in_the_labels_of_each_language(language: str) -> None:
    formula, number, (a, b), (i, ii), (one, two) = THREE_LEVELS[language]
    lines = [formula, f"{number} words:", f"{a} words:", f"{i} words:", f"{one} words;", f"{two} words;", f"{ii} words;", f"{b} words."]
    model = as_paragraphs("\n".join(lines))
    expected = ["enacting", f"op1 {number}", f"op1.a {a}", f"op1.a.i {i}", f"op1.a.i.1 {one}", f"op1.a.i.2 {two}", f"op1.a.ii {ii}", f"op1.b {b}"]
    assert places(model, language) == expected


@pytest.mark.parametrize("dash", ["–", "-", "•"])
def test_dashes_are_points_of_the_paragraph_before_them(dash: str) -> None:
    body = f"The General Assembly,\n1. Decides that they shall:\n{dash} Light lamps;\n{dash} Count buoys;\n2. Invites all to help."
    assert places(as_paragraphs(body)) == ["enacting", "op1 1.", f"op1.a {dash}", f"op1.b {dash}", "op2 2."]


def test_dashes_under_points_are_a_level_of_their_own() -> None:
    body = "The General Assembly,\n1. Decides:\n(a) To light:\n– Lamps,\n– Buoys,\n(b) To count:\n– Lamps;\n2. Invites all to help."
    expected = ["enacting", "op1 1.", "op1.a (a)", "op1.a.i –", "op1.a.ii –", "op1.b (b)", "op1.b.i –", "op2 2."]
    assert places(as_paragraphs(body)) == expected


def test_words_between_points_do_not_end_their_series() -> None:
    body = "The General Assembly,\n1. Decides:\n(a) To light lamps as follows:\n“all of them.”\n(b) To count them;\n2. Invites all to help."
    assert places(as_paragraphs(body)) == ["enacting", "op1 1.", "op1.a (a)", "op1.b (b)", "op2 2."]


def test_chinese_headings_begin_with_their_numerals() -> None:
    lines = ["大会，", "一灯塔", "1. 欢迎报告；", "2. 决定审议报告；", "二浮标", "1. 欢迎报告。"]
    model = PageModel(media.DOCX, "paragraph", [Block([Span(line, bold=line[0] in "一二")]) for line in lines])
    assert places(model, "zh") == ["enacting", "h1 一", "I.op1 1.", "I.op2 2.", "h2 二", "II.op1 1."]


def test_arabic_headings_begin_with_spelt_numerals() -> None:
    lines = ["إن الجمعية العامة،", "أولا المصابيح", "1 - ترحب بالتقرير؛", "ثانياً العوامات", "1 - تقرر شراء عوامات."]
    model = PageModel(media.DOCX, "paragraph", [Block([Span(line, bold=line[0] in "أث")]) for line in lines])
    assert places(model, "ar") == ["enacting", "h1 أولا", "I.op1 1 -", "h2 ثانياً", "II.op1 1 -"]


def test_a_part_with_the_numeral_of_another_has_a_path_of_its_own() -> None:
    lines = [
        "إن الجمعية العامة،",
        "أولا المصابيح",
        "1 - ترحب بالتقرير؛",
        "ثانيا العوامات",
        "1 - تقرر شراء عوامات؛",
        "ثانيا السفن",
        "1 - تقرر شراء سفن.",
    ]
    model = PageModel(media.DOCX, "paragraph", [Block([Span(line, bold=line[0] in "أث")]) for line in lines])
    found = [place.split()[0] for place in places(model, "ar") if "op" in place]
    assert len(set(found)) == 3 and not any(path.startswith(".") for path in found)


def test_a_first_character_that_no_second_heading_follows_up_is_no_numeral() -> None:
    lines = ["大会，", "一般事项", "1. 欢迎报告；", "其他事项", "2. 决定审议报告。"]
    model = PageModel(media.DOCX, "paragraph", [Block([Span(line, bold=line.endswith("项"))]) for line in lines])
    assert places(model, "zh") == ["enacting", "h1", "op1 1.", "h2", "op2 2."]


def test_arabic_letters_are_doubled_after_the_twenty_sixth() -> None:
    letters = "أبجدهوزحطيكلمنسعفصقرشتثخذض"
    labels = [*(f"({letter})" for letter in letters), "(أأ)", "(ب ب)"]
    model = as_paragraphs("\n".join(["إن الجمعية العامة،", "1 - كلمات:", *(f"{label} كلمات؛" for label in labels)]))
    assert places(model, "ar")[-3:] == ["op1.z (ض)", "op1.aa (أأ)", "op1.ab (ب ب)"]


def test_a_number_whose_words_are_all_in_its_points_is_a_paragraph() -> None:
    model = as_paragraphs("إن الجمعية العامة،\n1 - كلمات؛\n2 -\n(أ) كلمات؛\n(ب) كلمات.")
    assert places(model, "ar") == ["enacting", "op1 1 -", "op2 2 -", "op2.a (أ)", "op2.b (ب)"]


@pytest.mark.parametrize(
    ("language", "lines", "expected"),
    [
        ("en", ["The General Assembly,", "l. Decides to count lamps."], ["enacting", "op1 l."]),  # the letter l
        ("zh", ["大会，", "1. 欢迎报告；", "2决定审议报告。"], ["enacting", "op1 1.", "op2 2"]),  # a lost full stop
    ],
)
def test_misprinted_numbers_of_operative_paragraphs(language: str, lines: list[str], expected: list[str]) -> None:
    assert places(as_paragraphs("\n".join(lines)), language) == expected


def test_earthly_branches_number_points() -> None:
    model = as_paragraphs("大会，\n1. 重申下列各项：\n(子)灯塔；\n(丑)浮标。")
    assert places(model, "zh") == ["enacting", "op1 1.", "op1.a (子)", "op1.b (丑)"]


@pytest.mark.parametrize(("language", "lines"), [("ar", ["إن الجمعية العامة،", "1 - كلمات.", "المرفق ألف", "كلمات.", "المرفق باء", "كلمات."]),
                                                 ("zh", ["大会，", "1. 通过规则。", "附件A", "灯塔。", "附件B", "浮标。"])])  # fmt: skip
def test_annexes_bear_letters(language: str, lines: list[str]) -> None:
    expected = ["annex1.1", "annex1.2", "annex2.1", "annex2.2"]
    assert [place for place in places(as_paragraphs("\n".join(lines)), language) if place.startswith("annex")] == expected


def test_annexes_bear_titles_behind_dashes() -> None:
    lines = ["Совет Безопасности,", "1. Принимает правила.", "Приложение А — Фонари, которые зажигают", "Слова.", "Приложение С — Буи", "Слова."]
    expected = ["annex1.1", "annex1.2", "annex2.1", "annex2.2"]
    assert [place for place in places(as_paragraphs("\n".join(lines)), "ru") if place.startswith("annex")] == expected


def test_russian_headings_in_the_order_of_the_alphabet_bear_no_letters() -> None:
    headings = ["Администрация", "Бюджет", "Выводы"]
    lines = ["Генеральная Ассамблея,", *(line for heading in headings for line in (heading, "1. Приветствует доклад."))]
    model = PageModel(media.DOCX, "paragraph", [Block([Span(line, bold=line in headings)]) for line in lines])
    rows = parse(model, Origin("x", "0" * 64, "A/RES/190/1", "ru"))["clauses"]
    assert [row["text"] for row in rows if row["kind"] == "heading"] == headings


def test_what_a_table_left_outside_itself_is_no_heading() -> None:
    blocks = [Block([Span("The General Assembly,")]), Block([Span("1. Decides to adopt the scale:")])]
    blocks += [Block([Span("Lamps\t1 200")], role="table", table=1), Block([Span("Lamps (with stands)")]), Block([Span("2. Requests a report.")])]
    assert places(PageModel(media.DOCX, "paragraph", blocks)) == ["enacting", "op1 1.", "op2 2."]


STATEMENT = """United Nations
Security Council
Distr.: General
4 May 2135
Statement by the President of the Security Council
At the 9001st meeting of the Security Council, held on 4 May 2135, the President of the Council made the following statement:
“The Security Council recalls its statement of 1 May 2134 on lamps in harbours, and reaffirms every word of it to this very day.
“The Security Council strongly condemns the theft of lamps, and calls upon all harbours, large and small, wherever they may be:
– To light lamps;
– To count buoys.
“The Council will remain seized of the matter.”"""


def wrapped(document: str) -> PageModel:
    return text.extract("\n".join("\n".join(textwrap.wrap(line, 90)) for line in document.splitlines()).encode())


@pytest.mark.parametrize("form", [as_paragraphs, wrapped])
def test_a_statement_has_operative_paragraphs_with_leads(form: Callable[[str], PageModel]) -> None:
    rows = parse(form(STATEMENT), Origin("x", "0" * 64, "S/PRST/2135/4", "en"))
    assert rows["documents"][0]["kind"] == "presidential_statement"
    leads = [(row["path"], row["lead"]) for row in rows["clauses"]]
    assert leads == [
        ("pp1", None),
        ("op1", "recalls"),
        ("op2", "strongly condemns"),
        ("op2.a", None),
        ("op2.b", None),
        ("op3", "will remain seized"),
    ]
