"""Ligatures of scripts that run from right to left: one glyph, several letters, in the order in which they are read.

A file names the letters of a ligature in reading order. pdfium turns the characters of a line that is stored in visual order
around one by one, and those of a ligature with them; a line that is stored in reading order keeps them. Which of the two a
page is shows in the ligatures of lam and alef, which have but one order: no page of Arabic is without them, and one
producer writes all its lines alike.
"""

from __future__ import annotations

import unicodedata

import numpy as np

from pipeline.extract.pdf.glyphs import Glyphs
from pipeline.extract.pdf.order import RIGHT_LETTER

_LAM = "\u0644"
_ALEFS = "\u0622\u0623\u0625\u0627"


def read_ligatures(glyphs: Glyphs) -> dict[int, str]:
    """For the first character of every ligature all its letters in reading order, for its other characters nothing.

    Characters of one ligature follow one another in one text object and have one box between them. Nothing is said of
    those whose order nothing shows.
    """
    same = (glyphs.left[1:] == glyphs.left[:-1]) & (glyphs.right[1:] == glyphs.right[:-1]) & (glyphs.look[1:] == glyphs.look[:-1])
    found: list[list[int]] = []
    for i in np.flatnonzero(same).tolist():
        if not (_is_letter(glyphs.text[i]) and _is_letter(glyphs.text[i + 1])):
            continue
        if found and found[-1][-1] == i:
            found[-1].append(i + 1)
        else:
            found.append([i, i + 1])
    words = ["".join(glyphs.text[i] for i in group) for group in found]
    turned = _turned(words)
    if not turned and not any(map(_is_lam_alef, words)):
        return {}
    placed: dict[int, str] = {}
    for group, word in zip(found, words, strict=True):
        placed |= dict.fromkeys(group, "")
        placed[group[0]] = word[::-1] if turned else word
    return placed


def _is_letter(char: str) -> bool:
    return bool(RIGHT_LETTER.match(char)) and char.isalpha() and not unicodedata.combining(char)


def _turned(words: list[str]) -> bool:
    """Whether the ligatures of lam and alef are mostly the wrong way round."""
    return sum(_is_lam_alef(word[::-1]) for word in words) > sum(map(_is_lam_alef, words))


def _is_lam_alef(word: str) -> bool:
    return len(word) == 2 and word[0] == _LAM and word[1] in _ALEFS
