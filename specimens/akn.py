"""A specimen as Akoma Ntoso XML, in the form of the official files."""

from __future__ import annotations

from lxml import etree

from specimens.form import BODY, LETTER, ORGANISATION, SPECIMEN, Specimen, pieces

NAMESPACE = "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"
ISO = {"ar": "ara", "zh": "zho", "en": "eng", "fr": "fra", "ru": "rus", "es": "spa"}
STYLE = {"zh": "bold", "ar": "bold italic"}


def akn(specimen: Specimen, language: str) -> bytes:
    """The bytes of the XML edition."""
    root = etree.Element(f"{{{NAMESPACE}}}akomaNtoso", nsmap={None: NAMESPACE})
    statement = _sub(root, "statement", name="resolution")
    _meta(statement, specimen, language)
    cover = _sub(statement, "coverPage")
    words = specimen.words(language)
    _sub(cover, "p", text=SPECIMEN)
    _sub(cover, "p", text=ORGANISATION[language])
    _sub(_sub(cover, "p"), "docNumber", text=specimen.symbol, refersTo="#symbol")
    _sub(_sub(cover, "p"), "docAuthority", text=BODY[specimen.facts["organ"]][language])
    _sub(_sub(cover, "p"), "docStatus", text=specimen.distribution(language))
    _sub(_sub(cover, "p"), "docDate", text=specimen.issued(language), date=str(specimen.facts["issued_on"]), refersTo="#dateOfIssuance")
    for line in specimen.cover(language):
        _sub(cover, "p", text=line)
    if specimen.title(language):
        preface = _sub(_sub(statement, "preface"), "p")
        if specimen.facts.get("number"):
            _sub(preface, "docNumber", text=f"{specimen.facts['number']}.").tail = " "
        _sub(preface, "docTitle", text=words["title"], refersTo="#resolutionTitle")
    _body(statement, specimen, language)
    if "closing" in words:
        line = _sub(_sub(statement, "conclusions"), "p")
        _sub(line, "inline", text=words["closing"][0], name="adoptionMeeting")
        _sub(line, "eol")
        _sub(line, "docDate", text=words["closing"][1], date=str(specimen.facts["adopted_on"]), refersTo="#adoptionDate")
    if "annex" in words:
        main = _sub(_sub(_sub(_sub(statement, "attachments"), "attachment"), "doc", name="annex"), "mainBody")
        for label, text in words["annex"]:
            paragraph = _sub(main, "paragraph")
            if label:
                _sub(paragraph, "num", text=label)
            _sub(_sub(paragraph, "content"), "p", text=text)
    return bytes(etree.tostring(root, encoding="UTF-8", xml_declaration=True, pretty_print=False))


def _sub(parent: etree._Element, tag: str, /, text: str | None = None, **attributes: str) -> etree._Element:
    element = etree.SubElement(parent, f"{{{NAMESPACE}}}{tag}", attributes)
    element.text = text
    return element


def _meta(statement: etree._Element, specimen: Specimen, language: str) -> None:
    meta = _sub(statement, "meta")
    expression = _sub(_sub(meta, "identification", source="#specimen"), "FRBRExpression")
    _sub(expression, "FRBRlanguage", language=ISO[language])
    classification = _sub(meta, "classification", source="#specimen")
    for dictionary, value in specimen.facts.get("subjects", []):
        _sub(classification, "keyword", value=value, showAs=value, dictionary=dictionary)
    workflow = _sub(meta, "workflow", source="#specimen")
    for day, outcome, symbol, by in specimen.facts.get("steps", []):
        _sub(workflow, "step", date=str(day), outcome=outcome, by=by, **{"as": symbol})
    voting = _sub(_sub(_sub(meta, "analysis", source="#specimen"), "parliamentary"), "voting")
    for name, key in (("inFavour", "yes"), ("against", "no"), ("abstaining", "abstain")):
        count = _sub(voting, "count", refersTo=f"#{name}")
        for state in specimen.facts.get("votes", {}).get(key, []):
            _sub(count, "organization", text=state, refersTo="memberState")
    _sub(_sub(meta, "presentation", source="#specimen"), "docketNumber", text=f"{specimen.facts['job']} ({LETTER[language]})")


def _body(statement: etree._Element, specimen: Specimen, language: str) -> None:
    if not specimen.formula(language):
        _sub(statement, "mainBody")
        return
    preamble = _sub(statement, "preamble")
    _sub(_sub(preamble, "formula", name="enactingFormula"), "p", text=specimen.formula(language))
    main = _sub(statement, "mainBody")
    notes = dict(specimen.notes(language))
    for path, label, lead, rest in specimen.body(language):
        if path.startswith("pp"):
            holder = _sub(preamble, "container", name=lead)
        else:
            paragraph = _sub(main, "paragraph")
            if label:
                _sub(paragraph, "num", text=label)
            holder = _sub(paragraph, "content")
        words = _sub(holder, "p")
        last: etree._Element | None = _sub(words, "span", text=lead, **{"class": STYLE.get(language, "italic")}) if lead else None
        for text, marker in pieces(rest):
            if last is None:
                words.text = (words.text or "") + text
            else:
                last.tail = (last.tail or "") + text
            if marker:
                last = _sub(words, "authorialNote", marker=marker, placement="bottom")
                _sub(last, "p", text=notes[marker])
