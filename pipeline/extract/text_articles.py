"""Arabic articles that stand apart from a word that begins with a hamza: ال أول for الأول.

Some fonts draw the hamza apart from its alef, and extractors set a space before it, and before other signs that are drawn apart.
"""

from __future__ import annotations

import re

_ARTICLE = re.compile("(?<![\u0621-\u064a])[\u0648\u0641\u0628\u0643]?\u0627\u0644(?![\u0621-\u0652])")
_APART = re.compile("(?<![\u0621-\u064a])([\u0648\u0641\u0628\u0643]?\u0627\u0644) (?=[\u0622\u0623\u0625][\u0621-\u0652])")
SHARE = 0.8
"""Share of the articles that stand alone, from which they were set apart from a hamza."""


def articles_apart(text: str) -> bool:
    """Whether nearly every article that stands alone stands before a hamza.

    Turned round, “no” looks like the article: it stands before all kinds of words.
    """
    return len(_APART.findall(text)) > SHARE * len(_ARTICLE.findall(text))


def join_articles(text: str) -> str:
    """A text without the spaces between articles and hamzas."""
    return _APART.sub("\\1", text)
