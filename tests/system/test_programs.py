"""A program gets what it is given and no more, and is gone when its share is used up."""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path

import pytest

from pipeline.system import programs
from pipeline.system.programs import LimitError, Limits


def run(code: str, given: bytes = b"", **limits: float) -> tuple[int, bytes, bytes]:
    allowed = Limits(
        limits.get("seconds", 60), int(limits.get("output", 1 << 30)),
        int(limits["memory"]) if "memory" in limits else None,
    )  # fmt: skip
    command = [sys.executable, "-I", "-c", code]
    done = programs.run(command, given, environment={"A": "1"}, limits=allowed)
    return done.returncode, done.stdout, done.stderr


def test_gives_both_outputs_and_the_status_however_much_there_is() -> None:
    code = "import sys; d = sys.stdin.buffer.read(); sys.stdout.buffer.write(d)\n"
    code += "sys.stderr.buffer.write(d); sys.exit(3)"
    data = os.urandom(1 << 22)
    assert run(code, data) == (3, data, data)


def test_the_environment_is_what_was_given_and_nothing_more(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("SECRET", "x")
    _, out, _ = run("import os; print(os.environ.get('A'), os.environ.get('SECRET'))")
    assert out.split() == [b"1", b"None"]


def test_input_that_nobody_reads_is_no_error() -> None:
    assert run("pass", b"x" * (1 << 22)) == (0, b"", b"")


def test_a_program_that_is_not_done_in_time_is_ended_with_what_it_started(tmp_path: Path) -> None:
    alive = tmp_path / "alive"
    child = f"import time; time.sleep(3); open({str(alive)!r}, 'w')"
    code = f"import subprocess, sys, time; subprocess.Popen([sys.executable, '-c', {child!r}])\n"
    with pytest.raises(LimitError, match=r"not done after 0\.5 seconds"):
        run(code + "time.sleep(60)", seconds=0.5)
    time.sleep(4)
    assert not alive.exists()


def test_a_program_that_says_too_much_is_ended() -> None:
    with pytest.raises(LimitError, match="more than 1,000,000 bytes"):
        run("while True: print('x' * 1000)", output=1_000_000)


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux limits another process")
def test_memory_is_limited() -> None:
    code = "import sys; sys.stdin.read()\ntry: bytes(1 << 30)\nexcept MemoryError: print('refused')"
    assert run(code, memory=1 << 29)[1] == b"refused\n"


def test_a_program_that_is_not_there_is_an_os_error() -> None:
    with pytest.raises(OSError, match="No such file"):
        programs.run(["/nowhere/x"], environment={}, limits=Limits(1))
