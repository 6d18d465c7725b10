"""The only module that runs pandoc: JSON by standard input, the result from standard output."""

from __future__ import annotations

import os
import subprocess
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from pipeline.model.errors import ConversionError, MissingProgramError
from pipeline.system import programs
from pipeline.system.programs import LimitError, Limits

# A clock of our own: pandoc writes the time of day into what it makes.
LIMITS = Limits(seconds=600)
# Of its heap; it takes addresses for a terabyte at once, so that the system cannot limit them.
MEMORY = 4 << 30
_ADVICE = "no output was changed, please report this with the edition"
EPOCH = "315619200"  # 1980-01-02, which a zip can hold in every time zone


@cache
def program() -> Path:
    """Find the pandoc that the package pypandoc_binary brings.

    Importing pypandoc and asking it for the path takes 180 ms, looking for the file 1 ms.
    """
    spec = find_spec("pypandoc")
    folders = spec.submodule_search_locations if spec else None
    for folder in folders or ():
        for name in ("pandoc", "pandoc.exe"):
            path = Path(folder, "files", name).resolve()
            if path.is_file():
                return path
    raise MissingProgramError(
        "pandoc is missing: install the package pypandoc_binary into this environment"
    )


def version() -> str:
    """Give pandoc's version, as ``3.9``."""
    return _run(["--version"], b"").split(b"\n")[0].decode().removeprefix("pandoc ").strip(" \r")


def run(writer: str, document: bytes, *options: str) -> bytes:
    """Convert ``document``, pandoc's JSON, with ``writer``.

    ``options`` must not carry text of a transcription.
    """
    return _run(["--from=json", f"--to={writer}", "--output=-", *options], document)


def _run(arguments: list[str], document: bytes) -> bytes:
    environment = {
        "PATH": os.defpath,
        "LC_ALL": "C.UTF-8",
        "SOURCE_DATE_EPOCH": EPOCH,
        "TZ": "UTC",
    }
    command = [str(program()), *arguments, "+RTS", f"-M{MEMORY >> 20}m", "-RTS"]
    try:
        done = programs.run(command, document, environment=environment, limits=LIMITS)
    except LimitError as error:
        raise ConversionError(f"pandoc was ended: {error}; {_ADVICE}") from error
    except OSError as error:
        raise MissingProgramError(
            f"pandoc cannot be started ({error.strerror}): install pypandoc_binary again"
        ) from error
    if done.returncode != 0:
        raise ConversionError(_failure(done))
    return done.stdout


def _failure(done: subprocess.CompletedProcess[bytes]) -> str:
    said = done.stderr.decode(errors="backslashreplace").strip(" \n") or "it gave no reason"
    how = f"was stopped by signal {-done.returncode}" if done.returncode < 0 else "failed"
    return f"pandoc {how}: {said}; {_ADVICE}"
