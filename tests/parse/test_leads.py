"""Leads and their lemma: what the phrase says, by what follows it, whatever the italics cover."""

from __future__ import annotations

import pytest

from pipeline.languages import LANGUAGES, table
from pipeline.parse.actions import find_lead
from pipeline.parse.leads import set_leads
from pipeline.parse.model import Clause, Rich, Style
from pipeline.schema.vocabulary import ACT, ACT_OF


def action(text: str, language: str, side: str = "operative") -> str | None:
    lead = find_lead(text, language, side)
    return lead.action if lead else None


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("fr", "Demande au Secrétariat de compter les lampes", "request"),
        ("fr", "Demande également au Secrétariat de compter les lampes", "request"),
        ("fr", "Demande aux États Membres de compter les lampes", "call_upon"),
        ("ar", "تدعو إلى عد المصابيح", "call_upon"),
        ("ar", "تدعو الدول إلى عد المصابيح", "invite"),
        ("ru", "обращается к смотрителю с просьбой посчитать лампы", "request"),
        ("ru", "обращается к смотрителю с призывом посчитать лампы", "call_upon"),
    ],
)
def test_a_phrase_of_two_meanings_is_told_by_the_words_behind_it(language: str, text: str, expected: str) -> None:
    assert action(text, language) == expected


@pytest.mark.parametrize(
    ("language", "text", "lead"),
    [
        ("en", "In this context, encourages the keepers of lamps", "encourages"),
        ("fr", "À cet égard, encourage les gardiens", "encourage"),
        ("ru", "В этой связи рекомендует смотрителям", "рекомендует"),
        ("zh", "对灯塔的状况深表关切，", "深表关切"),
        ("zh", "就灯塔向秘书长表示感谢，", "表示感谢"),
    ],
)
def test_an_opening_is_no_part_of_the_lead(language: str, text: str, lead: str) -> None:
    found = find_lead(text, language, "operative")
    assert found is not None
    assert found.text == lead
    assert found.action is not None


@pytest.mark.parametrize(
    ("language", "phrases", "lemma"),
    [
        ("en", ["Reiterating its strong condemnation", "Strongly condemning", "Condemning also"], "condemn"),
        ("ar", ["وإذ تكرر تأكيد إدانتها الشديدة", "وإذ تدين بشدة"], "condemn"),
        ("fr", ["Réaffirmant sa ferme condamnation", "Condamnant fermement"], "condemn"),
        ("ru", ["подтверждая свою серьезную обеспокоенность", "будучи глубоко обеспокоена"], "express_concern"),
        ("es", ["Reiterando su profunda preocupación", "Profundamente preocupada"], "express_concern"),
        ("zh", ["重申深信", "深信"], "convinced"),
    ],
)
def test_saying_again_or_strongly_changes_no_lemma(language: str, phrases: list[str], lemma: str) -> None:
    assert {action(phrase, language, "preambular") for phrase in phrases} == {lemma}


def led(text: str, styled: str, language: str) -> Clause:
    """A preambular paragraph after its lead was set; the style covers the first occurrence of `styled`."""
    start = text.index(styled)
    clause = Clause("preambular", "pp1", None, 0, None, Rich(text, styles=[Style(start, start + len(styled), False, True)]), [0])
    set_leads([clause], language)
    return clause


def test_italics_that_stop_short_leave_the_lemma_that_the_whole_phrase_has() -> None:
    clause = led("Expressing its deep concern at the state of the lamps,", "Expressing", "en")
    assert (clause.lead, clause.action) == ("Expressing", "express_concern")


def test_italics_that_end_inside_a_word_give_no_half_words() -> None:
    assert led("وإذ تضع في اعتبارها حالة المصابيح،", "و", "ar").lead == "وإذ تضع في اعتبارها"


def test_bold_type_of_an_opening_leaves_the_lemma_that_the_whole_phrase_has() -> None:
    clause = led("对灯塔的状况表示关切，", "对", "zh")
    assert (clause.lead, clause.action) == ("对", "express_concern")


@pytest.mark.parametrize(
    ("text", "lead"),
    [
        ("Encourages further cooperation between harbours", "Encourages"),
        ("Encourages further the keepers of lamps", "Encourages further"),
        ("Encourages further Member States to light lamps", "Encourages further"),
        ("Further encourages harbours", "Further encourages"),
    ],
)
def test_further_belongs_to_the_lead_or_to_the_noun_behind_it(text: str, lead: str) -> None:
    found = find_lead(text, "en", "operative")
    assert found is not None
    assert found.text == lead


def statement(text: str, language: str) -> tuple[str | None, str | None, list[tuple[str, str]]]:
    """Lead, lemma and unmapped phrases of one paragraph of a presidential statement."""
    clause = Clause("operative", "op1", None, 0, None, Rich(text), [0])
    unmapped, _ = set_leads([clause], language, statement=True)
    return clause.lead, clause.action, unmapped


@pytest.mark.parametrize(
    ("language", "text", "lead", "lemma"),
    [
        ("en", "“The Security Council strongly condemns the theft of lamps.", "strongly condemns", "condemn"),
        ("en", "“In this regard, the Council calls upon all harbours to light lamps.", "calls upon", "call_upon"),
        ("fr", "« Le Conseil de sécurité condamne fermement le vol de lampes.", "condamne fermement", "condemn"),
        ("ru", "«Совет Безопасности решительно осуждает кражу ламп.", "решительно осуждает", "condemn"),
        ("zh", "“安全理事会强烈谴责偷窃灯塔的灯。", "强烈谴责", "condemn"),
    ],
)
def test_a_statement_names_the_body_before_the_phrase(language: str, text: str, lead: str, lemma: str) -> None:
    assert statement(text, language) == (lead, lemma, [])


def test_an_unknown_phrase_of_a_statement_is_listed_and_a_sentence_without_the_body_is_none() -> None:
    assert statement("“The Security Council juggles lamps.", "en") == (None, None, [("operative", "juggles lamps")])
    assert statement("Issues for consideration: lamps.", "en") == (None, None, [])


def test_a_paragraph_without_italics_has_no_phrase_where_all_others_have_one() -> None:
    clauses = [
        Clause("operative", f"op{n}", None, 0, f"{n}.", Rich(f"{verb} lamps;", styles=[Style(0, len(verb), False, True)]), [n])
        for n, verb in enumerate(("Welcomes", "Juggles", "Notes"), 1)
    ]
    clauses.append(Clause("operative", "op4", None, 0, "4.", Rich("The fund shall be established;"), [4]))
    unmapped, _ = set_leads(clauses, "en")
    assert unmapped == [("operative", "Juggles")]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_lemma_is_a_kind_of_speech_act(language: str) -> None:
    lemmas = {row["action"] for row in table(language, "actions")} - {""}
    assert {ACT_OF.get(lemma) for lemma in lemmas} <= set(ACT)


@pytest.mark.parametrize(
    ("language", "text", "council", "assembly"),
    [
        ("en", "Reaffirming its strong commitment to lamps,", "Reaffirming", "Reaffirming its strong commitment"),
        ("fr", "Réaffirmant son attachement aux phares,", "Réaffirmant", "Réaffirmant son attachement"),
        ("es", "Reafirmando su compromiso con los faros,", "Reafirmando", "Reafirmando su compromiso"),
        ("ru", "подтверждая свою приверженность маякам,", "подтверждая", "подтверждая свою приверженность"),
        ("zh", "重申支持灯塔，", "重申", "重申支持"),
        ("ar", "وإذ يؤكد من جديد التزامه القوي بالمنارات،", "وإذ يؤكد من جديد", "وإذ يؤكد من جديد التزامه القوي"),
    ],
)
def test_without_italics_the_council_has_shorter_leads_than_the_assembly(language: str, text: str, council: str, assembly: str) -> None:
    for organ, lead in (("security_council", council), ("general_assembly", assembly)):
        clause = Clause("preambular", "pp1", None, 0, None, Rich(text), [0])
        set_leads([clause], language, organ=organ)
        assert (clause.lead, clause.action) == (lead, "reaffirm")
