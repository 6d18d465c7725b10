"""The command ``edition``: arguments, printing, exit codes; the only module that prints."""

from __future__ import annotations

import io
import os
import shutil
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal, NoReturn, TypeAlias

from cyclopts import App, Parameter

from pipeline import __version__
from pipeline.errors import PipelineError

if TYPE_CHECKING:  # imports that --help does not wait for stand in the commands
    from pipeline.report import Look, Report
    from pipeline.workers import Progress

# 128 and the number of the signal, as shells have it.
INTERRUPTED = 130
BROKEN_PIPE = 141

_BEGUN = time.perf_counter()
# The width of text that is read and not looked at; files and pipes have it too.
_MEASURE = 88

app = App(
    name="edition",
    help="Make editions of raw transcriptions: TEI, proved references, DOCX, EPUB and PDF.",
    help_epilogue="""Examples:

  edition build                      everything under input/ into build/

  edition check input/letters        one edition, no outputs

  edition explain N102               what a code means and how to mend it
""",
    version=__version__,
    help_format="plaintext",
)

FormatName: TypeAlias = Literal["text", "json", "sarif", "github", "junit", "gitlab"]

_Transcriptions = Annotated[
    Path, Parameter(name="INPUT", help="A transcription, an edition, or a folder of editions.")
]
_Format = Annotated[FormatName, Parameter(name="--format", help="How the report is printed.")]
_FailOn = Annotated[
    Literal["error", "warning", "info", "never"],
    Parameter(help="The least severity that makes the exit code 1."),
]
_Workers = Annotated[int, Parameter(help="Processes at work; 0 is one a core.")]


def main() -> NoReturn:
    """Run the command and leave with its exit code."""
    _survive_any_encoding()
    try:
        status = app(result_action="return_value")
        sys.stdout.flush()
    except PipelineError as error:
        print(f"edition: {error}", file=sys.stderr)
        status = error.exit_code
    except KeyboardInterrupt:
        print("edition: interrupted; every output is the one of before", file=sys.stderr)
        status = INTERRUPTED
    except BrokenPipeError:  # whoever read the report has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        status = BROKEN_PIPE
    sys.exit(status)


@app.command
def build(
    input_: _Transcriptions = Path("input"),
    /,
    *,
    out: Annotated[Path, Parameter(help="Where the outputs go.")] = Path("build"),
    form: _Format = "text",
    fail_on: _FailOn = "error",
    workers: _Workers = 0,
) -> int:
    """Take transcriptions through all stages and publish the editions that have no errors.

    For example:

      edition build

      edition build input/letters --out ../editions
    """
    from pipeline import run  # noqa: PLC0415 - heavy

    with _progress() as progress:
        report = run.build(input_, out, progress, workers)
    return _print(report, form, fail_on)


@app.command
def check(
    input_: _Transcriptions = Path("input"),
    /,
    *,
    form: _Format = "text",
    fail_on: _FailOn = "error",
    workers: _Workers = 0,
) -> int:
    """Look for problems in transcriptions; nothing is written.

    For example:

      edition check

      edition check input/letters/d7.txt --format json

      edition check --format github --fail-on warning
    """
    from pipeline import run  # noqa: PLC0415 - heavy

    with _progress() as progress:
        report = run.check(input_, progress, workers)
    return _print(report, form, fail_on)


@app.command
def encode(
    input_: _Transcriptions = Path("input"),
    /,
    *,
    out: Annotated[Path, Parameter(help="The folder for <edition>/<id>.xml.")],
    form: _Format = "text",
    fail_on: _FailOn = "error",
    workers: _Workers = 0,
) -> int:
    """Write the TEI of each transcription, and nothing else.

    For example:

      edition encode input --out encoded
    """
    from pipeline import run  # noqa: PLC0415 - heavy

    with _progress() as progress:
        report = run.encode(input_, out, progress, workers)
    return _print(report, form, fail_on)


@app.command
def explain(code: Annotated[str, Parameter(name="CODE", help="A code, as N102.")], /) -> int:
    """Say what a code means, why it matters and how to mend what it finds.

    For example:

      edition explain N102
    """
    from pipeline.rules import explanation  # noqa: PLC0415 - heavy

    print(explanation(code, min(_MEASURE, _width() or _MEASURE)))
    return 0


@app.command
def rules(
    *,
    form: Annotated[
        Literal["text", "json"], Parameter(name="--format", help="How the rules are printed.")
    ] = "text",
) -> int:
    """List all codes, with what each finds.

    For example:

      edition rules

      edition rules --format json
    """
    from pipeline.rules import as_records, table  # noqa: PLC0415 - heavy

    sys.stdout.write(as_records() if form == "json" else table(_width()) + "\n")
    return 0


@app.command
def doctor() -> int:
    """Say which programs, libraries and fonts are there, and how to get what is missing.

    For example:

      edition doctor
    """
    from pipeline.doctor import examine  # noqa: PLC0415 - heavy

    parts = examine()
    width = max(len(part.name) for part in parts)
    for part in parts:
        print(f"{part.name:{width}}  {part.found or 'missing: ' + part.remedy}")
    return int(any(part.needed and not part.found for part in parts))


def _print(report: Report, form: FormatName, fail_on: _FailOn) -> int:
    from pipeline.report import FORMATS, to_text  # noqa: PLC0415 - heavy

    if form == "sarif":
        from pipeline.rules import by_code  # noqa: PLC0415 - heavy

        report = replace(report, rules=by_code())
    written = to_text(report, _look()) if form == "text" else FORMATS[form](report)
    sys.stdout.write(written)
    return report.summary.exit_code(fail_on)


def _look() -> Look:
    """Suit the screen; in a pipe nothing varies but the colour, and that only if forced."""
    from pipeline.report import Look  # noqa: PLC0415 - heavy

    width = _width()
    forced, refused = (bool(os.environ.get(name)) for name in ("FORCE_COLOR", "NO_COLOR"))
    colour = not refused and (forced or (width is not None and _shows_colour()))
    if width is None:
        return Look(colour=colour)
    return Look(width, colour, time.perf_counter() - _BEGUN)


def _shows_colour() -> bool:
    """The console of old that Windows still has prints the escape sequences."""
    dumb = os.environ.get("TERM") == "dumb"
    return not dumb and (os.name != "nt" or "WT_SESSION" in os.environ)


def _width() -> int | None:
    """Give the width of the terminal, or None where standard output is none."""
    return shutil.get_terminal_size().columns if sys.stdout.isatty() else None


def _survive_any_encoding() -> None:
    """Show as an escape what the encoding of a terminal cannot show."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


@contextmanager
def _progress() -> Iterator[Progress]:
    """Show a bar on a terminal and nothing in a pipe."""
    if not sys.stderr.isatty():
        yield lambda *_: None
        return
    from rich.console import Console  # noqa: PLC0415 - heavy
    from rich.progress import Progress as Bars  # noqa: PLC0415 - heavy

    with Bars(console=Console(stderr=True), transient=True) as bars:
        tasks = {}

        def show(what: str, done: int, total: int) -> None:
            if what not in tasks:
                tasks[what] = bars.add_task(what, total=total)
            bars.update(tasks[what], completed=done)

        yield show
