"""How files are written: into one folder, below which no link is followed.

Whoever can put a link into the folder of outputs would else choose which files of the user are
replaced, moved away or added to. Where the system has handles of folders, each step down is made
from the handle of the folder before; elsewhere each is looked at before it is made.
"""

from __future__ import annotations

import errno
import os
import shutil
import stat
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from pipeline.system.reading import up_to

_HANDLES = {os.open, os.mkdir, os.rename, os.unlink, os.rmdir, os.stat} <= os.supports_dir_fd
_CLOSED = getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_BINARY", 0)
_NO_LINK = getattr(os, "O_NOFOLLOW", 0)
_FOLDER = os.O_RDONLY | getattr(os, "O_DIRECTORY", 0) | _CLOSED
_NEW = os.O_WRONLY | os.O_CREAT | os.O_EXCL | _NO_LINK | _CLOSED
_READ = os.O_RDONLY | _NO_LINK | getattr(os, "O_NONBLOCK", 0) | _CLOSED


class PlaceError(OSError):
    """What stands at a place keeps a file from being put there; ``strerror`` says it in words."""


NOTHING_THERE = (FileNotFoundError, NotADirectoryError, PlaceError)
"""What is raised where no file is there that could be read or removed."""


@dataclass(frozen=True, slots=True)
class Folder:
    """A folder at ``path``; ``handle`` is None where the system has no handles of folders.

    Names of files are relative paths with ``/`` between their parts. What a method cannot do it
    says by an OSError.
    """

    path: Path
    handle: int | None

    @classmethod
    @contextmanager
    def at(cls, path: Path, *, make: bool = True) -> Iterator[Folder]:
        """Hold the folder that a user named; ``make`` it where it is not there.

        Links that lead to it are followed, since the user named them; below it none is.
        """
        if make:
            path.mkdir(parents=True, exist_ok=True)
        with _held(cls(path, None), path) as folder:
            yield folder

    @contextmanager
    def inner(self, name: str, *, make: bool = False) -> Iterator[Folder]:
        """Hold a folder below this one; ``make`` it where it is not there."""
        with self.step(_parts(name), make=make) as folder:
            yield folder

    def write(self, name: str, data: bytes) -> None:
        """Write a file that is not there yet, and its folders, down to the disk."""
        with self.parent(name, make=True) as (folder, last):
            handle = os.open(folder.place(last), _NEW, 0o666, dir_fd=folder.handle)
            with os.fdopen(handle, "wb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())

    def read(self, name: str, count: int) -> bytes | None:
        """Read the first ``count`` bytes of a regular file; None where none is there."""
        try:
            with self.parent(name) as (folder, last):
                if not stat.S_ISREG(folder.stat(last).st_mode):
                    return None
                handle = os.open(folder.place(last), _READ, dir_fd=folder.handle)
                try:
                    regular = stat.S_ISREG(os.fstat(handle).st_mode)
                    return up_to(handle, count) if regular else None
                finally:
                    os.close(handle)
        except NOTHING_THERE:
            return None

    def holds(self, name: str, data: bytes) -> bool:
        """Tell whether a regular file is there with nothing but ``data``."""
        try:
            with self.parent(name) as (folder, last):
                if folder.stat(last).st_size != len(data):
                    return False
        except NOTHING_THERE:
            return False
        return self.read(name, len(data) + 1) == data

    def move(self, old: str, target: Folder, new: str) -> None:
        """Rename a file into ``target`` under the name ``new``, in the place of the one there."""
        with self.parent(old) as (here, last), target.parent(new, make=True) as (there, name):
            os.replace(
                here.place(last), there.place(name),
                src_dir_fd=here.handle, dst_dir_fd=there.handle,
            )  # fmt: skip

    def make_room(self, name: str) -> None:
        """Make the folders of a file, and see that it can be put there."""
        with self.parent(name, make=True) as (folder, last):
            try:
                there = folder.stat(last)
            except FileNotFoundError:
                pass
            else:
                place = str(folder.path / last)
                if stat.S_ISDIR(there.st_mode):
                    said = "a folder stands where an output belongs; take it away"
                    raise PlaceError(0, said, place)
                if stat.S_ISCHR(there.st_mode) or stat.S_ISBLK(there.st_mode):
                    # A rename would put a file in the place of /dev/null for all on the machine.
                    raise PlaceError(0, "a device is no place for an output; name another", place)
            if not os.access(folder.place("."), os.W_OK, dir_fd=folder.handle):
                raise PlaceError(0, "nothing can be written to it", str(folder.path))

    def sync(self) -> None:
        """Have the names of the files in this folder down on the disk."""
        if self.handle is not None:
            os.fsync(self.handle)

    def remove(self, name: str) -> None:
        """Remove a file or a link, where one is there."""
        with suppress(FileNotFoundError), self.parent(name) as (folder, last):
            os.unlink(folder.place(last), dir_fd=folder.handle)

    def remove_folder(self, name: str) -> None:
        """Remove a folder that is empty."""
        with self.parent(name) as (folder, last):
            os.rmdir(folder.place(last), dir_fd=folder.handle)

    def remove_all(self, name: str) -> None:
        """Remove what is there under a name: a folder with all it holds; of a link, the link."""
        with suppress(FileNotFoundError):
            if not _is_folder(self.stat(name)):
                self.remove(name)
                return
            with self.parent(name) as (folder, last):
                try:
                    shutil.rmtree(folder.place(last), dir_fd=folder.handle)
                except RecursionError:
                    fault = "folders stand in one another too deep to be removed; take them away"
                    raise PlaceError(0, fault, str(folder.path / last)) from None

    def names(self) -> list[str]:
        """Name what lies in this folder, in order."""
        with os.scandir(self.path if self.handle is None else self.handle) as entries:
            return sorted(one.name for one in entries)

    def stat(self, name: str) -> os.stat_result:
        """Give the facts of what is there under a name; of a link, those of the link."""
        with self.parent(name) as (folder, last):
            return os.stat(folder.place(last), dir_fd=folder.handle, follow_symlinks=False)

    def is_there(self, name: str) -> bool:
        """Tell whether anything is there under a name."""
        try:
            self.stat(name)
        except NOTHING_THERE:
            return False
        except OSError as error:
            if error.errno != errno.ENAMETOOLONG:
                raise
            return False
        return True

    def place(self, part: str) -> str:
        """Give what the system is to be asked for, together with the handle."""
        return part if self.handle is not None else str(self.path / part)

    @contextmanager
    def parent(self, name: str, *, make: bool = False) -> Iterator[tuple[Folder, str]]:
        """Hold the folder that a file lies in, and give the last part of its name."""
        *above, last = _parts(name)
        with self.step(above, make=make) as folder:
            yield folder, last

    @contextmanager
    def step(self, parts: list[str], *, make: bool) -> Iterator[Folder]:
        """Hold the folder that ``parts`` lead to, one step after the other."""
        if not parts:
            yield self
            return
        first, *rest = parts
        if make:
            with suppress(FileExistsError):
                os.mkdir(self.place(first), dir_fd=self.handle)
        if not _is_folder(self.stat(first)):
            raise PlaceError(
                0, "a link or a file stands where a folder of outputs belongs; take it away",
                str(self.path / first),
            )  # fmt: skip
        with _held(self, self.path / first, first) as folder, folder.step(rest, make=make) as last:
            yield last


@contextmanager
def _held(above: Folder, path: Path, part: str = "") -> Iterator[Folder]:
    """Hold the folder ``part`` of ``above``, or the one at ``path`` that a user named."""
    if not _HANDLES:
        yield Folder(path, None)
        return
    handle = os.open(part or path, _FOLDER | (_NO_LINK if part else 0), dir_fd=above.handle)
    try:
        yield Folder(path, handle)
    finally:
        os.close(handle)


def _is_folder(found: os.stat_result) -> bool:
    """Tell a folder; on Windows a junction says that it is one, and leads elsewhere."""
    return stat.S_ISDIR(found.st_mode) and not getattr(found, "st_reparse_tag", 0)


def _can_be(name: str) -> bool:
    """Tell whether the system can be asked for a name."""
    try:
        return b"\0" not in os.fsencode(name)
    except UnicodeEncodeError:  # half of a character, as JSON can hold it
        return False


def _parts(name: str) -> list[str]:
    """Take a name apart; one that leads out of the folder is no name."""
    pure = PurePosixPath(name)
    parts = list(pure.parts)
    if pure.is_absolute() or not parts or ".." in parts or not _can_be(name):
        raise PlaceError(0, "this is no name of a file in a folder", name)
    return parts
