"""The tables ``[[allow]]`` of ``edition.toml``: findings that the edition lets stand."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path, PurePath
from typing import Any

from pipeline.diagnostics import Diagnostic, Message, Severity
from pipeline.edition.place import line_in_table, say


@dataclass(frozen=True, slots=True)
class Allowance:
    """One table: findings of the rule ``code`` may stand in ``file``, or anywhere.

    ``file`` is the name of a transcription, with or without its ending.
    """

    code: str
    file: str | None
    why: str
    line: int

    def covers(self, diagnostic: Diagnostic) -> bool:
        """Tell whether ``diagnostic`` is one of those that may stand."""
        path = PurePath(diagnostic.location.file)
        return self.code == diagnostic.code and self.file in {None, path.name, path.stem}


ALLOWANCE_UNUSABLE = Message(
    "M031",
    "allowance-unusable",
    Severity.WARNING,
    summary="A table `[[allow]]` lacks its code or its reason, or holds something else.",
    why="""A finding that is let stand without a reason looks like one that nobody read, and a
    misspelt `file` would let the findings of the whole edition stand. So the table lets nothing
    stand.""",
    example='`code = "T131"` without `why`, or `flie = "d7"`.',
    remedy="""To mend it, give `code`, `why` and, for one transcription only, `file`, each as a text
    in quotation marks.""",
)


RULES = (ALLOWANCE_UNUSABLE,)
_KEYS = ("code", "file", "why")
_HINT = 'write code = "T131", why = "..." and, for one transcription only, file = "d7"'


def allowances(
    table: dict[str, Any], text: str, path: Path
) -> tuple[tuple[Allowance, ...], tuple[Diagnostic, ...]]:
    """Take the allowances out of ``table``, the whole of ``edition.toml``, which is ``text``."""
    found = table.get("allow", [])
    usable: list[Allowance] = []
    said: list[Diagnostic] = []
    for number, row in enumerate(found if isinstance(found, list) else [found], 1):
        line = line_in_table(text, "[[allow]]", "code", number)
        fault = _fault(row)
        if fault:
            message = f"the allowance is not followed: {fault}"
            said.append(say(ALLOWANCE_UNUSABLE, message, path, line, _HINT))
        else:
            usable.append(Allowance(row["code"], row.get("file"), row["why"], line))
    return tuple(usable), tuple(said)


def _fault(row: object) -> str:
    if not isinstance(row, dict):
        return "it is no table"
    for key in row:
        if key not in _KEYS:
            return f"there is no key {key!a}"
    for key in _KEYS:
        value = row.get(key, "" if key != "file" else "all")
        if not isinstance(value, str) or not value.strip(" \t\r\n"):
            return f"{key!a} is missing" if key not in row else f"{key!a} is no text"
    return ""
