"""What the tables must hold for a specimen, from its source alone."""

from __future__ import annotations

from typing import Any

from specimens.form import Specimen, plain

KIND = {"p": "preambular", "o": "operative"}


def expected(specimen: Specimen, language: str) -> dict[str, Any]:
    """Header, clauses, notes, cited symbols and sponsors of one specimen in one language."""
    words, facts = specimen.words(language), specimen.facts
    formula = specimen.formula(language)
    clauses = [{"path": "enacting", "kind": "enacting", "label": None, "lead": None, "text": formula}] if formula else []
    for path, label, lead, rest in specimen.body(language):
        clauses.append({"path": path, "kind": KIND[path[0]], "label": label or None, "lead": lead or None, "text": plain(f"{lead}{rest}").strip()})
    for number, (label, text) in enumerate(words.get("annex", []), 1):
        clauses.append({"path": f"annex.{number}", "kind": "annex", "label": label or None, "lead": None, "text": text})
    sponsors = words.get("sponsor_order", facts.get("sponsors", []))
    cited = [*([facts["proposed_in"]] if "proposed_in" in facts else []), *facts["cites"]]
    cited += [note["cites"] for note in facts.get("notes", []) if "cites" in note and note["cites"] not in facts["cites"]]
    return {
        "symbol": facts["symbol"], "language": language, "kind": facts["kind"], "organ": facts["organ"], "session": facts.get("session"),
        "agenda_items": facts["agenda"], "agenda_title": words.get("agenda_title"), "title": words.get("title"),
        "issued_on": str(facts["issued_on"]), "adopted_on": str(facts["adopted_on"]) if "adopted_on" in facts else None,
        "meeting": facts.get("meeting"), "proposed_in": facts.get("proposed_in"), "clauses": clauses,
        "footnotes": [{"marker": m, "text": t} for m, t in specimen.notes(language)], "cited": sorted(cited),
        "treaties": [n["treaty"] for n in facts.get("notes", []) if "treaty" in n], "sponsors": sponsors,
    }  # fmt: skip
