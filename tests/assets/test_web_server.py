"""`dagster dev` as a user starts it: the server comes up, lists the assets, and the job runs through it."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

pytest.importorskip("pipeline.reading")

ROOT = Path(__file__).parent.parent.parent
REPOSITORIES = "{ repositoriesOrError { ... on RepositoryConnection { nodes { name location { name } } } } }"
LAUNCH = """mutation ($selector: JobOrPipelineSelector!) { launchRun(executionParams: {selector: $selector, runConfigData: {}}) {
  __typename ... on LaunchRunSuccess { run { runId } } ... on PythonError { message } ... on RunConfigValidationInvalid { errors { message } } } }"""
RUN = """query ($id: ID!) { runOrError(runId: $id) { ... on Run { status stepStats { stepKey status } } } }"""
DONE = {"SUCCESS", "FAILURE", "CANCELED"}
Ask = Callable[..., dict[str, Any]]

DOCUMENT = """General Assembly

Resolution adopted by the General Assembly on 3 May 2010

64/900. Keeping wells clean

The General Assembly,

Recalling its resolution 64/293 of 30 July 2010,

1. Decides to keep wells clean;

2. Requests the Secretary-General to report on this.
"""


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def until(what: Callable[[], Any], seconds: float, why: Callable[[], str]) -> Any:
    """The first value that is not None."""
    limit = time.monotonic() + seconds
    while time.monotonic() < limit:
        value = what()
        if value is not None:
            return value
        time.sleep(0.5)
    pytest.fail(why())


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("data")


@pytest.fixture(scope="module")
def ask(data: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ask]:
    """GraphQL of a running `dagster dev`."""
    documents, home = tmp_path_factory.mktemp("documents"), tmp_path_factory.mktemp("home")
    (documents / "en").mkdir()
    (documents / "en" / "A_RES_64_900.txt").write_text(DOCUMENT, encoding="utf-8")
    (home / "dagster.yaml").write_text((ROOT / "dagster.yaml").read_text())
    port, log = free_port(), home / "log.txt"
    settings = {"UNRES_DATA": str(data), "UNRES_SOURCE": str(documents), "UNRES_PROCESSES": "1", "DAGSTER_HOME": str(home)}
    command = [sys.executable, "-m", "dagster", "dev", "-w", "workspace.yaml", "-h", "127.0.0.1", "-p", str(port)]
    with log.open("w") as output, httpx.Client(base_url=f"http://127.0.0.1:{port}", timeout=20) as client:
        environment = {**os.environ, **settings, "DAGSTER_DISABLE_TELEMETRY": "yes"}
        server = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=output, stderr=output, start_new_session=True)

        def asked(query: str, **variables: Any) -> dict[str, Any]:
            answer = client.post("/graphql", json={"query": query, "variables": variables}).json()
            assert "errors" not in answer, answer
            return dict(answer["data"])

        def up() -> bool | None:
            assert server.poll() is None, log.read_text()
            try:
                return client.get("/server_info").status_code == 200 or None
            except httpx.TransportError:
                return None

        try:
            until(up, 90, log.read_text)
            yield asked
        finally:
            server.send_signal(signal.SIGINT)
            try:
                server.wait(30)
            except subprocess.TimeoutExpired:  # where interrupts are ignored, as in the background of a shell
                os.killpg(server.pid, signal.SIGKILL)


@pytest.mark.timeout(240)
def test_the_server_lists_the_assets(ask: Ask) -> None:
    nodes = ask("{ assetNodes { assetKey { path } groupName } }")["assetNodes"]
    groups = {node["assetKey"]["path"][-1]: node["groupName"] for node in nodes}
    assert groups["fetches"] == "raw" and groups["clauses"] == "parsed" and groups["warehouse"] == "warehouse"


@pytest.mark.timeout(240)
def test_the_job_runs_in_the_server(ask: Ask, data: Path) -> None:
    repository = ask("{ repositoriesOrError { ... on RepositoryConnection { nodes { name location { name } } } } }")["repositoriesOrError"]["nodes"][
        0
    ]
    selector = {"repositoryName": repository["name"], "repositoryLocationName": repository["location"]["name"], "pipelineName": "refresh"}
    launched = ask(LAUNCH, selector=selector)["launchRun"]
    assert launched["__typename"] == "LaunchRunSuccess", launched
    number = launched["run"]["runId"]

    def ended() -> dict[str, Any] | None:
        run = ask(RUN, id=number)["runOrError"]
        return run if run["status"] in DONE else None

    run = until(ended, 120, lambda: str(ask(RUN, id=number)))
    assert run["status"] == "SUCCESS", run
    assert (data / "warehouse" / "unres.duckdb").is_file()
