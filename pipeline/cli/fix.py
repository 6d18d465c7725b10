"""The command that mends: a diff first, the files on demand."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from cyclopts import Parameter

from pipeline.cli.app import app
from pipeline.cli.options import Transcriptions, Workers, Write
from pipeline.cli.output import look, progress_bar, say
from pipeline.system.shown import counted, file_name

if TYPE_CHECKING:  # imports that --help does not wait for stand in the functions
    from collections.abc import Iterable

    from pipeline.model.diagnostics import Diagnostic
    from pipeline.report import TerminalStyle
    from pipeline.review.fix import FixPlan

# Select Graphic Rendition, ECMA-48 8.3.117.
_STYLES = {"-": "31", "+": "32", "@": "36"}
_BOLD = "1"


@app.command
def fix(
    input_: Transcriptions = Path("input"),
    /,
    *,
    write: Write = False,
    out: Annotated[
        Path | None, Parameter(help="A folder for mended copies of what changes.")
    ] = None,
    unsafe: Annotated[bool, Parameter(help="Mend what changes words, too; read the diff.")] = False,
    select: Annotated[
        list[str] | None, Parameter(name="--select", help="Mend only this code; may be repeated.")
    ] = None,
    workers: Workers = 0,
) -> int:
    """Show as a diff what can be mended in transcriptions, or mend it.

    Nothing is changed without --write; the exit code is 1 where something would be.

    For example:

      edition fix input/letters

      edition fix input/letters --write

      edition fix input/letters --unsafe --select T131
    """
    from pipeline.model.errors import UsageError
    from pipeline.review import fix as mending

    if write and out is not None:
        raise UsageError("--write changes the files and --out makes copies; give one of the two")
    wanted = mending.selection(select or (), unsafe=unsafe)
    with progress_bar() as progress:
        plan = mending.plan(input_, wanted, progress, workers)
    if write:
        plan.write()
    elif out is not None:
        plan.write_copies(out)
    done = write or out is not None
    _print(plan, look(), "mended" if done else "to be mended")
    return int(bool(plan.mended.texts) and not done)


def print_diff(lines: Iterable[str]) -> None:
    """Print a diff, in colours where the screen shows them."""
    screen = look()
    for line in lines:
        bold = line.startswith(("--- ", "+++ "))
        print(screen.paint(line, _BOLD if bold else _STYLES.get(line[:1], "")))


def _print(plan: FixPlan, screen: TerminalStyle, participle: str) -> None:
    for file in plan.files:
        print_diff(file.diff())
    for diagnostic in plan.refused():
        place = diagnostic.location
        say(
            f"{file_name(place.file)}:{place.line}:{place.column}: {diagnostic.code} "
            "is left to you: the fix would bring other findings or not help"
        )
    count = len(plan.mended.made)
    documents = len(plan.mended.texts)
    what = f"{counted(count, 'finding')} {participle} in {counted(documents, 'document')}"
    codes = _codes(plan.mended.made)
    print(screen.paint(what + (f" ({codes})" if codes else ""), _BOLD))
    if plan.unsafe:
        print(f"{plan.unsafe:,} more can be mended with --unsafe, which changes words")


def _codes(made: Iterable[Diagnostic]) -> str:
    counts = sorted(Counter(one.code for one in made).items())
    return ", ".join(f"{code} {count:,}" for code, count in counts)
