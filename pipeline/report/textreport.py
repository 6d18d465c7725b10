"""The report for people: place, code, message, the line itself with a caret, and a hint."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

from pipeline.diagnostics import Diagnostic, Location
from pipeline.report.summary import Summary

_WIDTH = 96
_BEFORE = 40
# Characters that are shown as themselves: everything but controls, formats, surrogates,
# private use, unassigned, and separators that are not the plain space.
_HIDDEN = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp", "Zs"})
_INDENT = "    "


def to_text(diagnostics: tuple[Diagnostic, ...], summary: Summary) -> str:
    """Write ``diagnostics`` and ``summary`` as text."""
    line_of = _lines_of_files()
    parts = [_render(diagnostic, line_of) for diagnostic in diagnostics]
    return "\n".join([*parts, summary.sentence()]) + "\n"


def escaped(text: str) -> str:
    """Show ``text`` so that no character of it can act on a terminal or hide from the eye."""
    return "".join(_escaped(character) for character in text)


def _escaped(character: str) -> str:
    if character == " " or unicodedata.category(character) not in _HIDDEN:
        return character
    return f"\\u{{{ord(character):04x}}}"


def _lines_of_files() -> Callable[[Location], str | None]:
    @cache
    def lines(file: str) -> list[str]:
        try:
            text = Path(file).read_bytes().decode("utf-8", "replace")
        except OSError:
            return []
        return text.removeprefix("\ufeff").split("\n")

    def line_of(location: Location) -> str | None:
        found = lines(location.file)
        return found[location.line - 1].removesuffix("\r") if location.line <= len(found) else None

    return line_of


def _render(diagnostic: Diagnostic, line_of: Callable[[Location], str | None]) -> str:
    place = diagnostic.location
    head = f"{escaped(place.file)}:{place.line}:{place.column}: "
    message = f"{diagnostic.severity.value} {diagnostic.code} {escaped(diagnostic.message)}"
    rows = [head + message, *_excerpt(place, line_of(place))]
    for related in diagnostic.related:
        where = f"{related.location.line}:{related.location.column}"
        rows.append(f"{_INDENT}{where}: {escaped(related.message)}")
        rows += _excerpt(related.location, line_of(related.location))
    rows.append(f"{_INDENT}hint: {escaped(diagnostic.hint)}")
    return "\n".join(rows) + "\n"


def _excerpt(place: Location, line: str | None) -> Iterator[str]:
    """Show the line around the place, and a caret below the characters meant."""
    if not line:
        return
    start = place.column - 1
    end = place.end_column - 1 if place.end_line == place.line else len(line)
    first = max(0, start - _BEFORE)
    last = min(len(line), first + _WIDTH)
    before = ("…" if first else "") + escaped(line[first:start])
    meant = escaped(line[start : min(max(end, start + 1), last)])
    after = escaped(line[min(max(end, start + 1), last) : last]) + ("…" if last < len(line) else "")
    gutter = f"{_INDENT}{place.line} | "
    yield f"{gutter}{before}{meant}{after}".rstrip(" ")
    yield " " * (len(gutter) - 2) + "| " + " " * len(before) + "^" * max(1, len(meant))
