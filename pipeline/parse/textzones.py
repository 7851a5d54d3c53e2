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
from pipeline.parse.labels import read_label
from pipeline.parse.lines import Line
from pipeline.parse.notelines import marker_of
from pipeline.parse.parting import TERMINAL

FULL_STOPS = ".。"
_CLOSING = '”’»" )）'
BEGINS = re.compile(r"[A-ZÀ-ÞА-ЯЁ“«‘\"(\[/《\d\u0621-\u064a\u3400-\u9fff]|www\.|https?:")
"""What a note begins with."""
OPEN_ENDS = ";,；，،؛"
"""What a paragraph of a series ends in, and a note does not."""
SHARE = 0.75
"""Most of a page that notes may take up, as a share of its lines."""
FOOT = 8
"""Lines at the foot of a page in which a note without a gap before it is looked for."""
MANY = 40
"""Markers from the expected one on among which notes are found again, where two stand in a row."""
SHORTEST = 2
"""Lines of a single note that is known by its place at the foot of a page, at most."""
STACK = 2
"""Markers that are a stack, at least."""
LOST = 2
"""Markers that may have been lost before the first one of a page."""


@dataclass(frozen=True, slots=True)
class Zone:
    """start: index in the page where its notes begin, its length where it has none; glued: the line before it whose
    last word has the marker of the first note glued on, None where there is none; first: number of the first note,
    where it is another than the next one.
    """

    start: int
    glued: int | None = None
    first: int | None = None


def find_zone(page: list[Line], under_rule: int | None, expected: int, following: Line | None, language: str) -> Zone:
    """Where the notes of a page begin. expected: number of the next note; following: the first line of the next page.

    No numbered paragraph with an action phrase stands among notes.
    """
    if under_rule is not None and under_rule < len(page):
        return Zone(under_rule)
    zone = _zone(page, expected, following)
    return Zone(len(page)) if any(_is_operative(page, i, language) for i in range(zone.start, len(page))) else zone


def _is_operative(page: list[Line], i: int, language: str) -> bool:
    """Whether a line begins with a number and an action phrase, or is the number before a line that begins with the phrase."""
    label = read_label(f"{page[i].text} ", language)
    if label is None or label.form != "number":
        return False
    words = page[i].text[label.end :].strip() or (page[i + 1].text if i + 1 < len(page) else "")
    return find_lead(words, language, "operative") is not None


def _zone(page: list[Line], expected: int, following: Line | None) -> Zone:
    glued = _glued(page, expected, following)
    for number in range(expected, expected + LOST + 1):
        start = _last_marker(page, number)
        if number == expected and (start is None or not _behind_marker(page[start])):
            at_foot = _at_foot(page, number, following)
            start = start if at_foot is None else at_foot
        if start is None:
            continue
        if glued is not None and _is_at(page, glued, start, number, expected):
            return Zone(glued + 1, glued)
        if number == expected or _is_of_lost(page, start, number):
            return Zone(_with_notes_before(page, start))
    if glued is not None:
        return Zone(glued + 1, glued)
    for later in range(expected + LOST + 1, expected + MANY):
        if (start := _in_a_row(page, later)) is not None:
            return Zone(start, first=later)
    return Zone(len(page))


def _is_at(page: list[Line], glued: int, start: int, number: int, expected: int) -> bool:
    """Whether the notes begin behind the line that the first marker is glued to, and not at a line that begins with one.

    A line above it that begins with the same number holds a date, if the next note stands below alone.
    """
    if glued < start:
        return number > expected
    if _bare_marker(page[start]) is not None:
        return True
    return _next_leads(page[glued + 1 :], number + 1) and not _next_leads(page[start + 1 : glued], number + 1)


def _in_a_row(page: list[Line], number: int) -> int | None:
    """Where two notes stand one under the other at the foot of a page, after pages whose notes were not found."""
    start, after = _last_marker(page, number), _last_marker(page, number + 1)
    if start is None or after is None or not start < after or not full_stop(page[-1]) or not full_stop(page[after - 1]):
        return None
    begun = all(BEGINS.match(_behind_marker(page[i])) or (page[i].block.blank_before and page[i + 1].block.blank_before) for i in (start, after))
    return start if begun else None


def _is_of_lost(page: list[Line], start: int, number: int) -> bool:
    """Whether a marker that leaves some out begins the notes: it stands alone, set off or before the next one, and does not number the page."""
    if _behind_marker(page[start]):
        after = _last_marker(page, number + 1)
        short = len(page) - start <= SHORTEST and page[start].block.blank_before > 0 and full_stop(page[-1])
        return short or (after is not None and after > start)
    set_off = page[start].block.blank_before > 0 and not numbers_page(page[start])
    return set_off or _last_marker(page, number + 1) is not None


def numbers_page(line: Line) -> bool:
    """Whether a line is the number of its page and nothing else, set off from the line before. Alone it may as well be a marker."""
    return line.page > 1 and line.text.strip() == str(line.page) and line.block.blank_before > 0


def _last_marker(page: list[Line], number: int) -> int | None:
    """The last line of a page that begins with this marker: low enough on it, or at its top where it holds notes alone."""
    for i in range(len(page) - 1, -1, -1):
        found = marker_of(page[i])
        if found is None or found[0] != str(number) or not _stands_alone(page, i, found[1], number):
            continue
        if len(page) - i <= SHARE * len(page) + 2 or (i == 0 and page[i].page > 1 and _next_leads(page[1:], number + 1)):
            return i
    return None


def _at_foot(page: list[Line], number: int, following: Line | None) -> int | None:
    """A note right under a line that goes on overleaf: its marker before a sentence that ends with the page."""
    if following is None or not page or not full_stop(page[-1]):
        return None
    for i in range(len(page) - 1, max(0, len(page) - FOOT), -1):
        found = marker_of(page[i])
        words = _behind_marker(page[i])
        goes_on = _goes_on(following) or words[:1].isalpha()
        if found and found[0] == str(number) and BEGINS.match(words) and page[i - 1].text[-1:].isalpha() and goes_on:
            return i
    return None


def _goes_on(line: Line) -> bool:
    """Whether a line may go on with a sentence: no capital, where the script has any."""
    first = line.text[:1]
    return first.isalpha() and not first.isupper()


def _bare_marker(line: Line) -> int | None:
    """The number that a line is and nothing else."""
    found = marker_of(line)
    return int(found[0]) if found and found[0].isdecimal() and not _behind_marker(line) else None


def with_stack(page: list[Line], expected: int, language: str) -> list[Line]:
    """The page with the markers before its notes that an extractor put in a stack further up, the notes alone at its foot.

    A single marker is one where an action phrase follows it, or a numbered paragraph further below, as in no note.
    """
    foot = next((i for i in range(len(page) - 1, 0, -1) if page[i].block.blank_before), 0)
    if not foot or not BEGINS.match(page[foot].text) or marker_of(page[foot]) or not full_stop(page[-1]):
        return page
    start = next((i for i in range(foot) if _bare_marker(page[i]) == expected and (not i or page[i].block.blank_before)), foot)
    end = start
    while end < foot and _bare_marker(page[end]) == expected + end - start:
        end += 1
    short = len(page) - foot <= SHORTEST and page[foot - 1].text[-1:].isalpha()
    running = find_lead(page[end].text, language, "preambular") or (short and any(_is_operative(page, i, language) for i in range(end, foot)))
    least = 1 if running else STACK
    if end - start < least or sum(full_stop(x) for x in page[foot:]) < end - start:
        return page
    return [*page[:start], *page[end:foot], *page[start:end], *page[foot:]]


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
    if following is None:
        return None
    pattern = re.compile(rf"[^\W\d_]{number}$")
    for i in range(len(page) - 2, -1, -1):
        if not pattern.search(page[i].text) or len(page) - i > SHARE * len(page) + 2:
            continue
        behind = i + 1
        while _bare_marker(page[behind]) == number + behind - i and behind + 1 < len(page):
            behind += 1
        after = page[behind]
        goes_on = following.text[:1].islower() or _next_leads(page[i + 1 :], number + 1)
        if goes_on and after.block.blank_before and BEGINS.match(after.text):
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
    """The lines among the notes that belong to the paragraph whose label stands alone at the end of the running text.

    They open with an action phrase, where a number waits for its paragraph, or end as no note does.
    """
    if not body or not zone:
        return []
    label = read_label(f"{body[-1].text} ", language)
    if label is None or label.form not in ("number", "point") or label.end < len(body[-1].text):
        return []
    groups: list[list[Line]] = []
    for line in zone:
        if marker_of(line) is not None:
            groups.append([])
        elif groups and groups[-1] and not line.block.blank_before:
            groups[-1].append(line)
        else:
            groups.append([line])
    groups = [g for g in groups if g]
    acting = (g for g in groups if find_lead(g[0].text, language, "operative"))
    open_ended = [g for g in groups if g[-1].text.rstrip()[-1:] in OPEN_ENDS]
    found = next(acting, None) if label.form == "number" else None
    return found or (open_ended[0] if len(open_ended) == 1 else [])
