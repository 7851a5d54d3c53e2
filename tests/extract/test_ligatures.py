"""Ligatures of Arabic: one glyph, several letters, whatever order the text layer gives them."""

from __future__ import annotations

import numpy as np

from pipeline.extract.pdf.glyphs import Glyphs, Look
from pipeline.extract.pdf.ligatures import read_ligatures

LAM, ALEF, YEH, REH = "\u0644", "\u0627", "\u064a", "\u0631"


def glyphs(*letters: str) -> Glyphs:
    """Glyphs side by side, from right to left; every argument is one glyph with all its letters in the order stored."""
    text = "".join(letters)
    right = np.array([500.0 - 10 * i for i, glyph in enumerate(letters) for _ in glyph])
    look = Look(100.0, 12.0, False, False, True)
    return Glyphs(text, np.array([ord(c) for c in text]), right - 10, right, np.zeros(len(text), np.int64), [look])


def test_a_page_whose_lam_alef_is_turned_has_all_its_ligatures_turned() -> None:
    assert read_ligatures(glyphs(ALEF + LAM, YEH, REH + YEH)) == {0: LAM + ALEF, 1: "", 3: YEH + REH, 4: ""}


def test_a_page_whose_lam_alef_is_right_keeps_them_in_one_piece() -> None:
    assert read_ligatures(glyphs(LAM + ALEF, YEH + REH)) == {0: LAM + ALEF, 1: "", 2: YEH + REH, 3: ""}


def test_nothing_is_said_where_nothing_shows_the_order() -> None:
    assert read_ligatures(glyphs(YEH + REH, LAM, ALEF)) == {}
