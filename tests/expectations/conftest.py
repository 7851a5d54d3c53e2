"""Good tables to spoil: the specimens, read once."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.reading import read, sources_in

SPECIMENS = Path(__file__).parents[2] / "specimens" / "documents"


@pytest.fixture(scope="session")
def good_tables(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of tables that keep every promise."""
    out = tmp_path_factory.mktemp("tables")
    summary = read(sources_in([SPECIMENS / "xml"]), out)
    assert summary.problems == []
    return out
