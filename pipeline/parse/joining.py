"""Lines of the running text → paragraphs.

Two neighbouring lines belong to one paragraph unless something parts them: a wider gap, an indent, a change of type, a
label, a short line before. In measured print (PDF) position decides; over a page break and in text files, where position
says little, the words have their say: a paragraph of a resolution ends in a stop or a comma, and begins with a label or
an action phrase.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, replace
from itertools import pairwise, takewhile, zip_longest
from typing import Protocol

from pipeline.extract.page import MARKER_BRACKETS, Span
from pipeline.parse.lines import FLUSH, Layout, Line
from pipeline.parse.model import Paragraph
from pipeline.parse.rich import CHINESE, RichBuilder

GAP = 1.22
"""Distance to the line before, in leadings, from which a paragraph begins (measured: 1.0 within, 1.33–1.7 between)."""
INDENT = 6.0
"""Points that a first line is indented by, at least."""
HYPHENS = "-\u00ad\u2010"
TERMINAL = ".;:,!?。；：，！？،؛؟…”’»)"


_DIGITS_AT_END = re.compile(r"(?P<bracket>[(（]?)\d+$")
_DIGITS_AT_START = re.compile(r"(?P<digits>\d+)(?P<bracket>[()（）]?)")
GROUP = 3
"""Digits of a number that are set apart by a space."""


class Words(Protocol):
    """What the words of lines say."""

    def labelled(self, line: Line) -> bool:
        """Whether a line begins with a label."""
        ...

    def label_alone(self, line: Line) -> bool:
        """Whether a line is a label and nothing else."""
        ...

    def is_formula(self, line: Line) -> bool:
        """Whether a line is the enacting formula."""
        ...

    def opens_annex(self, line: Line) -> bool:
        """Whether a line is the heading of an annex."""
        ...

    def capital(self, line: Line) -> bool:
        """Whether a line begins with a capital letter."""
        ...

    def begins(self, last: Line, line: Line) -> bool:
        """Whether a paragraph begins at a line: a stop or comma before, a label or an action phrase here."""
        ...


def stretches(lines: list[Line], layout: Layout, words: Words, begun: Marks | None = None) -> list[list[Line]]:
    """The lines of each paragraph. begun: how paragraphs begin, where more lines than these show it."""
    found: list[list[Line]] = []
    shown = begun or marks(lines, layout, words)
    for line in lines:
        if found and not parted(found[-1], line, layout, words, shown):
            found[-1].append(line)
        else:
            found.append([line])
    return found


@dataclass(frozen=True, slots=True)
class Marks:
    """How a document shows where its paragraphs begin: by an indent, by a wider gap. Where it does neither, words decide.

    capital: its paragraphs begin with capital letters; italic: those without a label begin in italics.
    """

    indent: bool = True
    gap: bool = True
    capital: bool = False
    italic: bool = False


def marks(lines: list[Line], layout: Layout, words: Words) -> Marks:
    """How paragraphs are shown to begin, as far as action phrases behind a stop show; an indent where nothing shows."""
    pairs = [(a, b) for a, b in pairwise(lines) if a.page == b.page and not a.beside(b)]
    begun = [(a, b) for a, b in pairs if words.begins(a, b)]
    edge = _inner_edge(pairs, layout, words)
    plain = [b for _, b in begun if not words.labelled(b)]
    free = [b.start - edge > INDENT for b in plain or [b for _, b in begun]]
    gaps = [b.bottom - a.bottom > GAP * layout.leading for a, b in begun]
    capitals = [words.capital(b) for b in plain]
    italics = [_in_italics(b) for b in plain]
    indent, gap = 2 * sum(free) >= len(free), 2 * sum(gaps) >= len(gaps)
    return Marks(indent, gap, sum(capitals) > CAPITALS * len(capitals), sum(italics) > ITALICS * len(italics))


def _inner_edge(pairs: list[tuple[Line, Line]], layout: Layout, words: Words) -> float:
    """Where most inner lines of the paragraphs before the first number begin: the edge of the text, where labels stand out to its left."""
    plain = list(takewhile(lambda pair: not words.labelled(pair[1]), pairs))
    inner = Counter(round(b.start) for a, b in plain if a.text.rstrip()[-1:] not in TERMINAL)
    return max(layout.left, float(inner.most_common(1)[0][0])) if inner.total() >= FEW_LINES else layout.left


FEW_LINES = 4
"""Inner lines that tell where text begins, at least."""
CAPITALS = 0.6
"""Share of the lines that seem to begin a paragraph which begin with a capital, where all paragraphs do."""
ITALICS = 0.7
"""The same for italics."""


def _in_italics(line: Line) -> bool:
    return next((span.italic for span in line.block.spans if span.text.strip()), False)


def _in_roman(line: Line, words: Words, shown: Marks) -> bool:
    """Whether a line begins in upright type where all paragraphs without a label begin in italics."""
    return shown.italic and not _in_italics(line) and not words.labelled(line)


def parted(before: list[Line], line: Line, layout: Layout, words: Words, shown: Marks = Marks()) -> bool:
    """Whether a line begins a new paragraph after the lines of the one before. shown: how paragraphs begin."""
    last = before[-1]
    if all(is_raised(s, layout) for s in line.block.spans if s.text.strip()):
        return False  # the call of a note that was wrapped to a line of its own
    if last.beside(line):
        return len(last.text) > 12 and line.start - last.end > 3 * INDENT and layout.measured and not _stretched(last, line, layout)
    if len(before) == 1 and (words.is_formula(last) or (last.page == line.page and words.opens_annex(last))):
        return True
    ended = last.text.rstrip()[-1:] in TERMINAL
    if (words.opens_annex(line) and (ended or last.page != line.page)) or (words.is_formula(line) and ended):
        return True
    if not layout.measured:
        return _parted_by_words(before, line, layout, words)
    if (last.bold != line.bold and not _bold_opening(before, line, layout)) or (layout.size and abs(last.size - line.size) > 0.8):
        return True
    if last.page != line.page:
        small = shown.capital and line.text[:1].islower() and not words.labelled(line)
        begins = words.begins(last, line) and not small and not _in_roman(line, words, shown)
        return _parted_over_page(before, line, layout, words) or (not shown.indent and begins)
    return _parted_by_place(before, line, layout, words, shown)


def _parted_by_place(before: list[Line], line: Line, layout: Layout, words: Words, shown: Marks) -> bool:
    """Whether two lines of one page and one type stand as lines of two paragraphs do."""
    last = before[-1]
    if layout.sparse and words.begins(last, line):
        return True
    if line.bottom - last.bottom > GAP * layout.leading and not _spread(last, line, layout, words, shown):
        return bool(layout.size) or last.text.rstrip()[-1:] in TERMINAL
    if _on_one_axis(last, line):
        return False
    if line.start - layout.left > INDENT and line.start - last.start > INDENT and not _hanging(before, line, words):
        return True
    if len(before) == 1 and abs(line.start - last.start) < INDENT / 2 and last.start - layout.left > INDENT:
        return _broken_early(last, line, layout) or words.begins(last, line)
    if len(before) > 1 and abs(line.start - last.start) > INDENT / 2 and line.start - layout.left > INDENT and words.begins(last, line):
        return True  # behind a point that hangs further in
    return not shown.gap and _parted_unmarked(before, line, layout, words, shown)


def _spread(last: Line, line: Line, layout: Layout, words: Words, shown: Marks) -> bool:
    """Whether two lines of one sentence stand a little far apart: raised markers hold them so, or type of another script.

    Where no marker does, the first must be full, and indents show where paragraphs begin.
    """
    raised = any(is_raised(span, layout) for one in (last, line) for span in one.block.spans if span.text.strip())
    near = line.bottom - last.bottom < SPREAD * layout.leading and line.start - last.start < INDENT and not words.labelled(line)
    return near and last.text.rstrip()[-1:] not in TERMINAL and (raised or (shown.indent and not _broken_early(last, line, layout)))


SPREAD = 1.5
"""Leadings that lines of one sentence may be apart."""


def _bold_opening(before: list[Line], line: Line, layout: Layout) -> bool:
    """Whether the first line is in bold type because a phrase in bold fills it, and the paragraph goes on below."""
    last = before[-1]
    near = last.page != line.page or line.bottom - last.bottom <= GAP * layout.leading
    return len(before) == 1 and last.bold and near and last.text[-1:] not in TERMINAL and not _broken_early(last, line, layout)


def _on_one_axis(last: Line, line: Line) -> bool:
    """Whether two lines are centred one under the other: lines of one heading, whose middle need not be the column's."""
    apart = abs(line.start - last.start)
    return apart > INDENT and abs(line.start + line.end - last.start - last.end) < FLUSH and (last.bold or last.text[-1:] not in TERMINAL)


def _stretched(last: Line, line: Line, layout: Layout) -> bool:
    """Whether two cells of a row are words of one justified line: the last one ends at the margin."""
    return abs(line.end - layout.right) < FLUSH and any(map(str.isalpha, line.text)) and last.text[-1:] not in TERMINAL


def _parted_unmarked(before: list[Line], line: Line, layout: Layout, words: Words, shown: Marks) -> bool:
    """Where no gap parts paragraphs: a label that is set in or stands out begins one, and so does what follows a stop where no indent shows."""
    last = before[-1]
    if shown.indent:
        out = last.start - line.start > INDENT or _broken_early(last, line, layout) or (len(before) == 1 and words.labelled(last))
        set_off = words.labelled(line) and (line.start - layout.left > INDENT or out)
        return set_off and (words.begins(last, line) or _has_room(last, line, layout.right))
    if shown.capital and line.text[:1].islower() and not words.labelled(line):
        return False
    return (words.begins(last, line) and not _in_roman(line, words, shown)) or (
        last.text.rstrip()[-1:] in TERMINAL and _broken_early(last, line, layout)
    )


def _broken_early(last: Line, line: Line, layout: Layout) -> bool:
    """Whether a line ends well before the margin though the first word of the next would have found room on it."""
    least = RAGGED * (layout.right - layout.left) if layout.ragged else INDENT * 4
    return layout.right - last.end > least and _has_room(last, line, layout.right)


def _has_room(last: Line, line: Line, edge: float) -> bool:
    """Whether the first word of the next line would have found room on a line."""
    width = (last.end - last.start) / max(len(last.text), 1)
    word = _FIRST_WORD.match(line.text)
    return edge - last.end > (len(word[0] if word else "") + 2) * width


_CHINESE_SIGN = re.compile(f"[{CHINESE}]")
_FIRST_WORD = re.compile(rf"[{CHINESE}]|[^\s{CHINESE}]*")
UNENDED = 0.4
"""Share of the column that the last line of a page leaves free where its paragraph ends without a stop: a heading."""
RAGGED = 0.15
"""Share of the column that a line of ragged text must leave free to be the last of its paragraph."""


SHORT = 0.8
"""Share of a full line below which a line that ends in a stop is the last of its paragraph."""


def _parted_by_words(before: list[Line], line: Line, layout: Layout, words: Words) -> bool:
    """In plain text: after a stop, a label or phrase, a blank line where blank lines are rare, or a short line parts."""
    last = before[-1]
    if len(before) == 1 and words.label_alone(last):
        return False
    ended = last.text.rstrip()[-1:] in TERMINAL
    if not ended:
        return False
    if words.labelled(line):
        return True
    short = last.end - last.start < SHORT * layout.right
    if line.block.blank_before and not layout.spread:
        return True
    begins = words.begins(last, line)
    if begins and (words.capital(line) or line.start > last.start):
        return True
    return short or (begins and last.end - last.start < 0.93 * layout.right)


def _hanging(before: list[Line], line: Line, words: Words) -> bool:
    """Lines under a label that stands out to the left."""
    return len(before) == 1 and words.labelled(before[0]) and line.start - before[0].start < 40 and not before[0].text.endswith(".")


def _parted_over_page(before: list[Line], line: Line, layout: Layout, words: Words) -> bool:
    last = before[-1]
    if last.text.rstrip()[-1:] not in TERMINAL:
        edge = max((x.end for x in before[:-1] if x.page == last.page), default=layout.right)
        return bool(layout.size) and edge - last.end > UNENDED * (layout.right - layout.left) and _has_room(last, line, edge)
    if line.start - layout.left <= INDENT or _hanging(before, line, words):
        return words.labelled(line) and words.begins(last, line)
    if len(before) > 1 and abs(line.start - last.start) < INDENT / 2:
        short = last.end < layout.right - 0.1 * (layout.right - layout.left)
        return short or words.begins(last, line)
    return True


def to_paragraph(lines: list[Line], layout: Layout, known: KnownWords, first: list[Span] | None = None, after: str = "") -> Paragraph:
    """Join lines to a paragraph. known: words of the document, which tell a hyphen of the word from one of the line.

    first: spans of the first line, where its marker has been taken off; after: text of the line that follows, where the
    paragraph may go on in another one: then a hyphen of the line stays at its end as U+00AD.
    """
    builder = RichBuilder()
    for i, line in enumerate(lines):
        builder.page(line.page)
        spans = first if i == 0 and first is not None else line.block.spans
        following = lines[i + 1].text if i + 1 < len(lines) else after
        _add_line(builder, spans, following, known, layout)
    rich = builder.finish()
    if after and lines[-1].text.endswith(tuple(HYPHENS)) and not rich.text.endswith("-"):
        rich.text += "\u00ad"
    return Paragraph(rich, [line.index for line in lines], centred=_centred(lines, layout))


def _add_line(builder: RichBuilder, spans: list[Span], following: str, known: KnownWords, layout: Layout) -> None:
    text = "".join(s.text for s in spans).rstrip()
    if text.endswith("\u00ad") and following[:1].isdecimal():  # COVID-19: no word is broken there
        text = f"{text[:-1]}-"
        spans = [*spans[:-1], replace(spans[-1], text=spans[-1].text.rstrip()[:-1] + "-")]
    hyphen = following and text[-1:] in HYPHENS and text[-2:-1].isalpha() and following[:1].isalpha()
    keep = hyphen and _hyphen_stays(text, following, known)
    last = max((i for i, s in enumerate(spans) if s.text.strip()), default=-1)
    for i, span in enumerate(spans):
        if is_raised(span, layout) and _is_call(span.text):
            for marker in _markers(span.text):
                builder.add(Span("", call=marker))
            if span.text.endswith(" "):
                builder.space()
            continue
        if span.raised and not span.text.strip(MARKER_BRACKETS):  # those of a marker, set apart from its number
            builder.add(Span(" " if span.text.endswith(" ") else ""))
            continue
        if i == last and hyphen:
            stem = span.text.rstrip()[:-1] + ("-" if keep else "")
            builder.add(Span(stem, span.size, span.bold, span.italic, span.raised, span.href))
        elif i <= last or span.text:
            builder.add(span)
    if (not hyphen and following and text[-1:] not in "/\u2010-–" and not _number_goes_on(text, following)) or (
        text[-1:] in "–-/" and not text[-2:-1].strip()
    ):
        builder.space()


def _number_goes_on(text: str, following: str) -> bool:
    """Whether the end of a line breaks a number between two digits, as print of a script without spaces may: 219|1(2014), (20|14).

    Where three digits follow that no bracket shows to be of a year or before one, they are a group, set apart by a space.
    """
    head, tail = _DIGITS_AT_END.search(text), _DIGITS_AT_START.match(following)
    if head is None or tail is None or not _CHINESE_SIGN.search(text + following):
        return False
    return len(tail["digits"]) != GROUP or bool(head["bracket"]) or bool(tail["bracket"])


def _hyphen_stays(text: str, following: str, known: KnownWords) -> bool:
    """Whether the hyphen at the end of a line belongs to the word: as the document writes it elsewhere, else by case.

    Where lines are not broken within words every hyphen belongs to its word.
    """
    head = _last_word(text[:-1])
    tail = _first_word(following)
    if f"{head}{tail}".casefold() in known:
        return False
    if f"{head}-{tail}".casefold() in known:
        return True
    return not known.hyphenated or not tail[:1].islower()


def _last_word(text: str) -> str:
    i = len(text)
    while i and (text[i - 1].isalpha() or text[i - 1] in "-’'"):
        i -= 1
    return text[i:]


def _first_word(text: str) -> str:
    i = 0
    while i < len(text) and (text[i].isalpha() or text[i] in "-’'"):
        i += 1
    return text[:i].rstrip("-’'")


def is_raised(span: Span, layout: Layout) -> bool:
    """Whether a span is a raised marker: said so, or a number in type far smaller than the text's."""
    return span.raised or (0 < span.size < 0.7 * layout.size and span.text.strip(" ()").isdecimal())


def _is_call(text: str) -> bool:
    bare = _bare(text)
    return bool(bare) and all(c.isdecimal() or c in "*†‡§,، " for c in bare)


def _bare(text: str) -> str:
    """A marker without brackets, and without the stroke of the old style: “1/”."""
    bare = text.strip(MARKER_BRACKETS)
    return bare[:-1].rstrip() if bare.endswith("/") else bare


def _markers(text: str) -> list[str]:
    """“1,2” → 1 and 2; “(3)” → 3; “**” stays one."""
    bare = _bare(text)
    return [m for m in bare.replace("،", ",").replace(" ", ",").split(",") if m]


def _centred(lines: list[Line], layout: Layout) -> bool:
    """Whether every line stands in the middle of the column, clear of both its edges."""
    middle = (layout.left + layout.right) / 2
    width = layout.right - layout.left
    if not layout.measured or width <= 0:
        return False
    return all(abs((x.start + x.end) / 2 - middle) < 0.03 * width and x.start - layout.left > 0.08 * width for x in lines)


class KnownWords(set[str]):
    """Words of a document as it writes them within lines; hyphenated: whether it breaks words over lines."""

    hyphenated: bool = True


HYPHENATED = 0.05
"""Share of lines that end in a hyphen where words are broken over lines (measured: 0.08 to 0.3; 0.03 at most where not)."""


def known_words(lines: list[Line]) -> KnownWords:
    """Every word of the document that was not broken over lines, hyphenated ones whole, folded in case."""
    printed: set[str] = set()
    broken: list[str] = []
    for line, after in zip_longest(lines, lines[1:]):
        pieces = line.text.replace("\u00ad", "").split()
        text = line.text.rstrip()
        if text[-1:] in HYPHENS and pieces:
            broken.append(f"{_last_word(text[:-1])}{_first_word(after.text if after else '')}".casefold())
            pieces.pop()
        printed.update(pieces)
    words = KnownWords(p.strip('.,;:()“”"‘’«»[]').casefold() for p in printed)
    words.hyphenated = len(broken) > HYPHENATED * len(lines) or any(word in words for word in broken)
    return words
