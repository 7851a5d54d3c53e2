"""What only the official XML states: recorded votes, workflow steps, subject terms → rows."""

from __future__ import annotations

from pipeline import symbols
from pipeline.extract.page import Metadata
from pipeline.extract.page import Step as XmlStep
from pipeline.parse.model import Row, Rows
from pipeline.states import find_state

STEPS = {
    "draftResolution": "draft",
    "draftResolutionAdditionalSponsors": "additional_sponsors",
    "amendment": "amendment",
    "recommendedForAdoption": "report",
    "adopted": "plenary",
    "vetoed": "veto",
    "notAdopted": "not_adopted",
}
"""The XML's word for a step → the code of the vocabulary; any other word is `other`, kept in the text."""
SCHEMES = {"UNBIS Thesaurus": "UNBIS", "SDGO": "SDG"}
"""The XML's name of a vocabulary → the short name of the tables; other names stay as they are."""


def official_rows(document_id: str, language: str, metadata: Metadata) -> Rows:
    """Rows of votes, steps and subjects; steps that the XML leaves empty (no date, document, text) are placeholders."""
    votes: list[Row] = []
    for position, (name, vote) in enumerate(metadata.votes, 1):
        party = find_state(name, language) or find_state(name, "en")
        votes.append({"document_id": document_id, "position": position, "name": name, "iso3": party.iso3 if party else None, "vote": vote})
    steps = [_step(document_id, n, s) for n, s in enumerate((s for s in metadata.steps if s.happened_on or s.symbol or s.text), 1)]
    subjects = [
        {"document_id": document_id, "position": n, "scheme": SCHEMES.get(scheme, scheme), "term": term, "uri": uri}
        for n, (scheme, term, uri) in enumerate(metadata.subjects, 1)
    ]
    return {"votes": votes, "steps": steps, "subjects": subjects}


def _step(document_id: str, position: int, step: XmlStep) -> Row:
    code = STEPS.get(step.outcome, "other")
    words = [step.outcome] if code == "other" else []
    words += [step.text] if step.text else []
    symbol = symbols.canonical(step.symbol) if step.symbol else None
    if step.symbol and symbol is None:
        words.append(step.symbol)
    return {
        "document_id": document_id, "position": position, "happened_on": step.happened_on, "step": code, "symbol": symbol,
        "text": "; ".join(words) or None,
    }  # fmt: skip
