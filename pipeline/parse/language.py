"""Which of the six languages a text is in: by script, then by its function words.

The words and the least share of them are language data, measured on official texts. A text in another language of the
same script (German, Ukrainian, Persian) has too few of them and stays unknown.
"""

from __future__ import annotations

import re
from functools import cache

from pipeline.languages import LANGUAGES, words

SAMPLE = 40_000
"""Code points looked at, from the middle of the document outwards: mastheads are partly English in every language."""
ENOUGH = 4_000
"""Code points that show whether a text is in the language that it is said to be in."""
_WORD = re.compile(r"[^\W\d_]+")


@cache
def _profile(language: str) -> tuple[re.Pattern[str], frozenset[str], float, bool]:
    data = words(language, "function_words")
    single = all(len(w) == 1 and ord(w) > 0x3000 for w in data["words"])
    return re.compile(f"[{data['script']}]"), frozenset(data["words"]), float(data["minimum_share"]), single


def detect(text: str, sample: int = SAMPLE) -> str | None:
    """The language of a text, None where it is none of the six (or too short to say). sample: code points looked at."""
    if len(text) > sample:
        start = (len(text) - sample) // 2
        text = text[start : start + sample]
    found = _WORD.findall(text.casefold())
    letters = sum(map(len, found))
    if not letters:
        return None
    best: tuple[float, str] | None = None
    for language in LANGUAGES:
        script, frequent, minimum, single = _profile(language)
        of_script = len(script.findall(text))
        if of_script < 0.5 * letters:
            continue
        share = sum(c in frequent for c in text) / of_script if single else sum(w in frequent for w in found) / len(found)
        if share >= minimum and (best is None or share / minimum > best[0]):
            best = (share / minimum, language)
    return best[1] if best else None
