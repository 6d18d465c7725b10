"""Files of an edition changed: shown as a diff, and written, each whole or not at all."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import unified_diff
from pathlib import Path
from tempfile import NamedTemporaryFile

from pipeline.model.errors import PublishError
from pipeline.system import reading
from pipeline.system.shown import escaped

BYTE_ORDER_MARK = "\ufeff"
_HEADS = 2  # lines of a diff before its first change


@dataclass(frozen=True, slots=True)
class ChangedFile:
    """A file that holds ``before``, and the text that is to take its place."""

    path: Path
    before: bytes
    text: str

    def diff(self) -> Iterator[str]:
        """Give the lines of the diff, escaped as excerpts are.

        It is there to be read, and no program is meant to apply it: what cannot be seen is shown by
        its number. Carriage returns are left out unless some of them change.
        """
        before, after = read_text(self.before), self.text
        if before.count("\r") == after.count("\r"):
            before, after = before.replace("\r\n", "\n"), after.replace("\r\n", "\n")
        one, other = (text.removeprefix(BYTE_ORDER_MARK).split("\n") for text in (before, after))
        if one[-1] == other[-1] == "":  # what follows the last line end is no line
            one, other = one[:-1], other[:-1]
        shown = escaped(str(self.path))
        for number, line in enumerate(unified_diff(one, other, shown, shown, lineterm="")):
            yield line if number < _HEADS else line[:1] + _visible(line[1:])

    def save(self) -> None:
        """Put the text in the place of the old one; raises PublishError where that has changed."""
        replace(self.path, self.before, written(self.text))


def read_text(data: bytes) -> str:
    """Decode ``data``; of a file that is no UTF-8 nothing is lost, and nothing in it has a fix."""
    return data.decode("utf-8", "surrogateescape")


def written(text: str) -> bytes:
    """Encode what :func:`read_text` gave."""
    return text.encode("utf-8", "surrogateescape")


def _visible(line: str) -> str:
    """Show the blanks at the end of a line, which are often what is changed."""
    bare = line.rstrip(" ")
    return escaped(bare) + "\\u{0020}" * (len(line) - len(bare))


def replace(path: Path, before: bytes, after: bytes) -> None:
    """Write ``after`` into the file ``path``, which holds ``before``.

    The file is at any moment the old one or the new one, and keeps its mode. Raises PublishError
    where it cannot be written, is no regular file, or was changed since it was read.
    """
    try:
        mode = path.lstat().st_mode
        if not stat.S_ISREG(mode):
            raise PublishError(f"{path}: this is no regular file; it was left as it is")
        work = _written(path, after, stat.S_IMODE(mode))
        try:
            if reading.read(path, reading.OUTPUT) != before:
                raise PublishError(_CHANGED.format(path))
            work.replace(path)
        finally:
            work.unlink(missing_ok=True)
    except OSError as error:
        raise _refusal(path, error) from error


def remove(path: Path, before: bytes) -> None:
    """Take away the file ``path``, which holds ``before``; as :func:`replace` does."""
    try:
        if reading.read(path, reading.OUTPUT) != before:
            raise PublishError(_CHANGED.format(path))
        path.unlink()
    except OSError as error:
        raise _refusal(path, error) from error


def place(path: Path, data: bytes) -> None:
    """Write ``data`` to ``path`` in a folder of copies; raises PublishError."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        if path.is_symlink() or (path.exists() and not path.is_file()):
            raise PublishError(f"{path}: this is no regular file; name another folder")
        _written(path, data, _NEW).replace(path)
    except OSError as error:
        raise _refusal(path, error) from error


_NEW = 0o644
_CHANGED = "{}: the file was changed meanwhile and left as it is; try again"


def _written(path: Path, data: bytes, mode: int) -> Path:
    """Write a hidden file beside ``path``, to be renamed to it."""
    with NamedTemporaryFile(dir=path.parent, prefix=".", suffix=".work", delete=False) as file:
        work = Path(file.name)
        try:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
            work.chmod(mode)
        except OSError:
            work.unlink()
            raise
    return work


def _refusal(path: Path, error: OSError) -> PublishError:
    return PublishError(f"{path}: {error.strerror}; nothing was written to it")
