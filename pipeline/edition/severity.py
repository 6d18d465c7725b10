"""The table ``[severity]`` of ``edition.toml``: how bad the findings of a rule are here."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pipeline.diagnostics import Diagnostic, Rule, Severity
from pipeline.edition.place import line_in_table, say


@dataclass(frozen=True, slots=True)
class Grading:
    """One line of the table: the rule ``code`` has another ``severity`` in this edition."""

    code: str
    severity: Severity
    line: int


def check_severity(code: str) -> str:
    """A line below ``[severity]`` gives no severity.

    The rule would keep the severity it has anyway, and an edition that asks for an error would be
    published in spite of it.

    Example: ``T131 = "eror"``, or ``T131 = 1``.

    To mend it, write ``"error"``, ``"warning"`` or ``"info"`` behind the code.
    """
    return f"what stands behind {code!a} is no severity"


RULES = (Rule("M030", "severity-unusable", Severity.ERROR, check_severity),)
(_UNUSABLE,) = RULES
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
            said.append(say(_UNUSABLE, check_severity(code), path, line, _HINT))
    return tuple(usable), tuple(said)
