"""States, observers and groups: every name stands for one party, in six languages."""

from __future__ import annotations

import csv
import re
from importlib.resources import files
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.languages import LANGUAGES
from pipeline.schema.vocabulary import SPONSOR_KIND
from pipeline.states import Gazetteer, Keyed, find_state, gazetteer
from pipeline.states.gazetteer import AmbiguousNameError, Party, parties
from pipeline.states.keys import key

NAMES = [
    # printed, language, ISO alpha-3
    ("Côte d’Ivoire", "en", "CIV"),
    ("COTE D'IVOIRE", "en", "CIV"),
    ("TÜRKİYE", "en", "TUR"),
    ("Turkey", "en", "TUR"),
    ("Bolivia (Plurinational State of)", "en", "BOL"),
    ("the Plurinational State of Bolivia", "en", None),  # the article is the list's, not the name's
    ("Plurinational State of Bolivia", "en", "BOL"),
    ("The former Yugoslav Republic of Macedonia", "en", "MKD"),
    ("前南斯拉夫的马其顿共和国", "zh", "MKD"),
    ("波斯尼亚和黑塞哥维那", "zh", "BIH"),
    ("Swaziland", "en", "SWZ"),
    ("Zaïre", "fr", "COD"),
    ("Бирма", "ru", "MMR"),
    ("Cabo Verde", "es", "CPV"),
    ("Cape Verde", "en", "CPV"),
    ("Czech Republic", "en", "CZE"),
    ("Libyan Arab Jamahiriya", "en", "LBY"),
    ("Byelorussian SSR", "en", "BLR"),  # renamed in 1991, never ended
    ("Czechoslovakia", "en", "CSK"),
    ("СССР", "ru", "SUN"),
    ("Yougoslavie", "fr", "YUG"),
    ("Democratic Yemen", "en", "YMD"),
    ("República Democrática Alemana", "es", "DDR"),
    ("Serbia and Montenegro", "en", "SCG"),
    ("Germany, Federal Republic of", "en", "DEU"),
    ("غينيا-بيساو", "ar", "GNB"),
    ("فنزويلا (جمهورية – البوليفارية)", "ar", "VEN"),
    ("اسبانيا", "ar", "ESP"),  # alif without its hamza
    ("State of Palestine", "en", "PSE"),
    ("Zambia", "ar", "ZMB"),  # the official XML prints English names in every language
    ("Atlantis", "en", None),
    ("", "en", None),
]


@pytest.mark.parametrize(("printed", "language", "iso3"), NAMES)
def test_a_printed_name_stands_for_one_state(printed: str, language: str, iso3: str | None) -> None:
    party = find_state(printed, language)
    assert (party.iso3 if party else None) == iso3


def test_members_observers_and_former_states_are_complete() -> None:
    current = [p for p in parties().values() if p.kind == "state" and p.iso3 and not p.until]
    assert len(current) == 195, "193 Members, the Cook Islands and Niue"
    assert {p.iso3 for p in parties().values() if p.kind == "observer" and p.iso3} == {"VAT", "PSE"}
    assert {p.iso3 for p in parties().values() if p.until and p.iso3} == {"YUG", "SCG", "CSK", "SUN", "DDR", "YMD", "VDR", "ANT"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_party_with_a_code_has_a_short_name_in_every_language(language: str) -> None:
    rows = csv.DictReader((files("pipeline.states") / "names.tsv").read_text(encoding="utf-8").splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE)
    named = {row["party"] for row in rows if row["language"] == language and row["form"] == "short"}
    assert {p.party for p in parties().values() if p.iso3} <= named


def test_codes_are_well_formed_and_unique() -> None:
    codes = [p.iso3 for p in parties().values() if p.iso3]
    assert len(codes) == len(set(codes))
    for party in parties().values():
        assert party.kind in SPONSOR_KIND
        assert party.iso3 is None or re.fullmatch(r"[A-Z]{3}", party.iso3)
        assert party.m49 is None or re.fullmatch(r"\d{3}", party.m49)
        assert find_state(party.name_en, "en") == party, f"{party.party}: the English short name is not among its names"


def test_a_name_given_to_two_parties_is_refused() -> None:
    names = Gazetteer("en")
    with pytest.raises(AmbiguousNameError, match="'Zambia' \\(en\\) is both ZMB and other"):
        names._add("Zambia", Party("other", "state", None, None, "Other"))


def test_the_longest_name_comes_first() -> None:
    text = Keyed("Guinea-Bissau and Guinea")
    assert [m.party.iso3 for m in gazetteer("en").names_at(text, 0)] == ["GNB"], "Guinea does not end at a hyphen"
    assert [m.party.iso3 for m in gazetteer("en").names_at(Keyed("Nigeria"), 0)] == ["NGA"]


@given(st.text())
def test_keys_are_stable_and_never_fail(text: str) -> None:
    keyed = Keyed(text)
    assert len(keyed.key) == len(keyed.starts)
    assert key(key(text)) == key(text)


def test_catalogued_sponsors_of_seventy_years(corpus: Path) -> None:
    lines = (corpus / "reference" / "sponsor-names-en-1946-2015.tsv").read_text(encoding="utf-8").splitlines()[1:]
    unknown = [name for name in (line.split("\t")[0] for line in lines) if not find_state(name, "en")]
    assert len(lines) == 236
    assert len(unknown) == 8, "bodies, offices and two slips of the catalogue"


@pytest.mark.parametrize("language", LANGUAGES)
def test_names_of_the_reference_list(corpus: Path, language: str) -> None:
    title = {"en": "English", "fr": "French", "es": "Spanish", "ru": "Russian", "zh": "Chinese", "ar": "Arabic"}[language]
    with (corpus / "reference" / "country-names-six-languages.csv").open(encoding="utf-8-sig") as handle:
        for row in csv.DictReader(handle):
            name = re.sub(r"\s*(\((?:the|l'|la|le|les|el|los|las)\))?\s*\**$", "", row[f"UNTERM {title} Short"])
            if name:
                party = find_state(name, language)
                assert party and party.iso3 == row["ISO3166-1-Alpha-3"], name


@pytest.mark.parametrize("name", ["Iran (République islamique d’)", "Iran (République islamique d')", "Bolivie (État plurinational de )"])
def test_a_name_ends_behind_the_bracket_that_it_has_opened(name: str) -> None:
    assert next((m.start, m.end) for m in gazetteer("fr").names_at(Keyed(name), 0)) == (0, len(name))
