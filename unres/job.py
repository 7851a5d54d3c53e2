"""Running the job in this process: the same assets that Dagster's web server shows."""

from __future__ import annotations

import logging
from pathlib import Path
from typing import TYPE_CHECKING, Any

from unres.errors import UserError
from unres.options import LANGUAGES, split
from unres.progress import Lines, list_problems, progress

if TYPE_CHECKING:
    from assets.dataset import Dataset


def dataset_of(source: str, links: Path | None, languages: str, data: Path, **more: Any) -> Dataset:
    """The dataset that the options describe; more: other fields of `Dataset`. Raises UserError when one cannot be right."""
    from assets.dataset import Dataset

    if links and "://" not in source:
        raise UserError(f"--links names what is asked of a server; --source {source} is none (for example https://undocs.org)")
    if more.get("formats"):
        more["formats"] = split(more["formats"], "docx,doc,pdf", "--formats")
    chosen = split(languages, LANGUAGES, "--languages")
    dataset = Dataset(data=str(data), source=source, links=str(links) if links else None, languages=chosen, **more)
    try:
        dataset.check()
    except FileNotFoundError as error:
        raise UserError(f"{error.filename}: no such file") from error
    except (ValueError, OSError) as error:
        raise UserError(str(error)) from error
    return dataset


def run(dataset: Dataset, only: list[str] | None = None) -> int:
    """Materialise all assets of the job `refresh`, or only some; returns the exit code.

    The data folder is held for the whole run. Raises UserError when another process holds it.
    """
    from pipeline.fetch.lock import DataFolderBusy, data_lock

    if dataset.folder.exists() and not dataset.folder.is_dir():
        raise UserError(f"--data: {dataset.folder} is a file; a folder is expected")
    try:
        with data_lock(dataset.folder), progress() as reporter:
            good = _materialize(dataset, reporter, only)
    except DataFolderBusy as error:
        raise UserError(str(error)) from error
    list_problems(reporter.problems)
    return 0 if good and not reporter.problems else 1


def _materialize(dataset: Dataset, reporter: Lines, only: list[str] | None) -> bool:
    import dagster as dg

    from assets.definitions import build_definitions

    logging.getLogger("dagster").setLevel(logging.ERROR)
    job = build_definitions(dataset, reporter).resolve_job_def("refresh")
    quiet = {"loggers": {"console": {"config": {"log_level": "CRITICAL"}}}}
    keys = [dg.AssetKey(name) for name in only] if only else None
    result = job.execute_in_process(run_config=quiet, raise_on_error=False, asset_selection=keys)
    for event in result.all_events:
        if event.is_step_failure:
            reporter.problem(event.step_key or "job", "step failed", "failed", _cause(event.step_failure_data.error))
    return bool(result.success)


def _cause(error: object) -> str:
    """The innermost error of a failed step, in one line."""
    while getattr(error, "cause", None):
        error = error.cause  # type: ignore[attr-defined]
    return " ".join(str(getattr(error, "message", "") or "unknown").split())
