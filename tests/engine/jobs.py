"""Jobs that show what an executor makes of them, wherever its workers are."""

from __future__ import annotations

import os
import time
from dataclasses import dataclass
from pathlib import Path

from pipeline.engine.jobs import WorkerState


@dataclass(frozen=True, slots=True)
class Speak:
    """Say the process and the place; where there is a signal, be stopped by it."""

    path: Path
    place: int
    stop: int = 0
    wait: float = 0.001

    def run(self, _: WorkerState, __: None) -> tuple[int, int]:
        if self.stop:
            os.kill(os.getpid(), self.stop)
        time.sleep(self.wait)
        return self.place, os.getpid()


@dataclass(frozen=True, slots=True)
class Fail:
    """Raise what cannot be sent, as a bug may."""

    path: Path

    def run(self, _: WorkerState, __: None) -> None:
        error = ValueError("a bug")
        error.unsendable = lambda: None  # type: ignore[attr-defined]
        raise error
