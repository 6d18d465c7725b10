"""The only module that runs git, and only such of its commands as show what a repository holds.

The folder of an edition may be a repository too, or hold what looks like one, with commands in its
configuration that git would run. So the repository is found by its ``.git``, which no pull request
can bring, and named to git; and no command is used that looks at attributes, filters or hooks.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

from pipeline.model.errors import MissingProgramError, UsageError
from pipeline.system import programs
from pipeline.system.programs import LimitError, Limits

_LIMITS = Limits(seconds=120, output=1 << 31)
# Each is off even where the configuration of the repository or the user turns it on.
_OFF = {
    "safe.bareRepository": "explicit",
    "core.hooksPath": os.devnull,
    "core.attributesFile": os.devnull,
    "core.fsmonitor": "false",
    "core.pager": "cat",
    "log.showSignature": "false",
    "protocol.allow": "never",
}
_OPTIONS = (
    "--no-pager", "--literal-pathspecs", "--no-optional-locks", "--no-replace-objects",
    *(word for key, value in _OFF.items() for word in ("-c", f"{key}={value}")),
)  # fmt: skip


def top_of(folder: Path) -> Path | None:
    """Give the top of the repository that ``folder`` lies in; None where it lies in none."""
    folder = folder.resolve()
    return next((one for one in (folder, *folder.parents) if os.path.lexists(one / ".git")), None)


def run(top: Path, *arguments: str, given: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    """Run a command of git that shows something of the repository with the folder ``top``.

    Raises MissingProgramError without git, UsageError where it takes too long or says too much.
    """
    program = shutil.which("git")
    if program is None or not Path(program).is_absolute():
        raise MissingProgramError("revisions need git, which is not in PATH; install it")
    try:
        return programs.run(
            [program, *_OPTIONS, *arguments], given,
            environment=_environment(top), limits=_LIMITS,
        )  # fmt: skip
    except LimitError as error:
        raise UsageError(f"{top}: git {arguments[0]} was ended: {error}") from error


def _environment(top: Path) -> dict[str, str]:
    kept = {name: os.environ[name] for name in ("PATH", "SYSTEMROOT") if name in os.environ}
    return {
        **kept,
        "LC_ALL": "C",
        "GIT_DIR": str(top / ".git"),
        "GIT_WORK_TREE": str(top),
        "GIT_CONFIG_NOSYSTEM": "1",
        "GIT_CONFIG_GLOBAL": os.devnull,
        "GIT_NO_LAZY_FETCH": "1",
        "GIT_TERMINAL_PROMPT": "0",
    }
