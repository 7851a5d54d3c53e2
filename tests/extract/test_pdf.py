"""What the PDF extractor promises: lines, raised markers, Arabic in reading order, and one clear cause for a bad file."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.extract.errors import Unreadable
from pipeline.extract.page import Block, Span
from pipeline.extract.pdf import extract
from pipeline.extract.pdf.lines import Direction
from pipeline.extract.pdf.order import Atom, direction, reading_order
from pipeline.extract.pdf.quality import require_readable


def pdf(content: str) -> bytes:
    """A PDF of one page with this content stream: F is Helvetica, G Times."""
    objects = [
        "<</Type/Catalog/Pages 2 0 R>>",
        "<</Type/Pages/Kids[3 0 R]/Count 1>>",
        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F 5 0 R/G 6 0 R>>>>>>",
        f"<</Length {len(content)}>>stream\n{content}\nendstream",
        "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
        "<</Type/Font/Subtype/Type1/BaseFont/Times-Roman>>",
    ]
    data, places = "%PDF-1.4\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(data))
        data += f"{number} 0 obj{body}endobj\n"
    table = "".join(f"{place:010d} 00000 n \n" for place in places)
    return f"{data}xref\n0 7\n0000000000 65535 f \n{table}trailer<</Size 7/Root 1 0 R>>\nstartxref\n{len(data)}\n%%EOF".encode("latin-1")


def visual(*pieces: str) -> list[Atom]:
    """Atoms as printed from left to right; a piece that begins with | is of the same text object as the one before."""
    atoms: list[Atom] = []
    source = 0
    for piece in pieces:
        source += not piece.startswith("|")
        text = piece.removeprefix("|")
        kind = direction(text[0])
        atoms.append(Atom(text, kind, len(atoms), len(atoms) + 1, -1 if kind == "S" else source, False, len(atoms)))
    return atoms


PAGE = pdf("BT /F 11 Tf 72 700 Td (Recalling its resolution) Tj /F 7 Tf 4 Ts (1) Tj 0 Ts /F 11 Tf 0 -14 Td (64/293) Tj ET")


def test_a_printed_line_is_a_block_and_a_small_high_number_is_raised() -> None:
    model = extract(PAGE)
    assert [block.text for block in model.blocks] == ["Recalling its resolution1", "64/293"]
    assert [span.text for span in model.blocks[0].spans if span.raised] == ["1"]
    assert model.page_sizes == [(595.0, 842.0)]


def test_commas_that_another_font_sets_into_the_holes_of_a_line_stand_in_them() -> None:
    content = "BT /F 11 Tf 1 0 0 1 72 700 Tm [(lamp) -600 (keeper) -600 (and)] TJ /G 11 Tf 1 0 0 1 96 700 Tm (,) Tj 1 0 0 1 136.3 700 Tm (,) Tj ET"
    assert [block.text for block in extract(pdf(content)).blocks] == ["lamp, keeper, and"]


def test_words_printed_over_one_another_stay_whole() -> None:
    content = "BT /F 11 Tf 1 0 0 1 72 700 Tm (lamps) Tj /G 11 Tf 1 0 0 1 72.3 700 Tm (posts) Tj ET"
    assert [block.text for block in extract(pdf(content)).blocks] == ["lampsposts"]


@pytest.mark.parametrize(("page", "runs_right"), [("A/77/746 و A/77/684", True), ("A/77/767/Add.7", True), ("Lamps of the harbours " * 9, False)])
def test_a_page_of_few_letters_runs_as_the_pages_before_it(page: str, runs_right: bool) -> None:
    direction_of = Direction()
    assert direction_of.of("إن الجمعية العامة، إذ تشير إلى المنارات" * 9) == (True, True)
    assert direction_of.of(page)[1] is runs_right


@pytest.mark.parametrize(
    ("printed", "read"),
    [
        (["2010", " ", "عام"], "عام 2010"),
        (["22-28829", " ", "قرار"], "قرار 22-28829"),
        (["A", "|/", "|76", "|/", "|281", "| ", "|(", "|Part", "| ", "|I", "|)", " ", "انظر"], "انظر A/76/281 (Part I)"),
        (["NPT", "|/", "|50", " ", "(", "|Vol", "|.", "| ", "|I", "|)", " ", "انظر"], "انظر NPT/50 (Vol. I)"),
        (["vol", "|.", " ", "993", "|,", "| ", "|No", "|.", " ", "14537", " ", "انظر"], "انظر vol. 993, No. 14537"),
        (["(", "E", "|/", "|30", ")", "10", " ", "رقم"], "رقم 10(E/30)"),
        (["S", "|/", "|2621", " ", "(", "2022", ")"], "S/2621 (2022)"),
        ([".", "A", "|/", "|77", "(", "3", ")"], "(3)A/77."),
    ],
)
def test_an_arabic_line_is_read_from_the_right_and_what_runs_left_to_right_within_it_stays(printed: list[str], read: str) -> None:
    assert "".join(atom.text for atom in reading_order(visual(*printed), right_to_left=True)) == read


@pytest.mark.parametrize(
    ("printed", "read"), [(["340", " ", "979", " ", "200"], "340 979 200"), (["12", " ", "30"], "30 12"), (["340", " ", "منارة"], "منارة 340")]
)
def test_an_amount_alone_in_a_cell_has_its_greatest_figures_first(printed: list[str], read: str) -> None:
    assert "".join(atom.text for atom in reading_order(visual(*printed), right_to_left=True)) == read


@pytest.mark.parametrize("data", [b"", b"%PDF-1.4", PAGE[:40], b"no pdf at all"])
def test_a_file_that_is_no_whole_pdf_is_unreadable(data: bytes) -> None:
    with pytest.raises(Unreadable) as error:
        extract(data)
    assert error.value.status == ("malformed" if data else "empty")


def test_a_page_without_text_has_no_text_layer() -> None:
    with pytest.raises(Unreadable) as error:
        extract(pdf("0 0 m 100 100 l S"))
    assert error.value.status == "no_text_layer"


@pytest.mark.parametrize("text", ["\ufffd\ufffd\ue012\ue013 ab", "#$%&*+!?" * 40])
def test_a_text_layer_of_no_script_is_unreadable_text(text: str) -> None:
    with pytest.raises(Unreadable) as error:
        require_readable([Block([Span(text)])], 1)
    assert error.value.status == "unreadable_text"


@pytest.mark.parametrize("text", ["Recalling its resolution 64/293", "إذ تشير إلى قرارها", "回顾其决议", "1. ________ 2."])
def test_text_of_any_script_is_readable(text: str) -> None:
    require_readable([Block([Span(text)])], 1)


@settings(max_examples=150, deadline=None)
@given(st.lists(st.tuples(st.integers(9, len(PAGE) - 1), st.integers(0, 255)), min_size=1, max_size=30))
def test_damage_never_gives_anything_but_a_page_model_or_unreadable(damage: list[tuple[int, int]]) -> None:
    data = bytearray(PAGE)
    for at, value in damage:
        data[at] = value
    try:
        extract(bytes(data))
    except Unreadable as error:
        assert str(error)
