"""Those who do jobs, as they look to whoever has jobs to be done."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol, Self, TypeVar

from pipeline.checks import EditionIndex
from pipeline.diagnostics import Message, Severity
from pipeline.transcription import Setting
from pipeline.workbench import Job

T_co = TypeVar("T_co", covariant=True)


WORK_STOPPED = Message(
    "T010",
    "work-stopped",
    Severity.ERROR,
    summary="The process at work on a transcription or an output was stopped from outside.",
    why="Nothing is known of it, so that nothing is published; all the rest was done to the end.",
    example="the system had no memory left and stopped the process, or somebody did.",
    remedy="""To mend it, run again; where it comes back, run with `--workers 1` or give the machine
    more memory.""",
)


RULES = (WORK_STOPPED,)


@dataclass(frozen=True, slots=True)
class Lost:
    """What came of a job whose process was stopped; ``how`` says by what."""

    how: str

    def message(self, what: str) -> str:
        """Say of ``what``, a transcription or an output, that the work on it was stopped."""
        return f"the process at work on {what} was stopped ({self.how})"


class Crew(Protocol):
    """Those who do jobs, wherever they are.

    Start it with ``with``: whatever happens, nobody is left at work for it.
    """

    def __enter__(self) -> Self:
        """Give the crew, ready to open an edition."""

    def __exit__(self, *_: object) -> None:
        """Let all go, whatever they are at."""

    def open(self, setting: Setting) -> None:
        """Begin with another edition; what was at hand of the one before is put away."""

    def show(self, index: EditionIndex) -> None:
        """Let the jobs to come know the edition as a whole."""

    def meanwhile(self, action: Callable[[], None]) -> None:
        """Do ``action`` here as soon as all are busy; perhaps never."""

    def do(self, jobs: Sequence[Job[T_co]], alone: int = 0) -> Iterator[tuple[int, T_co | Lost]]:
        """Do ``jobs``; yield the place and the outcome of each as soon as it is done.

        A job goes, where it can, to whoever did the job before on the same transcription and has
        what was made of it at hand. The first, as many as ``alone`` says, take so long that each is
        handed out by itself.
        """
