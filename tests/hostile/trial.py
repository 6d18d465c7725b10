"""One trial: the command in a process of its own, and what must not have come of it.

A process is forked from one that has imported everything, so that thousands take minutes.
"""

from __future__ import annotations

import os
import re
import resource
import shutil
import signal
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import NoReturn

from tests.hostile import words
from tests.hostile.folders import SECRET, SETTINGS, letters
from tests.hostile.kinds import KINDS

CODES = {0, 1, 2, 6}
MOST_SECONDS, MOST_BYTES = 10, 1 << 30
_MOST_CPU = 60
_STOPPED_AFTER = 900  # seconds by the clock, on a machine with much other work to do
# What a command may write: these files below the root, and no other.
_WRITING = {
    "decide": re.compile(r"/input/letters/d1\.decisions\.toml"),
    "import": re.compile(r"(?:/input/letters|/into.*|/home|)/[^/]+\.(?:txt|imported\.json)"),
    "merge": re.compile(r"/input/letters/d1\.txt"),
    "new": re.compile(r"/(?:input/(?!letters)|into).*", re.DOTALL),
    "profile": re.compile(r"/input/letters/profile/[a-z]+\.toml"),
    "tidy": re.compile(r"/input/letters/d1\.txt"),
}
_COLOUR = re.compile("\x1b\\[[0-9;]*m")
_OURS = re.compile(r"::(error|warning|notice) (file=|title=)")


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a trial: ``faults`` are in words, and none is what is wanted."""

    kind: str
    seed: int
    arguments: tuple[str, ...]
    code: int
    seconds: float
    size: int
    faults: tuple[str, ...]
    said: str


def attempt(kind: str, seed: int, folder: Path) -> Outcome:
    """Make the input number ``seed`` of a kind below ``folder`` and try it."""
    random = Random(f"{kind} {seed}")
    root = folder / "root"
    shutil.rmtree(root, ignore_errors=True)
    for name in ("home", "tmp", "cache"):
        (root / name).mkdir(parents=True)
    (root / "home" / "secret").write_text(f"TOKEN={SECRET}\n" * 20)
    letters(root).mkdir(parents=True)
    (letters(root) / "edition.toml").write_text(SETTINGS)
    (letters(root) / "d1.txt").write_text(words.LETTER)
    arguments = KINDS[kind](random, root)
    if arguments[0] in {"check", "build", "encode", "fix"} and "--workers" not in arguments:
        arguments[1:1] = ["--workers", "1"]
    before = _state(root)
    code, seconds, size, said = _run(arguments, root)
    if arguments[0].startswith("FORCE_COLOR="):  # whoever runs the command asked for it
        said = _COLOUR.sub("", said)
    faults = tuple(_faults(arguments, code, seconds, size, said, before, root))
    return Outcome(kind, seed, tuple(arguments), code, seconds, size, faults, said)


def _command(arguments: list[str]) -> list[str]:
    """Give what follows the variables, as ``COLUMNS=1``, that stand before a command."""
    return arguments[1:] if "=" in arguments[0] else arguments


def _run(arguments: list[str], root: Path) -> tuple[int, float, int, str]:
    """Run the command; give its status, seconds of CPU, the most memory of one process, its words."""
    with (root / "said").open("w+b") as said:
        child = os.fork()
        if child == 0:
            _become(arguments, root, said.fileno())
        until = time.monotonic() + _STOPPED_AFTER
        while True:
            done, status, used = os.wait4(child, os.WNOHANG)
            if done:
                break
            if time.monotonic() > until:
                os.killpg(child, signal.SIGKILL)
            time.sleep(0.005)
        said.seek(0)
        shown = said.read(1 << 24).decode("utf-8", "backslashreplace")
    (root / "said").unlink()
    code = os.waitstatus_to_exitcode(status)
    return code, used.ru_utime + used.ru_stime, used.ru_maxrss * 1024, shown


def _become(arguments: list[str], root: Path, said: int) -> NoReturn:
    """Turn this process into one that was started with ``arguments``."""
    os.setpgid(0, 0)
    os.chdir(root)
    os.dup2(os.open("given" if Path("given").exists() else os.devnull, os.O_RDONLY), 0)
    os.dup2(said, 1)
    os.dup2(said, 2)
    kept = {name: os.environ[name] for name in ("PATH", "PYTHONPATH") if name in os.environ}
    os.environ.clear()
    os.environ.update(
        kept, TMPDIR=str(root / "tmp"), EDITION_CACHE=str(root / "cache"), TOKEN=SECRET
    )
    if (command := _command(arguments)) != arguments:
        name, _, value = arguments[0].partition("=")
        os.environ[name] = value
    resource.setrlimit(resource.RLIMIT_CPU, (_MOST_CPU, _MOST_CPU))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    sys.stdout = open(1, "w", encoding="utf-8", closefd=False)  # noqa: SIM115 - the descriptor
    sys.stderr = open(2, "w", encoding="utf-8", closefd=False)  # noqa: SIM115 - as above
    sys.argv = ["edition", *command]
    status = 1
    try:
        from pipeline.cli import main  # noqa: PLC0415 - it is imported already

        main()
    except SystemExit as end:
        status = end.code if isinstance(end.code, int) else 1
    except BaseException:  # noqa: BLE001 - as Python does at the top
        sys.excepthook(*sys.exc_info())
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(status)


def _state(root: Path) -> dict[str, tuple[int, int, bytes]]:
    """Give what lies in ``root`` but for the places where something may be written."""
    found = {}
    for place, folders, names in os.walk(root):
        if Path(place) == root:
            folders[:] = [name for name in folders if name not in {"out", "cache", "build"}]
        kept = [name for name in names if Path(place) != root or name != "out"]
        for name in (*folders, *kept):
            path = Path(place, name)
            facts = path.lstat()
            small = path.is_file() and not path.is_symlink() and facts.st_size < 1 << 20
            held = path.read_bytes() if small else b""
            found[str(path)] = (facts.st_mode, facts.st_size if small else 0, held)
    return found


def _faults(
    arguments: list[str],
    code: int,
    seconds: float,
    size: int,
    said: str,
    before: dict[str, tuple[int, int, bytes]],
    root: Path,
) -> Iterator[str]:
    if "Traceback" in said:
        yield "traceback"
    elif code not in CODES:
        yield f"exit code {code}"
    if seconds > MOST_SECONDS:
        yield "too long"
    if size > MOST_BYTES:
        yield "too much memory"
    after = _state(root)
    named, command = _named_outputs(arguments, root), _command(arguments)[0]
    if named:
        after = {
            name: held for name, held in after.items() if name in before or not _is_in(name, named)
        }
    if command in _WRITING:
        for held in (before, after):
            for name in [one for one in held if _WRITING[command].fullmatch(one, len(str(root)))]:
                del held[name]
    if after != before:
        yield "something was changed elsewhere"
    if SECRET in said:
        yield "a secret was shown"
    for line in said.split("\n"):
        if (line.startswith("::") and not _OURS.match(line)) or "##[" in line:
            yield "a command was shown"
            break
    said = said.replace("\r\n", "\n") if command == "lsp" else said  # of the protocol
    if not said.replace("\n", "").isprintable():
        yield "a control character was shown"


def _named_outputs(arguments: list[str], root: Path) -> str:
    """Give the place that a command was told to write to; what is new there may be an output."""
    if arguments[0].startswith("EDITION_CACHE="):
        return str(root / arguments[0].partition("=")[2])
    for flag in ("--out", "--write-baseline"):
        if flag in arguments[:-1]:
            return os.path.normpath(root / arguments[arguments.index(flag) + 1])
    return ""


def _is_in(name: str, place: str) -> bool:
    return name == place or Path(name).is_relative_to(Path(place))
