"""An edition as it was at a revision that git knows.

Git is asked, never told: nothing in the repository or its index changes. Of a tree only regular
files are taken, and only into a folder of our own.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from pipeline.errors import MissingProgramError, UsageError
from pipeline.report.shown import escaped

# An edition is texts; a scan that lies beside them is left out, and a tree made to fill the disk
# is refused.
_LARGEST = 64 * 1024 * 1024
_MOST_BYTES = 1024 * 1024 * 1024
_MOST_FILES = 50_000
_REGULAR = (b"100644", b"100755")
_UNSHALLOW = (
    "the history here is cut short: fetch all of it with `git fetch --unshallow`, or with "
    "`fetch-depth: 0` on a build server"
)


@dataclass(frozen=True, slots=True)
class Revision:
    """The ``commit`` that a change began at, in the repository whose folder is ``top``."""

    top: Path
    commit: str

    @classmethod
    def of(cls, folder: Path, name: str) -> Revision:
        """Find the repository of ``folder`` and where the change since ``name`` began.

        This is where the way to ``name`` parted from the way to what is checked out, so that what
        others changed meanwhile is no part of it. Raises UsageError, MissingProgramError.
        """
        shown = escaped(name)
        if name.startswith("-") or not name.isprintable():
            raise UsageError(f"{shown!a} names no revision; give a branch, a tag or a commit")
        found = _git(folder.resolve(), "rev-parse", "--show-toplevel")
        if found.returncode:
            said = escaped(os.fsdecode(found.stderr).split("\n", 1)[0])
            raise UsageError(
                f"{folder}: --changed-since needs a git repository, and git says: {said}"
            )
        top = Path(os.fsdecode(found.stdout).removesuffix("\n"))
        commit = _hash(top, "rev-parse", "--verify", "--quiet", f"{name}^{{commit}}")
        if not commit:
            raise UsageError(f"{shown}: git knows no such revision; {_advice(top)}")
        base = _hash(top, "merge-base", commit, "HEAD")
        if not base:
            raise UsageError(f"{shown}: nothing joins this revision to HEAD; {_advice(top)}")
        return cls(top, base)

    def name_of(self, file: str) -> str:
        """Give the path of ``file`` from the top of the repository."""
        return Path(file).resolve().relative_to(self.top).as_posix()

    def changed(self, folder: Path) -> frozenset[str]:
        """Name the files of ``folder`` that differ from the revision, or are not in git at all."""
        inside = self.name_of(str(folder))
        differing = self._names(
            "diff", "--name-only", "-z", "--no-renames", "--no-ext-diff", "--no-textconv",
            "--ignore-submodules", self.commit, "--", inside,
        )  # fmt: skip
        return differing | self._names("ls-files", "-z", "--others", "--", inside)

    @contextmanager
    def restored(self, folder: Path, changed: Collection[str]) -> Iterator[Path | None]:
        """Lay ``folder`` out as it was, for as long as the context lasts.

        Gives the folder that stands for the top of the repository, or None where ``folder`` was
        not there. Raises UsageError where it is too large.
        """
        inside = self.name_of(str(folder))
        with tempfile.TemporaryDirectory(prefix="edition-") as work:
            # Where settings give none, the folder's name is the edition's id.
            top = Path(work, self.top.name or "top")
            names = self._tree(inside)
            for name in names:
                self._restore(name, top / name, changed)
            if names:
                _copy_settings_beside(folder.resolve(), (top / inside).parent)
            yield top if names else None

    def _tree(self, inside: str) -> list[str]:
        """Name the regular files below ``inside``, those of a size that a text can have."""
        listed = self._run("ls-tree", "-r", "-z", "-l", "--full-tree", self.commit, "--", inside)
        found: list[str] = []
        total = 0
        for row in listed.split(b"\0")[:-1]:
            facts, _, path = row.partition(b"\t")
            mode, _, _, size = facts.split()
            name = os.fsdecode(path)
            if mode in _REGULAR and int(size) <= _LARGEST and _is_inner(name):
                found.append(name)
                total += int(size)
        if total > _MOST_BYTES or len(found) > _MOST_FILES:
            raise UsageError(f"{inside}: the edition is too large to be held against what it was")
        return found

    def _restore(self, name: str, target: Path, changed: Collection[str]) -> None:
        target.parent.mkdir(parents=True, exist_ok=True)
        here = self.top / name
        if name not in changed and here.is_file() and not here.is_symlink():
            shutil.copyfile(here, target)
        else:  # with the line ends that a checkout would give it
            target.write_bytes(self._run("cat-file", "--filters", f"{self.commit}:{name}"))

    def _names(self, *arguments: str) -> frozenset[str]:
        return frozenset(os.fsdecode(name) for name in self._run(*arguments).split(b"\0") if name)

    def _run(self, *arguments: str) -> bytes:
        done = _git(self.top, *arguments)
        if done.returncode:
            said = escaped(os.fsdecode(done.stderr).split("\n", 1)[0])
            raise UsageError(f"{self.top}: git {arguments[0]} failed; it says: {said}")
        return done.stdout


def _is_inner(name: str) -> bool:
    parts = PurePosixPath(name).parts
    return not name.startswith("/") and ".." not in parts and "\\" not in name and ":" not in name


def _copy_settings_beside(folder: Path, target: Path) -> None:
    """No two editions may have one id, so those beside an edition are part of what it is."""
    for path in sorted(folder.parent.glob("*/edition.toml")):
        copy = target / path.parent.name / path.name
        if path.parent != folder and path.is_file() and not copy.exists():
            copy.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(path, copy)


def _advice(top: Path) -> str:
    shallow = _git(top, "rev-parse", "--is-shallow-repository").stdout
    return _UNSHALLOW if shallow.startswith(b"true") else "`git log` lists those there are"


def _hash(top: Path, *arguments: str) -> str:
    """Give the commit that git prints, or nothing where there is none."""
    done = _git(top, *arguments)
    return "" if done.returncode else done.stdout.decode("ascii").removesuffix("\n")


def _git(folder: Path, *arguments: str) -> subprocess.CompletedProcess[bytes]:
    program = shutil.which("git")
    if program is None or not Path(program).is_absolute():
        raise MissingProgramError("--changed-since needs git, which is not in PATH; install it")
    options = ("--literal-pathspecs", "--no-optional-locks", "-c", "core.fsmonitor=false")
    return subprocess.run(  # noqa: S603 - git by its full path, arguments checked or made here
        [program, *options, "-C", str(folder), *arguments],
        capture_output=True, check=False, stdin=subprocess.DEVNULL,
    )  # fmt: skip
