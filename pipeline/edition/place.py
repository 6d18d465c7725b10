"""Places in the files of an edition that are no transcriptions."""

from __future__ import annotations

from pathlib import Path

from pipeline.diagnostics import Diagnostic, Location, Message


def say(rule: Message, message: str, file: Path, line: int, hint: str) -> Diagnostic:
    """Make a diagnostic for a whole line of ``file``."""
    location = Location(str(file), line, 1, line, 1)
    return Diagnostic(rule.code, rule.name, rule.severity, message, location, hint)


def line_of(text: str, key: str) -> int:
    """Give the line of a TOML file that sets ``key`` or opens its table, else the first."""
    for number, line in enumerate(text.split("\n"), 1):
        if line.lstrip(" \t[").startswith(key):
            return number
    return 1


def line_in_table(text: str, header: str, key: str, number: int = 1) -> int:
    """Give the line that sets ``key`` below the ``number``-th ``header``, as ``[[allow]]``.

    Where the table is written otherwise, the line that comes nearest.
    """
    lines = [line.strip(" \t\r") for line in text.split("\n")]
    starts = [place for place, line in enumerate(lines, 1) if line.startswith(header)]
    if number > len(starts):
        return line_of(text, header.strip("[]"))
    start = starts[number - 1]
    for place, line in enumerate(lines[start:], start + 1):
        if line.startswith("["):
            break
        if line.lstrip("\"'").startswith(key):
            return place
    return start
