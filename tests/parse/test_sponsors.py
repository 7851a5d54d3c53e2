"""Sponsor lines: who submits a draft."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.languages import LANGUAGES
from pipeline.parse.sponsor_lines import sponsor_line
from pipeline.parse.sponsors import read_sponsors


def codes(text: str, language: str) -> list[str | None]:
    rows, unknown = read_sponsors(text, language)
    assert not unknown
    return [row["iso3"] for row in rows]


LISTS = [
    ("Benin, Antigua and Barbuda and Qatar", "en", "BEN ATG QAT"),
    ("Trinidad and Tobago, the Netherlands, and Saint Vincent and the Grenadines", "en", "TTO NLD VCT"),
    ("Bolivia (Plurinational State of), São Tomé and Príncipe as well as Türkiye*", "en", "BOL STP TUR"),
    ("Brazil Canada, Niger Nigeria and Guinea Guinea-Bissau", "en", "BRA CAN NER NGA GIN GNB"),  # separators lost
    ("Saint-Vincent-et-les Grenadines, l’Angola, Bu- rundi et la Zambie", "fr", "VCT AGO BDI ZMB"),  # a word broken at a line end
    ("Bosnia y Herzegovina, Santo Tomé y Príncipe e Irlanda", "es", "BIH STP IRL"),
    ("Босния и Герцеговина, Антигуа и Барбуда и Чад", "ru", "BIH ATG TCD"),
    ("亚美尼亚、玻利维亚多民族国 波\n斯尼亚和黑塞哥维那和委\n\n内瑞拉玻利瓦尔共和国", "zh", "ARM BOL BIH VEN"),
    ("الأردن، أنتيغوا وبربودا، بوليفيا (دولة – المتعددة القوميات) والإمارات العربية المتحدة", "ar", "JOR ATG BOL ARE"),
    ("موناكو، هنغاريا وهولندا", "ar", "MCO HUN NLD"),
    ("Senegal, Serbia and Montenegro", "en", "SEN SRB MNE"),  # the list has no other conjunction
    ("Франция, Сербия и Черногория", "ru", "FRA SRB MNE"),
    ("Romania, Serbia and Montenegro, and Slovakia", "en", "ROU SCG SVK"),
    ("Serbia and Montenegro", "en", "SCG"),
    ("Zambia and Zimbabwe", "ru", "ZMB ZWE"),  # English names of the official XML in a Russian file
]


@pytest.mark.parametrize(("text", "language", "iso3"), LISTS)
def test_lists_of_states(text: str, language: str, iso3: str) -> None:
    assert codes(text, language) == iso3.split()


BEHALF = [
    ("Cuba (on behalf of the States Members of the United Nations that are members of the Group of 77 and China)", "en"),
    ("Cuba, on behalf of the Group of 77 and China", "en"),
    ("Cuba (au nom du Groupe des 77 et de la Chine)", "fr"),
    ("Cuba (en nombre del Grupo de los 77 y China)", "es"),
    ("Куба (от имени государств, являющихся членами Группы 77, и Китая)", "ru"),
    ("古巴(代表77国集团和中国)", "zh"),
    ("古巴代表77国集团和中国", "zh"),
    ("كوبا (باسم مجموعة الـ 77 والصين)", "ar"),
]


@pytest.mark.parametrize(("text", "language"), BEHALF)
def test_a_state_speaks_for_a_group(text: str, language: str) -> None:
    rows, unknown = read_sponsors(text, language)
    assert [(row["iso3"], row["on_behalf_of"]) for row in rows] == [("CUB", "Group of 77 and China")]
    assert unknown == []


def test_an_unknown_group_is_reported_and_not_guessed() -> None:
    rows, unknown = read_sponsors("Cuba (on behalf of the Friends of Atlantis)", "en")
    assert [(row["iso3"], row["on_behalf_of"]) for row in rows] == [("CUB", None)]
    assert unknown == ["the Friends of Atlantis"]


def test_a_state_named_twice_points_to_its_first_mention() -> None:
    rows, _ = read_sponsors("Armenia, Belarus, Armenia and Belarus", "en")
    assert [(row["position"], row["repeat_of"]) for row in rows] == [(1, None), (2, None), (3, 1), (4, 2)]


UNKNOWN = [
    # text, names of rows without a code, unmapped
    ("Atlantis and France", ["Atlantis"], ["Atlantis"]),
    ("France Cassar (Malta), Egypt", ["France Cassar (Malta)"], ["France Cassar (Malta)"]),
    ("Congo (Kinshasa), Egypt", ["Congo (Kinshasa)"], ["Congo (Kinshasa)"]),
    ("Franceland, Egypt", ["Franceland"], ["Franceland"]),
]


@pytest.mark.parametrize(("text", "names", "unmapped"), UNKNOWN)
def test_what_is_not_known_is_a_row_and_a_line_in_unmapped(text: str, names: list[str], unmapped: list[str]) -> None:
    rows, unknown = read_sponsors(text, "en")
    assert [row["name"] for row in rows if row["kind"] == "other"] == names
    assert unknown == unmapped


OFFICES = [
    ("submitted by the Vice-Chair of the Committee, Ann Doe (Egypt) and on the basis of informal consultations", "en"),
    ("the representative of Canada, on behalf of the Bureau", "en"),
    ("Présidente de l’Assemblée générale", "fr"),
    ("presentado por el Presidente", "es"),
    ("представленный Председателем Генеральной Ассамблеи", "ru"),
    ("大会主席", "zh"),
    ("رئيس الجمعية العامة", "ar"),
]


@pytest.mark.parametrize(("text", "language"), OFFICES)
def test_an_office_is_one_row_of_another_kind(text: str, language: str) -> None:
    rows, unknown = read_sponsors(text, language)
    assert [(row["name"], row["kind"], row["iso3"]) for row in rows] == [(text, "other", None)]
    assert unknown == []


def test_an_office_before_a_list_of_states_is_another_line_of_the_cover() -> None:
    _, unknown = read_sponsors("Report of the Commission Angola, Chad and Mali", "en")
    assert unknown


LINES = [
    # text, language, names, kind, revised
    ("Benin and Qatar: revised draft resolution", "en", "Benin and Qatar", "draft_resolution", True),
    ("Cuba:* draft decision", "en", "Cuba", "draft_decision", False),
    ("Draft resolution submitted by the President", "en", "submitted by the President", "draft_resolution", False),
    ("Angola : projet de réso- lution révisé", "fr", "Angola", "draft_resolution", True),
    ("Angola y Chad: proyecto de resolución revisado", "es", "Angola y Chad", "draft_resolution", True),
    ("Ангола: пересмотренный проект резолюции", "ru", "Ангола", "draft_resolution", True),
    ("安哥拉：订正决议草案", "zh", "安哥拉", "draft_resolution", True),
    ("主席提交的决定草案", "zh", "主席", "draft_decision", False),
    ("أنغولا: مشروع قرار منقح", "ar", "أنغولا", "draft_resolution", True),
    ("Add the following countries to the list of sponsors of the draft resolution: Chad and Mali", "en", "Chad and Mali", "draft_resolution", False),
]


@pytest.mark.parametrize(("text", "language", "names", "kind", "revised"), LINES)
def test_sponsor_lines(text: str, language: str, names: str, kind: str, revised: bool) -> None:
    line = sponsor_line(f" {text} ", language)
    assert line is not None
    assert (line.names_text, line.kind, line.revised) == (names, kind, revised)
    assert f" {text} "[line.start : line.end] == text


@pytest.mark.parametrize("text", ["Agenda item 5", "draft resolution", ": draft resolution", "Cuba: draft resolution on fish", ""])
def test_other_lines_are_no_sponsor_lines(text: str) -> None:
    assert sponsor_line(text, "en") is None


@given(st.text(max_size=80), st.sampled_from(LANGUAGES))
def test_any_text_is_read_without_failing(text: str, language: str) -> None:
    rows, unknown = read_sponsors(text, language)
    assert [row["position"] for row in rows] == list(range(1, len(rows) + 1))
    assert len(unknown) <= len(text)
    sponsor_line(text, language)


def test_sponsors_as_the_catalogue_lists_them(corpus: Path) -> None:
    names = set()
    for line in (corpus / "reference" / "sponsors-en-ga-74-77.jsonl").read_text(encoding="utf-8").splitlines():
        record = json.loads(line)
        names |= {*record["sponsors"], *record["additional_sponsors"]}
    unknown = {name for name in names if read_sponsors(name, "en")[1]}
    assert len(names) > 300
    assert len(unknown) <= 5, "three persons, and two fragments of names cut by the catalogue"


def test_seed(corpus: Path) -> None:
    lines = (corpus / "corpus" / "seed.txt").read_text(encoding="utf-8").splitlines()
    gold = json.loads((corpus / "gold" / "hand" / "zh" / "seed.json").read_text(encoding="utf-8"))["sponsors"]
    first = next(i for i, line in enumerate(lines) if line.startswith(gold[0]["name"]))
    last = next(i for i, line in enumerate(lines) if "决议草案" in line and i >= first)
    line = sponsor_line("\n".join(lines[first : last + 1]), "zh")
    assert line is not None
    assert line.revised
    rows, unknown = read_sponsors(line.names_text, "zh")
    assert [(r["name"], r["iso3"], r["repeat_of"]) for r in rows] == [(g["name"], g["iso3"], g.get("repeat_of")) for g in gold]
    assert unknown == []


@pytest.mark.timeout(120)  # minutes where the time grows faster than the line
@pytest.mark.parametrize("part", ["foo and ", "Chad ", "Chad, ", "the Chair of the Committee and ", "Cuba (", "و"])
def test_long_lines_take_no_long_time(part: str) -> None:
    for language in LANGUAGES:
        read_sponsors(part * 500 + "foo", language)
        sponsor_line(part * 500, language)
