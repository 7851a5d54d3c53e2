"""Whether what a PDF's text layer holds is text."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

import numpy as np

from pipeline.extract.errors import Unreadable
from pipeline.extract.page import Block

_NO_TEXT = frozenset(("Co", "Cn", "Cc"))  # private use, unassigned, control
_MOST_NO_TEXT = 0.2  # share of characters that no script has
_FEWEST_LETTERS = 0.3  # share of letters and digits: prose has 0.9, a page of ciphers for letters far less
_ENOUGH = 200  # characters: fewer prove nothing


def require_readable(blocks: Sequence[Block], pages: int) -> None:
    """Raise `Unreadable` when the blocks hold no text, or none that can be in any script.

    pages: how many pages there are, for the message.
    """
    text = "".join([block.text for block in blocks])
    if not text:
        raise Unreadable("no_text_layer", f"PDF: none of its {pages} pages has a text layer")
    letters, foreign, total = 0, 0, 0
    codes, counts = np.unique(np.frombuffer(text.encode("utf-32-le"), np.uint32), return_counts=True)
    for char, count in zip(map(chr, codes.tolist()), counts.tolist(), strict=True):
        if char.isspace():
            continue
        total += count
        if char == "\ufffd" or unicodedata.category(char) in _NO_TEXT:
            foreign += count
        elif char.isalnum() or unicodedata.combining(char):
            letters += count
    if foreign > _MOST_NO_TEXT * total or (total >= _ENOUGH and letters < _FEWEST_LETTERS * total):
        raise Unreadable("unreadable_text", f"PDF: of {total} characters {foreign} belong to no script and {letters} are letters or digits")
