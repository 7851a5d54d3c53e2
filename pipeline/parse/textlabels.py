"""Labels that stand on lines of their own in plain text, put before the paragraphs that they belong to.

Extractors print the number of a paragraph as a piece of its own: before its paragraph, behind the first line of it, between
its last and its first line, or in stacks at the top or the foot of a page. A page has as many numbers as paragraphs that
want one, so where the counts agree they go together in their order; otherwise a number goes to what stands next to it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import Protocol

from pipeline.parse.labels import Label
from pipeline.parse.lines import Line


class Says(Protocol):
    """What is known of single lines."""

    lower: bool
    """Whether paragraphs begin in lower case, or the script has none."""

    def alone(self, line: Line) -> Label | None:
        """The label that a line is and nothing else."""
        ...

    def printed_number(self, line: Line) -> int | None:
        """The number of a paragraph that a line begins with and words follow."""
        ...

    def ended(self, line: Line) -> str:
        """What a line ends in: "strong" for a stop, "comma", or nothing."""
        ...

    def lead(self, line: Line, *sides: str) -> bool:
        """Whether a line begins with an action phrase."""
        ...

    def begins(self, last: Line, line: Line) -> bool:
        """Whether a paragraph without label begins at a line."""
        ...


def raised(line: Line) -> bool:
    """Whether a line is nothing but a raised marker."""
    spans = [s for s in line.block.spans if s.text.strip()]
    return bool(spans) and all(s.raised for s in spans)


def dealt(lines: list[Line], says: Says) -> list[Line]:
    """The lines with every label that stands alone before its paragraph."""
    return _by_neighbours(_by_count(_turned(lines, says), says), says)


def _turned(lines: list[Line], says: Says) -> list[Line]:
    """Paragraphs of two lines whose last one stands between the label and the first one, in the order of reading."""
    placed = list(lines)
    for i in range(len(placed) - 2):
        label, tail = says.alone(placed[i]), placed[i + 1]
        if label is None or tail.block.blank_before or says.alone(tail) or says.lead(tail) or says.ended(tail) != "strong":
            continue
        head = i + 2
        stops = head + 1 == len(placed) or placed[head + 1].block.blank_before or says.alone(placed[head + 1])
        first = placed[head]
        if first.page == tail.page and first.block.blank_before and stops and says.lead(first, "operative") and not says.ended(first):
            placed[i + 1], placed[head] = first, tail
    return placed


def _by_count(lines: list[Line], says: Says) -> list[Line]:
    """On pages with as many bare numbers as paragraphs that want one: the numbers before these, in their order."""
    pages: dict[int, list[int]] = defaultdict(list)
    for i, line in enumerate(lines):
        pages[line.page].append(i)
    before: dict[int, Line] = {}
    moved: set[int] = set()
    for indexes in pages.values():
        bare = [i for i in indexes if (label := says.alone(lines[i])) and label.form == "number"]
        wanting = [i for i in indexes if _wants_number(lines, i, says)]
        numbers = [label.number or 0 for i in bare if (label := says.alone(lines[i]))]
        if len(bare) < 2 or len(bare) != len(wanting) or numbers != sorted(set(numbers)) or not _fitting(lines, indexes, wanting, numbers, says):
            continue
        moved.update(bare)
        before |= {i: lines[b] for i, b in zip(wanting, bare, strict=True)}
    placed: list[Line] = []
    for i, line in enumerate(lines):
        if i in before:
            placed.append(before[i])
        if i not in moved:
            placed.append(line)
    return placed


def _wants_number(lines: Sequence[Line], i: int, says: Says) -> bool:
    """Whether a paragraph begins at line i that only lacks its number."""
    line = lines[i]
    if says.alone(line) or not says.lead(line, "operative") or not (says.lower or line.text[:1].isupper()):
        return False
    last = next((x for x in reversed(lines[:i]) if not says.alone(x) and not raised(x)), None)
    return i > 0 and (says.alone(lines[i - 1]) is not None or last is None or says.ended(last) == "strong")


def _fitting(lines: Sequence[Line], indexes: list[int], wanting: list[int], numbers: list[int], says: Says) -> bool:
    """Whether the numbers, so dealt, go up together with those that stand with their paragraphs."""
    dealt_numbers = dict(zip(wanting, numbers, strict=True))
    order: list[int] = []
    for i in indexes:
        own = says.printed_number(lines[i]) if i not in dealt_numbers else dealt_numbers[i]
        if own is not None:
            order.append(own)
    return order == sorted(set(order))


def _by_neighbours(lines: list[Line], says: Says) -> list[Line]:
    """Labels to what stands next to them: the paragraph behind, or the first line before."""
    placed: list[Line] = []
    waiting: list[Line] = []
    fresh = False
    for line in lines:
        if says.alone(line):
            waiting.append(line)
            fresh = True
            continue
        if waiting and fresh and len(waiting) == 1 and _late(placed, line, says):
            placed.insert(len(placed) - 1, waiting.pop())
        elif waiting and (fresh or says.begins(placed[-1], line)):
            placed.append(waiting.pop(0))
        placed.append(line)
        fresh = False
    return placed + waiting


def _late(placed: list[Line], following: Line, says: Says) -> bool:
    """Whether a label was printed behind the first line of its paragraph."""
    if not placed or not says.lead(placed[-1], "operative"):
        return False
    before = placed[-2] if len(placed) > 1 else None
    if before is not None and not says.ended(before):
        return False
    ended = says.ended(placed[-1])
    return not ended or (ended == "comma" and not says.lead(following) and not (following.text[:1].isupper() and not says.lower))
