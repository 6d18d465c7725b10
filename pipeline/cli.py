"""The command ``edition``: arguments, printing, exit codes; the only module that prints."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal, NoReturn

from cyclopts import App, Parameter

from pipeline import __version__
from pipeline.errors import PipelineError

if TYPE_CHECKING:  # imports that --help does not wait for stand in the commands
    from pipeline.run import Outcome
    from pipeline.workers import Progress

INTERRUPTED = 130  # 128 + SIGINT, as shells have it

app = App(
    name="edition",
    help="""Make editions of raw transcriptions: TEI, proved references, DOCX, EPUB and PDF.

Examples:

  edition build                      everything under input/ into build/

  edition check input/letters        one edition, no outputs

  edition explain N102               what a code means and how to mend it
""",
    version=__version__,
    help_format="plaintext",
)

_Transcriptions = Annotated[
    Path, Parameter(name="INPUT", help="A transcription, an edition, or a folder of editions.")
]
_Format = Annotated[
    Literal["text", "json"], Parameter(name="--format", help="How the report is printed.")
]
_Workers = Annotated[int, Parameter(help="Processes at work; 0 is one a core.")]


def main() -> NoReturn:
    """Run the command and leave with its exit code."""
    try:
        status = app(result_action="return_value")
    except PipelineError as error:
        print(f"edition: {error}", file=sys.stderr)
        status = error.exit_code
    except KeyboardInterrupt:
        print("edition: interrupted; every output is the one of before", file=sys.stderr)
        status = INTERRUPTED
    sys.exit(status)


@app.command
def build(
    input_: _Transcriptions = Path("input"),
    /,
    *,
    out: Annotated[Path, Parameter(help="Where the outputs go.")] = Path("build"),
    report: _Format = "text",
    workers: _Workers = 0,
) -> int:
    """Take transcriptions through all stages and publish the editions that have no errors.

    For example:

      edition build

      edition build input/letters --out ../editions
    """
    from pipeline import run  # noqa: PLC0415 - heavy

    with _progress() as progress:
        outcome = run.build(input_, out, progress, workers)
    return _print(outcome, report)


@app.command
def check(
    input_: _Transcriptions = Path("input"), /, *, report: _Format = "text", workers: _Workers = 0
) -> int:
    """Look for problems in transcriptions; nothing is written.

    For example:

      edition check

      edition check input/letters/d7.txt --format json
    """
    from pipeline import run  # noqa: PLC0415 - heavy

    with _progress() as progress:
        outcome = run.check(input_, progress, workers)
    return _print(outcome, report)


@app.command
def encode(
    input_: _Transcriptions = Path("input"),
    /,
    *,
    out: Annotated[Path, Parameter(help="The folder for <edition>/<id>.xml.")],
    report: _Format = "text",
    workers: _Workers = 0,
) -> int:
    """Write the TEI of each transcription, and nothing else.

    For example:

      edition encode input --out encoded
    """
    from pipeline import run  # noqa: PLC0415 - heavy

    with _progress() as progress:
        outcome = run.encode(input_, out, progress, workers)
    return _print(outcome, report)


@app.command
def explain(code: Annotated[str, Parameter(name="CODE", help="A code, as N102.")], /) -> int:
    """Say what a code means, why it matters and how to mend what it finds.

    For example:

      edition explain N102
    """
    from pipeline.rules import explanation  # noqa: PLC0415 - heavy

    print(explanation(code))
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


def _print(outcome: Outcome, form: Literal["text", "json"]) -> int:
    from pipeline.report import to_json, to_text  # noqa: PLC0415 - heavy

    write = to_json if form == "json" else to_text
    sys.stdout.write(write(outcome.diagnostics, outcome.summary))
    return outcome.exit_code


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
