"""The baseline: a file of the findings that are known, so that only others are reported."""

from __future__ import annotations

import json
import os
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import msgspec

from pipeline.engine.triage.known import BaselineComparison, BaselineEntry, Known, entries, subtract
from pipeline.model.diagnostics import Diagnostic
from pipeline.model.errors import PublishError, UnreadableFileError, UsageError
from pipeline.system import reading
from pipeline.system.writing import Folder

# It goes up when a finding would get another print, or the file another form.
VERSION = 1
_REMEDY = "write it anew with `edition check --write-baseline FILE`"


@dataclass(frozen=True, slots=True)
class Baseline:
    """What stands in the file ``path``; files are named from its folder."""

    path: Path
    known: Known

    def subtract(self, diagnostics: tuple[Diagnostic, ...]) -> BaselineComparison:
        """Take what is known away from ``diagnostics``."""
        return subtract(diagnostics, self.known, self.name_of, self._vanished())

    def gone(self, compared: BaselineComparison, complete: Collection[str]) -> Iterator[str]:
        """Name the entries that can be taken out: those that a whole look did not find again.

        ``complete`` are the files all of whose findings are known by now.
        """
        looked_at = {self.name_of(file) for file in complete} | self._vanished()
        for name, ones in compared.unmet.items():
            if name in looked_at:
                yield from (f"{name}: {entry.code} {entry.text}".rstrip(" ") for entry in ones)

    def name_of(self, file: str) -> str:
        """Give the path of ``file`` from the folder of the baseline."""
        return _relative(file, self.path)

    def _vanished(self) -> set[str]:
        return {name for name in self.known if not reading.is_regular(self.path.parent / name)}


def read(path: Path) -> Baseline:
    """Read a baseline; raises UsageError where there is none that can be used."""
    try:
        content = _content(path, reading.read(path, reading.BASELINE))
    except UnreadableFileError as error:
        raise UsageError(f"{path}: no baseline: {error.fault}; {_REMEDY}") from error
    if content["version"] != VERSION:
        raise UsageError(f"{path}: this baseline is of another version; {_REMEDY}")
    try:
        known = msgspec.convert(content["files"], dict[str, list[BaselineEntry]])
    except (KeyError, msgspec.ValidationError):
        raise UsageError(f"{path}: the baseline is damaged; {_REMEDY}") from None
    return Baseline(path, known)


def write(path: Path, diagnostics: tuple[Diagnostic, ...]) -> Baseline:
    """Write down ``diagnostics`` as known, and nothing else.

    Raises UsageError where another file would be lost, and PublishError.
    """
    if reading.is_regular(path) and (old := reading.read(path, reading.BASELINE)):
        _content(path, old)
    known = entries(diagnostics, lambda file: _relative(file, path))
    content = {"version": VERSION, "files": msgspec.to_builtins(known)}
    text = json.dumps(content, indent=1, ensure_ascii=False) + "\n"
    work = f".{path.name}.work"
    try:
        with Folder.at(path.parent, make=False) as folder:
            folder.make_room(path.name)
            folder.remove_all(work)
            # The escape of a byte of a path that is no UTF-8 is one of JSON too.
            folder.write(work, text.encode("utf-8", "backslashreplace"))
            folder.move(work, folder, path.name)
    except OSError as error:
        raise PublishError(f"{path}: cannot be written ({error.strerror})") from error
    return Baseline(path, known)


def _content(path: Path, data: bytes) -> dict[str, Any]:
    try:
        content = json.loads(data)
    except (ValueError, RecursionError):
        content = None
    # Other programs give their version in words: "version": "1.0.2".
    if not isinstance(content, dict) or not isinstance(content.get("version"), int):
        raise UsageError(
            f"{path}: this is no baseline; name another file, or take it away and {_REMEDY}"
        )
    return content


def _relative(file: str, baseline: Path) -> str:
    try:
        return Path(os.path.relpath(Path(file).resolve(), baseline.parent.resolve())).as_posix()
    except ValueError:  # on another drive of Windows
        return Path(file).resolve().as_posix()
