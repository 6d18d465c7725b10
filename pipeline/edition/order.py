"""``order.txt``: the documents of an edition in order."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from pipeline.diagnostics import Diagnostic, Rule, Severity
from pipeline.edition.place import say


def check_order(name: str) -> str:
    """``order.txt`` names a document that is not there.

    The edition would come out without it and look whole.

    Example: ``d12`` stands in ``order.txt`` and there is no ``d12.txt``.

    To mend it, add the transcription or take the line out.
    """
    return f"there is no transcription of {name!a}"


def check_not_in_order(name: str) -> str:
    """A transcription is not listed in ``order.txt``.

    It is put at the end of the edition, which is hardly where it belongs.

    Example: ``d13.txt`` was added and ``order.txt`` was not.

    To mend it, add a line with its name at its place in ``order.txt``.
    """
    return f"{name} does not stand in order.txt; it was put at the end"


def check_ordered_twice(name: str) -> str:
    """``order.txt`` names a document twice.

    It can stand at one place only, and the first line counts.

    Example: ``d12`` in line 12 and again in line 40.

    To mend it, take one of the two lines out.
    """
    return f"{name} stands in order.txt for the second time; the first counts"


RULES = (
    Rule("M004", "ordered-document-missing", Severity.ERROR, check_order),
    Rule("M005", "document-not-ordered", Severity.WARNING, check_not_in_order),
    Rule("M015", "document-ordered-twice", Severity.WARNING, check_ordered_twice),
)
_MISSING, _NOT_ORDERED, _TWICE = RULES


def in_order(path: Path, found: Sequence[Path]) -> tuple[tuple[Path, ...], tuple[Diagnostic, ...]]:
    """Put the transcriptions in the order of the file, or of their names where there is none."""
    if not path.is_file():
        return tuple(sorted(found, key=_natural)), ()
    by_name = {transcription.stem: transcription for transcription in found}
    ordered: dict[Path, None] = {}
    said: list[Diagnostic] = []
    for number, name in _lines(path):
        if name in by_name:
            if by_name[name] in ordered:
                hint = "take one of the two lines out"
                said.append(say(_TWICE, check_ordered_twice(name), path, number, hint))
            ordered[by_name[name]] = None
        else:
            hint = "add the transcription or take the line out"
            said.append(say(_MISSING, check_order(name), path, number, hint))
    for transcription in sorted(set(found) - set(ordered), key=_natural):
        ordered[transcription] = None
        hint = "add a line with its name at its place"
        said.append(say(_NOT_ORDERED, check_not_in_order(transcription.name), path, 1, hint))
    return tuple(ordered), tuple(said)


def _lines(path: Path) -> Iterator[tuple[int, str]]:
    text = path.read_bytes().decode("utf-8", "replace").removeprefix("\ufeff")
    for number, line in enumerate(text.split("\n"), 1):
        if name := line.strip(" \t\r"):
            yield number, name


def _natural(path: Path) -> tuple[str | int, ...]:
    """Sort ``d9`` before ``d10``."""
    return tuple(
        int(part) if place % 2 else part
        for place, part in enumerate(re.split(r"([0-9]+)", path.stem))
    )
