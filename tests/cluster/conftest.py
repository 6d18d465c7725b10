"""A scheduler and two workers, each a process of its own, on loopback."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SECONDS = 90.0  # for whatever has to start; a loaded machine takes its time
# A document may take this worker and one more, not four as dask has it: that is quicker.
ALLOWED = {"DASK_DISTRIBUTED__SCHEDULER__ALLOWED_FAILURES": "1"}


@pytest.fixture(scope="package")
def start(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[..., str]]:
    """Give what starts a scheduler with so many workers, and gives its address."""
    processes: list[subprocess.Popen[bytes]] = []

    def begin(part: str, *arguments: str) -> None:
        command = [sys.executable, "-m", f"distributed.cli.dask_{part}", *arguments]
        path = os.pathsep.join([str(ROOT), os.environ.get("PYTHONPATH", "")])
        environment = {**os.environ, **ALLOWED, "PYTHONPATH": path}
        processes.append(
            subprocess.Popen(
                [*command, "--no-dashboard"],
                env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
            )
        )  # fmt: skip

    def started(workers: int) -> str:
        folder = tmp_path_factory.mktemp("cluster")
        file = folder / "scheduler.json"
        begin("scheduler", "--host", "127.0.0.1", "--port", "0", "--scheduler-file", str(file))
        until = time.monotonic() + SECONDS
        while not (file.is_file() and file.stat().st_size):  # it is there before it is written
            assert time.monotonic() < until, "no scheduler"
            time.sleep(0.05)
        address = str(json.loads(file.read_bytes())["address"])
        for _ in range(workers):
            begin(
                "worker", address, "--host", "127.0.0.1", "--nthreads", "1",
                "--local-directory", str(folder),
            )  # fmt: skip
        return address

    yield started
    for process in processes:
        process.terminate()
    for process in processes:
        process.wait(SECONDS)


@pytest.fixture(scope="package")
def address(start: Callable[..., str]) -> str:
    """Give the address of a scheduler with two workers that are there."""
    from distributed import Client  # noqa: PLC0415 - only these tests need it

    found = start(2)
    with Client(found, set_as_default=False, timeout=SECONDS) as client:
        client.wait_for_workers(2, timeout=SECONDS)
    return found
