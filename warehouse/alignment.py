"""Which clause of a later text is which of an earlier one, and which words changed.

Clauses with the same words are matched first, in order. Between them a dynamic programme pairs clauses in order so that
the words in common are most; what is left over is matched wherever it moved to, when it is nearly the same. Words are
compared as printed, and a word counts the more the fewer clauses of the two texts have it: that two clauses share “the”,
“of” and “General Assembly” says little. A pair of clauses is the same clause when they share at least `SAME` of that.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

SAME = 0.5
"""Least similarity of a clause and its changed form."""
MOVED = 0.8
"""The same, for a clause that also changed its place."""
_TOKEN = re.compile(r"[⺀-鿿豈-﫿]|[^\W_]+(?:['’][^\W_]+)*|\s+|.", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Clause:
    """A clause to align: its key, its kind, its text."""

    clause_id: str
    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class Change:
    """What became of a clause: `status` kept, changed, added or dropped; `similarity` 0 to 1; `diff` the words."""

    status: str
    earlier: Clause | None
    later: Clause | None
    similarity: float | None
    diff: str


def tokens(text: str) -> list[str]:
    """Words, single Chinese characters, white space and single marks: joined, they are the text."""
    return _TOKEN.findall(text)


def word_diff(earlier: str, later: str) -> str:
    """The later text with {+added+} and [-dropped-] words marked."""
    a, b = tokens(earlier), tokens(later)
    out = []
    for op, a0, a1, b0, b1 in SequenceMatcher(None, a, b, autojunk=False).get_opcodes():
        if op == "equal":
            out.append("".join(b[b0:b1]))
            continue
        if a1 > a0:
            out.append(f"[-{''.join(a[a0:a1])}-]")
        if b1 > b0:
            out.append(f"{{+{''.join(b[b0:b1])}+}}")
    return "".join(out)


@dataclass(frozen=True, slots=True)
class _Side:
    """One of the two texts: its clauses, the words of each as a bag, each word times its weight."""

    clauses: Sequence[Clause]
    bags: Sequence[dict[str, float]]


def align(earlier: Sequence[Clause], later: Sequence[Clause]) -> list[Change]:
    """The changes from one text to the other, in the order of the later; a dropped clause where it stood."""
    before, after = _sides(earlier, later)
    pairs: dict[int, int] = {}  # index in later → index in earlier
    matcher = SequenceMatcher(None, [(c.kind, c.text) for c in earlier], [(c.kind, c.text) for c in later], autojunk=False)
    for op, a0, a1, b0, b1 in matcher.get_opcodes():
        if op == "equal":
            pairs.update(zip(range(b0, b1), range(a0, a1), strict=True))
        elif op == "replace":
            pairs.update(_in_order(before, after, range(a0, a1), range(b0, b1)))
    _match_moved(before, after, pairs)
    return _changes(before, after, pairs)


def _sides(earlier: Sequence[Clause], later: Sequence[Clause]) -> tuple[_Side, _Side]:
    bags = [Counter(t for t in tokens(c.text) if not t.isspace()) for c in (*earlier, *later)]
    clauses_with = Counter(token for bag in bags for token in bag)
    weighted = [{token: count * math.log(1 + len(bags) / clauses_with[token]) for token, count in bag.items()} for bag in bags]
    return _Side(earlier, weighted[: len(earlier)]), _Side(later, weighted[len(earlier) :])


def _similarity(a: dict[str, float], b: dict[str, float]) -> float:
    """Twice the weight in common, of the weight of both: 0 to 1."""
    total = sum(a.values()) + sum(b.values())
    return 2 * sum(min(weight, b[token]) for token, weight in a.items() if token in b) / total if total else 1.0


def _likeness(before: _Side, a: int, after: _Side, b: int) -> float:
    """Similarity of two clauses; clauses of different kinds are never the same."""
    return _similarity(before.bags[a], after.bags[b]) if before.clauses[a].kind == after.clauses[b].kind else 0.0


def _in_order(before: _Side, after: _Side, rows: range, columns: range) -> dict[int, int]:
    """Pairs that keep the order and have most words in common (Needleman–Wunsch, gaps free)."""
    score = [[0.0] * (len(columns) + 1) for _ in range(len(rows) + 1)]
    same = {}
    for i, a in enumerate(rows, 1):
        for j, b in enumerate(columns, 1):
            likeness = _likeness(before, a, after, b)
            if likeness >= SAME:
                same[i, j] = likeness
            score[i][j] = max(score[i - 1][j], score[i][j - 1], score[i - 1][j - 1] + likeness if likeness >= SAME else 0.0)
    pairs, i, j = {}, len(rows), len(columns)
    while i and j:
        if (i, j) in same and score[i][j] == score[i - 1][j - 1] + same[i, j]:
            i, j = i - 1, j - 1
            pairs[columns[j]] = rows[i]
        elif score[i][j] == score[i - 1][j]:
            i -= 1
        else:
            j -= 1
    return pairs


def _match_moved(before: _Side, after: _Side, pairs: dict[int, int]) -> None:
    taken = set(pairs.values())
    left_a = [a for a in range(len(before.clauses)) if a not in taken]
    left_b = [b for b in range(len(after.clauses)) if b not in pairs]
    likely = sorted((-_likeness(before, a, after, b), a, b) for a in left_a for b in left_b)
    for negative, a, b in likely:
        if -negative >= MOVED and b not in pairs and a not in taken:
            pairs[b] = a
            taken.add(a)


def _changes(before: _Side, after: _Side, pairs: dict[int, int]) -> list[Change]:
    kept_places = set(pairs.values())
    gone: dict[int, list[int]] = {}  # dropped clauses by the index in earlier of the clause they follow
    last = -1
    for a in range(len(before.clauses)):
        if a in kept_places:
            last = a
        else:
            gone.setdefault(last, []).append(a)

    def dropped(place: int) -> list[Change]:
        return [Change("dropped", before.clauses[a], None, None, f"[-{before.clauses[a].text}-]") for a in gone.get(place, [])]

    changes = dropped(-1)
    for b, clause in enumerate(after.clauses):
        if b not in pairs:
            changes.append(Change("added", None, clause, None, f"{{+{clause.text}+}}"))
            continue
        a = pairs[b]
        if before.clauses[a].text == clause.text:
            changes.append(Change("kept", before.clauses[a], clause, 1.0, clause.text))
        else:
            likeness = round(_likeness(before, a, after, b), 4)
            changes.append(Change("changed", before.clauses[a], clause, likeness, word_diff(before.clauses[a].text, clause.text)))
        changes += dropped(a)
    return changes
