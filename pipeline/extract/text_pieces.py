"""Pieces of justified lines put together again.

Where a justified line has wide gaps, or type of two kinds, extractors that work by boxes (pdfminer) break it into pieces
of their own: a piece that does not begin its line keeps the space before it. The pieces follow one another mostly in their
order; a short piece without a space that stands behind one with a space is the beginning of that line; and pieces that
were put behind their paragraph fit into a gap that was left in it. No words are looked at, only widths.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from pipeline.extract.text_spread import closed_up

ROOM = 1.03
"""Share of a full line that pieces of one line take together, at most: justified type varies in width."""
FILLED = 0.6
"""Share of a full line that pieces take at least, before a piece from elsewhere is put between them."""
SHORT = 0.6
"""Share of a full line that a piece from elsewhere takes at most."""
JUSTIFIED = 0.7
"""Share of a full line from which a line may be one that was spread from edge to edge."""
NEAR = 14
"""Lines back in which the gap of a piece is looked for."""
BACK = 4
"""Lines back in which a line that broke off early is looked for."""
EARLY = 0.85
"""Share of a full line that a line which broke off takes with the first word below it, at most."""
SPREAD = 0.4
"""Share of lines with empty ones before them from which these set nothing apart."""
_COMMAS = ",،，"
_STOPPED = re.compile(r"[.;:!?。；：！？؛؟]\s*$")
_WORDS = re.compile(r"[^\W\d_\u0590-\u08ff\u2e80-\u9fff\uf900-\ufaff]{2}")
"""Letters of scripts from left to right that part words by spaces: in others a space before a line is no gap between words."""
_EDGE = 2
"""Spaces before a piece, at most; more are an indent."""


@dataclass(slots=True)
class _Line:
    """A line: its words, whether a space stands before them, empty lines before it, where pieces were joined."""

    text: str
    piece: bool
    blank: int
    seams: list[int] = field(default_factory=list)

    @property
    def width(self) -> int:
        return len(self.text)


def put_together(lines: list[str]) -> list[str]:
    """The lines of a page, empty ones among them, with the pieces of each in one."""
    lines = closed_up(lines)
    read = _read(lines)
    widths = sorted(x.width for x in read if x.width > 20)
    if not widths:
        return lines
    full = widths[int(0.9 * (len(widths) - 1))]
    if any(x.piece for x in read):
        joined = _strayed(_joined(_turned(read, full), full), full)
    elif (filled := _filled(read, full)) is not None:
        joined = filled
    else:
        return lines
    out: list[str] = []
    for line in joined:
        out += [""] * line.blank + [line.text]
    return out


def _read(lines: list[str]) -> list[_Line]:
    read: list[_Line] = []
    blank = 0
    for line in lines:
        words = " ".join(line.split())
        if not words:
            blank += 1
            continue
        indent = len(line) - len(line.lstrip())
        read.append(_Line(words, 0 < indent <= _EDGE and bool(_WORDS.search(words)), blank))
        blank = 0
    return read


def _fit(full: int, *lines: _Line) -> bool:
    return sum(x.width for x in lines) + len(lines) - 1 <= ROOM * full


def _turned(lines: list[_Line], full: int) -> list[_Line]:
    """A short line without a space behind a piece with one: it begins the line, unless the piece goes on the line before."""
    turned = list(lines)
    for i in range(len(turned) - 1):
        piece, head = turned[i], turned[i + 1]
        if not piece.piece or head.piece or not _WORDS.search(head.text) or _STOPPED.search(head.text) or not _fit(full, piece, head):
            continue
        if head.width > SHORT * full:
            continue
        last = turned[i - 1] if i else None
        if last is not None and not piece.blank and _fit(full, last, piece):
            continue
        after = turned[i + 2] if i + 2 < len(turned) else None
        if after is None or (not after.piece and after.width < SHORT * full):
            continue
        turned[i], turned[i + 1] = _Line(head.text, False, max(piece.blank, head.blank)), _Line(piece.text, True, 0)
    return turned


def _joined(lines: list[_Line], full: int) -> list[_Line]:
    joined: list[_Line] = []
    for i, line in enumerate(lines):
        last = joined[-1] if joined else None
        alone = line.blank > 0 and (i + 1 == len(lines) or lines[i + 1].blank > 0)
        if last is not None and alone and last.width + line.width < JUSTIFIED * full and any(_takes(x, line, full) for x in joined[-NEAR:-1]):
            last = None  # the last line of a paragraph is not spread, and so not in pieces
        if last is not None and line.piece and not _STOPPED.search(last.text) and _WORDS.search(last.text) and _fit(full, last, line):
            last.seams.append(last.width)
            last.text += f" {line.text}"
        else:
            joined.append(line)
    return joined


def _strayed(lines: list[_Line], full: int) -> list[_Line]:
    """Short pieces that stand alone behind a paragraph, put into a gap of it that they fill."""
    kept: list[_Line] = []
    for i, line in enumerate(lines):
        apart = line.blank and (i + 1 == len(lines) or lines[i + 1].blank)
        stray = apart and line.width <= SHORT * full and (line.piece or line.seams) and not _STOPPED.search(line.text)
        gap = next((x for x in reversed(kept[-NEAR:]) if _takes(x, line, full)), None) if stray else None
        if gap is None:
            kept.append(line)
            continue
        seam = gap.seams.pop()
        gap.text = f"{gap.text[:seam]} {line.text}{gap.text[seam:]}"
    return kept


def _filled(lines: list[_Line], full: int) -> list[_Line] | None:
    """Pieces that stand one by one behind a paragraph, put where a line of it broke off early; None where there are none.

    Where the gaps of a line are as wide as columns, poppler reads its first words, then the lines below, then the rest of it.
    """
    if sum(x.blank > 0 for x in lines) > SPREAD * len(lines):
        return None
    kept: list[_Line] = []
    i = 0
    while i < len(lines):
        end = i
        while end < len(lines) and _stands_alone(lines, end, full):
            end += 1
        pieces = lines[i:end]
        gap = _broken_off(kept, pieces, full) if pieces and pieces[0].text[:1].islower() else None
        if gap is None:
            kept += pieces or [lines[i]]
        else:
            gap.text = " ".join([gap.text, *(x.text for x in pieces)])
        i = max(end, i + 1)
    return kept if len(kept) < len(lines) else None


def _stands_alone(lines: list[_Line], i: int, full: int) -> bool:
    """Whether a line is short and has empty ones on both its sides."""
    line = lines[i]
    apart = line.blank > 0 and (i + 1 == len(lines) or lines[i + 1].blank > 0)
    return apart and line.width <= SHORT * full and line.text[:1].isalpha() and (line.text[-1].isalpha() or line.text[-1] in _COMMAS)


def _broken_off(kept: list[_Line], pieces: list[_Line], full: int) -> _Line | None:
    """The line shortly before that broke off early, though words follow right under it, and has room for the pieces."""
    ended = pieces[-1].text[-1:] in _COMMAS
    for line, under in zip(reversed(kept[-BACK - 1 : -1]), reversed(kept[-BACK:]), strict=False):
        first = under.text.split(" ", 1)[0]
        open_line = line.text[-1:].isalpha() or (line.text[-1:] in _COMMAS and not ended)
        early = line.width + 1 + len(first) <= EARLY * full
        if open_line and early and not under.blank and line.text[:1].isalpha() and _fit(full, line, *pieces):
            return line if line.width + sum(x.width + 1 for x in pieces) >= FILLED * full else None
        if _STOPPED.search(line.text):
            return None
    return None


def _takes(line: _Line, stray: _Line, full: int) -> bool:
    return bool(line.seams) and line is not stray and _fit(full, line, stray) and line.width + stray.width >= FILLED * full
