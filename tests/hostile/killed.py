"""Kill builds at random moments: each edition is old or new or says that it is neither yet.

Then every call of the system that publishing makes fails once in each way (``tests/publish``).

``python -m tests.hostile.killed [--count 200] [--seed 1] [--page docs/robustness.md]``

Two versions of an edition take turns. A build of the other version is stopped by a signal; then
nobody may be left at work after two seconds, the outputs must be those of one version or have the
note that says that they are being replaced, and the next run must make them whole.
"""

from __future__ import annotations

import argparse
import math
import os
import signal
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path
from random import Random
from typing import NoReturn, TypeAlias

import pipeline.cli
import pipeline.convert.docx
import pipeline.convert.html
import pipeline.engine.build
import pipeline.verify.docx
import pipeline.verify.html
from tests.hostile.folders import SETTINGS
from tests.hostile.page import write_section
from tests.hostile.words import LETTER
from tests.publish import faults

SIGNALS = (signal.SIGKILL, signal.SIGKILL, signal.SIGTERM, signal.SIGHUP, signal.SIGINT)
_DOCUMENTS = 40
_PUBLISHING = 0.4  # seconds that it takes to put the files into place, and a little more
_AT_WORK = 2  # seconds until nobody may be
_HALF = b"The outputs in this folder are being replaced"
State: TypeAlias = dict[str, bytes]


def main() -> int:
    """Give 1 where anything went wrong."""
    parser = argparse.ArgumentParser(prog="python -m tests.hostile.killed")
    parser.add_argument("--count", type=int, default=200)
    parser.add_argument("--seconds", type=float, help="stop no more builds after this time")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--page", type=Path)
    given = parser.parse_args()
    random = Random(given.seed)
    seen: Counter[str] = Counter()
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        for name in ("tmp", "cache"):
            (root / name).mkdir()
        for version in ("one", "two"):
            _lay_out(root / version, version)
        whole, seconds = {}, {}
        for version in ("two", "one", "two", "one"):  # the second time from what is kept
            begun = time.monotonic()
            if _wait(_start(root, version, ())) != 0:
                raise SystemExit("the build itself fails")
            whole[version], seconds[True] = _state(root), time.monotonic() - begun
        begun = time.monotonic()
        _wait(_start(root, "one", ("--no-cache", "--workers", "2")))
        seconds[False] = time.monotonic() - begun
        now, other = "one", "two"
        until = math.inf if given.seconds is None else time.monotonic() + given.seconds
        count = 0
        while count < given.count and time.monotonic() < until:
            number, count = count, count + 1
            kept, how = number % 4 > 0, random.choice(SIGNALS)
            arguments = () if kept else ("--no-cache", "--workers", "2")
            child = _start(root, other, arguments)
            _wait_for_a_moment(root, child, random, seconds[kept] if number % 2 else None)
            os.kill(child, how)
            code = _wait(child)
            found = list(_faults(root, child, how, whole[now], whole[other], seen))
            if _wait(_start(root, other, ())) != 0 or _state(root) != whole[other]:
                found.append("the next run does not repair it")
            if list((root / "tmp").iterdir()):
                found.append("folders for a while are left after the next run")
            for fault in found:
                print(f"{number}: {how.name} after which it ended with {code}: {fault}", flush=True)
            seen["wrong"] += bool(found)
            now, other = other, now
    rows = ["| builds that were stopped | count |", "|---|---|", f"| all | {count} |"]
    rows += [f"| {what} | {count} |" for what, count in sorted(seen.items())]
    print("\n".join(rows))
    with tempfile.TemporaryDirectory() as folder:
        failed = faults.table(Path(folder))
    print(failed)
    if given.page is not None:
        write_section(given.page, "killed", "\n".join(rows))
        write_section(given.page, "faults", failed)
    return int(seen["wrong"] > 0)


def _lay_out(folder: Path, version: str) -> None:
    edition = folder / "letters"
    edition.mkdir(parents=True)
    formats = '[outputs]\nformats = ["html", "docx"]\nper_document = true\n'
    (edition / "edition.toml").write_text(SETTINGS + formats)
    for number in range(1, _DOCUMENTS if version == "one" else _DOCUMENTS + 5):
        text = LETTER.replace("No. 1", f"No. {number}").replace("the board", f"the board {version}")
        (edition / f"d{number}.txt").write_text(text)


def _start(root: Path, version: str, arguments: tuple[str, ...]) -> int:
    child = os.fork()
    if child == 0:
        _become(root, ["build", version, "--out", "out", *arguments])
    return child


def _become(root: Path, arguments: list[str]) -> NoReturn:
    os.setsid()
    os.chdir(root)
    nowhere = os.open(os.devnull, os.O_RDWR)
    for number in range(3):
        os.dup2(nowhere, number)
    os.environ.update(TMPDIR=str(root / "tmp"), EDITION_CACHE=str(root / "cache"))
    tempfile.tempdir = None
    sys.argv = ["edition", *arguments]
    status = 1
    try:
        pipeline.cli.main()
    except SystemExit as end:
        status = end.code if isinstance(end.code, int) else 1
    finally:
        os._exit(status)


def _wait_for_a_moment(root: Path, child: int, random: Random, seconds: float | None) -> None:
    """Wait for any moment of a build that takes so long, or one after files begin to lie ready."""
    if seconds is not None:
        time.sleep(random.uniform(0, 1.3 * seconds))
        return
    while not (root / "out" / ".work").exists() and not _has_ended(child):
        time.sleep(0.002)
    time.sleep(random.uniform(0, _PUBLISHING))


def _has_ended(child: int) -> bool:
    return os.waitid(os.P_PID, child, os.WEXITED | os.WNOHANG | os.WNOWAIT) is not None


def _wait(child: int) -> int:
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def _faults(
    root: Path, session: int, how: signal.Signals, old: State, new: State, seen: Counter[str]
) -> list[str]:
    faults = []
    until = time.monotonic() + _AT_WORK
    while _at_work(session) and time.monotonic() < until:
        time.sleep(0.01)
    if _at_work(session):
        faults.append("processes are left at work")
    found = _state(root)
    if found == old:
        seen["left as it was"] += 1
    elif found == new:
        seen["done"] += 1
    elif found.get("letters/STALE.txt", b"").startswith(_HALF) and how is signal.SIGKILL:
        seen["left with the note that files are being replaced"] += 1
    else:
        faults.append("neither old nor new")
    if how is not signal.SIGKILL and list((root / "tmp").iterdir()):
        faults.append("folders for a while are left")
    return faults


def _at_work(session: int) -> bool:
    """Tell whether a process of a session has not ended."""
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            rest = path.read_text(encoding="utf-8").rpartition(")")[2].split()
        except OSError:
            continue
        if int(rest[3]) == session and rest[0] != "Z":
            return True
    return False


def _state(root: Path) -> State:
    """Give the outputs; what lies ready beside them is none."""
    out = root / "out"
    return {
        path.relative_to(out).as_posix(): path.read_bytes()
        for path in out.rglob("*")
        if path.is_file() and path.relative_to(out).parts[0] not in {".work", ".lock"}
    }


if __name__ == "__main__":
    sys.exit(main())
