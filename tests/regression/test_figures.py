"""No document of the dev corpus is read worse than before; what is read better is printed, to be kept."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.regression.figures import FORMATS, changes, kept, measure


@pytest.mark.timeout(400)
@pytest.mark.parametrize("kind", FORMATS)
def test_no_document_is_read_worse_than_before(corpus: Path, kind: str, tmp_path: Path) -> None:
    now = measure(corpus, kind, tmp_path)
    before = {key: scores for key, scores in kept().items() if key[0] == kind}
    assert before.keys() == now.keys()
    losses = []
    for (_, language, symbol), metric, old, new in changes(before, now):
        line = f"{kind} {symbol}@{language} {metric}: {old:.3f} → {new:.3f}"
        print(line)
        if new < old:
            losses.append(line)
    assert losses == [], "if the gold is wrong, say so and renew with: make figures"


def test_a_fall_is_seen() -> None:
    key = ("akn", "en", "A/RES/1/1")
    assert list(changes({key: {"clauses": 1.0}}, {key: {"clauses": 0.99}})) == [(key, "clauses", 1.0, 0.99)]
    assert list(changes({key: {"clauses": 1.0}}, {key: {"clauses": 1.0}})) == []
