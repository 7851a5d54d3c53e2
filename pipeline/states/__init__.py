"""States, observers and groups of States, present and former, by their printed names in six languages.

`parties.tsv` holds one row a party: its kind, ISO 3166 and M49 codes, its short name in English, and for former States
the days on which it became a Member (or came to be) and ceased to exist. `names.tsv` holds every printed name: short and
formal names as in the United Nations terminology, former names of the same party, variants, inflected forms, and
misprints that the official record holds (`form`).

A State that only changed its name is one party: Burma is MMR, Zaire COD, the Byelorussian SSR BLR. A State that ended
keeps its own code from ISO 3166-3: YUG, CSK, SUN, DDR, YMD, SCG. Names are looked up exactly after normalisation.
"""

from __future__ import annotations

from pipeline.states.gazetteer import DEFAULT_LANGUAGE, Gazetteer, Match, Party, gazetteer
from pipeline.states.keys import Keyed

__all__ = ["DEFAULT_LANGUAGE", "Gazetteer", "Keyed", "Match", "Party", "find_state", "gazetteer"]


def find_state(name: str, language: str) -> Party | None:
    """The party that a printed name stands for, or None where no table holds it.

    Names in English are found in every language: the official XML prints English names in files of all six.
    """
    return gazetteer(language).find(name) or gazetteer(DEFAULT_LANGUAGE).find(name)
