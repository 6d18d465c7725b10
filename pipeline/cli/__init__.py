"""The command ``edition``: arguments, printing, exit codes; the only package that prints."""

from __future__ import annotations

import io
import os
import sys
from typing import NoReturn

# Importing a module of commands adds them to the app, in the order of ``--help``.
from pipeline.cli import cache as cache
from pipeline.cli import decide as decide
from pipeline.cli import explanations as explanations
from pipeline.cli import fix as fix
from pipeline.cli import overview as overview
from pipeline.cli import stages as stages
from pipeline.cli.app import app
from pipeline.cli.output import MEASURE, terminal_width
from pipeline.errors import PipelineError

# 128 and the number of the signal, as shells have it.
INTERRUPTED = 130
BROKEN_PIPE = 141


def main() -> NoReturn:
    """Run the command and leave with its exit code."""
    _survive_any_encoding()
    # Else each Python started from here looks for modules in the current folder first, which may
    # be an edition that a stranger handed in.
    os.environ["PYTHONSAFEPATH"] = "1"
    try:
        status = _run(sys.argv[1:])
        sys.stdout.flush()
    except PipelineError as error:
        print(f"edition: {error}", file=sys.stderr)
        status = error.exit_code
    except PermissionError as error:
        if error.filename is None:
            raise
        hint = "give yourself the right to it"
        print(f"edition: {error.filename}: {error.strerror}; {hint}", file=sys.stderr)
        status = PipelineError.exit_code
    except KeyboardInterrupt:
        print("edition: interrupted; every output is the one of before", file=sys.stderr)
        status = INTERRUPTED
    except BrokenPipeError:  # whoever read the report has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        status = BROKEN_PIPE
    sys.exit(status)


def _run(arguments: list[str]) -> int:
    if arguments in overview.ASKS:
        print(overview.page(terminal_width() or MEASURE))
        return 0
    return app(arguments, result_action="return_value") or 0


def _survive_any_encoding() -> None:
    """Show as an escape what the encoding of a terminal cannot show."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
