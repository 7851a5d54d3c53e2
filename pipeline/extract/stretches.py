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
_STRETCH = re.compile(rf"(?<=[{_JOINING}])({_MARKS})(?P<sign>[^\s\u0600-\u06ff/])(?P=sign)*(?={_MARKS}{_LETTER})")
_LABELLED = re.compile(r"^(\s*\d{1,3}\s?[-–])\s?(?P<sign>\S)(?P=sign)*(?=\s|$)")
"""The dash of a label, which producers stretch like a word."""
_TURNED = {">": "<", ")": "(", "]": "[", "}": "{", "»": "«"}
"""Brackets that reading order turns to face words: one sign."""
LEAST = 6
"""Places of a sign within words from which it stretches them: a marker or a slip is there once."""
SHARE = 0.004
"""The same as a share of the words of a document."""


def without_stretches(blocks: Sequence[Block]) -> None:
    """Take the signs that stretch words out of the spans of a document's blocks."""
    found: Counter[str] = Counter()
    words = 0
    for block in blocks:
        for span in block.spans:
            found.update(_TURNED.get(match["sign"], match["sign"]) for match in _STRETCH.finditer(span.text))
            words += span.text.count(" ")
    signs = {sign for sign, times in found.items() if times >= LEAST and times > SHARE * words}
    if not signs:
        return
    for block in blocks:
        for span in block.spans:
            span.text = _STRETCH.sub(lambda m: m[1] if _TURNED.get(m["sign"], m["sign"]) in signs else m[0], span.text)
        for span in block.spans[:1]:
            span.text = _LABELLED.sub(lambda m: m[1] if _TURNED.get(m["sign"], m["sign"]) in signs else m[0], span.text)
