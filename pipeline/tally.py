"""One count for a whole run: how many steps of all are done, and what is being done now."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

Progress: TypeAlias = Callable[[str, int, int], None]
"""Told what is being done, how many steps of the run are done, and how many there are."""


class Tally:
    """Adds up the steps of a run, of which about ``total`` were expected."""

    def __init__(self, tell: Progress, total: int) -> None:
        self._tell = tell
        self._total = total
        self._done = 0

    def __call__(self, what: str, steps: int) -> None:
        """Tell that ``what`` is being done, and that so many more ``steps`` are."""
        self._done += steps
        self._tell(what, self._done, max(self._done, self._total))
