"""Every notebook runs from its first cell to its last: on the specimens, and on the gold of the corpus where there is one."""

from __future__ import annotations

from pathlib import Path

import pytest

NOTEBOOKS = sorted((Path(__file__).parents[2] / "notebooks").glob("*.ipynb"))


def execute(notebook: Path, data: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Run a notebook against the warehouse at `data`; returns the media types of its outputs."""
    import nbformat
    from nbclient import NotebookClient

    monkeypatch.setenv("UNRES_DATA", str(data))
    monkeypatch.setenv("PYDEVD_DISABLE_FILE_VALIDATION", "1")
    content = nbformat.read(notebook, as_version=4)
    NotebookClient(content, timeout=60, kernel_name="python3", resources={"metadata": {"path": str(data.parent)}}).execute()
    outputs = [o for cell in content.cells if cell.cell_type == "code" for o in cell.outputs]
    return [kind for o in outputs for kind in o.get("data", {})]


@pytest.mark.parametrize("notebook", NOTEBOOKS, ids=lambda p: p.stem)
def test_a_notebook_runs_and_draws(notebook: Path, database: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "image/png" in execute(notebook, database, monkeypatch)


@pytest.mark.parametrize("notebook", NOTEBOOKS, ids=lambda p: p.stem)
def test_a_notebook_is_kept_without_outputs(notebook: Path) -> None:
    import nbformat

    content = nbformat.read(notebook, as_version=4)
    nbformat.validate(content)
    assert all(not cell.outputs and cell.execution_count is None for cell in content.cells if cell.cell_type == "code")
