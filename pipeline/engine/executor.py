"""What does jobs: processes of this machine, or the workers of a cluster."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol, Self, TypeVar

from pipeline.engine.jobs import Job
from pipeline.engine.stages import EditionContext
from pipeline.model.diagnostics import Diagnostic, Finding, Message, Severity
from pipeline.model.source import Source

S = TypeVar("S")
T_co = TypeVar("T_co", covariant=True)

WORK_STOPPED = Message(
    "T010", "work-stopped", Severity.ERROR,
    summary="The process at work on a transcription or an output was stopped from outside.",
    why="Nothing is known of it, so that nothing is published; all the rest was done to the end.",
    example="the system had no memory left and stopped the process, or somebody did.",
    remedy="""run again; where it comes back, run with `--workers 1` or give the machine more
    memory.""",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class StoppedJob:
    """The result of a job whose process was stopped; ``how`` says by what."""

    how: str

    def diagnostics(self, file: str, what: str = "this transcription") -> tuple[Diagnostic, ...]:
        """Say at ``file`` that ``what`` is not known."""
        hint = "run again; what was done of the others is kept"
        message = f"the process at work on {what} was stopped ({self.how})"
        return tuple(Source(file, "").diagnose(WORK_STOPPED, (Finding((0, 0), message, hint),)))


class Executor(Protocol):
    """Does jobs, one edition after the other.

    Start it with ``with``: whatever happens, no process is left at work for it.
    """

    def __enter__(self) -> Self:
        """Give the executor, ready to open an edition."""

    def __exit__(self, *_: object) -> None:
        """Stop all work at once."""

    def open(self, context: EditionContext) -> None:
        """Begin with another edition; what processes hold of the one before is dropped."""

    def run(
        self, jobs: Sequence[Job[S, T_co]], shared: S, alone: int = 0
    ) -> Iterator[tuple[int, T_co | StoppedJob]]:
        """Do ``jobs``; yield the place and the result of each as soon as it is done.

        ``shared`` is what all of them need; it goes to each process once.

        A job goes, where it can, to the process that did the job before on the same file and holds
        the document. The first, as many as ``alone`` says, take so long that each is handed out by
        itself.
        """
