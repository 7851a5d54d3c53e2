"""The executor that a setting or the environment asks for."""

from __future__ import annotations

import os

from pipeline.cluster import Cluster
from pipeline.executor import Executor, ExecutorError, Inline, Pool


def executor_for(name: str | None, processes: int) -> Executor:
    """The executor of a setting; where it is None, of the environment variable UNRES_EXECUTOR.

    `process`: `processes` worker processes, 1 reads in this one. `dask`: the cluster of the scheduler that UNRES_DASK names,
    parts by way of the object store UNRES_PARTS, if that is set. Raises ExecutorError, in one line, for a setting that
    cannot be right.
    """
    name = name or os.environ.get("UNRES_EXECUTOR", "process")
    if name == "dask":
        address = os.environ.get("UNRES_DASK")
        if not address:
            raise ExecutorError("the executor dask needs the address of a scheduler in UNRES_DASK, for example tcp://127.0.0.1:8786")
        return Cluster(address, os.environ.get("UNRES_PARTS"))
    if name != "process":
        raise ExecutorError(f"no executor is called {name!r}: use process or dask")
    return Pool(processes) if processes > 1 else Inline()
