"""Arabic as printers set it: letters in the form that their neighbours ask for, from right to left.

Forms are those of Unicode's presentation forms, found by their decompositions; so the text layer of the PDF holds what many
text layers of real documents hold, and the reader has to bring it back into the order of reading.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache

_TOKEN = re.compile(r"[A-Za-z](?:[A-Za-z0-9 ,./-]*[A-Za-z0-9])?|[0-9](?:[0-9./]*[0-9])?|[\u0621-\u064a]+|\s+|.")
_MIRRORED = str.maketrans("()[]", ")(][")


@cache
def _forms() -> dict[str, dict[str, str]]:
    """Letter → form (isolated, initial, medial, final) → character."""
    found: dict[str, dict[str, str]] = {}
    for code in range(0xFE80, 0xFEF5):
        kind, _, letter = unicodedata.decomposition(chr(code)).partition(" ")
        if letter and " " not in letter:
            found.setdefault(chr(int(letter, 16)), {})[kind.strip("<>")] = chr(code)
    return found


def shaped(word: str) -> str:
    """The letters of one word in their forms, in the order of reading."""
    forms = _forms()
    shown = ""
    for i, letter in enumerate(word):
        before = i > 0 and "initial" in forms.get(word[i - 1], {})
        behind = i + 1 < len(word) and "initial" in forms.get(letter, {}) and "final" in forms.get(word[i + 1], {})
        form = ("medial" if behind else "final") if before else ("initial" if behind else "isolated")
        shown += forms.get(letter, {}).get(form, letter)
    return shown


def on_paper(text: str) -> list[str]:
    """The tokens of a text as they stand on paper, the first one farthest to the right; characters of each from left to right."""
    return [token if token.isascii() and token.strip("()[]") else shaped(token)[::-1].translate(_MIRRORED) for token in _TOKEN.findall(text)]
