"""Mended transcriptions put in the place of the old ones, each whole or not at all."""

from __future__ import annotations

import os
import stat
from pathlib import Path
from tempfile import NamedTemporaryFile

from pipeline.model.errors import PublishError
from pipeline.system import reading


def replace(path: Path, before: bytes, after: bytes) -> None:
    """Write ``after`` into the transcription ``path``, which holds ``before``.

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
    """Write a file beside ``path`` from which a rename makes it; it begins with a point."""
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
