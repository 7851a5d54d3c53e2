"""DOCX → page model: what Word prints, paragraph by paragraph."""

from __future__ import annotations

import json
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from word_files import docx, numbered, p, part, r

from pipeline.extract import docx_package
from pipeline.extract.docx import extract
from pipeline.extract.docx_numerals import format_number
from pipeline.extract.errors import Unreadable
from pipeline.extract.page import PageModel


def texts(model: PageModel) -> list[str]:
    return [block.text for block in model.blocks]


def looks(model: PageModel) -> list[tuple[str, str]]:
    """(text, b i ^) of every span."""
    flags = lambda s: "b" * s.bold + "i" * s.italic + "^" * s.raised  # noqa: E731
    return [(s.text, flags(s)) for block in model.blocks for s in block.spans]


# ── look ──────────────────────────────────────────────────────────────────────────────────────────────────────────────

STYLES = """
<w:docDefaults><w:rPrDefault><w:rPr><w:sz w:val="20"/></w:rPr></w:rPrDefault></w:docDefaults>
<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>
<w:style w:type="paragraph" w:styleId="H1"><w:name w:val="_ H_1"/><w:basedOn w:val="Base"/></w:style>
<w:style w:type="paragraph" w:styleId="Base"><w:name w:val="Base"/><w:rPr><w:b/><w:sz w:val="28"/></w:rPr></w:style>
<w:style w:type="character" w:styleId="Strong"><w:name w:val="Strong"/><w:rPr><w:b/></w:rPr></w:style>
<w:style w:type="character" w:styleId="Call"><w:name w:val="footnote reference"/><w:rPr><w:vertAlign w:val="superscript"/></w:rPr></w:style>
"""


def test_a_style_passes_its_look_on_and_toggles_cancel_out() -> None:
    body = p(r("heading ") + r("twice bold", '<w:rStyle w:val="Strong"/>') + r(" not bold", '<w:b w:val="0"/>'), '<w:pStyle w:val="H1"/>')
    model = extract(docx(body, styles=STYLES))
    assert looks(model) == [("heading ", "b"), ("twice bold not bold", "")]
    assert (model.blocks[0].style, model.blocks[0].spans[0].size) == ("_ H_1", 14.0)


def test_styles_that_are_based_on_one_another_in_a_circle_do_not_hang() -> None:
    circle = '<w:style w:type="paragraph" w:styleId="A"><w:basedOn w:val="B"/></w:style><w:style w:type="paragraph" w:styleId="B"><w:basedOn w:val="A"/><w:rPr><w:i/></w:rPr></w:style>'
    assert looks(extract(docx(p(r("x"), '<w:pStyle w:val="A"/>'), styles=circle))) == [("x", "i")]


def test_arabic_letters_take_the_look_of_complex_scripts() -> None:
    body = p(r("وإذ تشير", "<w:iCs/><w:rtl/>") + r(" إلى", "<w:b/><w:rtl/>"))
    assert looks(extract(docx(body))) == [("وإذ تشير", "i"), (" إلى", "")]


def test_raised_and_hidden_characters() -> None:
    body = p(r("Convention") + r("4", '<w:rStyle w:val="Call"/>') + r("job code", "<w:vanish/>"))
    assert looks(extract(docx(body, styles=STYLES))) == [("Convention", ""), ("4", "^")]


# ── characters ────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_special_characters() -> None:
    run = '<w:r><w:t>co</w:t><w:noBreakHyphen/><w:t>op</w:t><w:tab/><w:t>a</w:t><w:br/><w:sym w:font="Symbol" w:char="F02A"/><w:softHyphen/></w:r>'
    assert texts(extract(docx(p(run)))) == ["co\u2011op\ta\n*\u00ad"]


def test_white_space_counts_only_where_it_is_preserved() -> None:
    assert texts(extract(docx(p("<w:r><w:t> a </w:t></w:r>" + r(" b "))))) == ["a b "]


def test_text_is_composed() -> None:
    assert texts(extract(docx(p(r("e\u0301"))))) == ["é"]


# ── fields, links, changes ────────────────────────────────────────────────────────────────────────────────────────────


def field(code: str, result: str) -> str:
    mark = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
    return f"{mark.format('begin')}<w:r><w:instrText>{code}</w:instrText></w:r>{mark.format('separate')}{result}{mark.format('end')}"


def test_hyperlinks_of_both_kinds_carry_their_address() -> None:
    body = p(
        f'<w:hyperlink r:id="r9">{r("64/293")}</w:hyperlink>'
        + r(" and ")
        + field(' HYPERLINK "https://undocs.org/en/A/RES/70/1" ', r("70/1"))
        + f'<w:hyperlink w:anchor="here">{r(" inside")}</w:hyperlink>'
    )
    model = extract(docx(body, links={"r9": "https://undocs.org/en/A/RES/64/293"}))
    assert [(s.text, s.href) for s in model.blocks[0].spans] == [
        ("64/293", "https://undocs.org/en/A/RES/64/293"),
        (" and ", None),
        ("70/1", "https://undocs.org/en/A/RES/70/1"),
        (" inside", None),
    ]
    assert [link.uri for link in model.links] == ["https://undocs.org/en/A/RES/64/293", "https://undocs.org/en/A/RES/70/1"]


def test_a_field_that_is_never_closed_swallows_no_paragraph() -> None:
    begin = '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>PAGE</w:instrText></w:r>'
    assert texts(extract(docx(p(r("a") + begin) + p(r("b"))))) == ["a", "b"]


def test_tracked_changes_are_accepted() -> None:
    body = p(
        r("Decides ")
        + f'<w:ins w:id="1">{r("to remain")}</w:ins><w:del w:id="2"><w:r><w:delText>to cease</w:delText></w:r></w:del>'
        + f"<w:moveFrom>{r('moved')}</w:moveFrom><w:moveTo>{r(' seized')}</w:moveTo>"
    )
    assert texts(extract(docx(body))) == ["Decides to remain seized"]


@pytest.mark.parametrize(
    ("first", "second", "read"),
    [
        ("Urges the keepers to light ", "their lamps", ["Urges the keepers to light their lamps"]),
        ("Urges the keepers to light their lamps;", "Decides to wait", ["Urges the keepers to light their lamps;", "Decides to wait"]),
        ("Lamps", "The keepers light them", ["Lamps", "The keepers light them"]),
        ("请" * 50, "各位看守人点灯", ["请" * 50 + "各位看守人点灯"]),
        ("附件", "各位看守人点灯", ["附件", "各位看守人点灯"]),
    ],
)
def test_a_section_that_begins_between_two_words_parts_no_paragraph(first: str, second: str, read: list[str]) -> None:
    section = '<w:sectPr><w:type w:val="nextPage"/></w:sectPr>'
    assert texts(extract(docx(p(r(first), section) + p(r(second))))) == read


def test_a_paragraph_whose_end_is_deleted_runs_on_into_the_next() -> None:
    assert texts(extract(docx(p(r("one "), '<w:rPr><w:del w:id="1"/></w:rPr>') + p(r("two"))))) == ["one two"]


def test_a_text_box_is_read_once_and_after_its_paragraph() -> None:
    box = f"<w:txbxContent>{p(r('in the box'))}</w:txbxContent>"
    drawing = (
        f'<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wps:txbx>{box}</wps:txbx></w:drawing></mc:Choice>'
        f"<mc:Fallback><w:pict><v:textbox>{box}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )
    assert texts(extract(docx(p(r("anchor") + drawing) + p(r("next"))))) == ["anchor", "in the box", "next"]


# ── tables, headers ───────────────────────────────────────────────────────────────────────────────────────────────────


def test_every_paragraph_of_a_cell_is_a_block() -> None:
    cells = f"<w:tr><w:tc>{p(r('A/RES/901/7'))}</w:tc><w:tc>{p(r('Distr.: General'))}{p(r('1 May 2156'))}</w:tc></w:tr>"
    deleted = f"<w:tr><w:trPr><w:del w:id='1'/></w:trPr><w:tc>{p(r('gone'))}</w:tc></w:tr>"
    model = extract(docx(f"<w:tbl>{cells}{deleted}</w:tbl>{p(r('after'))}"))
    assert [(b.text, b.role, b.table) for b in model.blocks] == [
        ("A/RES/901/7", "table", 1),
        ("Distr.: General", "table", 1),
        ("1 May 2156", "table", 1),
        ("after", "unknown", None),
    ]


def test_headers_and_footers_come_once_and_only_where_they_are_printed() -> None:
    references = (
        '<w:headerReference w:type="default" r:id="header1"/><w:headerReference w:type="first" r:id="header2"/>'
        '<w:headerReference w:type="even" r:id="header3"/><w:footerReference w:type="default" r:id="footer1"/>'
    )
    section = f"<w:sectPr>{references}<w:titlePg/></w:sectPr>"
    body = p(r("part one"), section) + p(r("part two")) + section
    model = extract(docx(body, header1=p(r("running")), header2=p(r("masthead")), header3=p(r("even")), footer1=p(r("26-1"))))
    assert [(b.text, b.role) for b in model.blocks] == [
        ("masthead", "header"),
        ("running", "header"),
        ("part one", "unknown"),
        ("part two", "unknown"),
        ("26-1", "footer"),
    ]


# ── notes ─────────────────────────────────────────────────────────────────────────────────────────────────────────────


def call(note: int, kind: str = "footnote", more: str = "", typed: str = "") -> str:
    return f'<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:{kind}Reference w:id="{note}" {more}/>{f"<w:t>{typed}</w:t>" if typed else ""}</w:r>'


def note(number: int, content: str, kind: str = "footnote") -> str:
    return f'<w:{kind} w:id="{number}">{content}</w:{kind}>'


def test_notes_are_numbered_in_the_order_of_their_calls() -> None:
    notes = note(5, p("<w:r><w:tab/><w:footnoteRef/></w:r>" + r(" second."))) + note(
        7, p("<w:r><w:footnoteRef/></w:r>" + r("\tFirst.")) + p(r("More."))
    )
    body = p(r("Recalling") + call(7) + r(" and noting") + call(5))
    model = extract(docx(body, footnotes=notes))
    assert [(s.text, s.call) for s in model.blocks[0].spans] == [("Recalling", None), ("", "1"), (" and noting", None), ("", "2")]
    assert [(b.note, b.role, b.text) for b in model.blocks[1:]] == [("1", "note", "First."), ("1", "note", "More."), ("2", "note", "second.")]


def test_a_typed_marker_is_taken_as_it_is_and_does_not_count() -> None:
    notes = note(2, p(r("* Reissued for technical reasons."))) + note(3, p("<w:r><w:footnoteRef/></w:r>" + r(" See A/901/1.")))
    body = p(r("A/RES/901/7") + call(2, more='w:customMarkFollows="1"', typed="*")) + p(r("x") + call(3))
    model = extract(docx(body, footnotes=notes))
    assert [s.call for b in model.blocks for s in b.spans if s.call] == ["*", "1"]
    assert [(b.note, b.text) for b in model.blocks if b.note] == [("*", "Reissued for technical reasons."), ("1", "See A/901/1.")]


def test_a_typed_marker_in_brackets_is_the_number_in_them() -> None:
    body = p(r("القرار") + call(2, more='w:customMarkFollows="1"', typed="(2)") + r("،"))
    model = extract(docx(body, footnotes=note(2, p(r("(2)") + r(" المرجع نفسه.")))))
    assert [(b.note, b.text) for b in model.blocks if b.note] == [("2", "المرجع نفسه.")]
    assert [s.call for b in model.blocks for s in b.spans if s.call] == ["2"]


def test_brackets_around_a_marker_belong_to_the_marker() -> None:
    notes = note(2, p(r("(") + "<w:r><w:footnoteRef/></w:r>" + r(") المرجع نفسه.")))
    model = extract(docx(p(r("القرار") + r("(", '<w:vertAlign w:val="superscript"/>') + call(2) + r(")،")), footnotes=notes))
    assert texts(model) == ["القرار،", "المرجع نفسه."]


def test_a_deleted_call_is_no_call_and_endnotes_count_in_roman() -> None:
    body = p(f"<w:del>{call(2)}</w:del>" + r("a") + call(3) + r("b") + call(4, "endnote"))
    model = extract(docx(body, footnotes=note(2, p(r("no"))) + note(3, p(r("yes"))), endnotes=note(4, p(r("end")), "endnote")))
    assert [(b.note, b.text) for b in model.blocks if b.note] == [("1", "yes"), ("i", "end")]


def test_a_marker_that_is_repeated_by_a_field_is_a_call() -> None:
    body = p(r("a") + call(2) + r(" b") + field(" NOTEREF _Ref1 \\f \\h ", r("1", '<w:vertAlign w:val="superscript"/>')))
    spans = extract(docx(body, footnotes=note(2, p(r("n"))))).blocks[0].spans
    assert [s.call for s in spans if s.call] == ["1", "1"]


# ── automatic numbers ─────────────────────────────────────────────────────────────────────────────────────────────────


def level(index: int, number_format: str, text: str, more: str = "") -> str:
    return f'<w:lvl w:ilvl="{index}"><w:start w:val="1"/><w:numFmt w:val="{number_format}"/><w:lvlText w:val="{text}"/>{more}</w:lvl>'


def abstract(number: int, *levels: str) -> str:
    return f'<w:abstractNum w:abstractNumId="{number}">{"".join(levels)}</w:abstractNum>'


def num(number: int, of: int, more: str = "") -> str:
    return f'<w:num w:numId="{number}"><w:abstractNumId w:val="{of}"/>{more}</w:num>'


OUTLINE = abstract(0, level(0, "decimal", "%1."), level(1, "lowerLetter", "(%2)"), level(2, "lowerRoman", "(%3)"))


def labels(model: PageModel) -> list[tuple[str | None, int | None]]:
    return [(b.label, b.level) for b in model.blocks]


def test_levels_restart_after_a_higher_one() -> None:
    body = "".join(numbered("x", i) for i in (0, 1, 1, 2, 2, 0, 1, 2)) + p(r("plain"))
    assert labels(extract(docx(body, numbering=OUTLINE + num(1, 0)))) == [
        ("1.", 0), ("(a)", 1), ("(b)", 1), ("(i)", 2), ("(ii)", 2), ("2.", 0), ("(a)", 1), ("(i)", 2), (None, None),
    ]  # fmt: skip


def test_lists_of_one_definition_go_on_counting_unless_one_overrides_its_start() -> None:
    override = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>'
    body = numbered("x") + numbered("x", number=2) + numbered("x", number=3) + numbered("x", number=3)
    numbering = OUTLINE + num(1, 0) + num(2, 0) + num(3, 0, override)
    assert [label for label, _ in labels(extract(docx(body, numbering=numbering)))] == ["1.", "2.", "1.", "2."]


def test_numbering_by_style_takes_the_level_that_names_the_style() -> None:
    styles = '<w:style w:type="paragraph" w:styleId="Sub"><w:name w:val="Sub"/><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
    numbering = abstract(0, level(0, "decimal", "%1."), level(1, "arabicAbjad", "(%2)", '<w:pStyle w:val="Sub"/>')) + num(1, 0)
    body = p(r("x"), '<w:pStyle w:val="Sub"/>') * 2 + p(r("x"), '<w:pStyle w:val="Sub"/><w:numPr><w:numId w:val="0"/></w:numPr>')
    assert labels(extract(docx(body, styles=styles, numbering=numbering))) == [("(أ)", 1), ("(ب)", 1), (None, None)]


def test_a_label_may_show_several_levels_and_legal_numbers() -> None:
    numbering = abstract(0, level(0, "upperRoman", "%1"), level(1, "decimal", "%1.%2", "<w:isLgl/>")) + num(1, 0)
    assert labels(extract(docx(numbered("x") + numbered("x", 1), numbering=numbering))) == [("I", 0), ("1.1", 1)]


@pytest.mark.parametrize(
    ("number", "name", "printed"),
    [
        (27, "lowerLetter", "aa"), (4, "lowerRoman", "iv"), (49, "upperRoman", "XLIX"), (3, "arabicAbjad", "ج"), (3, "arabicAlpha", "ت"),
        (10, "russianLower", "к"), (15, "hebrew1", "טו"), (21, "chineseCounting", "二十一"), (10, "chineseCounting", "十"),
        (101, "chineseCountingThousand", "一百零一"), (3, "ideographEnclosedCircle", "㊂"), (5, "decimalEnclosedCircle", "⑤"),
        (7, "decimalZero", "07"), (2, "chicago", "†"), (3, "no such format", "3"), (1, "none", ""),
    ],
)  # fmt: skip
def test_formats_of_numbers(number: int, name: str, printed: str) -> None:
    assert format_number(number, name) == printed


@given(st.integers(1, 3999))
def test_roman_numerals_add_up(number: int) -> None:
    values = dict(zip("ivxlcdm", (1, 5, 10, 50, 100, 500, 1000), strict=True))
    letters = [values[c] for c in format_number(number, "lowerRoman")]
    assert sum(-v if v < max([*letters[i:], 0]) else v for i, v in enumerate(letters)) == number


# ── bad input ─────────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("data", "status", "cause"),
    [
        (b"PK\x03\x04 and then nothing", "malformed", "damaged ZIP container"),
        (docx(p(r("x")), extra={"word/document.xml": b"<w:document>"}), "malformed", "part word/document.xml, line 1"),
        (docx(p(r("x")), extra={"_rels/.rels": part("x", "")}), "wrong_type", "without a main document"),
        (docx(p(r("x")), extra={"word/document.xml": b"<workbook/>"}), "wrong_type", "no word-processing document"),
        (docx(""), "empty", "without words"),
        (docx('<w:altChunk r:id="x"/>'), "unsupported", "embedded file"),
        (docx("", extra={"word/document.xml": b'<!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>'}), "malformed", "document type declaration"),
    ],
    ids=["no zip", "bad xml", "no main part", "workbook", "no words", "embedded", "entities"],
)
def test_bad_input_has_a_cause(data: bytes, status: str, cause: str) -> None:
    with pytest.raises(Unreadable, match=cause) as caught:
        extract(data)
    assert caught.value.status == status


def test_a_zip_bomb_is_too_large(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(docx_package, "MAX_UNPACKED", 100_000)
    with pytest.raises(Unreadable, match=r"part word/document\.xml") as caught:
        extract(docx(p(r("x" * 200_000))))
    assert caught.value.status == "too_large"


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 2000), st.binary(min_size=1, max_size=8))
def test_damaged_bytes_never_raise_anything_else(place: int, junk: bytes) -> None:
    data = docx(p(r("Recalling its resolutions")), styles=STYLES, numbering=OUTLINE + num(1, 0))
    place %= len(data)
    try:
        extract(data[:place] + junk + data[place + len(junk) :])
    except Unreadable as error:
        assert error.status in {"malformed", "wrong_type", "empty", "too_large"}


# ── real documents ────────────────────────────────────────────────────────────────────────────────────────────────────


def squeezed(text: str) -> str:
    unified = unicodedata.normalize("NFKC", text).replace("\u2011", "-").replace("\u2010", "-")
    return "".join(c for c in unified if not c.isspace() and unicodedata.category(c) != "Cf" and c != "\u0640")


@pytest.mark.parametrize("language", ["ar", "zh", "en", "fr", "ru", "es"])
def test_every_clause_and_note_of_the_corpus_is_in_one_paragraph(corpus: Path, language: str) -> None:
    missing = total = 0
    for path in sorted((corpus / "corpus/rendered/docx" / language).glob("*.docx"))[::5]:
        gold = corpus / "gold/rendered" / language / f"{path.stem}.json"
        if not gold.is_file():
            continue
        expected = json.loads(gold.read_text("utf-8"))
        blocks = extract(path.read_bytes()).blocks
        found = [squeezed(block.text) for block in blocks]
        for clause in expected["clauses"]:
            total += 1
            missing += not any(squeezed(clause["text"]) in text for text in found)
        calls = [span.call for block in blocks for span in block.spans if span.call]
        assert calls == [ref["marker"] for ref in expected["footnote_refs"]], path.name
    assert total > 100
    assert missing / total < 0.005
