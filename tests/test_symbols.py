"""Symbols: every printed spelling has one canonical form, and reading is the inverse of writing."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.symbols import LinkTarget, Symbol, SymbolError, canonical, file_stem, from_file_stem, make_link, parse, read_link

SPELLINGS = [
    # as printed or linked            canonical
    ("S/RES/1325(2000)", "S/RES/1325 (2000)"),
    ("S/RES/1325 (2000)", "S/RES/1325 (2000)"),
    ("A/hrc/res/23/5", "A/HRC/RES/23/5"),
    ("A/RES/61/295b", "A/RES/61/295 B"),
    ("A/RES/61/295 B", "A/RES/61/295 B"),
    ("A/65/L.78*", "A/65/L.78"),
    ("A/RES/217 (III)", "A/RES/217 (III)"),
    ("A/RES/217A(III)", "A/RES/217 A (III)"),
    ("A/RES/217 (III) A", "A/RES/217 A (III)"),
    ("a/res/2625(xxv)", "A/RES/2625 (XXV)"),
    ("A/RES/3201(s-vi)", "A/RES/3201 (S-VI)"),
    ("A/RES/es-11/1", "A/RES/ES-11/1"),
    ("A/69/711–S/2015/1", "A/69/711-S/2015/1"),
    ("A/RES/78/80AB", "A/RES/78/80 A-B"),
    ("A/RES/74/255a-b", "A/RES/74/255 A-B"),
    ("A/RES/69/96 A and B", "A/RES/69/96 A-B"),
    ("A/RES/53/77AA", "A/RES/53/77 AA"),
    ("A/78/49(Vol.I)", "A/78/49 (Vol. I)"),
    ("A/80/6(Sect.3)/Add.1", "A/80/6 (Sect. 3)/Add.1"),
    ("NPT/CONF.2000/28(PartsIandII)/corr.1", "NPT/CONF.2000/28 (Parts I and II)/Corr.1"),
    ("ICCD/COP(14)/23/Add.1", "ICCD/COP(14)/23/Add.1"),
    ("unep/ea.5/res.14", "UNEP/EA.5/Res.14"),
    ("A/C.3/68/l.24/rev.1", "A/C.3/68/L.24/Rev.1"),
    ("E/CN.4/Sub.2/RES/2000/22", "E/CN.4/Sub.2/RES/2000/22"),
    ("А/С.6/64/SR.1-28/Сorrigendum", "A/C.6/64/SR.1-28/Corrigendum"),  # Cyrillic А and С
    ("A/75/7Add.2", "A/75/7/Add.2"),
    ("E/CN.4/1998/53/Add.2.", "E/CN.4/1998/53/Add.2"),
    ("UNEP/EA.5/Res. 14", "UNEP/EA.5/Res.14"),
    ("NPT/CONF.2000/28 (Parts I-II)", "NPT/CONF.2000/28 (Parts I and II)"),
    ("NPT/CONF.2000/28 (Part I和II)", "NPT/CONF.2000/28 (Parts I and II)"),
    ("NPT/CONF.2000/28 (Parts I y II)", "NPT/CONF.2000/28 (Parts I and II)"),
    ("A/75/6 (Parts I-III)", "A/75/6 (Parts I-III)"),
    ("GOV/INF/2005/10‑GC(49)/INF/6", "GOV/INF/2005/10-GC(49)/INF/6"),
]


@pytest.mark.parametrize(("spelling", "expected"), SPELLINGS)
def test_one_canonical_form(spelling: str, expected: str) -> None:
    assert canonical(spelling) == expected
    assert canonical(expected) == expected


@pytest.mark.parametrize("text", ["", "64/293", "1325 (2000)", "and/or", "A//5", "A/", "S/RES/", "T/PCCs", "A/75/6(Sect.29", "A/RES/1^2"])
def test_what_is_no_symbol(text: str) -> None:
    assert canonical(text) is None
    with pytest.raises(SymbolError, match="not a United Nations symbol"):
        parse(text)


NUMBERS = st.integers(1, 3999).map(str)
ROMANS = st.sampled_from(["I", "III", "IV", "XX", "XXV", "S-VI", "ES-V"])
PARTS = st.sampled_from(["", " A", " B", " AA", " A-B"])
SESSIONS = st.one_of(st.integers(1, 99).map(str), st.integers(1, 40).map("S-{}".format), st.integers(1, 11).map("ES-{}".format))
RESOLUTIONS = st.one_of(
    st.builds("A/{}/{}/{}{}".format, st.sampled_from(["RES", "DEC"]), SESSIONS, NUMBERS, PARTS),
    st.builds("A/RES/{}{} ({})".format, NUMBERS, st.sampled_from(["", " A", " B"]), ROMANS),
    st.builds("S/RES/{} ({})".format, NUMBERS, st.integers(1946, 2040)),
    st.builds("E/RES/{}/{}".format, st.integers(1978, 2040), NUMBERS),
    st.builds("A/HRC/RES/{}/{}".format, SESSIONS, NUMBERS),
)
ELEMENTS = st.one_of(
    NUMBERS,
    st.sampled_from(["AC", "C", "CN", "CONF", "L", "PV", "SR", "WP", "WG"]).flatmap(lambda w: NUMBERS.map(f"{w}.{{}}".format)),
    st.sampled_from(["PRST", "INF", "HRC", "COP"]),
)
QUALIFIERS = st.sampled_from(["", " (Part I)", " (Vol. II)", " (Sect. 3)", " (Parts I and II)"])
MODIFIERS = st.lists(st.sampled_from(["/Add.1", "/Corr.2", "/Rev.1", "/Amend.3"]), max_size=2).map("".join)
DOCUMENTS = st.builds(
    lambda organ, inner, number, qualifier, modifiers: "/".join([organ, *inner, number]) + qualifier + modifiers,
    st.sampled_from(["A", "S", "E", "ST", "T", "CD", "FCCC", "UNEP"]), st.lists(ELEMENTS, max_size=3), NUMBERS, QUALIFIERS, MODIFIERS,
)  # fmt: skip
SYMBOLS = st.one_of(RESOLUTIONS, DOCUMENTS, st.builds("A/{}/{}-S/{}/{}".format, st.integers(31, 99), NUMBERS, st.integers(1976, 2040), NUMBERS))


@given(SYMBOLS)
def test_reading_is_the_inverse_of_writing(text: str) -> None:
    symbol = parse(text)
    assert str(symbol) == text
    assert parse(str(symbol)) == symbol


@given(SYMBOLS, st.sampled_from(["ar", "zh", "en", "fr", "ru", "es"]))
def test_links_and_file_names_lead_back(text: str, language: str) -> None:
    assert read_link(make_link(text, language)) == LinkTarget(text, language)
    assert from_file_stem(file_stem(text)) == text


@given(st.text(max_size=40))
def test_any_text_is_a_symbol_or_none(text: str) -> None:
    found = canonical(text)
    assert found is None or canonical(found) == found


PROPERTIES = [
    # symbol                 organ                       session  committee series  draft  rev   add
    ("A/C.3/68/L.24/Rev.1", "general_assembly", "68", "C.3", "L", True, 1, None),
    ("A/65/L.78/Add.1", "general_assembly", "65", None, "L", True, None, 1),
    ("A/RES/64/293", "general_assembly", "64", None, "RES", False, None, None),
    ("A/RES/ES-11/1", "general_assembly", "ES-11", None, "RES", False, None, None),
    ("A/RES/217 A (III)", "general_assembly", "3", None, "RES", False, None, None),
    ("A/RES/3201 (S-VI)", "general_assembly", "S-6", None, "RES", False, None, None),
    ("A/HRC/RES/S-32/1", "human_rights_council", "S-32", None, "RES", False, None, None),
    ("A/62/PV.117", "general_assembly", "62", None, "PV", False, None, None),
    ("A/5700", "general_assembly", None, None, None, False, None, None),
    ("A/AC.109/2020/10", "general_assembly", None, None, None, False, None, None),
    ("A/BUR/77/1", "general_assembly", "77", "BUR", None, False, None, None),
    ("S/RES/1325 (2000)", "security_council", None, None, "RES", False, None, None),
    ("S/PRST/2015/23", "security_council", None, None, "PRST", False, None, None),
    ("E/RES/2013/41", "economic_and_social_council", None, None, "RES", False, None, None),
    ("E/CN.4/RES/1993/51", "commission_on_human_rights", None, None, "RES", False, None, None),
    ("E/CN.4/Sub.2/RES/2000/22", None, None, None, "RES", False, None, None),
    ("UNEP/EA.5/Res.14", "environment_assembly", None, None, "RES", False, None, None),
    ("CTOC/COP/2012/15", None, None, None, None, False, None, None),
]


@pytest.mark.parametrize("expected", PROPERTIES, ids=[p[0] for p in PROPERTIES])
def test_what_a_symbol_says(expected: tuple[str, str | None, str | None, str | None, str | None, bool, int | None, int | None]) -> None:
    s = parse(expected[0])
    assert (expected[0], s.organ, s.session, s.committee, s.series, s.is_draft, s.revision, s.addendum) == expected


LINKS = [
    ("http://undocs.org/ch/A/RES/64/293", "A/RES/64/293", "zh"),
    ("https://undocs.org/sp/A/RES/64/293", "A/RES/64/293", "es"),
    ("https://undocs.org/ot/A/RES/64/293", "A/RES/64/293", None),
    ("undocs.org/A/RES/64/293", "A/RES/64/293", None),
    ("https://undocs.org/S/RES/1325%20(2000)", "S/RES/1325 (2000)", None),
    ("https://undocs.org/E/RES/2013/41", "E/RES/2013/41", None),
    ("https://undocs.org/Home/Mobile?FinalSymbol=A%2FRES%2F70%2F1&Language=E", "A/RES/70/1", "en"),
    ("https://undocs.org/pdf?symbol=en/A/RES/70/1", "A/RES/70/1", "en"),
    ("https://docs.un.org/en/A/RES/70/1?direct=true", "A/RES/70/1", "en"),
    ("https://documents.un.org/api/symbol/access?s=A/RES/70/1&l=ru&t=docx", "A/RES/70/1", "ru"),
    ("http://daccess-ods.un.org/access.nsf/Get?Open&DS=A/RES/55/2&Lang=S", "A/RES/55/2", "es"),
    ("http://www.un.org/ga/search/view_doc.asp?symbol=A/RES/55/2&Lang=F", "A/RES/55/2", "fr"),
    ("https://documents.un.org/doc/undoc/gen/n15/291/89/pdf/n1529189.pdf", None, None),
    ("https://www.un.org/dppa/decolonization/en/c24", None, None),
    ("https://undocs.org/S/RES/", None, None),
    ("file:///C:/Users/someone/A_RES_1.doc", None, None),
    ("http://[broken", None, None),
]


@pytest.mark.parametrize(("uri", "symbol", "language"), LINKS)
def test_addresses(uri: str, symbol: str | None, language: str | None) -> None:
    assert read_link(uri) == LinkTarget(symbol, language)


def test_a_catalogue_symbol_is_never_sent_to_the_server() -> None:
    assert parse("A/RES/50/204[A]").is_catalogue
    with pytest.raises(SymbolError, match="catalogue"):
        make_link("A/RES/50/204[A]", "en")


STEMS = [
    ("A_RES_78_135-2325915E", "A/RES/78/135"),
    ("S_RES_25112020", "S/RES/2511 (2020)"),
    ("S_RES_2504 (2020)-2000407A", "S/RES/2504 (2020)"),
    ("A_RES_77_1-en", "A/RES/77/1"),
    ("A_RES_76_246B_E", "A/RES/76/246 B"),
    ("A_RES_76_16_reissue_S", "A/RES/76/16"),
    ("A_RES_2625XXV", "A/RES/2625 (XXV)"),
    ("A_C.3_68_L.24_Rev.1", "A/C.3/68/L.24/Rev.1"),
    ("S_RES_1285_N0023963", None),
    ("seed", None),
    ("75_100_E", None),
]


@pytest.mark.parametrize(("stem", "symbol"), STEMS)
def test_file_names(stem: str, symbol: str | None) -> None:
    assert from_file_stem(stem) == symbol


def test_a_symbol_is_a_value() -> None:
    assert parse("A/68/127") == Symbol(("A", "68", "127"))
    assert len({parse("S/RES/1325(2000)"), parse("s/res/1325 (2000)")}) == 1
