"""Fixtures for all tests: the corpus of real documents, where there is one."""

from __future__ import annotations

import os
from pathlib import Path

import pytest


@pytest.fixture(scope="session")
def corpus() -> Path:
    """The folder of real documents and gold that UNRES_CORPUS names; the test is skipped, saying so, where it is unset."""
    name = os.environ.get("UNRES_CORPUS")
    if not name:
        pytest.skip("UNRES_CORPUS is not set: no corpus of real documents")
    folder = Path(name).resolve()
    if not (folder / "gold").is_dir():
        pytest.fail(f"UNRES_CORPUS names {folder}, which holds no corpus")
    return folder
