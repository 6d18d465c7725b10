"""The report for people: place, code, message, the line itself with a caret, and a hint."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.model.diagnostics import Diagnostic, Fix, Location, Severity
from pipeline.report.content import Report
from pipeline.report.excerpt import Lines, excerpt, lines_of_files
from pipeline.system.shown import escaped, file_name

_INDENT = "    "
# However narrow the terminal, a caret needs some text around it.
_LEAST = 20
# Enough to see what they are; all of them stand in the JSON report.
_MOST_GONE = 10
# Select Graphic Rendition, ECMA-48 8.3.117.
_BOLD, _RED, _YELLOW, _BLUE, _GREEN = "1", "1;31", "1;33", "1;34", "32"
_COLOURS = {Severity.ERROR: _RED, Severity.WARNING: _YELLOW, Severity.INFO: _BLUE}


@dataclass(frozen=True, slots=True)
class TerminalStyle:
    """What suits the reader's screen; the default is for files and pipes and never varies."""

    width: int = 100
    colour: bool = False
    seconds: float | None = None

    def paint(self, text: str, style: str) -> str:
        """Put ``text`` into a colour, where colours are wanted."""
        return f"\x1b[{style}m{text}\x1b[0m" if self.colour and text else text


_PLAIN = TerminalStyle()


def to_text(report: Report, look: TerminalStyle = _PLAIN) -> str:
    """Write ``report`` as text."""
    line_of = lines_of_files(report.texts)
    parts = [_render(diagnostic, line_of, look) for diagnostic in report.diagnostics]
    time = "" if look.seconds is None else f" in {look.seconds:.1f} s"
    last = [look.paint(report.summary.sentence(), _BOLD) + time, *_mendable(report)]
    return "\n".join([*parts, *_gone(report), *last]) + "\n"


def _gone(report: Report) -> Iterator[str]:
    """Name what the baseline still holds and nobody finds any more, a few of it."""
    gone = report.summary.compared.gone if report.summary.compared else ()
    for entry in gone[:_MOST_GONE]:
        yield f"gone, but in the baseline: {escaped(entry)}"
    if len(gone) > _MOST_GONE:
        yield f"gone, but in the baseline: {len(gone) - _MOST_GONE:,} more"


def _mendable(report: Report) -> Iterator[str]:
    """Say how much of it need not be mended by hand."""
    fixes = [one.fix for one in report.diagnostics if one.fix]
    safe = sum(fix.safe for fix in fixes)
    if safe:
        yield f"{safe:,} can be mended by `edition fix`"
    if len(fixes) > safe:
        yield f"{len(fixes) - safe:,} can be mended by `edition fix --unsafe`, which changes words"


def _render(diagnostic: Diagnostic, line_of: Lines, look: TerminalStyle) -> str:
    place = diagnostic.location
    colour = _COLOURS[diagnostic.severity]
    head = look.paint(f"{file_name(place.file)}:{place.line}:{place.column}:", _BOLD)
    code = look.paint(f"{diagnostic.severity.value} {diagnostic.code}", colour)
    rows = [f"{head} {code} {escaped(diagnostic.message)}"]
    rows += _excerpt(place, line_of(place), look, colour)
    for related in diagnostic.related:
        other = related.location
        where = "" if other.file == place.file else f"{file_name(other.file)}:"
        rows.append(f"{_INDENT}{where}{other.line}:{other.column}: {escaped(related.message)}")
        rows += _excerpt(other, line_of(other), look, _BLUE)
    if diagnostic.hint:
        rows.append(f"{_INDENT}{look.paint('hint:', _GREEN)} {escaped(diagnostic.hint)}")
    if diagnostic.fix:
        rows.append(f"{_INDENT}{look.paint('fix:', _GREEN)} {_fix(diagnostic.fix)}")
    return "\n".join(rows) + "\n"


def _fix(fix: Fix) -> str:
    return escaped(fix.message) + ("" if fix.safe else " (unsafe: this changes words)")


def _excerpt(place: Location, line: str | None, look: TerminalStyle, colour: str) -> Iterator[str]:
    """Show the line around the place, and a caret below the characters meant."""
    if not line:
        return
    gutter = f"{_INDENT}{place.line} | "
    cut = excerpt(line, place, max(_LEAST, look.width - len(gutter)))
    column, count = cut.carets
    yield f"{gutter}{cut.before}{look.paint(cut.meant, colour)}{cut.after}".rstrip(" ")
    yield " " * (len(gutter) - 2) + "| " + " " * column + look.paint("^" * count, colour)
