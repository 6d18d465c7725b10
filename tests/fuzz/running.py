"""Fuzz one target in a process of its own, which is forked from one that has imported everything.

To instrument the code takes longer than most targets need for ten thousand inputs.

A fault does not end it. The first input that comes to each is kept under a name made of its place
in the code, and what was raised beside it.
"""

from __future__ import annotations

import os
import sys
import tempfile
import time
import traceback
from collections.abc import Sequence
from hashlib import sha256
from pathlib import Path

import atheris

with atheris.instrument_imports(include=["pipeline"]):
    from tests.fuzz.parts import Target
    from tests.fuzz.targets import TARGETS
    from tests.promises import BrokenPromiseError

# Where a fault is told apart from others: so many of the innermost places in the code.
_PLACES = 3
_SLOWEST = 10  # seconds of the processor; the clock tells of what else the machine does


def fuzz(name: str, faults: Path, options: Sequence[str]) -> str:
    """Fuzz the target ``name`` with ``options`` of libFuzzer; give what that says."""
    with tempfile.TemporaryFile() as said:
        child = os.fork()
        if child == 0:
            os.dup2(said.fileno(), sys.stderr.fileno())
            keeper = _Keeper(TARGETS[name], faults)
            atheris.Setup(["fuzz", *options], keeper.run)
            atheris.Fuzz()  # libFuzzer ends the process
        os.waitpid(child, 0)
        said.seek(0)
        return said.read().decode(errors="replace")


class _Keeper:
    def __init__(self, target: Target, folder: Path) -> None:
        self._target, self._folder, self._has_begun = target, folder, False

    def run(self, data: bytes) -> None:
        begun = time.process_time()
        try:
            self._target(data)
        except Exception as error:  # noqa: BLE001 - whatever comes is what is looked for
            self._keep(data, error)
        else:
            if self._has_begun and time.process_time() - begun > _SLOWEST:
                self._keep(data, BrokenPromiseError("it takes too long"))
            self._has_begun = True  # the first time, what all need is read

    def _keep(self, data: bytes, error: Exception) -> None:
        frames = traceback.extract_tb(error.__traceback__)[-_PLACES:]
        places = [type(error).__name__, *(f"{one.filename}:{one.lineno}" for one in frames)]
        path = self._folder / sha256("\n".join(places).encode()).hexdigest()[:12]
        if not path.exists():
            path.write_bytes(data)
            path.with_suffix(".txt").write_text("".join(traceback.format_exception(error)))
