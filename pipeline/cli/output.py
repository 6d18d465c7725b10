"""What a command shows: the report, suited to the screen, and a bar while it works."""

from __future__ import annotations

import os
import shutil
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING

from pipeline.system.shown import escaped

if TYPE_CHECKING:  # imports that --help does not wait for stand in the functions
    from pipeline.cli.options import FailOn, FormatName
    from pipeline.engine.progress import Progress
    from pipeline.report import Report, TerminalStyle

_BEGUN = time.perf_counter()
# The width of text that is read and not looked at; files and pipes have it too.
MEASURE = 88


def print_report(report: Report, form: FormatName, fail_on: FailOn) -> int:
    """Print ``report`` and give the exit code."""
    from pipeline.report import FORMATS, to_text  # noqa: PLC0415 - heavy

    if form == "sarif":
        from pipeline.engine.rules import by_code  # noqa: PLC0415 - heavy

        report = replace(report, rules=by_code())
    written = to_text(report, look()) if form == "text" else FORMATS[form](report)
    sys.stdout.write(written)
    return report.summary.exit_code(fail_on)


def print_note(text: str) -> None:
    """Print what is no part of the report, which a program may read.

    It may hold names and arguments of strangers, and is one line whatever they hold.
    """
    print(f"edition: {escaped(text)}", file=sys.stderr)


def say(text: str) -> None:
    """Print a line that may hold names and words of strangers."""
    print(escaped(text))


def look() -> TerminalStyle:
    """Suit the screen; in a pipe nothing varies but the colour, and that only if forced."""
    from pipeline.report import TerminalStyle  # noqa: PLC0415 - heavy

    width = terminal_width()
    forced, refused = (bool(os.environ.get(name)) for name in ("FORCE_COLOR", "NO_COLOR"))
    colour = not refused and (forced or (width is not None and _shows_colour()))
    if width is None:
        return TerminalStyle(colour=colour)
    return TerminalStyle(width, colour, time.perf_counter() - _BEGUN)


def _shows_colour() -> bool:
    """The console of old that Windows still has prints the escape sequences."""
    dumb = os.environ.get("TERM") == "dumb"
    return not dumb and (os.name != "nt" or "WT_SESSION" in os.environ)


def terminal_width() -> int | None:
    """Give the width of the terminal, or None where standard output is none."""
    return shutil.get_terminal_size().columns if sys.stdout.isatty() else None


@contextmanager
def progress_bar() -> Iterator[Progress]:
    """Show one bar for the whole run on a terminal, and nothing in a pipe."""
    if not sys.stderr.isatty():
        yield lambda *_: None
        return
    from rich.console import Console  # noqa: PLC0415 - heavy
    from rich.markup import escape  # noqa: PLC0415 - heavy
    from rich.progress import Progress as Bars  # noqa: PLC0415 - heavy

    with Bars(console=Console(stderr=True), transient=True) as bars:
        bar = bars.add_task("", total=None)

        def show(what: str, done: int, total: int) -> None:
            bars.update(bar, description=escape(escaped(what)), completed=done, total=total)

        yield show
