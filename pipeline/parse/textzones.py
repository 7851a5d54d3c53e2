"""Where the notes of a page of plain text begin, and which lines of the running text strayed behind them.

An extractor writes a page in pieces that blank lines set apart. Notes come behind the running text, with two exceptions
that are known by what is missing: where there are more markers than notes behind the first marker, notes stand before it;
where the running text ends in a bare number of a paragraph, the first line of that paragraph stands among the notes. A
word that was broken at the foot of a page has the first marker glued on in the place of its hyphen (`em1` for `em-`).
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from pipeline.extract.page import Span
from pipeline.parse.actions import find_lead
from pipeline.parse.joining import TERMINAL
from pipeline.parse.labels import read_label
from pipeline.parse.lines import Line
from pipeline.parse.notelines import marker_of

FULL_STOPS = ".。"
_CLOSING = '”’»" )）'
BEGINS = re.compile(r"[A-ZÀ-ÞА-ЯЁ“«‘\"(\[/《\d\u0621-\u064a\u3400-\u9fff]")
"""What a note begins with."""
SHARE = 0.75
"""Most of a page that notes may take up, as a share of its lines."""
FOOT = 8
"""Lines at the foot of a page in which a note without a gap before it is looked for."""
LOST = 2
"""Markers that may have been lost before the first one of a page."""


@dataclass(frozen=True, slots=True)
class Zone:
    """start: index in the page where its notes begin, its length where it has none; glued: the line before it whose
    last word has the marker of the first note glued on, None where there is none.
    """

    start: int
    glued: int | None = None


def find_zone(page: list[Line], under_rule: int | None, expected: int, following: Line | None) -> Zone:
    """Where the notes of a page begin. expected: number of the next note; following: the first line of the next page."""
    if under_rule is not None and under_rule < len(page):
        return Zone(under_rule)
    glued = _glued(page, expected, following)
    for number in range(expected, expected + LOST + 1):
        start = _last_marker(page, number)
        if start is None and number == expected:
            start = _at_foot(page, number, following)
        if start is None:
            continue
        if glued is not None and glued < start and number > expected:
            return Zone(glued + 1, glued)
        if number == expected or _is_of_lost(page, start, number):
            return Zone(_with_notes_before(page, start))
    return Zone(len(page)) if glued is None else Zone(glued + 1, glued)


def _is_of_lost(page: list[Line], start: int, number: int) -> bool:
    """Whether a marker that leaves some out begins the notes: it stands alone, set off or before the next one, and does not number the page."""
    if _behind_marker(page[start]):
        return False
    set_off = page[start].block.blank_before > 0 and not numbers_page(page[start])
    return set_off or _last_marker(page, number + 1) is not None


def numbers_page(line: Line) -> bool:
    """Whether a line is the number of its page and nothing else, set off from the line before. Alone it may as well be a marker."""
    return line.page > 1 and line.text.strip() == str(line.page) and line.block.blank_before > 0


def _last_marker(page: list[Line], number: int) -> int | None:
    """The last line of a page that begins with this marker, low enough on it."""
    for i in range(len(page) - 1, -1, -1):
        found = marker_of(page[i])
        if found is None or found[0] != str(number) or not _stands_alone(page, i, found[1], number):
            continue
        if len(page) - i <= SHARE * len(page) + 2:
            return i
    return None


def _at_foot(page: list[Line], number: int, following: Line | None) -> int | None:
    """A note right under a line that goes on overleaf: its marker before a sentence that ends with the page."""
    if following is None or not _goes_on(following) or not page or not full_stop(page[-1]):
        return None
    for i in range(len(page) - 1, max(0, len(page) - FOOT), -1):
        found = marker_of(page[i])
        if found and found[0] == str(number) and BEGINS.match(_behind_marker(page[i])) and page[i - 1].text[-1:].isalpha():
            return i
    return None


def _goes_on(line: Line) -> bool:
    """Whether a line may go on with a sentence: no capital, where the script has any."""
    first = line.text[:1]
    return first.isalpha() and not first.isupper()


def _behind_marker(line: Line) -> str:
    found = marker_of(line)
    return "".join(s.text for s in found[1]).strip() if found else ""


def _stands_alone(page: list[Line], i: int, rest: list[Span], expected: int) -> bool:
    """Whether a number at the start of a line is a marker: alone, or before words that begin a sentence."""
    text = "".join(s.text for s in rest).strip()
    before = page[i - 1].text.rstrip() if i else ""
    if not text:
        return i + 1 < len(page) or page[i].block.blank_before > 0
    if not BEGINS.match(text):
        return False
    ended = page[i].block.blank_before > 0 or before[-1:] in TERMINAL or before[-1:] in "-\u00ad" or not before
    return ended or _next_leads(page[i + 1 :], expected + 1)


def _next_leads(lines: list[Line], number: int) -> bool:
    """Whether lines begin with the next markers and words behind them: so do notes without a gap before them."""
    leading = {found[0] for line in lines if (found := marker_of(line)) and BEGINS.match("".join(s.text for s in found[1]).strip())}
    return any(str(n) in leading for n in range(number, number + LOST))


def _glued(page: list[Line], number: int, following: Line | None) -> int | None:
    """The line that ends in a broken word with this marker in the place of its hyphen: the word goes on overleaf."""
    if following is None or not following.text[:1].islower():
        return None
    pattern = re.compile(rf"[^\W\d_]{number}$")
    for i in range(len(page) - 2, -1, -1):
        after = page[i + 1]
        if pattern.search(page[i].text) and after.block.blank_before and BEGINS.match(after.text) and len(page) - i <= SHARE * len(page) + 2:
            return i
    return None


def unglue(line: Line, number: int) -> None:
    """Take a marker off the word that it is glued to, and put the hyphen back."""
    for span in reversed(line.block.spans):
        if span.text.rstrip().endswith(str(number)):
            span.text = span.text.rstrip().removesuffix(str(number)) + "\u00ad"
            break
    line.text = line.text.removesuffix(str(number)) + "\u00ad"


def full_stop(line: Line) -> bool:
    """Whether a line ends in a full stop, closing marks behind it left out."""
    text = line.text.rstrip()
    return text[-1:] in FULL_STOPS or text.rstrip(_CLOSING)[-1:] in FULL_STOPS


def _with_notes_before(page: list[Line], start: int) -> int:
    """Where the notes begin if some stand before the first marker: as many pieces as there are markers without words."""
    zone = page[start:]
    markers = sum(marker_of(x) is not None and not _behind_marker(x) for x in zone)
    missing = markers - sum(full_stop(x) for x in zone if marker_of(x) is None)
    while missing > 0 and start > 1 and full_stop(page[start - 1]) and page[start - 1].page == page[start].page:
        first = start - 1
        while first > 0 and not page[first].block.blank_before:
            first -= 1
        if first == 0 or not BEGINS.match(page[first].text):
            break
        missing -= sum(full_stop(x) for x in page[first:start])
        start = first
    return start


def strays(body: list[Line], zone: list[Line], language: str) -> list[Line]:
    """The lines among the notes that belong to the paragraph whose number stands alone at the end of the running text."""
    if not body or not zone:
        return []
    label = read_label(f"{body[-1].text} ", language)
    if label is None or label.form != "number" or label.end < len(body[-1].text):
        return []
    first = next((i for i, x in enumerate(zone) if marker_of(x) is None and find_lead(x.text, language, "operative")), None)
    if first is None:
        return []
    last = first + 1
    while last < len(zone) and not zone[last].block.blank_before and marker_of(zone[last]) is None:
        last += 1
    return zone[first:last]
