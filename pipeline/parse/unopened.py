"""Where the body of a resolution begins that was printed without its enacting formula, as three of 8,674 official ones are."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.parse.actions import find_lead
from pipeline.parse.structure import structure

LONGEST_HEAD = 40
"""Lines or paragraphs in which the head ends, or a presidential statement has its heading."""


def without_formula(texts: Sequence[str], language: str) -> int | None:
    """The first line or paragraph of the preamble, None where there is none.

    It begins with an action phrase, behind the line of the head that says when the resolution was adopted.
    """
    form = structure(language)
    adopted = next((i for i, text in enumerate(texts[:LONGEST_HEAD]) if form.adopted.match(text)), None)
    if adopted is None:
        return None
    leads = ((i, find_lead(texts[i], language, "preambular")) for i in range(adopted + 1, min(len(texts), LONGEST_HEAD)))
    return next((i for i, lead in leads if lead is not None and lead.start == 0), None)
