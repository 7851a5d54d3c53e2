"""Every notebook runs from its first cell to its last: on the gold of the corpus where there is one, else on the specimens."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import nbformat
import pytest
from nbclient import NotebookClient
from warehouse_specimens import gold_tables

from warehouse.build import build

NOTEBOOKS = sorted((Path(__file__).parents[2] / "notebooks").glob("*.ipynb"))


@pytest.fixture(scope="module")
def held(database: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The warehouse that the notebooks read."""
    corpus = os.environ.get("UNRES_CORPUS")
    if not corpus:
        return database
    folder = tmp_path_factory.mktemp("gold")
    build(gold_tables(Path(corpus).resolve(), folder / "tables"), folder / "unres.duckdb")
    return folder / "unres.duckdb"


@pytest.fixture(scope="module")
def kernel(held: Path) -> Iterator[Any]:
    """One kernel for all: starting one and importing the libraries takes longer than most notebooks."""
    from jupyter_client.manager import KernelManager

    manager = KernelManager(kernel_name="python3")
    manager.start_kernel(env={**os.environ, "UNRES_DATA": str(held), "PYDEVD_DISABLE_FILE_VALIDATION": "1"}, cwd=str(held.parent))
    yield manager
    manager.shutdown_kernel(now=True)


@pytest.mark.parametrize("notebook", NOTEBOOKS, ids=lambda p: p.stem)
def test_a_notebook_runs_and_draws(notebook: Path, kernel: Any) -> None:
    content = nbformat.read(notebook, as_version=4)
    content.cells.insert(0, nbformat.v4.new_code_cell("%reset -f"))
    NotebookClient(content, timeout=60, km=kernel).execute()
    outputs = [o for cell in content.cells if cell.cell_type == "code" for o in cell.outputs]
    assert any("image/png" in o.get("data", {}) for o in outputs)


@pytest.mark.parametrize("notebook", NOTEBOOKS, ids=lambda p: p.stem)
def test_a_notebook_is_kept_without_outputs(notebook: Path) -> None:
    content = nbformat.read(notebook, as_version=4)
    nbformat.validate(content)
    assert all(not cell.outputs and cell.execution_count is None for cell in content.cells if cell.cell_type == "code")
