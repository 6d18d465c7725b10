"""What a command shows: the report, suited to the screen, and a bar while it works."""

from __future__ import annotations

import os
import shutil
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from enum import Enum, auto
from typing import TYPE_CHECKING

from pipeline.model.errors import UsageError
from pipeline.system.shown import escaped

if TYPE_CHECKING:  # imports that --help does not wait for stand in the functions
    from pipeline.cli.options import FormatName
    from pipeline.engine.session import Progress
    from pipeline.report import FailOn, Report, TerminalStyle

_BEGUN = time.perf_counter()


class Speech(Enum):
    """How much a command says."""

    QUIET = auto()
    USUAL = auto()
    VERBOSE = auto()


# Of this process, which runs one command.
_speech = [Speech.USUAL]
# The width of text that is read and not looked at; files and pipes have it too.
MEASURE = 88


def speak(*, quiet: bool, verbose: bool) -> None:
    """Say from now on less or more than usual; raises UsageError for both at once."""
    if quiet and verbose:
        raise UsageError("--quiet says less and --verbose says more; give one of the two")
    _speech[0] = Speech.QUIET if quiet else Speech.VERBOSE if verbose else Speech.USUAL


def print_report(report: Report, form: FormatName, fail_on: FailOn) -> int:
    """Print ``report`` and give the exit code."""
    from pipeline.report import FORMATS, to_text

    if form == "sarif":
        from pipeline.engine.rules import by_code

        report = replace(report, rules=by_code())
    if form == "text":
        written = to_text(_as_spoken(report), look()) + "".join(_explained(report))
    else:
        written = FORMATS[form](report)
    sys.stdout.write(written)
    return report.summary.exit_code(fail_on)


def _as_spoken(report: Report) -> Report:
    """Leave out remarks where little is to be said; they are counted all the same."""
    if _speech[0] is not Speech.QUIET:
        return report
    from pipeline.model.diagnostics import Severity

    kept = tuple(one for one in report.diagnostics if one.severity is not Severity.INFO)
    return replace(report, diagnostics=kept)


def _explained(report: Report) -> Iterator[str]:
    """Yield what the codes of a report mean, where much is to be said."""
    if _speech[0] is Speech.VERBOSE:
        from pipeline.engine.rules import explanation

        for code in sorted({one.code for one in report.diagnostics}):
            yield f"\n{explanation(code, terminal_width() or MEASURE)}\n"


def print_outcome(text: str) -> None:
    """Print what was made, unless little is to be said."""
    if _speech[0] is not Speech.QUIET:
        print_note(text)


def print_next(command: str, what: str) -> None:
    """Print what can be done next, where somebody reads it."""
    if _speech[0] is not Speech.QUIET and sys.stderr.isatty():
        print_note(f"next: {command}    {what}")


def print_note(text: str) -> None:
    """Print what is no part of the report, which a program may read.

    It may hold names and arguments of strangers, and is one line whatever they hold.
    """
    print(f"edition: {escaped(text)}", file=sys.stderr)


def say(text: str) -> None:
    """Print a line that may hold names and words of strangers."""
    print(escaped(text))


def look() -> TerminalStyle:
    """Give the style of reports for the terminal; in a pipe only ``FORCE_COLOR`` changes it."""
    from pipeline.report import TerminalStyle

    width = terminal_width()
    forced, refused = (bool(os.environ.get(name)) for name in ("FORCE_COLOR", "NO_COLOR"))
    colour = not refused and (forced or (width is not None and _shows_colour()))
    if width is None:
        return TerminalStyle(colour=colour)
    return TerminalStyle(width, colour, time.perf_counter() - _BEGUN)


def _shows_colour() -> bool:
    """Tell whether the terminal knows colours; the old console of Windows shows their codes."""
    dumb = os.environ.get("TERM") == "dumb"
    return not dumb and (os.name != "nt" or "WT_SESSION" in os.environ)


def terminal_width() -> int | None:
    """Give the width of the terminal, or None where standard output is none."""
    return shutil.get_terminal_size().columns if sys.stdout.isatty() else None


@contextmanager
def progress_bar() -> Iterator[Progress]:
    """Show one bar for the whole run on a terminal, and nothing in a pipe.

    Where much is to be said, there is a line for each step instead, with the seconds so far.
    """
    if _speech[0] is Speech.VERBOSE:
        yield _steps()
        return
    if _speech[0] is Speech.QUIET or not sys.stderr.isatty():
        yield lambda *_: None
        return
    from rich.console import Console
    from rich.markup import escape
    from rich.progress import Progress as Bars

    with Bars(console=Console(stderr=True), transient=True) as bars:
        bar = bars.add_task("", total=None)

        def show(what: str, done: int, total: int) -> None:
            bars.update(bar, description=escape(escaped(what)), completed=done, total=total)

        yield show


def _steps() -> Progress:
    said = ""

    def show(what: str, done: int, total: int) -> None:
        nonlocal said
        if what != said:
            said = what
            print_note(f"{time.perf_counter() - _BEGUN:.1f} s, {done} of {total}: {what}")

    return show
