"""A specimen as a PDF in the layout of the United Nations: masthead, title, notes in small type under a rule, job line.

Fonts are subset into the file: DejaVu (free, by the Bitstream Vera licence), as matplotlib carries it; Chinese names the
standard font STSong-Light, which readers have. The same source gives the same bytes.
"""

from __future__ import annotations

import io
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from specimens.arabic import on_paper, shaped
from specimens.form import BODY, LETTER, ORGANISATION, SPECIMEN, Specimen, pieces

WIDTH, HEIGHT = 612.0, 792.0
LEFT, RIGHT, TOP, BOTTOM = 108.0, 510.0, 730.0, 92.0
INDENT, STEP = 28.0, 24.0
SIZE, SMALL, RAISED, LEADING = 10.5, 8.5, 6.5, 14.0
CHINESE = "\u3000-\u303f\u4e00-\u9fff\uff00-\uffef"


@dataclass(frozen=True)
class Piece:
    """Words of one style; raised: the marker of a note."""

    text: str
    font: str
    size: float = SIZE
    raised: bool = False


@cache
def _fonts() -> None:
    import matplotlib as mpl
    from reportlab.pdfbase.cidfonts import UnicodeCIDFont
    from reportlab.pdfbase.pdfmetrics import registerFont
    from reportlab.pdfbase.ttfonts import TTFont

    folder = Path(mpl.get_data_path()) / "fonts" / "ttf"
    for name in ("DejaVuSerif", "DejaVuSerif-Italic", "DejaVuSerif-Bold", "DejaVuSans", "DejaVuSans-BoldOblique", "DejaVuSans-Bold"):
        registerFont(TTFont(name, str(folder / f"{name}.ttf"), shapable=False))
    registerFont(UnicodeCIDFont("STSong-Light"))


STYLES = {
    "zh": {"plain": "STSong-Light", "lead": "STSong-Light", "bold": "STSong-Light"},
    "ar": {"plain": "DejaVuSans", "lead": "DejaVuSans-Bold", "bold": "DejaVuSans-Bold"},
}
LATIN = {"plain": "DejaVuSerif", "lead": "DejaVuSerif-Italic", "bold": "DejaVuSerif-Bold"}


def pdf(specimen: Specimen, language: str) -> bytes:
    """The bytes of the PDF edition."""
    from reportlab.pdfgen.canvas import Canvas

    _fonts()
    written = io.BytesIO()
    canvas = Canvas(written, pagesize=(WIDTH, HEIGHT), invariant=1, initialFontName="DejaVuSerif")
    canvas.setTitle(f"{SPECIMEN}: {specimen.symbol}")
    sheet = Sheet(canvas, specimen, language)
    sheet.first_page()
    if "annex" in specimen.words(language):
        sheet.annex()
    canvas.save()
    return written.getvalue()


class Sheet:
    """Sets the pages of one specimen, from the top down."""

    def __init__(self, canvas: Any, specimen: Specimen, language: str) -> None:
        self.canvas, self.specimen, self.language = canvas, specimen, language
        self.words = specimen.words(language)
        self.styles = STYLES.get(language, LATIN)
        self.rtl = language == "ar"
        self.y = TOP

    def first_page(self) -> None:
        """Masthead, cover, body, notes and job line."""
        specimen, language = self.specimen, self.language
        self.line(SPECIMEN, size=SMALL)
        self.apart(ORGANISATION[language], specimen.symbol)
        self.apart(BODY[specimen.facts["organ"]][language], specimen.distribution(language))
        self.apart("", specimen.issued(language))
        self.y -= LEADING
        for line in specimen.cover(language):
            self.paragraph([Piece(line, self.styles["plain"])])
        if specimen.title(language):
            self.paragraph([Piece(specimen.title(language) or "", self.styles["bold"], 12.5)], above=6)
        if specimen.formula(language):
            self.paragraph([Piece(specimen.formula(language) or "", self.styles["lead"])], indent=INDENT, above=4)
        for path, label, lead, rest in specimen.body(language):
            found = [Piece(f"{label} ", self.styles["plain"])] if label else []
            found += [Piece(lead, self.styles["lead"])] if lead else []
            for text, marker in pieces(rest):
                found += [Piece(text, self.styles["plain"])] if text else []
                found += [Piece(marker, self.styles["plain"], RAISED, raised=True)] if marker else []
            depth = path.count(".")
            self.paragraph(found, indent=INDENT, margin=depth * STEP, above=4)
        for line in self.words.get("closing", []):
            self.paragraph([Piece(line, self.styles["lead"])], margin=200)
        self.notes()
        self.foot("1/2" if "annex" in self.words else None)

    def annex(self) -> None:
        """The second page, with a running head."""
        self.canvas.showPage()
        self.y = HEIGHT - 46
        self.apart(self.words["title"], self.specimen.symbol, size=SMALL)
        self.y = TOP - 44
        for label, line in self.words["annex"]:
            self.paragraph([Piece(f"{label} {line}".strip(), self.styles["plain"])], above=4)
        self.foot("2/2")

    def notes(self) -> None:
        """Notes in small type at the foot, under a rule."""
        notes = self.specimen.notes(self.language)
        if not notes:
            return
        self.y = BOTTOM + 13 * len(notes) + 6
        start, end = (RIGHT - 120, RIGHT) if self.rtl else (LEFT, LEFT + 120)
        self.canvas.line(start, self.y + 12, end, self.y + 12)
        for marker, text in notes:
            shown = f"({marker})" if self.rtl else marker
            self.set_line([Piece(shown, self.styles["plain"], RAISED, raised=True), Piece(f" {text}", self.styles["plain"], SMALL)], 0)
            self.y -= 13

    def foot(self, page: str | None) -> None:
        """Job line, bar code and page number."""
        job = self.specimen.facts["job"]
        self.canvas.setFont("DejaVuSerif", SMALL)
        self.canvas.drawString(LEFT, 50, f"{job} ({LETTER[self.language]})    211235")
        self.canvas.drawString(LEFT, 38, f"*{job.replace('-', '')}*")
        if page:
            self.canvas.drawRightString(RIGHT, 50, page)

    def line(self, text: str, size: float = SIZE) -> None:
        """One line in Latin letters."""
        self.canvas.setFont("DejaVuSerif", size)
        self.canvas.drawString(LEFT, self.y, text)
        self.y -= LEADING

    def apart(self, near: str, far: str, size: float = SIZE) -> None:
        """Two pieces of one line: where lines begin, and at the other end."""
        if near:
            self.set_line([Piece(near, self.styles["bold"], size)], 0)
        latin = Piece(far, "DejaVuSerif" if far.isascii() else self.styles["plain"], size)
        x = LEFT if self.rtl else RIGHT - self.wide(latin)
        self.canvas.setFont(latin.font, size)
        self.canvas.drawString(x, self.y, far)
        self.y -= LEADING

    def paragraph(self, found: list[Piece], *, indent: float = 0, margin: float = 0, above: float = 0) -> None:
        """A paragraph in lines; indent: of its first line, margin: of all."""
        self.y -= above
        room = RIGHT - LEFT - margin
        line: list[Piece] = []
        free = room - indent
        first = True
        for word in _words(found):
            piece = word
            if line and not piece.raised and _may_end(line[-1]) and self.wide(Piece(piece.text.rstrip(), piece.font, piece.size)) > free:
                self.set_line(line, margin + (indent if first else 0))
                self.y -= LEADING
                line, free, first = [], room, False
                piece = Piece(piece.text.lstrip(), piece.font, piece.size)
            line.append(piece)
            free -= self.wide(piece)
        self.set_line(line, margin + (indent if first else 0))
        self.y -= LEADING

    def set_line(self, line: list[Piece], indent: float) -> None:
        """Draw the pieces of a line, from the edge where lines begin."""
        x = RIGHT - indent if self.rtl else LEFT + indent
        for piece in _joined(line):
            self.canvas.setFont(piece.font, piece.size)
            for text in on_paper(piece.text) if self.rtl else [piece.text]:
                width = self.wide(Piece(text, piece.font, piece.size))
                x -= width if self.rtl else 0
                self.canvas.drawString(x, self.y + (4 if piece.raised else 0), text)
                x += 0 if self.rtl else width

    def wide(self, piece: Piece) -> float:
        """Width of a piece in points."""
        from reportlab.pdfbase.pdfmetrics import stringWidth

        text = shaped(piece.text) if self.rtl else piece.text
        return float(stringWidth(text, piece.font, piece.size))


def _words(found: list[Piece]) -> list[Piece]:
    """The pieces cut where a line may end: behind spaces, and between Chinese characters."""
    return [
        Piece(word, piece.font, piece.size, piece.raised)
        for piece in found
        for word in (re.findall(rf"[^\s{CHINESE}]+\s*|[{CHINESE}]|\s+", piece.text) if not piece.raised else [piece.text])
    ]


def _may_end(piece: Piece) -> bool:
    """Whether a line may end behind a piece: a space, or a Chinese character; not between a word and its stop."""
    return bool(re.search(rf"[\s{CHINESE}]$", piece.text))


def _joined(line: list[Piece]) -> list[Piece]:
    """Neighbours of one style as one piece."""
    found: list[Piece] = []
    for piece in line:
        last = found[-1] if found else None
        if last and (last.font, last.size, last.raised) == (piece.font, piece.size, piece.raised):
            found[-1] = Piece(last.text + piece.text, piece.font, piece.size, piece.raised)
        else:
            found.append(piece)
    return found
