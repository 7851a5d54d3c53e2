"""Justified lines that were spread so wide that an extractor made every word, or every sign of a script without spaces, a line.

Such lines stand in a row, three and more. In one again they are a line of the running text. A last line of a paragraph is never
spread: where the first or the last word of a row ends with a comma or a stop, it may be one, and stays a line of its own
(measured in Russian: five of six first words, two of two last ones; inner words end a paragraph in one of eight places).
Right-to-left text stands in the order of paper, and is turned round where the row is no longer than a line.
"""

from __future__ import annotations

import re
from itertools import groupby
from unicodedata import east_asian_width

from pipeline.extract.page import width
from pipeline.extract.text_order import RTL

LEAST = 3
"""Lines of a single word or sign that were one line, at least."""
ROOM = 1.05
"""Share of a full line that a turned row takes, at most."""
_WORD = re.compile(r"[^\W\d_\u2e80-\u9fff]+[,;،؛]?")
_ENDED = (",", ";", "،", "؛")


def closed_up(lines: list[str]) -> list[str]:
    """The lines of a page, empty ones among them, with every row of single words or signs in one line."""
    full = max((width(x.strip()) for x in lines), default=0)
    closed: list[str] = []
    for kind, run in groupby(lines, _kind):
        printed = list(run)
        row = [x.strip() for x in printed]
        if len(row) < LEAST or not kind:
            closed += printed
        elif kind == "sign":
            closed.append("".join(row))
        elif kind == "turned":
            closed += [" ".join(reversed(row))] if width(" ".join(row)) <= ROOM * full else row
        else:
            closed += _in_one(row) if 2 * sum(x[0].islower() for x in row) >= len(row) else row
    return closed


def _kind(line: str) -> str:
    """What the single word of a line is: "sign", "turned", "word"; empty where the line is none."""
    text = line.strip()
    if len(text) == 1 and east_asian_width(text) in "WF":
        return "sign"
    if not _WORD.fullmatch(text):
        return ""
    return "turned" if RTL.match(text) else "word"


def _in_one(row: list[str]) -> list[str]:
    first = row[:1] if row[0].endswith(_ENDED) else []
    last = row[-1:] if row[-1].endswith(_ENDED) else []
    inner = row[len(first) : len(row) - len(last)]
    return [*first, " ".join(inner), *last]
