"""Fuzz one target: ``python -m tests.fuzz.one TARGET FAULTS CORPUS [options of libFuzzer]``.

A fault does not end it. The first input that comes to each is kept below FAULTS under a name made
of its place in the code, and what was raised beside it.
"""

from __future__ import annotations

import sys
import time
import traceback
from hashlib import sha256
from pathlib import Path

import atheris

with atheris.instrument_imports(include=["pipeline"]):
    from tests.fuzz.targets import TARGETS, Target
    from tests.promises import BrokenPromiseError

# Where a fault is told apart from others: so many of the innermost places in the code.
_PLACES = 3
_SLOWEST = 10  # seconds of the processor; the clock tells of what else the machine does


def main() -> None:
    """Never returns: libFuzzer ends the process."""
    name, faults = sys.argv[1], Path(sys.argv[2])
    keeper = _Keeper(TARGETS[name], faults)
    atheris.Setup([sys.argv[0], *sys.argv[3:]], keeper.run)
    atheris.Fuzz()


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


if __name__ == "__main__":
    main()
