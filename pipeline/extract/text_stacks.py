"""Raised markers that plain text prints in a stack behind their paragraph → the gaps that they left in its lines.

Poppler takes raised numbers for lines of their own and puts them behind the block that they were raised from. Where a block
has as many gaps as the stack behind it has numbers, each number stood in one. That a number is no marker before the words
of its note, printed apart from them, is known by another one further down the page that has these.
"""

from __future__ import annotations

import re

from pipeline.extract.text_raised import GAPS

_MARKER = re.compile(r"\s*\(?(?P<n>\d{1,3})\)?\s*")


def unstacked(lines: list[str]) -> tuple[list[str], dict[int, list[tuple[int, str]]]]:
    """The lines of a page, stacks emptied whose numbers found their gaps; line → (index in it, number) of these."""
    left = list(lines)
    places: dict[int, list[tuple[int, str]]] = {}
    i = 0
    while i < len(lines):
        stack = _stack(lines, i)
        if not stack:
            i += 1
            continue
        gaps = _gaps(lines, stack[0])
        numbers = [lines[j].strip(" ()") for j in stack]
        apart = stack[-1] + 1 == len(lines) or not lines[stack[-1] + 1].strip()
        if apart and len(gaps) == len(numbers) and all(_noted(lines, stack[-1], n) for n in numbers):
            for (line, at), number in zip(gaps, numbers, strict=True):
                places.setdefault(line, []).append((at, number))
            for j in stack:
                left[j] = ""
        i = stack[-1] + 1
    return left, places


def _stack(lines: list[str], start: int) -> list[int]:
    """The lines of a stack of numbers that go up one by one, empty ones between them left out."""
    found: list[int] = []
    for i in range(start, len(lines)):
        match = _MARKER.fullmatch(lines[i])
        if match and (not found or int(match["n"]) == int(lines[found[-1]].strip(" ()")) + 1):
            found.append(i)
        elif lines[i].strip() or not found:
            break
    return found


def _gaps(lines: list[str], end: int) -> list[tuple[int, int]]:
    """(line, index) of the gaps in the lines right above a stack, up to an empty one."""
    start = end
    while start > 0 and lines[start - 1].strip() and not _MARKER.fullmatch(lines[start - 1]):
        start -= 1
    return [(i, at) for i in range(start, end) for at in sorted({m.start() for gap in GAPS for m in gap.finditer(lines[i])})]


def _noted(lines: list[str], behind: int, number: str) -> bool:
    """Whether a line further down begins with a number and goes on, or is it."""
    pattern = re.compile(rf"\s*\(?{number}\)?(?!\d|[.)/])")
    return any(pattern.match(line) for line in lines[behind + 1 :])
