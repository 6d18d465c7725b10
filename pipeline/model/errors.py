"""What the pipeline cannot go on from; each kind has an exit code of its own.

Exit codes: 0 clean, 1 errors in the text, 2 wrong usage, 3 and up one a kind of failure.
"""

from __future__ import annotations

from pathlib import Path


class PipelineError(Exception):
    """The pipeline cannot go on; the message says what is wrong and what to do."""

    exit_code = 3


class UsageError(PipelineError):
    """What was asked for cannot be done: no such input, a name that is no edition."""

    exit_code = 2


class UnreadableFileError(UsageError):
    """A file cannot be read as what it should be; ``fault`` says what is wrong with it."""

    def __init__(self, path: Path, fault: str) -> None:
        # What it is made of again, where it comes from another process.
        super().__init__(path, fault)
        self.path, self.fault = path, fault

    def __str__(self) -> str:
        return f"{self.path}: {self.fault}"


class MissingProgramError(PipelineError):
    """A program or package the pipeline needs is not there."""

    exit_code = 4


class ConversionError(PipelineError):
    """pandoc or Typst failed, or gave something that cannot be read."""

    exit_code = 5


class UnusableFileError(ConversionError):
    """A file of the edition that the outputs are to look like cannot be used.

    ``fault`` is what is wrong with it at ``line``, ``hint`` what to do.
    """

    def __init__(self, path: Path, fault: str, hint: str, line: int = 1) -> None:
        # What it is made of again, where it comes from another process.
        super().__init__(path, fault, hint, line)
        self.path, self.fault, self.hint, self.line = path, fault, hint, line

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: {self.fault}; {self.hint}"


class PublishError(PipelineError):
    """An output could not be put in its place."""

    exit_code = 6


class BusyError(PipelineError):
    """Another build is writing to the same folder."""

    exit_code = 7


class ClusterError(PipelineError):
    """A scheduler, its workers or an object store cannot be used as they are."""

    exit_code = 8
