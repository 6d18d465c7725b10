"""The report for programs."""

from __future__ import annotations

import json
from typing import Any

from pipeline.diagnostics import Diagnostic, Location
from pipeline.report.summary import Summary


def to_json(diagnostics: tuple[Diagnostic, ...], summary: Summary) -> str:
    """Write ``diagnostics`` and ``summary`` as one JSON object, ASCII only.

    A terminal or a log that prints it cannot be led astray by what a transcription holds.
    """
    report = {
        "diagnostics": [_diagnostic(diagnostic) for diagnostic in diagnostics],
        "summary": {
            "documents": summary.documents,
            "errors": summary.errors,
            "warnings": summary.warnings,
            "infos": summary.infos,
            "outputs": list(summary.outputs),
        },
    }
    return json.dumps(report, indent=1) + "\n"


def _diagnostic(diagnostic: Diagnostic) -> dict[str, Any]:
    related = [{"message": r.message, **_location(r.location)} for r in diagnostic.related]
    return {
        "code": diagnostic.code,
        "name": diagnostic.name,
        "severity": diagnostic.severity.value,
        "message": diagnostic.message,
        **_location(diagnostic.location),
        "hint": diagnostic.hint,
        "related": related,
    }


def _location(location: Location) -> dict[str, Any]:
    return {
        "file": location.file,
        "line": location.line,
        "column": location.column,
        "end_line": location.end_line,
        "end_column": location.end_column,
    }
