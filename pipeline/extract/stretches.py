"""Signs that stretch Arabic words, taken out.

Justified Arabic is stretched between letters that join. Producers draw the stretch with a glyph of the font that their text
layer names by a code that was free: a figure, a Latin letter, a bracket. Such a sign stands within words all over
a document, mostly in rows, between a letter that joins the next one and that letter, where nothing else ever stands.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from pipeline.extract.page import Block

_JOINING = "\u0626\u0628\u062a-\u062e\u0633-\u063a\u0641-\u0647\u064a"
"""Letters that join the one behind them (ArabicShaping, joining type D)."""
_MARKS = "[\u064b-\u0652]*"
_LETTER = "[\u0622-\u063a\u0641-\u064a]"
_SIGN = r"(?P<sign>[^\s\u0600-\u06ff\u202a-\u202c/])"
_STRETCH = re.compile(rf"([{_JOINING}\u064b-\u0652]){_SIGN}(?P<more>(?P=sign)*)(?=(?:{_MARKS}|(?P=sign))*{_LETTER})")
_LABELLED = re.compile(r"^(\s*\d{1,3}\s?[-–])\s?(?P<sign>\S)(?P=sign)*(?=\s|$)")
"""The dash of a label, which producers stretch like a word."""
_LABEL_EMBEDDED = re.compile(r"(\u202a\s?)(?P<sign>[^\s\u202a-\u202c])(?P=sign)*(?=\s?[-–]\s?\d{1,3}\s?\u202c)")
_TURNED = {">": "<", ")": "(", "]": "[", "}": "{", "»": "«"}
"""Brackets that reading order turns to face words: one sign."""
_EMBEDDED = re.compile(rf"([{_JOINING}]{_MARKS}) ?\u202a ?{_SIGN}(?P<more>(?: ?(?P=sign))*) ?\u202c ?(?={_MARKS}{_LETTER})")
"""The same in a text whose bidi controls set every sign that is not Arabic apart; spaces come with them."""
BETWEEN_WORDS = "-–—.:·"
"""Signs that join words of other languages' names and abbreviations: they count where they stand in rows."""
LEAST = 6
"""Places of a sign within words from which it stretches them: a marker or a slip is there once."""
SHARE = 0.004
"""The same as a share of the words of a document."""


def without_stretches(blocks: Sequence[Block]) -> None:
    """Take the signs that stretch words out of the spans of a document's blocks."""
    spans = [span for block in blocks for span in block.spans]
    signs = _signs(_STRETCH, [span.text for span in spans])
    if not signs:
        return
    for span in spans:
        span.text = _taken_out(_STRETCH, span.text, signs)
    for block in blocks:
        block.spans[0].text = _taken_out(_LABELLED, block.spans[0].text, signs)


def embedded_signs(text: str) -> set[str]:
    """The signs that stretch the words of a text with bidi controls, in which brackets stand as they are."""
    return _signs(_EMBEDDED, [text]) | _signs(_STRETCH, [text])


def unstretched(text: str, signs: set[str]) -> str:
    """A text, with bidi controls or without, without the signs that stretch its words."""
    if not signs:
        return text
    for pattern in (_EMBEDDED, _LABEL_EMBEDDED, _STRETCH):
        text = _taken_out(pattern, text, signs)
    return text


def _signs(pattern: re.Pattern[str], texts: Sequence[str]) -> set[str]:
    matches = (match for text in texts for match in pattern.finditer(text))
    found = Counter(_face(match["sign"]) for match in matches if match["more"] or match["sign"] not in BETWEEN_WORDS)
    words = sum(text.count(" ") for text in texts) if found else 0
    return {sign for sign, times in found.items() if times >= LEAST and times > SHARE * words}


def _taken_out(pattern: re.Pattern[str], text: str, signs: set[str]) -> str:
    return pattern.sub(lambda m: m[1] if _face(m["sign"]) in signs else m[0], text)


def _face(sign: str) -> str:
    return _TURNED.get(sign, sign)
