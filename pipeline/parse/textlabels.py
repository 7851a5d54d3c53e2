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
from pipeline.parse.textroom import Room, ended, raised

COLONS = ":："
"""What ends a last line that may be a phrase by itself: points follow."""
STACK = 2
"""Bare labels of a page from which they are dealt by their count."""


class Says(Protocol):
    """What is known of single lines."""

    lower: bool
    """Whether paragraphs begin in lower case, or the script has none."""
    room: Room

    def alone(self, line: Line) -> Label | None:
        """The label that a line is and nothing else."""
        ...

    def printed_label(self, line: Line) -> Label | None:
        """The label that a line begins with and words follow."""
        ...

    def lead(self, line: Line, *sides: str) -> bool:
        """Whether a line begins with an action phrase."""
        ...

    def is_formula(self, line: Line) -> bool:
        """Whether a line is the enacting formula."""
        ...

    def opens_annex(self, line: Line) -> bool:
        """Whether a line is the heading of an annex."""
        ...

    def begins(self, last: Line, line: Line) -> bool:
        """Whether a paragraph without label begins at a line."""
        ...


def dealt(lines: list[Line], says: Says) -> list[Line]:
    """The lines with every label that stands alone before its paragraph."""
    return _by_neighbours(_by_count(_turned(lines, says), says), says)


def _turned(lines: list[Line], says: Says) -> list[Line]:
    """Paragraphs of two lines whose last one stands between the label and the first one, in the order of reading."""
    placed = list(lines)
    for i in range(len(placed) - 2):
        label, tail = says.alone(placed[i]), placed[i + 1]
        if label is None or tail.block.blank_before or says.alone(tail) or ended(tail) != "strong":
            continue
        if says.lead(tail) and tail.text[-1:] not in COLONS:
            continue
        head = i + 2
        stops = head + 1 == len(placed) or placed[head + 1].block.blank_before or says.alone(placed[head + 1])
        first = placed[head]
        if first.page == tail.page and first.block.blank_before and stops and says.lead(first, "operative") and not ended(first):
            placed[i + 1], placed[head] = first, tail
    return placed


def _by_count(lines: list[Line], says: Says) -> list[Line]:
    """On pages with as many bare labels as paragraphs that want one: the labels before these, in their order.

    Numbers and points are counted together, or where that does not come out even, numbers alone.
    """
    pages: dict[int, list[int]] = defaultdict(list)
    for i, line in enumerate(lines):
        pages[line.page].append(i)
    before: dict[int, Line] = {}
    moved: set[int] = set()
    for indexes in pages.values():
        bare = [(i, label) for i in indexes if (label := says.alone(lines[i]))]
        numbers = [(i, label) for i, label in bare if label.form == "number"]
        wanting = [i for i in indexes if _wants_label(lines, i, says)]
        acting = [i for i in wanting if says.lead(lines[i], "operative") and (says.lower or lines[i].text[:1].isupper())]
        for labels, starts in ((bare, wanting), (numbers, acting)):
            if len(labels) < STACK or len(labels) != len(starts) or not _fitting(lines, indexes, starts, [x for _, x in labels], says):
                continue
            moved.update(i for i, _ in labels)
            before |= {start: lines[i] for start, (i, _) in zip(starts, labels, strict=True)}
            break
    placed: list[Line] = []
    for i, line in enumerate(lines):
        if i in before:
            placed.append(before[i])
        if i not in moved:
            placed.append(line)
    return placed


def _wants_label(lines: Sequence[Line], i: int, says: Says) -> bool:
    """Whether a paragraph begins at line i that only lacks its label: behind a stop, and set off or with an action phrase."""
    line = lines[i]
    if says.alone(line) or says.printed_label(line) or raised(line):
        return False
    number = says.alone(lines[i - 1]) if i else None
    if number is not None and number.form == "number" and says.lead(line, "operative"):  # whatever stands before it: a heading
        return True
    last = next((x for x in reversed(lines[:i]) if not says.alone(x) and not raised(x)), None)
    if last is not None and ended(last) != "strong":
        return False
    return says.alone(lines[i - 1]) is not None or says.room.gap(line) or (says.lead(line, "operative") and (says.lower or line.text[:1].isupper()))


def _fitting(lines: Sequence[Line], indexes: list[int], starts: list[int], labels: list[Label], says: Says) -> bool:
    """Whether the numbers, so dealt, go up together with those that stand with their paragraphs, and open with phrases."""
    dealt_labels = dict(zip(starts, labels, strict=True))
    order: list[int] = []
    for i in indexes:
        label = dealt_labels[i] if i in dealt_labels else says.printed_label(lines[i])
        if label is None or label.form != "number":
            continue
        if i in dealt_labels and not says.lead(lines[i], "operative"):
            return False
        order.append(label.number or 0)
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
        if says.opens_annex(line):  # the label is of a paragraph below
            placed.append(line)
            fresh = False
            continue
        if waiting and fresh and len(waiting) == 1 and (_late(placed, line, says) or _late_point(placed, waiting[0], says)):
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
    if before is not None and not ended(before):
        return False
    stop = ended(placed[-1])
    return not stop or (stop == "comma" and not says.lead(following) and not (following.text[:1].isupper() and not says.lower))


def _late_point(placed: list[Line], label: Line, says: Says) -> bool:
    """Whether the label of a point was printed behind its first line: that one goes on, and the one before it has ended."""
    found = says.alone(label)
    if found is None or found.form != "point" or len(placed) < 2 or says.alone(placed[-2]) or says.printed_label(placed[-1]):
        return False
    return not ended(placed[-1]) and ended(placed[-2]) == "strong" and not label.block.blank_before and not placed[-1].text.isdecimal()
