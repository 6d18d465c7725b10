"""The report for programs that know this one."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from pipeline.model.diagnostics import Diagnostic, Fix
from pipeline.report.content import Report
from pipeline.report.summary import Summary
from pipeline.system.shown import as_json


def to_json(report: Report) -> str:
    """Write ``report`` as one JSON object.

    A terminal or a log that prints it cannot be led astray by what a transcription holds.
    """
    diagnostics = [_diagnostic(diagnostic) for diagnostic in report.diagnostics]
    return as_json({"diagnostics": diagnostics, "summary": _summary(report.summary)})


def _summary(summary: Summary) -> dict[str, Any]:
    figures = {
        "documents": summary.documents,
        "errors": summary.errors,
        "warnings": summary.warnings,
        "infos": summary.infos,
        "outputs": list(summary.outputs),
        "allowed": summary.allowed,
    }
    if summary.compared is None:
        return figures
    return {**figures, "known": summary.compared.known, "gone": list(summary.compared.gone)}


def _diagnostic(diagnostic: Diagnostic) -> dict[str, Any]:
    related = [{"message": r.message, **asdict(r.location)} for r in diagnostic.related]
    return {
        "code": diagnostic.code,
        "name": diagnostic.name,
        "severity": diagnostic.severity.value,
        "message": diagnostic.message,
        **asdict(diagnostic.location),
        "hint": diagnostic.hint,
        "related": related,
        "fix": _fix(diagnostic.fix) if diagnostic.fix else None,
    }


def _fix(fix: Fix) -> dict[str, Any]:
    changes = [{**asdict(change.location), "text": change.text} for change in fix.changes]
    return {"message": fix.message, "safe": fix.safe, "changes": changes}
