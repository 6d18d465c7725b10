"""Places in the files of an edition that are no transcriptions."""

from __future__ import annotations

from pathlib import Path

from pipeline.model.diagnostics import Diagnostic, Location, Message


def say(rule: Message, message: str, file: Path, line: int, hint: str = "") -> Diagnostic:
    """Make a diagnostic for a whole line of ``file``, with the hint of its rule if it has none."""
    location = Location(str(file), line, 1, line, 1)
    return Diagnostic(rule.code, rule.name, rule.severity, message, location, hint or rule.hint)
