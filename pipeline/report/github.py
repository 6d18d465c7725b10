"""Annotations of GitHub Actions: one workflow command a line."""

from __future__ import annotations

from pipeline.model.diagnostics import Diagnostic, Severity
from pipeline.report.content import Report
from pipeline.system.shown import escaped

_COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}
_IN_MESSAGES = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A"})
_IN_PROPERTIES = _IN_MESSAGES | str.maketrans({":": "%3A", ",": "%2C"})


def to_github(report: Report) -> str:
    """Write ``report`` as workflow commands, and its summary as the last line."""
    lines = [_command(diagnostic) for diagnostic in report.diagnostics]
    return "\n".join([*lines, report.summary.sentence()]) + "\n"


def _command(diagnostic: Diagnostic) -> str:
    place = diagnostic.location
    properties = {"file": escaped(place.file), "line": place.line, "endLine": place.end_line}
    if place.line == place.end_line:  # columns of several lines are refused
        properties |= {"col": place.column, "endColumn": place.end_column}
    properties["title"] = f"{diagnostic.code} {diagnostic.name}"
    written = ",".join(
        f"{name}={str(value).translate(_IN_PROPERTIES)}" for name, value in properties.items()
    )
    hint = f"\nhint: {escaped(diagnostic.hint)}" if diagnostic.hint else ""
    message = (escaped(diagnostic.message) + hint).translate(_IN_MESSAGES)
    return f"::{_COMMANDS[diagnostic.severity]} {written}::{message}"
