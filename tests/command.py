"""The command ``edition``, run as a user runs it but for the start of Python.

Importing all that a build needs takes longer than building a letter. So one process imports it
(`tests/conftest.py` says what), and each command is a fork of that process: with its own folder,
environment and standard streams, and with nothing of the commands before it. It has no threads, as
the process of the tests does. Tests on what Python itself decides at its start, as the encoding of
a terminal or the seed of hashes, start Python anew.
"""

from __future__ import annotations

import multiprocessing
import os
import sys
import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path
from subprocess import CompletedProcess
from typing import ParamSpec

COMMAND = (sys.executable, "-m", "pipeline")
_START = multiprocessing.get_context("forkserver")
P = ParamSpec("P")


def edition_bytes(
    *arguments: str | Path, cwd: Path, environment: Mapping[str, str] | None = None
) -> CompletedProcess[bytes]:
    """Run the command in the folder ``cwd``; give its exit code and what it showed."""
    given = [str(one) for one in arguments]
    surroundings = dict(os.environ if environment is None else environment)
    with tempfile.TemporaryDirectory(prefix="shown-") as folder:
        streams = [Path(folder, name) for name in ("out", "err")]
        code = _exit_code(_run, given, cwd, surroundings, streams)
        return CompletedProcess(given, code, *(one.read_bytes() for one in streams))


def edition(
    *arguments: str | Path, cwd: Path, environment: Mapping[str, str] | None = None
) -> CompletedProcess[str]:
    """Run the command as :func:`edition_bytes` does; what it shows is read as UTF-8."""
    done = edition_bytes(*arguments, cwd=cwd, environment=environment)
    out, err = (one.decode().replace("\r\n", "\n") for one in (done.stdout, done.stderr))
    return CompletedProcess(done.args, done.returncode, out, err)


def alone(function: Callable[P, None], *arguments: P.args, **named: P.kwargs) -> None:
    """Call a function of a module of tests in a process of its own; fails where it raises."""
    assert _exit_code(function, *arguments, **named) == 0, "the traceback is in standard error"


def _exit_code(function: Callable[P, None], *arguments: P.args, **named: P.kwargs) -> int:
    process = _START.Process(target=_as_usual, args=(function, *arguments), kwargs=named)
    process.start()
    process.join()
    code = process.exitcode
    process.close()
    assert code is not None
    return code


def _as_usual(function: Callable[P, None], *arguments: P.args, **named: P.kwargs) -> None:
    """Call a function where other processes are started as Python does by itself."""
    multiprocessing.set_start_method(None, force=True)
    function(*arguments, **named)


def _run(
    arguments: list[str], cwd: Path, environment: Mapping[str, str], streams: list[Path]
) -> None:
    """Be the command: what a fork starts with."""
    from pipeline.cli import main  # noqa: PLC0415 - imported long ago, unlike by who calls

    os.chdir(cwd)
    os.environ.clear()
    os.environ.update(environment)
    for number, path in enumerate(streams, 1):
        os.dup2(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND), number)
    sys.stdout = open(1, "w", encoding="utf-8", closefd=False)  # noqa: SIM115 - as Python does
    sys.stderr = open(2, "w", encoding="utf-8", closefd=False)  # noqa: SIM115 - as above
    sys.argv = ["edition", *arguments]
    main()
