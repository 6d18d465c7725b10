"""The table ``[severity]`` of ``edition.toml``: how bad the findings of a rule are here."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pipeline.diagnostics import Diagnostic, Message, Severity
from pipeline.edition.place import line_in_table, say


@dataclass(frozen=True, slots=True)
class Grading:
    """One line of the table: the rule ``code`` has another ``severity`` in this edition."""

    code: str
    severity: Severity
    line: int


SEVERITY_UNUSABLE = Message(
    "M030",
    "severity-unusable",
    Severity.ERROR,
    summary="A line below `[severity]` gives no severity.",
    why="""The rule would keep the severity it has anyway, and an edition that asks for an error
    would be published in spite of it.""",
    example='`T131 = "eror"`, or `T131 = 1`.',
    remedy='To mend it, write `"error"`, `"warning"` or `"info"` behind the code.',
)


RULES = (SEVERITY_UNUSABLE,)
_BY_NAME = {severity.value: severity for severity in Severity}
_HINT = 'write "error", "warning" or "info", as T131 = "info"'


def gradings(
    table: dict[str, Any], text: str, path: Path
) -> tuple[tuple[Grading, ...], tuple[Diagnostic, ...]]:
    """Take the gradings out of ``table``, the whole of ``edition.toml``, whose text is ``text``."""
    found = table.get("severity", {})
    if not isinstance(found, dict):
        found = {"severity": found}
    usable: list[Grading] = []
    said: list[Diagnostic] = []
    for code, value in found.items():
        line = line_in_table(text, "[severity]", code)
        if isinstance(value, str) and value in _BY_NAME:
            usable.append(Grading(code, _BY_NAME[value], line))
        else:
            message = f"what stands behind {code!a} is no severity"
            said.append(say(SEVERITY_UNUSABLE, message, path, line, _HINT))
    return tuple(usable), tuple(said)
