"""From the places of glyphs on a line to the order in which they are read, for scripts that run from right to left.

The text layer of such lines cannot be trusted: producers store runs in visual or in logical order, and pdfium reverses
what it takes to be visual. The boxes can: they are sorted from right to left, and what runs from left to right within
(numbers, Latin words, symbols) is turned back. That inverts the Unicode bidirectional algorithm (UAX 9): numbers keep
together over one common separator (class CS), not over hyphens (class ES); words of a script that runs from left to right
keep together with all that stands between them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from pipeline.extract.pdf.characters import MIRRORED, OPENING, RTL

RIGHT_LETTER = re.compile(f"[{RTL}]")
_DIGIT = re.compile(r"[0-9\u0660-\u0669\u066b\u066c\u06f0-\u06f9]")
_STOPS = frozenset(".,;:")
_SEPARATORS = frozenset("./,:،\xa0")


_MIRRORED_QUOTES = str.maketrans("‘’“”", "’‘”“")
"""pdfium mirrors curly quotation marks that stand among right-to-left letters, which Unicode does not (Bidi_Mirrored)."""


LONGEST_MARKER = 3
"""Digits of the marker of a note, at most: four are the year of a resolution of the Security Council."""


def direction(char: str) -> str:
    """S space, N digit, R letter that runs from right to left, L other letter, C separator of numbers, O anything else."""
    if char == " ":
        return "S"
    if _DIGIT.match(char):
        return "N"
    if char in _SEPARATORS:
        return "C"
    if RIGHT_LETTER.match(char) and char not in "؛؟":
        return "R"
    return "L" if char.isalpha() else "O"


@dataclass(slots=True)
class Atom:
    """Neighbouring characters of one direction in one text object, their text in reading order."""

    text: str
    kind: str
    x0: float
    x1: float
    source: int
    raised: bool
    run: int


def reading_order(atoms: list[Atom], right_to_left: bool) -> list[Atom]:
    """The atoms of a line (any order, spaces among them) in reading order.

    right_to_left: how the page runs; a line of it that holds letters of the other direction alone runs their way.
    """
    kinds = {atom.kind for atom in atoms}
    visual = sorted(atoms, key=lambda atom: atom.x0 + atom.x1)
    base_right = right_to_left if "R" in kinds or "L" not in kinds else right_to_left and not _looks_left(visual)
    base_right = base_right and not _is_amount(visual)
    if not base_right:
        return _turn_back(visual)
    groups: list[list[Atom]] = []
    at = 0
    while at < len(visual):
        end = _left_run_end(visual, at)
        if visual[at].kind not in "NL":
            visual[at].text = visual[at].text.translate(_MIRRORED_QUOTES)
        groups.append(visual[at:end])
        at = end
    return face_brackets([atom for group in reversed(groups) for atom in group])


_AMOUNT = re.compile(r"\d{1,3}(?: \d{3})+")


def _is_amount(visual: list[Atom]) -> bool:
    """Whether a line is one number in groups of three digits: the greatest stands at the left in every script."""
    return all(atom.kind in "NS" for atom in visual) and _AMOUNT.fullmatch("".join(atom.text for atom in visual)) is not None


def _looks_left(visual: list[Atom]) -> bool:
    """Whether a line without right-to-left letters runs from left to right: no full stop at its left end, no marker
    of a note in brackets of its own at its right end."""
    marker = len(visual) > 3 and [atom.kind for atom in visual[-3:]] == ["O", "N", "O"]
    own = (
        marker
        and len(visual[-2].text) <= LONGEST_MARKER
        and visual[-1].text in MIRRORED
        and visual[-3].text in MIRRORED
        and len({a.source for a in visual[-3:]}) > 1
    )
    return visual[0].kind not in "CO" and not own


def _left_run_end(visual: list[Atom], start: int) -> int:
    """Where the run that begins at `start` and runs from left to right ends; start + 1 when none begins there."""
    if visual[start].kind not in "NL":
        return start + 1
    end = start + 1
    letters = visual[start].kind == "L"
    while end < len(visual):
        after = end
        while after < len(visual) and visual[after].kind not in "NLR":
            after += 1
        if after == len(visual) or visual[after].kind == "R":
            break
        between = visual[end:after]
        if not _joined(visual[end - 1], between, visual[after], letters):
            break
        letters = letters or visual[after].kind == "L"
        end = after + 1
    return _with_bracket(visual, start, end) if letters else end


def _with_bracket(visual: list[Atom], start: int, end: int) -> int:
    """The end of a run of words with the bracket at its right that closes one within it (UAX 9, rule N0)."""
    inside = [atom.text for atom in visual[start:end]]
    if end < len(visual) and visual[end].text == ")" and visual[end].source == visual[end - 1].source and inside.count("(") > inside.count(")"):
        return end + 1
    return end


def _joined(left: Atom, between: list[Atom], right: Atom, letters: bool) -> bool:
    """Whether two atoms that run from left to right belong to one such run."""
    if left.raised != right.raised:
        return False
    if not between:
        return True
    if left.kind == right.kind == "N" and not letters:
        return len(between) == 1 and between[0].kind == "C"
    spaced = any(atom.kind == "S" for atom in between)
    if not spaced:
        return left.source == right.source or (letters and not any(atom.text in MIRRORED for atom in between))
    # UAX 9, rule W7: a number after a word runs as the word does; in "vol. 12" the stop stands left of the space
    if letters and (right.kind == "L" or between[0].text in _STOPS):
        return True
    return all(atom.source in (left.source, -1) for atom in (*between, right))


def _turn_back(visual: list[Atom]) -> list[Atom]:
    """A line that runs from left to right: only stretches of right-to-left letters are reversed."""
    result: list[Atom] = []
    at = 0
    while at < len(visual):
        end = at + 1
        if visual[at].kind == "R":
            last = max((i for i in range(at, len(visual)) if visual[i].kind == "R"), default=at)
            stop = next((i for i in range(at, len(visual)) if visual[i].kind == "L"), len(visual))
            end = max(i for i in range(at, min(last + 1, stop)) if visual[i].kind == "R") + 1
        result.extend(reversed(visual[at:end]))
        at = end
    return result


def face_brackets(line: list[Atom]) -> list[Atom]:
    """Brackets turned so that they face what they enclose.

    Text layers hold them mirrored or not, and pdfium mirrors some again. A row of brackets with a space or nothing before
    it opens, one with a space, nothing or punctuation after it closes; where both or neither is the case it closes what is
    open, or else opens.
    """
    opened = 0
    at = 0
    while at < len(line):
        if line[at].text not in MIRRORED:
            at += 1
            continue
        end = at + 1
        while end < len(line) and line[end].text in MIRRORED and line[end].raised == line[at].raised:
            end += 1
        opens = _opens(line, at, end, opened > 0)
        for atom in line[at:end]:
            if (atom.text in OPENING) != opens:
                atom.text = MIRRORED[atom.text]
        opened = max(0, opened + (end - at if opens else at - end))
        at = end
    return line


def _opens(line: list[Atom], start: int, end: int, something_open: bool) -> bool:
    """Whether the brackets line[start:end] open."""
    before = line[start - 1] if start else None
    after = line[end] if end < len(line) else None
    raised = line[start].raised
    free_before = before is None or before.kind == "S" or before.raised != raised
    free_after = after is None or after.kind in "SC" or after.raised != raised
    return free_before if free_before != free_after else not something_open
