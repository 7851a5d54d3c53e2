"""One process at a time works on a data folder."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

LOCK = ".lock"
OWNER = ".lock.owner"


class DataFolderBusy(RuntimeError):
    """Another process works on the data folder; the message says which and what to do."""


@contextmanager
def data_lock(data: Path) -> Iterator[None]:
    """Hold a data folder, which is made if it is not there. A process may hold it more than once, nested.

    Raises DataFolderBusy at once when another process holds it. The system frees the lock of a process that dies.
    """
    data.mkdir(parents=True, exist_ok=True)
    lock = FileLock(str(data.resolve() / LOCK), timeout=0, is_singleton=True, thread_local=False)
    try:
        lock.acquire()
    except Timeout:
        raise DataFolderBusy(f"{data} is in use by another unres process{_owner(data)}: wait until it ends, or choose another --data") from None
    try:
        (data / OWNER).write_text(str(os.getpid()), encoding="ascii")
        yield
    finally:
        if lock.lock_counter == 1:
            (data / OWNER).unlink(missing_ok=True)
        lock.release()


def _owner(data: Path) -> str:
    try:
        return f" (process {int((data / OWNER).read_text(encoding='ascii'))})"
    except (OSError, ValueError):
        return ""
