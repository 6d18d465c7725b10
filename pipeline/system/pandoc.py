"""The only module that runs pandoc: what it reads by standard input, the result from its output."""

from __future__ import annotations

import os
import re
import subprocess
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from pipeline.model.errors import ConversionError, MissingProgramError, PipelineError
from pipeline.system import programs
from pipeline.system.programs import LimitError, Limits

# A clock of our own: pandoc writes the time of day into what it makes.
LIMITS = Limits(seconds=600)
# A file of a stranger may be made to take long; a volume of 1,000 pages takes seconds.
READING = Limits(seconds=120)
# Of its heap; it takes addresses for a terabyte at once, so that the system cannot limit them.
MEMORY = 4 << 30
_ADVICE = "no output was changed, please report this with the edition"
EPOCH = "315619200"  # 1980-01-02, which a zip can hold in every time zone


_PATTERN = re.compile(rb"pandoc(?:\.exe)? ([0-9]+(?:\.[0-9]+)+)\s")
# --syntax-highlighting is of 3.8; the next major version may write another JSON.
_FIRST, _AFTER = (3, 8), (4,)


@cache
def program() -> Path:
    """Find the pandoc of the package pypandoc_binary or, without it, a usable one on PATH.

    Importing pypandoc and asking it for the path takes 180 ms, looking for the file 1 ms.
    Raises MissingProgramError.
    """
    packaged = of_package()
    if packaged is not None:
        return packaged
    others: list[str] = []
    for path in programs.on_path("pandoc"):
        version = _version(path)
        if _FIRST <= _numbers(version) < _AFTER:
            return path
        others.append(f"{str(path)!r} is {version or 'none'}")
    raise MissingProgramError(
        "pandoc is missing: install the package pypandoc_binary into this environment, or a pandoc"
        f" of version 3.8 or a later 3.x{'; ' if others else ''}{', '.join(others)}"
    )


def of_package() -> Path | None:
    """Find the pandoc that the package pypandoc_binary brings."""
    spec = find_spec("pypandoc")
    folders = spec.submodule_search_locations if spec else None
    for folder in folders or ():
        for name in ("pandoc", "pandoc.exe"):
            path = Path(folder, "files", name).resolve()
            if path.is_file():
                return path
    return None


def version() -> str:
    """Give the version of the pandoc that is used, as ``3.9``."""
    return _version(program())


def _version(path: Path) -> str:
    """Ask a program for its version; empty where it is no pandoc that runs as we run it."""
    try:
        said = _PATTERN.match(_run(path, ["--version"], b""))
    except PipelineError:
        return ""
    return said[1].decode() if said else ""


def _numbers(version: str) -> tuple[int, ...]:
    return tuple(map(int, version.split("."))) if version else ()


def run(writer: str, document: bytes, *options: str) -> bytes:
    """Convert ``document``, pandoc's JSON, with ``writer``.

    ``options`` must not carry text of a transcription.
    """
    return _run(program(), ["--from=json", f"--to={writer}", "--output=-", *options], document)


def read(reader: str, data: bytes, *options: str) -> bytes:
    """Give a document of a stranger as pandoc's JSON; nothing that it names is fetched."""
    command = [f"--from={reader}", "--to=json", "--output=-", "--sandbox", *options]
    return _run(program(), command, data, READING)


def _run(path: Path, arguments: list[str], document: bytes, limits: Limits = LIMITS) -> bytes:
    environment = {"PATH": os.defpath, "LC_ALL": "C.UTF-8", "SOURCE_DATE_EPOCH": EPOCH, "TZ": "UTC"}
    command = [str(path), *arguments, "+RTS", f"-M{MEMORY >> 20}m", "-RTS"]
    try:
        done = programs.run(command, document, environment=environment, limits=limits)
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
