"""Which characters a text layer may hold and what is kept of them: properties of Unicode, no knowledge of a language."""

from __future__ import annotations

import re
import unicodedata

SOFT_HYPHEN = "\u00ad"

_INVISIBLE = "\u200b\u200c\u200d\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff\u061c\ufff9-\ufffb"
_SPECIAL = re.compile(f"[\x00-\x1f\x7f-\xa0\u00ad\u1680\u2000-\u200a\u202f\u205f\u3000{_INVISIBLE}\ufb00-\ufb06\ufb1d-\ufdff\ufe70-\ufeff\ufffe]")
_DROPPED = re.compile(f"[\x00-\x08\x0e-\x1f\x7f-\x9f{_INVISIBLE}]")
_SPACES = re.compile(r"[\t\n\x0b\x0c\r\xa0\u1680\u2000-\u200a\u202f\u205f\u3000]")
_FORMS = re.compile("[\ufb00-\ufb06\ufb1d-\ufdff\ufe70-\ufefc]")
_HYPHENS = re.compile("[\x02\ufffe\u00ad]")
_LIGATURE_MARKED = re.compile(" (?=[\u064b-\u0652])")  # isolated mark forms decompose to a space and the mark

RTL = "\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc"
"""Ranges of the scripts that run from right to left, for a character class (their digits and marks included)."""

MIRRORED = dict(zip("()[]{}«»<>‹›", ")(][}{»«><›‹", strict=True))
"""Brackets and their counterparts; curly quotation marks do not mirror (UnicodeData, Bidi_Mirrored)."""

OPENING = frozenset("([{«<‹")


def clean(text: str) -> str:
    """Text of a span without what no text column holds.

    Presentation forms (Arabic, Hebrew) and Latin ligatures become their letters, every space character a plain space,
    a tab a plain space; control, zero-width and bidi characters go. Hyphens that pdfium or the document marks as those
    of a line end become SOFT HYPHEN wherever they stand: `settle_hyphens` decides once the line is complete. NFC.
    """
    if text.isascii() and text.isprintable():
        return text
    if _SPECIAL.search(text):
        text = _HYPHENS.sub(SOFT_HYPHEN, text)
        text = _FORMS.sub(lambda found: _LIGATURE_MARKED.sub("", unicodedata.normalize("NFKC", found[0])), text)
        text = _DROPPED.sub("", _SPACES.sub(" ", text))
    return unicodedata.normalize("NFC", text)
