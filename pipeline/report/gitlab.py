"""GitLab's code quality report, a subset of the format of Code Climate."""

from __future__ import annotations

from pathlib import PurePath
from typing import Any

from pipeline.model.diagnostics import Diagnostic, Severity
from pipeline.report.content import Report
from pipeline.report.fingerprint import fingerprints, in_file
from pipeline.system.shown import as_json, escaped

_SEVERITIES = {Severity.ERROR: "critical", Severity.WARNING: "minor", Severity.INFO: "info"}


def to_gitlab(report: Report) -> str:
    """Write ``report`` as an array of issues."""
    prints = fingerprints(report.diagnostics)
    issues = zip(report.diagnostics, prints, strict=True)
    return as_json([_issue(diagnostic, print_) for diagnostic, print_ in issues])


def _issue(diagnostic: Diagnostic, print_: str) -> dict[str, Any]:
    place = diagnostic.location
    hint = f" - hint: {diagnostic.hint}" if diagnostic.hint else ""
    return {
        "description": escaped(f"{diagnostic.code} {diagnostic.message}{hint}"),
        "check_name": diagnostic.name,
        "fingerprint": in_file(diagnostic, print_),
        "severity": _SEVERITIES[diagnostic.severity],
        "location": {
            "path": PurePath(place.file).as_posix(),
            "lines": {"begin": place.line, "end": place.end_line},
        },
    }
