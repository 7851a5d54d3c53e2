"""The form in which names are compared: letters and digits alone, without case, accents and layout.

Hyphens, apostrophes, spaces, parentheses and full stops carry no meaning in a name ("Guinée- Bissau" at a line end,
"Bolivia (Plurinational State of)"); commas do ("Germany, Federal Republic of" is not "Germany", "Congo, Gabon" are two).
Arabic letter forms that are written one for the other are one letter: ي and ى, ة and ه, alif with or without hamza.
"""

from __future__ import annotations

import unicodedata
from functools import cache

LETTERS = str.maketrans({"ى": "ي", "ة": "ه", "ـ": None, "ک": "ك", "ی": "ي", "ı": "i", "ø": "o", "ł": "l", "\u0670": None})
COMMAS = ",،，"
JOINTS = "-‐‑–—'’ʼ`´"
"""Hyphens and apostrophes: between two letters they join the letters to one word."""


@cache
def _fold(character: str) -> str:
    """What one character leaves in a key: nothing, one letter, or several (ß, ligatures)."""
    if character in COMMAS:
        return ","
    plain = unicodedata.normalize("NFKD", character).casefold()
    letters = "".join(c for c in unicodedata.normalize("NFKD", plain) if c.isalnum())
    return letters.translate(LETTERS)


class Keyed:
    """A text with its key, and for every character of the key its place in the text (code points).

    ends[i] is the offset in the text after the i-th character of the key; starts[i] the offset of that character.
    """

    def __init__(self, text: str) -> None:
        self.text = text
        key: list[str] = []
        self.starts: list[int] = []
        for offset, character in enumerate(text):
            for letter in _fold(character):
                key.append(letter)
                self.starts.append(offset)
        self.key = "".join(key)

    def at(self, offset: int) -> int:
        """The index in the key of the first character that stands at or after an offset of the text."""
        low, high = 0, len(self.starts)
        while low < high:
            middle = (low + high) // 2
            low, high = (middle + 1, high) if self.starts[middle] < offset else (low, middle)
        return low

    def is_word_end(self, offset: int) -> bool:
        """Whether a word may end before text[offset]: anywhere next to a Chinese character, else not within a word."""
        if offset >= len(self.text) or is_ideograph(self.text[offset]) or is_ideograph(self.text[offset - 1]):
            return True
        character = self.text[offset]
        if character in JOINTS and offset + 1 < len(self.text):
            return not self.text[offset + 1].isalnum()
        return not (character.isalnum() or unicodedata.combining(character))


def is_ideograph(character: str) -> bool:
    """Whether a character belongs to a script that sets no space between words."""
    return "\u3400" <= character <= "\u9fff"


def key(name: str) -> str:
    """The key of a name alone."""
    return Keyed(name).key.strip(",")
