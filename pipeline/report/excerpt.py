"""The part of a line around a place, cut to a width and safe to show."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from pipeline.model.diagnostics import Location
from pipeline.model.errors import UnreadableFileError
from pipeline.model.source import lines_of
from pipeline.system import reading
from pipeline.system.shown import cells, shown

_CUT = "…"
# So much of the width goes to what stands before the place.
_SHARE_BEFORE = 0.4
# Transcriptions and settings. Of what else lies beside them and is named, nothing is shown.
_TEXTS = frozenset({".txt", ".toml", ".xml", ".css", ".typ"})

Lines = Callable[[Location], str | None]
"""Gives the first line of a place as it stands in the file, or None where no text is."""


@dataclass(frozen=True, slots=True)
class Excerpt:
    """A line in three parts; ``meant`` is what the caret points at."""

    before: str
    meant: str
    after: str

    @property
    def carets(self) -> tuple[int, int]:
        """The column, from 0, and the number of carets that stand below ``meant``."""
        return cells(self.before), max(1, cells(self.meant))


def lines_of_files(known: Mapping[str, bytes] | None = None) -> Lines:
    """Read each file once, at the first place in it that is asked for, but none that is known."""
    texts = known or {}

    @cache
    def lines(file: str) -> list[str]:
        data = texts[file] if file in texts else _read(Path(file))
        text = data.decode("utf-8", "replace")
        # A NUL alone may be a slip in a transcription, and a wrong byte another encoding.
        if b"\0" in data and text.encode() != data:
            return []
        return lines_of(text.removeprefix("\ufeff"))

    def line_of(place: Location) -> str | None:
        found = lines(place.file)
        return found[place.line - 1].removesuffix("\r") if place.line <= len(found) else None

    return line_of


def _read(path: Path) -> bytes:
    """Read a text of the edition itself: what a link leads to, or a pipe, shows nothing."""
    try:
        return reading.read(path, reading.SHOWN) if path.suffix in _TEXTS else b""
    except UnreadableFileError:
        return b""


def excerpt(line: str, place: Location, width: int) -> Excerpt:
    """Cut ``line`` to ``width`` columns of a terminal, the start of ``place`` among them."""
    start = min(place.column - 1, len(line))
    # A mark is shown with the letter it stands on, and the caret belongs below both.
    while 0 < start < len(line) and not cells(line[start]):
        start -= 1
    end = place.end_column - 1 if place.end_line == place.line else len(line)
    low, high = max(0, start - width), min(len(line), start + width)
    window = shown(line[low:high])
    before = _end_of(window[: start - low], int(width * _SHARE_BEFORE), whole=low == 0)
    room = width - cells(before)
    rest = _start_of(window[start - low :], room, whole=high == len(line))
    length = max(end, start + 1) - start
    return Excerpt(before, "".join(rest[:length]), "".join(rest[length:]))


def _start_of(parts: list[str], width: int, *, whole: bool) -> list[str]:
    if whole and cells("".join(parts)) <= width:
        return parts
    return [*parts[: _fitting(parts, width - 1)], _CUT]


def _end_of(parts: list[str], width: int, *, whole: bool) -> str:
    if whole and cells("".join(parts)) <= width:
        return "".join(parts)
    count = _fitting(reversed(parts), width - 1)
    kept = parts[len(parts) - count :]
    while kept and not cells(kept[0]):
        kept = kept[1:]
    return _CUT + "".join(kept)


def _fitting(parts: Iterable[str], width: int) -> int:
    """Count the first of ``parts`` that go into ``width`` columns together."""
    used = 0
    count = 0
    for part in parts:
        used += cells(part)
        if used > width:
            break
        count += 1
    return count
