"""A note glued to the last line of running text of its page, parted from it.

Where the last word of a page is broken, poppler joins it with what comes next in its order, the first note: the hyphen goes,
and marker and note follow on the same line (`em1 See` for `em-` and `1 See`). What shows it is the marker of the next note
below, at the foot of the page. No words are looked at, only where numbers stand.
"""

from __future__ import annotations

import re

_GLUED = re.compile(r"^(?P<words>.{20,}[^\W\d_\u0590-\u08ff\u2e80-\u9fff\uf900-\ufaff]{2}(?P<marker>\d{1,3})) ?(?P<note>[A-ZÀ-ÞА-ЯЁ«“].*)$")
FOOT = 12
"""Lines with words at the foot of a page among which the first note is looked for."""
NEAR = 4
"""Lines with words that a note takes, at most, before the next one begins."""


def unglued(lines: list[str]) -> list[str]:
    """The lines of a page; a line that ends in its first note in two, with an empty one between."""
    filled = [i for i, x in enumerate(lines) if x.strip()]
    for n, i in list(enumerate(filled))[-FOOT:]:
        match = _GLUED.match(lines[i])
        if match is None:
            continue
        following = re.compile(rf"\s*{int(match['marker']) + 1}(?!\d)")
        if any(following.match(lines[j]) for j in filled[n + 1 : n + 1 + NEAR]):
            return [*lines[:i], match["words"], "", match["note"], *lines[i + 1 :]]
    return lines
