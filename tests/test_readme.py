"""What the README shows is what the program prints."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.readme_questions import PLACE, QUESTIONS, README, answer, warehouse_of_specimens, written


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return warehouse_of_specimens(tmp_path_factory.mktemp("data"))


def test_the_answers_in_the_readme_are_those_of_the_specimens(data: Path) -> None:
    found = PLACE.search(README.read_text(encoding="utf-8"))
    assert found, "the README has no place for its questions"
    assert found[0] == written(data), "renew it with: python -m tests.readme_questions"


def test_every_question_has_an_answer(data: Path) -> None:
    assert all(answer(data, query).splitlines()[-1] != "0 rows" for query in QUESTIONS.values())
