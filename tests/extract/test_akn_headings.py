"""Numbers in the official XML: of a paragraph, or of a heading."""

from __future__ import annotations

from pipeline.extract.akn import extract

XML = """<akomaNtoso xmlns="http://docs.oasis-open.org/legaldocml/ns/akn/3.0"><statement name="resolution"><mainBody>
<paragraph><num>1.</num><content><p>Welcomes the report;</p></content></paragraph>
<paragraph class="H23"><num>(i)</num><subheading>Exemptions</subheading></paragraph>
<paragraph><num>2.</num><content><p>Thanks the host;</p></content></paragraph>
</mainBody></statement></akomaNtoso>"""


def test_the_number_of_a_heading_stands_with_it() -> None:
    blocks = extract(XML.encode()).blocks
    assert [(b.role, b.label, b.text.strip()) for b in blocks] == [
        ("operative", "1.", "Welcomes the report;"),
        ("heading", None, "(i) Exemptions"),
        ("operative", "2.", "Thanks the host;"),
    ]


COMPOSITE = """<akomaNtoso xmlns="http://docs.oasis-open.org/legaldocml/ns/akn/3.0"><components><component eId="comp_0"><statement name="resolution">
<preface><p><docNumber>A</docNumber> <docTitle>Lamps</docTitle></p></preface></statement></component></components></akomaNtoso>"""


def test_the_letter_of_a_part_is_the_label_of_its_title() -> None:
    (block,) = extract(COMPOSITE.encode()).blocks
    assert (block.role, block.label, block.text.strip()) == ("title", "A", "Lamps")
