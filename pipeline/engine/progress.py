"""How far a run has come: one count of steps over all editions."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

Progress: TypeAlias = Callable[[str, int, int], None]
"""Called with what is being done, how many steps of the run are done, and how many there are."""


class ProgressCounter:
    """Adds up the steps of a run, of which about ``total`` are expected."""

    def __init__(self, show: Progress, total: int) -> None:
        self._show = show
        self._total = total
        self._done = 0

    def __call__(self, what: str, steps: int) -> None:
        """Show that ``what`` is being done, and that so many more ``steps`` are done."""
        self._done += steps
        self._show(what, self._done, max(self._done, self._total))
