"""Arabic whose ligatures of lam and alef were turned around, letter by letter put right: السالم is read as السلام.

Extractors that turn a line from the order of print into the order of reading turn the two letters of this ligature too, where
the file names them in the order of reading. In which text that happened, and to which of the ligatures (of one alef, joined
to the letter before it or not), it shows itself: behind an alef no other alef can stand, so األمم is no Arabic. There lam
stands behind every alef that it should stand before; where it does so by right, the language data tells.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from itertools import product

from pipeline.extract.page import PageModel
from pipeline.languages import words

Kind = tuple[str, bool]
"""A ligature: its alef, and whether it is joined to the letter before it."""

_ALEFS = "\u0622\u0623\u0625\u0627"
_NOT_JOINING = _ALEFS + "\u0621\u0624\u0629\u062f\u0630\u0631\u0632\u0648\u0649"
"""Letters that are not joined to the one behind them."""
_LIGATURE = re.compile(f"\u0644([{_ALEFS}])")
_WORD = re.compile("[\u0621-\u064a]+")
_MAQSURA = re.compile("\u0649\u0644(?![\u0621-\u064a])")
_BEHIND_ARTICLE = re.compile(f"\u0627([{_ALEFS}])\u0644")
"""A turned ligature behind the alef of the article: two alefs in a row."""
_BEHIND_TO = re.compile(f"^([\u0648\u0641]?)\u0644([{_ALEFS}])\u0644")
"""A turned ligature behind “to the”, whose second lam is in it."""
_RIGHT = re.compile(f"\u0627\u0644([{_ALEFS}])")
PLAIN_ALEF, TATWEEL = "\u0627", "\u0640"
_PREFIXES = "\u0648\u0641\u0628\u0643\u0644"
SHORTEST = 3
"""Letters that a word has behind a prefix, at least."""
ALL = frozenset(product(_ALEFS, (False, True)))


def put_right(model: PageModel) -> None:
    """Turn ligatures of a document back, in the spans of its blocks: those kinds of which most that show it are turned.

    An alef maqsura before a lam is turned wherever it stands: no letter follows one.
    """
    kinds = _turned_kinds(Counter(word for block in model.blocks for word in _WORD.findall(block.text)))
    for block in model.blocks:
        for span in block.spans:
            text = _MAQSURA.sub("\u0644\u0649", span.text)
            span.text = _WORD.sub(lambda match: read(match[0], kinds), text) if kinds else text


def read(word: str, kinds: frozenset[Kind] = ALL) -> str:
    """A word of a text, in which ligatures of these kinds are turned, as it should be read."""
    if TATWEEL in word:
        letters = iter(read(word.replace(TATWEEL, ""), kinds))
        return "".join(c if c == TATWEEL else next(letters) for c in word)
    known = _known(word) or _known(_turned(word))
    if known is not None:
        return known if kinds.issuperset(Counter(_kinds(known)) - Counter(_kinds(word))) else word
    word = _BEHIND_ARTICLE.sub(lambda m: f"\u0627\u0644{m[1]}" if (m[1], False) in kinds else m[0], word)
    return _BEHIND_TO.sub(lambda m: f"{m[1]}\u0644\u0644{m[2]}" if (m[2], True) in kinds else m[0], word)


def _turned_kinds(count: Counter[str]) -> frozenset[Kind]:
    """The kinds of ligatures that are mostly turned, in words that can show it. count: words of a text.

    A joined one behind “to the” shows itself where the same word stands with the article alone: لألمم beside الأمم. One that
    no word shows is turned where both the plain joined one and its own unjoined one are.
    """
    turned: Counter[Kind] = Counter()
    right: Counter[Kind] = Counter()
    readings = set(_readings().values()) - _readings().keys()
    for word, times in count.items():
        known = _readings().get(word) or _readings().get(_turned(word), word)
        found = list(Counter(_kinds(known)) - Counter(_kinds(word))) if known != word else [(alef, False) for alef in _BEHIND_ARTICLE.findall(word)]
        sound = _kinds(word) if word in readings else [(alef, False) for alef in _RIGHT.findall(word)] if known == word else []
        if known == word and (to := _BEHIND_TO.match(word)) and f"\u0627\u0644{to[2]}{word[to.end() :]}" in count:
            found = [(to[2], True)]
        turned.update(dict.fromkeys(found, times))
        right.update(dict.fromkeys(sound, times))
    kinds = {kind for kind in ALL if turned[kind] > right[kind]}
    unseen = {kind for kind in ALL if not turned[kind] and not right[kind]}
    return frozenset(kinds | {(alef, True) for alef, _ in unseen if (alef, False) in kinds and (PLAIN_ALEF, True) in kinds})


def _kinds(word: str) -> list[Kind]:
    """The ligatures of a word in the order of reading."""
    return [(m[1], m.start() > 0 and word[m.start() - 1] not in _NOT_JOINING) for m in _LIGATURE.finditer(word)]


def _turned(word: str) -> str:
    """A word with all its ligatures turned."""
    return _LIGATURE.sub("\\1\u0644", word)


def _known(word: str) -> str | None:
    """A word of the language data, with prefixes before it."""
    if word in _readings():
        return _readings()[word]
    if len(word) <= SHORTEST or word[0] not in _PREFIXES:
        return None
    rest = _known(word[1:])
    return word[0] + rest if rest else None


@cache
def _readings() -> dict[str, str]:
    """Words as they look when turned → as they are read."""
    return {_turned(word): word for word in words("ar", "lam_alef")["words"]}
