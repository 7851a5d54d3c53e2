"""Whoever reads the batches, the same bytes come out: this process, a pool, a cluster with shared folder or object store."""

from __future__ import annotations

import hashlib
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from pipeline import reading
from pipeline.executor import ExecutorError
from pipeline.executors import executor_for
from pipeline.reading import read, sources_in
from tests import cluster_work

SPECIMENS = Path(__file__).parents[1] / "specimens" / "documents"
ROOT = Path(__file__).parents[1]


def digests(folder: Path) -> dict[str, str]:
    return {p.name: hashlib.sha256(p.read_bytes()).hexdigest() for p in sorted(folder.glob("*.parquet"))}


def free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


@pytest.fixture(autouse=True)
def small_batches(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "BATCH_FILES", 5)


@pytest.fixture(scope="module")
def expected(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    out = tmp_path_factory.mktemp("inline")
    read(sources_in([SPECIMENS]), out, executor="process")
    return digests(out)


class Machines:
    """A scheduler and two workers of one thread, each a process of its own."""

    def __init__(self, folder: Path) -> None:
        self.port = free_port()
        self.environment = {**os.environ, "PYTHONPATH": str(ROOT), "DASK_DISTRIBUTED__ADMIN__TICK__LIMIT": "1h"}
        self.folder = folder
        self.running = [self._start("scheduler", "--host", "127.0.0.1", "--port", str(self.port), "--no-dashboard")]
        self._await()
        self.workers = [self.worker(n) for n in range(2)]
        self.running += self.workers

    @property
    def address(self) -> str:
        return f"tcp://127.0.0.1:{self.port}"

    def worker(self, n: int, nanny: str = "--no-nanny") -> subprocess.Popen[bytes]:
        local = str(self.folder / f"worker{n}")
        options = ("--host", "127.0.0.1", "--nthreads", "1", "--no-dashboard", "--local-directory", local, nanny)
        return self._start("worker", self.address, *options)

    def _start(self, *command: str) -> subprocess.Popen[bytes]:
        whole = [sys.executable, "-m", "distributed.cli.dask_" + command[0], *command[1:]]
        return subprocess.Popen(whole, env=self.environment, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)

    def _await(self) -> None:
        for _ in range(200):
            with socket.socket() as knock:
                if knock.connect_ex(("127.0.0.1", self.port)) == 0:
                    return
            time.sleep(0.1)
        raise TimeoutError("the scheduler does not answer")

    def stop(self) -> None:
        for process in reversed(self.running):
            process.kill()
            process.wait()


@pytest.fixture
def machines(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Machines]:
    pytest.importorskip("distributed")
    started = Machines(tmp_path)
    monkeypatch.setenv("UNRES_DASK", started.address)
    from distributed import Client

    with Client(started.address, set_as_default=False) as client:
        client.wait_for_workers(2, timeout=60)
    yield started
    started.stop()


def test_a_pool_writes_the_same_bytes(expected: dict[str, str], tmp_path: Path) -> None:
    read(sources_in([SPECIMENS]), tmp_path / "out", processes=2)
    assert digests(tmp_path / "out") == expected


@pytest.mark.usefixtures("machines")
def test_a_cluster_writes_the_same_bytes(expected: dict[str, str], tmp_path: Path) -> None:
    read(sources_in([SPECIMENS]), tmp_path / "out", executor="dask")
    assert digests(tmp_path / "out") == expected


def test_a_worker_that_is_killed_in_the_middle_is_made_up_for(
    machines: Machines, expected: dict[str, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reading, "read_batch", cluster_work.slowly)
    killed = []

    def kill_once(progress: reading.Progress) -> None:
        if not killed:
            machines.workers[0].send_signal(signal.SIGKILL)
            killed.append(progress.done)

    read(sources_in([SPECIMENS]), tmp_path / "out", executor="dask", on_progress=kill_once)
    assert killed and killed[0] < 48
    assert digests(tmp_path / "out") == expected


def test_a_file_that_takes_workers_down_is_reported_and_the_others_are_read(
    machines: Machines, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "files" / "en"
    shutil.copytree(SPECIMENS / "xml" / "en", folder)
    (folder / "poison.txt").write_text("poison")
    monkeypatch.setattr(reading, "read_batch", cluster_work.dying)
    machines.running.append(machines.worker(2, "--nanny"))  # comes back as often as it dies
    summary = read(sources_in([tmp_path / "files"]), tmp_path / "out", executor="dask")
    assert summary.parsed == len(list(folder.glob("*.xml")))
    assert [(Path(uri).name, status) for uri, status, _ in summary.problems] == [("poison.txt", "failed")]


def test_parts_go_by_way_of_an_object_store(machines: Machines, expected: dict[str, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    server = pytest.importorskip("moto.server").ThreadedMotoServer(ip_address="127.0.0.1", port=0)
    server.start()
    try:
        host, port = server.get_host_and_port()
        for name, value in {"AWS_ACCESS_KEY_ID": "x", "AWS_SECRET_ACCESS_KEY": "x", "AWS_ENDPOINT_URL": f"http://{host}:{port}"}.items():
            monkeypatch.setenv(name, value)
        import fsspec
        from distributed import Client

        fsspec.filesystem("s3").mkdir("parts")
        with Client(machines.address, set_as_default=False) as client:
            client.run(cluster_work.know, {k: os.environ[k] for k in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_ENDPOINT_URL")})
        monkeypatch.setenv("UNRES_PARTS", "s3://parts/run")
        read(sources_in([SPECIMENS]), tmp_path / "out", executor="dask")
        assert digests(tmp_path / "out") == expected
        assert not fsspec.filesystem("s3").exists("parts/run")
    finally:
        server.stop()


@pytest.mark.parametrize(
    ("name", "address", "message"),
    [
        ("ray", None, "no executor is called 'ray': use process or dask"),
        ("dask", None, "needs the address of a scheduler in UNRES_DASK"),
        ("dask", "tcp://127.0.0.1:1", "no Dask scheduler answers there"),
    ],
)
def test_a_setting_that_cannot_be_right_is_told_in_one_line(name: str, address: str | None, message: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pipeline.cluster.TIMEOUT", 1)
    monkeypatch.delenv("UNRES_DASK", raising=False)
    if address:
        monkeypatch.setenv("UNRES_DASK", address)
    with pytest.raises(ExecutorError, match=message) as caught:
        executor_for(name, 1)
    assert "\n" not in str(caught.value)
