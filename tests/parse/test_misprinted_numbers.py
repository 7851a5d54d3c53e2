"""A misprinted number of a paragraph costs no other paragraph its place."""

from __future__ import annotations

import pytest

from pipeline.extract.akn import extract
from pipeline.parse.document import Origin, parse

XML = """<akomaNtoso xmlns="http://docs.oasis-open.org/legaldocml/ns/akn/3.0"><statement name="resolution"><mainBody>
<p>The General Assembly,</p>{}</mainBody></statement></akomaNtoso>"""


@pytest.mark.parametrize(
    ("printed", "paths"),
    [
        ("1 2 3 4 5", "op1 op2 op3 op4 op5"),
        ("1 2 34 4 5", "op1 op2 op3 op4 op5"),  # a misprint: the next number says which it was
        ("1 2 4 4 5", "op1 op2 op3 op4 op5"),
        ("1 2 4 5 6", "op1 op2 op4 op5 op6"),  # a number left out
        ("1 2 3 4 9", "op1 op2 op3 op4 op9"),  # nothing behind it says what it should be
    ],
)
def test_a_number_that_leaps_ahead_has_the_place_that_the_next_one_leaves_it(printed: str, paths: str) -> None:
    paragraphs = "".join(
        f"<paragraph><num>{n}.</num><content><p>Welcomes report {i};</p></content></paragraph>" for i, n in enumerate(printed.split())
    )
    rows = parse(extract(XML.format(paragraphs).encode()), Origin("x", "0" * 64, "A/RES/1/1", "en"))
    operative = [row for row in rows["clauses"] if row["kind"] == "operative"]
    assert " ".join(row["path"] for row in operative) == paths
    assert " ".join(row["label"].rstrip(".") for row in operative) == printed
