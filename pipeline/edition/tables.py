"""The tables of ``edition.toml`` that say what the findings of a rule are worth here."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path

from pipeline.diagnostics import Diagnostic
from pipeline.edition import allow, severity
from pipeline.edition.files import text_of

RULES = (*severity.RULES, *allow.RULES)


@dataclass(frozen=True, slots=True)
class Tables:
    """What stands below ``[severity]`` and ``[[allow]]``, in the order of the file."""

    gradings: tuple[severity.Grading, ...] = ()
    allowances: tuple[allow.Allowance, ...] = ()


def read_tables(path: Path) -> tuple[Tables, tuple[Diagnostic, ...]]:
    """Read both tables; a file that is no TOML was reported where its settings were read."""
    text = text_of(path)
    try:
        table = tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        return Tables(), ()
    graded, said_of_graded = severity.gradings(table, text, path)
    allowed, said_of_allowed = allow.allowances(table, text, path)
    return Tables(graded, allowed), (*said_of_graded, *said_of_allowed)
