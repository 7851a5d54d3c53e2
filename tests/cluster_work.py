"""What workers of the tests do: as in earnest, but slowly, or dying on a poisoned file."""

from __future__ import annotations

import os
import time
from pathlib import Path

from pipeline.batches import Batch, BatchReport, read_batch


def slowly(batch: Batch, folder: Path) -> BatchReport:
    """Read a batch, and rest."""
    time.sleep(0.4)
    return read_batch(batch, folder)


def dying(batch: Batch, folder: Path) -> BatchReport:
    """Read a batch; on a file with “poison” in its name the process is gone."""
    if any("poison" in source.path.name for source in batch.sources):
        os._exit(1)
    return read_batch(batch, folder)


def know(values: dict[str, str]) -> None:
    """Set environment variables of the worker."""
    os.environ.update(values)
