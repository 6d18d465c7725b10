"""The desk as a command: what it is given, what it says, and what it lacks without its extra."""

from __future__ import annotations

import signal
import subprocess
import sys
import time
from pathlib import Path

import httpx2
import pytest

from tests.command import COMMAND, edition

WITHOUT = """
import sys
sys.modules[{name!r}] = None
sys.argv = ["edition", {command!r}, "letters"]
from pipeline import cli
cli.main()
"""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    for name in ("letters", "other"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "d1.txt").write_text("1. A Letter\n\nWe met.\n", encoding="utf-8")
    return tmp_path


def status_of(address: str) -> int:
    """Ask until the desk answers."""
    for _ in range(200):
        try:
            return httpx2.get(address).status_code
        except httpx2.ConnectError:
            time.sleep(0.05)
    raise AssertionError("the desk does not answer")


@pytest.mark.usefixtures("heeds_interrupts")
def test_it_prints_an_address_that_opens_with_its_token_alone(root: Path) -> None:
    command = [*COMMAND, "desk", "letters", "--no-browser"]
    running = subprocess.Popen(command, cwd=root, stdout=subprocess.PIPE, text=True)
    try:
        assert running.stdout is not None
        address = running.stdout.readline().split()[-1]
        assert address.startswith("http://127.0.0.1:")
        assert status_of(address) == 303
        assert status_of(address.partition("?")[0]) == 403
        running.send_signal(signal.SIGINT)
        assert running.wait(60) == 0
    finally:
        running.kill()
        running.communicate()


@pytest.mark.parametrize("command", ["desk", "watch"])
def test_of_several_editions_one_is_named(root: Path, command: str) -> None:
    said = edition(command, ".", cwd=root)
    assert (said.returncode, said.stdout) == (2, "")
    assert "name one of letters, other" in said.stderr


@pytest.mark.parametrize(("command", "name"), [("desk", "starlette"), ("watch", "watchfiles")])
def test_what_is_missing_is_named_with_the_way_to_it(root: Path, command: str, name: str) -> None:
    done = subprocess.run(
        [sys.executable, "-c", WITHOUT.format(command=command, name=name)],
        cwd=root, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode > 1
    assert "pip install 'edition-pipeline[desk]'" in done.stderr
