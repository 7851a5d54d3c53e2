"""A specimen as a Word document: real notes, italic leads, a running head, automatic numbers where the source asks for them.

Written part by part, uncompressed, with fixed times, so that the same source gives the same bytes.
"""

from __future__ import annotations

import io
import zipfile
from xml.sax.saxutils import escape

from specimens.form import BODY, LETTER, ORGANISATION, SPECIMEN, Specimen, pieces

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
PARTS = ("document", "styles", "footnotes", "numbering", "header1", "footer1")
BOLD = ("zh", "ar")
"""Languages that set leads in bold type; Arabic also in italics."""


def docx(specimen: Specimen, language: str) -> bytes:
    """The bytes of the Word edition."""
    parts = {
        "[Content_Types].xml": _content_types(),
        "_rels/.rels": _relations([("officeDocument", "word/document.xml")]),
        "word/_rels/document.xml.rels": _relations([(name.rstrip("1"), f"{name}.xml") for name in PARTS[1:]]),
        "word/document.xml": _root("document", f"<w:body>{_body(specimen, language)}{_section()}</w:body>"),
        "word/styles.xml": _root("styles", _styles()),
        "word/footnotes.xml": _root("footnotes", _notes(specimen, language)),
        "word/numbering.xml": _root("numbering", _numbering()),
        "word/header1.xml": _root("hdr", _paragraph(_run(specimen.symbol, bold=True))),
        "word/footer1.xml": _root("ftr", _paragraph(_run(f"{specimen.facts['job']} ({LETTER[language]})"))),
    }
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as archive:
        for name, content in parts.items():
            archive.writestr(zipfile.ZipInfo(name, (2035, 1, 1, 0, 0, 0)), content)
    return written.getvalue()


def _root(tag: str, content: str) -> str:
    return f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<w:{tag} xmlns:w="{W}" xmlns:r="{OFFICE}">{content}</w:{tag}>'


def _content_types() -> str:
    kinds = {"document": "document.main", "hdr": "header", "ftr": "footer"}
    overrides = "".join(f'<Override PartName="/word/{name}.xml" ContentType="{TYPE}.{kinds.get(name, name.rstrip("1"))}+xml"/>' for name in PARTS)
    defaults = '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    return f'<?xml version="1.0"?><Types xmlns="{PACKAGE}/content-types">{defaults}{overrides}</Types>'


def _relations(targets: list[tuple[str, str]]) -> str:
    lines = "".join(f'<Relationship Id="rId{n}" Type="{OFFICE}/{kind}" Target="{target}"/>' for n, (kind, target) in enumerate(targets, 1))
    return f'<?xml version="1.0"?><Relationships xmlns="{PACKAGE}/relationships">{lines}</Relationships>'


def _section() -> str:
    head = f'<w:headerReference w:type="default" r:id="rId{PARTS.index("header1")}"/>'
    foot = f'<w:footerReference w:type="default" r:id="rId{PARTS.index("footer1")}"/>'
    return f'<w:sectPr>{head}{foot}<w:pgSz w:w="12240" w:h="15840"/></w:sectPr>'


def _styles() -> str:
    properties = '<w:name w:val="footnote reference"/><w:rPr><w:vertAlign w:val="superscript"/></w:rPr>'
    raised = f'<w:style w:type="character" w:styleId="FootnoteReference">{properties}</w:style>'
    return f'<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>{raised}'


def _numbering() -> str:
    level = '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl>'
    return f'<w:abstractNum w:abstractNumId="0">{level}</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'


def _paragraph(content: str, properties: str = "") -> str:
    return f"<w:p>{f'<w:pPr>{properties}</w:pPr>' if properties else ''}{content}</w:p>"


def _run(text: str, *, bold: bool = False, italic: bool = False) -> str:
    style = ("<w:b/>" if bold else "") + ("<w:i/>" if italic else "")
    return f'<w:r>{f"<w:rPr>{style}</w:rPr>" if style else ""}<w:t xml:space="preserve">{escape(text)}</w:t></w:r>' if text else ""


def _label(text: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{escape(text)}</w:t><w:tab/></w:r>' if text else ""


def _call(marker: str) -> str:
    return f'<w:r><w:rPr><w:rStyle w:val="FootnoteReference"/></w:rPr><w:footnoteReference w:id="{marker}"/></w:r>'


def _body(specimen: Specimen, language: str) -> str:
    words = specimen.words(language)
    lines = [SPECIMEN, specimen.symbol, ORGANISATION[language], BODY[specimen.facts["organ"]][language], specimen.distribution(language)]
    lines += [specimen.issued(language), *specimen.cover(language)]
    found = [_paragraph(_run(line)) for line in lines]
    if specimen.title(language):
        found.append(_paragraph(_run(specimen.title(language) or "", bold=True)))
    if specimen.formula(language):
        found.append(_paragraph(_run(specimen.formula(language) or "", italic=True)))
    for _, label, lead, rest in specimen.body(language):
        automatic = bool(specimen.facts.get("automatic_numbers")) and label.rstrip(".").isdecimal()
        runs = "" if automatic else _label(label)
        runs += _run(lead, bold=language in BOLD, italic=language != "zh")
        for text, marker in pieces(rest):
            runs += _run(text) + (_call(marker) if marker else "")
        found.append(_paragraph(runs, '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>' if automatic else ""))
    found += [_paragraph(_run(line, italic=True), '<w:jc w:val="right"/>') for line in words.get("closing", [])]
    found += [_paragraph(_label(label) + _run(line)) for label, line in words.get("annex", [])]
    return "".join(found)


def _notes(specimen: Specimen, language: str) -> str:
    separator = '<w:footnote w:type="separator" w:id="0"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>'
    mark = '<w:r><w:rPr><w:rStyle w:val="FootnoteReference"/></w:rPr><w:footnoteRef/></w:r>'
    notes = [f'<w:footnote w:id="{marker}">{_paragraph(mark + _run(" " + text))}</w:footnote>' for marker, text in specimen.notes(language)]
    return separator + "".join(notes)
