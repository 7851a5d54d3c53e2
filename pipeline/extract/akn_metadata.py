"""What an Akoma Ntoso file says about itself: symbol, language, dates, workflow, subject terms, votes.

Source of the element names: Akoma Ntoso 1.0 (OASIS) and the guidelines of the United Nations for its use (AKN4UN).
"""

from __future__ import annotations

from datetime import date

from lxml import etree

from pipeline.extract.page import Metadata, Step

_LANGUAGES = {
    "ara": "ar", "chi": "zh", "zho": "zh", "eng": "en", "fra": "fr", "fre": "fr", "rus": "ru", "spa": "es", "esp": "es", "deu": "de", "ger": "de",
    "ar": "ar", "zh": "zh", "ch": "zh", "en": "en", "fr": "fr", "ru": "ru", "es": "es", "sp": "es", "de": "de",
}  # fmt: skip
_KINDS = {"resolution": "resolution", "presidentialStatement": "presidential_statement", "decision": "decision"}
_NO_DATE = "0001-01-01"


def name_of(element: etree._Element) -> str:
    return etree.QName(element).localname if isinstance(element.tag, str) else ""


def words_of(element: etree._Element) -> str:
    """All text in an element, white space single."""
    return " ".join("".join(str(text) for text in element.itertext()).split())


def read_metadata(root: etree._Element) -> Metadata:
    names: dict[str, list[etree._Element]] = {}
    for element in root.iter(etree.Element):
        names.setdefault(name_of(element), []).append(element)
    found = Metadata()
    numbers = [e for e in names.get("docNumber", []) if e.get("refersTo") == "#symbol"]
    found.symbol = next((words_of(e) for e in numbers), None) or None
    found.language = next((_LANGUAGES.get((e.get("language") or "").lower(), e.get("language")) for e in names.get("FRBRlanguage", [])), None)
    found.kind = next((_KINDS.get(e.get("name") or "") for e in names.get("statement", [])), None)
    found.organ = next((e.get("href") for e in names.get("FRBRauthor", []) if e.get("as") in ("author", "issuer")), None)
    found.session = next((e.get("value") for e in names.get("session", [])), None)
    for element in names.get("docDate", []):
        if element.get("refersTo") == "#adoptionDate":
            found.adopted_on = found.adopted_on or _date(element.get("date"))
        elif element.get("refersTo") == "#dateOfIssuance":
            found.issued_on = found.issued_on or _date(element.get("date"))
    found.steps = [_step(e) for e in names.get("step", [])]
    found.subjects = [
        (e.get("dictionary") or "unknown", e.get("showAs") or e.get("value") or "", e.get("href"))
        for e in names.get("keyword", [])
        if e.get("showAs") or e.get("value")
    ]
    found.votes = _votes(names.get("count", []))
    return found


def _date(value: str | None) -> date | None:
    if not value or value == _NO_DATE:
        return None
    try:
        return date.fromisoformat(value[:10])
    except ValueError:
        return None


def _step(element: etree._Element) -> Step:
    return Step(
        outcome=element.get("outcome") or "",
        happened_on=_date(element.get("date")),
        symbol=(element.get("as") or "").strip() or None,
        text=(element.get("by") or "").strip() or None,
        refers_to=(element.get("refersTo") or "").strip() or None,
    )


_VOTES = {"inFavour": "yes", "against": "no", "abstaining": "abstain", "abstain": "abstain"}


def _votes(counts: list[etree._Element]) -> list[tuple[str, str]]:
    votes = []
    for count in counts:
        vote = _VOTES.get((count.get("refersTo") or "").lstrip("#"))
        if vote:
            votes += [(name, vote) for e in count.iter(etree.Element) if name_of(e) == "organization" for name in [_voter(e)] if name]
    return votes


def _voter(element: etree._Element) -> str:
    return " ".join((element.get("showAs") or words_of(element) or element.get("href") or "").split())
