"""Findings that were there before, taken away from those of now."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from pipeline.model.diagnostics import Diagnostic
from pipeline.report.excerpt import lines_of_files
from pipeline.report.fingerprint import prints
from pipeline.system.shown import escaped

# So much of a line tells a reader which one it is.
_SHOWN = 60

NameOf: TypeAlias = Callable[[str], str]
"""Gives the name by which a file is known, whatever the folder that a command is started in."""


@dataclass(frozen=True, slots=True, order=True)
class BaselineEntry:
    """A finding that is known; ``text`` is the start of its line, for a person who reads it."""

    code: str
    text: str
    fingerprint: str


Known: TypeAlias = Mapping[str, Sequence[BaselineEntry]]
"""What is known, by the name of the file. Two findings that look the same are two entries."""


@dataclass(frozen=True, slots=True)
class BaselineComparison:
    """Findings that are ``new``, how many were known, and the entries that were not found again."""

    new: tuple[Diagnostic, ...]
    known: int
    unmet: dict[str, list[BaselineEntry]]


def entries(diagnostics: tuple[Diagnostic, ...], name_of: NameOf) -> dict[str, list[BaselineEntry]]:
    """Make entries of ``diagnostics``, those of a file in order."""
    line_of = lines_of_files()
    found: dict[str, list[BaselineEntry]] = {}
    for diagnostic, print_ in zip(diagnostics, prints(diagnostics), strict=True):
        line = line_of(diagnostic.location) or ""
        entry = BaselineEntry(diagnostic.code, escaped(line[:_SHOWN]).strip(" "), print_)
        found.setdefault(name_of(diagnostic.location.file), []).append(entry)
    return {name: sorted(found[name]) for name in sorted(found)}


def subtract(
    diagnostics: tuple[Diagnostic, ...], known: Known, name_of: NameOf, vanished: Collection[str]
) -> BaselineComparison:
    """Take what is ``known`` away from ``diagnostics``.

    What stood in a file that has ``vanished`` may stand in any other: it was renamed, or its text
    was moved.
    """
    unmet = {name: list(ones) for name, ones in known.items()}
    pool = [name for name in unmet if name in vanished]
    strangers: list[tuple[Diagnostic, str]] = []
    for diagnostic, print_ in zip(diagnostics, prints(diagnostics), strict=True):
        if not _meet(unmet, [name_of(diagnostic.location.file)], diagnostic.code, print_):
            strangers.append((diagnostic, print_))
    new = tuple(
        diagnostic
        for diagnostic, print_ in strangers
        if not _meet(unmet, pool, diagnostic.code, print_)
    )
    return BaselineComparison(new, len(diagnostics) - len(new), unmet)


def _meet(
    unmet: dict[str, list[BaselineEntry]], names: Sequence[str], code: str, print_: str
) -> bool:
    """Strike an entry of one of the files ``names`` that is the same finding, if there is one."""
    for name in names:
        for place, entry in enumerate(unmet.get(name, ())):
            if (entry.code, entry.fingerprint) == (code, print_):
                del unmet[name][place]
                return True
    return False
