"""Arabic whose ligatures of lam and alef were turned around, letter by letter put right: السالم is read as السلام.

Extractors that turn a line from the order of print into the order of reading turn the two letters of this ligature too, where
the file names them in the order of reading. Which text that happened to, it shows itself: behind an alef no other alef can
stand, so األمم is no Arabic. In such a text lam stands behind every alef that it should stand before; where it does so by
right, the language data tells.
"""

from __future__ import annotations

import re
from functools import cache

from pipeline.extract.page import PageModel
from pipeline.languages import words

_LIGATURE = re.compile("\u0644([\u0622\u0623\u0625\u0627])")
_BEHIND_ARTICLE = re.compile("\u0627([\u0622\u0623\u0625\u0627])\u0644")
_BEHIND_TO = re.compile("^([\u0648\u0641]?)\u0644([\u0622\u0623\u0625\u0627])\u0644")
"""“To the …”: two lams, the second of them in the ligature."""
_WORD = re.compile("[\u0621-\u064a]+")
_PREFIXES = "\u0648\u0641\u0628\u0643\u0644"
SHORTEST = 3
"""Letters that a word has behind a prefix, at least."""


def put_right(model: PageModel) -> None:
    """Turn the ligatures of a document back, in the spans of its blocks, where most of those that show it are turned."""
    text = "\n".join(block.text for block in model.blocks)
    if len(_BEHIND_ARTICLE.findall(text)) <= len(_LIGATURE.findall(text)):
        return
    for block in model.blocks:
        for span in block.spans:
            span.text = _WORD.sub(lambda match: read(match[0]), span.text)


def read(word: str) -> str:
    """A word of a turned text as it should be read."""
    return _known(word) or _BEHIND_TO.sub("\\1\u0644\u0644\\2", _BEHIND_ARTICLE.sub("\u0627\u0644\\1", word))


def _known(word: str) -> str | None:
    """A word of the language data, with prefixes before it."""
    if word in _turned():
        return _turned()[word]
    if len(word) <= SHORTEST or word[0] not in _PREFIXES:
        return None
    rest = _known(word[1:])
    return word[0] + rest if rest else None


@cache
def _turned() -> dict[str, str]:
    """Words as they look when turned → as they are read."""
    return {_LIGATURE.sub("\\1\u0644", word): word for word in words("ar", "lam_alef")["words"]}
