"""An edition as it was at a revision that git knows.

Git is asked, never told: nothing in the repository or its index changes. Of a tree only regular
files are taken, and only into a folder of our own.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from pipeline.model.errors import UnreadableFileError, UsageError
from pipeline.system import git, reading, temporary
from pipeline.system.shown import escaped

# An edition is texts; a scan that lies beside them is left out, and a tree made to fill the disk
# is refused.
_LARGEST = 64 * 1024 * 1024
_MOST_BYTES = 1024 * 1024 * 1024
_MOST_FILES = 50_000
_FILE = reading.InputKind("a file of an edition", _LARGEST)
_REGULAR = ("100644", "100755")
_LINK = "120000"
_SHA1_DIGITS = 40
_UNSHALLOW = (
    "the history here is cut short: fetch all of it with `git fetch --unshallow`, or with "
    "`fetch-depth: 0` on a build server"
)


@dataclass(frozen=True, slots=True)
class _TreeEntry:
    """What a tree holds under a name: its mode in octal figures, the name and size of its blob."""

    mode: str
    blob: str
    size: int

    @property
    def is_text(self) -> bool:
        """Whether this is a regular file, of a size that a text can have."""
        return self.mode in _REGULAR and self.size <= _LARGEST


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
            raise UsageError(f"{shown!r} names no revision; give a branch, a tag or a commit")
        top = git.top_of(folder)
        if top is None:
            raise UsageError(f"{folder}: a revision needs a git repository, and this is none")
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
        """Name the files of ``folder`` that differ from the revision, or are not in git at all.

        They are held against it byte by byte, for which no attribute or filter is needed. A file
        whose lines end in CRLF is the one in git whose lines end in LF.
        """
        then = self._tree(self.name_of(str(folder)))
        now = {self._name_in(path) for path in _files(folder.resolve())}
        return frozenset(
            {name for name in then if name not in now}
            | {name for name in now if not self._is_same(name, then.get(name))}
        )

    @contextmanager
    def restored(self, folder: Path, changed: Collection[str]) -> Iterator[Path | None]:
        """Lay ``folder`` out as it was, for as long as the context lasts.

        Gives the folder that stands for the top of the repository, or None where ``folder`` was
        not there. Raises UsageError where it is too large.
        """
        inside = self.name_of(str(folder))
        with temporary.folder() as work:
            # Where settings give none, the folder's name is the edition's id.
            top = Path(work, self.top.name or "top")
            then = self._tree(inside)
            texts = {name: one for name, one in then.items() if one.is_text and _is_inner(name)}
            if sum(one.size for one in texts.values()) > _MOST_BYTES or len(texts) > _MOST_FILES:
                raise UsageError(
                    f"{inside}: the edition is too large to be held against what it was"
                )
            for name, one in texts.items():
                self._restore(name, one, top / name, is_changed=name in changed)
            if texts:
                _copy_settings_beside(folder.resolve(), (top / inside).parent)
            yield top if texts else None

    def _tree(self, inside: str) -> Mapping[str, _TreeEntry]:
        """Give what the revision holds below ``inside``, by its path."""
        listed = self._run("ls-tree", "-r", "-z", "-l", "--full-tree", self.commit, "--", inside)
        found = {}
        for row in listed.split(b"\0")[:-1]:
            facts, _, path = row.partition(b"\t")
            mode, _, blob, size = facts.decode("ascii").split()
            found[os.fsdecode(path)] = _TreeEntry(mode, blob, int(size) if size.isdecimal() else 0)
        return found

    def _name_in(self, path: Path) -> str:
        return path.relative_to(self.top).as_posix()

    def _is_same(self, name: str, then: _TreeEntry | None) -> bool:
        path = self.top / name
        if then is None:
            return False
        if then.mode == _LINK or path.is_symlink():
            is_link = then.mode == _LINK and path.is_symlink()
            return is_link and _blob(os.fsencode(path.readlink()), then) == then.blob
        if then.size > _LARGEST:  # no text, and not worth reading
            return path.stat().st_size == then.size
        try:
            data = reading.read(path, _FILE)
        except UnreadableFileError:
            return False
        return then.blob in (_blob(data, then), _blob(data.replace(b"\r\n", b"\n"), then))

    def _restore(self, name: str, then: _TreeEntry, target: Path, *, is_changed: bool) -> None:
        target.parent.mkdir(parents=True, exist_ok=True)
        try:
            here = reading.read(self.top / name, _FILE)
        except UnreadableFileError:
            here = b""
        data = self._run("cat-file", "blob", then.blob) if is_changed else here
        if b"\r\n" in here and b"\r" not in data:  # with the line ends that it has here
            data = data.replace(b"\n", b"\r\n")
        target.write_bytes(data)

    def _run(self, *arguments: str) -> bytes:
        done = git.run(self.top, *arguments)
        if done.returncode:
            said = escaped(os.fsdecode(done.stderr).split("\n", 1)[0])
            raise UsageError(f"{self.top}: git {arguments[0]} failed; it says: {said}")
        return done.stdout


def _blob(data: bytes, like: _TreeEntry) -> str:
    """Give the name that git has for a blob, a hash of the kind that ``like`` is named by."""
    kind = hashlib.sha1 if len(like.blob) == _SHA1_DIGITS else hashlib.sha256
    return kind(b"blob %d\0" % len(data) + data).hexdigest()


def _files(folder: Path) -> Iterator[Path]:
    """Give what a folder holds but folders, with links as such; what git keeps is none of it."""
    for place, folders, names in os.walk(folder):
        links = [name for name in folders if Path(place, name).is_symlink()]
        folders[:] = [name for name in folders if name != ".git"]
        yield from (Path(place, name) for name in (*names, *links) if name != ".git")


def _is_inner(name: str) -> bool:
    parts = PurePosixPath(name).parts
    return not name.startswith("/") and ".." not in parts and "\\" not in name and ":" not in name


def _copy_settings_beside(folder: Path, target: Path) -> None:
    """Copy the settings of the editions beside it, whose ids are compared with its own."""
    for path in sorted(folder.parent.glob("*/edition.toml")):
        copy = target / path.parent.name / path.name
        if path.parent != folder and reading.is_regular(path) and not copy.exists():
            copy.parent.mkdir(parents=True, exist_ok=True)
            copy.write_bytes(reading.read(path, reading.SETTINGS))


def _advice(top: Path) -> str:
    shallow = git.run(top, "rev-parse", "--is-shallow-repository").stdout
    return _UNSHALLOW if shallow.startswith(b"true") else "`git log` lists those there are"


def _hash(top: Path, *arguments: str) -> str:
    """Give the commit that git prints, or nothing where there is none."""
    done = git.run(top, *arguments)
    return "" if done.returncode else done.stdout.decode("ascii").removesuffix("\n")
