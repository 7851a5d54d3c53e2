"""Last lines of paragraphs of two lines that an extractor printed before them, or behind the page, put back.

The first line of such a paragraph is indented and full, the last one short: an extractor may take them for two columns. What
is left is a full line without a stop before the next label or phrase, and somewhere on the page a short line with a stop that
opens nothing. Where a page has as many of one as of the other, they go together in their order.
"""

from __future__ import annotations

from collections import defaultdict

from pipeline.extract.page import width
from pipeline.parse.cover import TITLE_NUMBER
from pipeline.parse.lines import Line
from pipeline.parse.textlabels import Says
from pipeline.parse.textroom import ended, raised

SHORT = 0.5
"""Share of the room that a stray last line takes, at most."""
FULL = 0.75
"""Share of the room that a line takes which wants a last one, at least."""


def with_tails(lines: list[Line], says: Says) -> list[Line]:
    """The lines with every stray last line behind its first one."""
    pages: dict[int, list[int]] = defaultdict(list)
    for i, line in enumerate(lines):
        pages[line.page].append(i)
    behind: dict[int, int] = {}
    for indexes in pages.values():
        stray = [i for i in indexes if _is_stray(lines, i, says)]
        wanting = [i for i in indexes if _wants_tail(lines, i, says)]
        if len(stray) == len(wanting):
            behind |= dict(zip(wanting, stray, strict=True))
    moved = set(behind.values())
    placed: list[Line] = []
    for i, line in enumerate(lines):
        if i not in moved:
            placed.append(line)
        if i in behind:
            placed.append(lines[behind[i]])
    return placed


def with_title_tail(cover: list[Line]) -> list[Line]:
    """The lines of a cover, where last lines of the title stand between its number and its first line: behind that one.

    The number hangs out to the left, and lines that begin below it were taken for its column.
    """
    number = next((i for i, line in enumerate(cover) if TITLE_NUMBER.fullmatch(line.text)), None)
    if number is None:
        return cover
    title = cover[number + 1 :]
    first = next((i for i, line in enumerate(title) if line.block.blank_before), 0)
    if not first or any(line.block.blank_before for line in title[first + 1 :]) or width(title[0].text) >= width(title[first].text):
        return cover
    return [*cover[: number + 1], *title[first:], *title[:first]]


def _is_stray(lines: list[Line], i: int, says: Says) -> bool:
    """Whether a line is short, ends with a stop, stands between blank lines behind an end or a label, and opens nothing."""
    line = lines[i]
    if not ended(line) or raised(line) or line.text.isdecimal() or width(line.text) > SHORT * says.room.full:
        return False
    if says.alone(line) or says.printed_label(line) or says.lead(line) or (line.text[:1].isupper() and " " in line.text):
        return False
    if says.is_formula(line) or (i + 1 < len(lines) and lines[i + 1].page == line.page and not lines[i + 1].block.blank_before):
        return False
    last = lines[i - 1] if i else None
    return last is None or last.page != line.page or bool(ended(last)) or says.alone(last) is not None


def _wants_tail(lines: list[Line], i: int, says: Says) -> bool:
    """Whether a full line without a stop opens a paragraph, and another one begins behind it."""
    line = lines[i]
    if ended(line) or raised(line) or width(line.text) < FULL * says.room.full or not says.lead(line):
        return False
    if i + 1 == len(lines) or lines[i + 1].page != line.page:
        return i + 1 == len(lines)
    following = lines[i + 1]
    if not following.block.blank_before:
        return False
    return says.alone(following) is not None or says.printed_label(following) is not None or says.lead(following) or _is_stray(lines, i + 1, says)
