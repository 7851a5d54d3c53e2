"""Partitions by body × session: the grain in which documents are fetched again by hand, and the tags of a run."""

import re
from collections.abc import Iterable

import dagster as dg

from pipeline import symbols
from pipeline.fetch.links import Wanted

LAST_SESSION, LAST_YEAR = 100, 2045
"""Partitions are listed ahead of time; sessions that have not been are empty."""
_YEAR = re.compile(r"(?<!\d)(19|20)\d\d(?!\d)")

BY_SESSION = ("general_assembly", "human_rights_council")
BY_YEAR = ("security_council", "economic_and_social_council")
SPECIAL = (("general_assembly", "ES"), ("general_assembly", "S"), ("human_rights_council", "S"))
SESSIONS = dg.StaticPartitionsDefinition(
    [f"{body}:{number}" for body in BY_SESSION for number in range(1, LAST_SESSION + 1)]
    + [f"{body}:{kind}-{number}" for body, kind in SPECIAL for number in range(1, 61)]
    + [f"{body}:{year}" for body in BY_YEAR for year in range(1946, LAST_YEAR + 1)]
)


def session_of(symbol: str) -> str | None:
    """The partition that a symbol belongs to: the session of its body, or its year where the body counts in years."""
    known = symbols.parse(symbol)
    if known.organ in BY_SESSION and known.session:
        return f"{known.organ}:{known.session}"
    year = _YEAR.search(symbol)
    return f"{known.organ}:{year[0]}" if known.organ in BY_YEAR and year else None


def of_session(wanted: Iterable[Wanted], partition: str) -> list[Wanted]:
    """Of what is wanted, that which belongs to one partition."""
    return [one for one in wanted if one.symbol and session_of(one.symbol) == partition]
