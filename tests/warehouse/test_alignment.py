"""Clauses of two texts are paired as a reader would pair them, and no word is lost."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from warehouse.alignment import Clause, align, tokens, word_diff


def text(*clauses: str) -> list[Clause]:
    return [Clause(str(n), "operative", words) for n, words in enumerate(clauses)]


def story(earlier: list[Clause], later: list[Clause]) -> list[tuple[str, str | None, str | None]]:
    return [(c.status, c.earlier.text if c.earlier else None, c.later.text if c.later else None) for c in align(earlier, later)]


def test_kept_changed_added_dropped_in_the_order_of_the_later_text() -> None:
    earlier = text("Decides to meet in May;", "Thanks the host;", "Requests a report on rivers and lakes;")
    later = text("Decides to meet in June;", "Requests a report on rivers and lakes;", "Invites all poets;")
    assert story(earlier, later) == [
        ("changed", "Decides to meet in May;", "Decides to meet in June;"),
        ("dropped", "Thanks the host;", None),
        ("kept", "Requests a report on rivers and lakes;", "Requests a report on rivers and lakes;"),
        ("added", None, "Invites all poets;"),
    ]


def test_a_clause_that_moved_is_the_same_clause() -> None:
    earlier = text("Urges calm at sea;", "Welcomes the new bridge over the river;")
    later = text("Welcomes the new bridge over the river;", "Urges calm at sea;")
    assert {c[0] for c in story(earlier, later)} == {"kept"}


def test_clauses_of_different_kinds_are_never_the_same() -> None:
    (dropped, added) = align([Clause("pp1", "preambular", "Peace")], [Clause("op1", "operative", "Peace")])
    assert (dropped.status, added.status) == ("dropped", "added")


@pytest.mark.parametrize(
    ("earlier", "later", "diff"),
    [
        ("in May 2021", "in June 2021", "in [-May-]{+June+} 2021"),
        ("its seventy-first session", "its seventy-second session", "its seventy-[-first-]{+second+} session"),
        ("大会决定设立委员会", "大会决定撤销委员会", "大会决定[-设立-]{+撤销+}委员会"),
        ("l’eau", "l’eau potable", "l’eau{+ potable+}"),
        ("", "new", "{+new+}"),
        ("same", "same", "same"),
    ],
)
def test_word_diff_reads_like_a_marked_up_text(earlier: str, later: str, diff: str) -> None:
    assert word_diff(earlier, later) == diff


@given(st.text(max_size=60))
def test_tokens_joined_are_the_text(words: str) -> None:
    assert "".join(tokens(words)) == words


plain = st.text(alphabet="ab c的,é", max_size=30)


@given(plain, plain)
def test_a_diff_holds_both_texts(earlier: str, later: str) -> None:
    diff = word_diff(earlier, later)
    assert re.sub(r"\[-.*?-\]", "", diff).replace("{+", "").replace("+}", "") == later
    assert re.sub(r"\{\+.*?\+\}", "", diff).replace("[-", "").replace("-]", "") == earlier


clauses = st.lists(st.sampled_from(["a b c d", "a b c e", "x y", "x y z", "q"]), max_size=6).map(lambda c: text(*c))


@given(clauses, clauses)
def test_every_clause_of_both_texts_is_accounted_for_once(earlier: list[Clause], later: list[Clause]) -> None:
    changes = align(earlier, later)
    assert [c.later for c in changes if c.later] == later
    assert sorted(c.earlier.clause_id for c in changes if c.earlier) == sorted(c.clause_id for c in earlier)
