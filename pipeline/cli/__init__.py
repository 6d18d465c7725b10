"""The command ``edition``: arguments, printing, exit codes; the only package that prints."""

from __future__ import annotations

import errno
import io
import os
import sys
from typing import NoReturn

from cyclopts import CycloptsError

# Importing a module of commands adds them to the app, in the order of ``--help``.
from pipeline.cli import cache as cache
from pipeline.cli import completion as completion
from pipeline.cli import decide as decide
from pipeline.cli import desk as desk
from pipeline.cli import errata as errata
from pipeline.cli import explanations as explanations
from pipeline.cli import fix as fix
from pipeline.cli import importing as importing
from pipeline.cli import lsp as lsp
from pipeline.cli import merging as merging
from pipeline.cli import new as new
from pipeline.cli import overview as overview
from pipeline.cli import profile as profile
from pipeline.cli import proof as proof
from pipeline.cli import stages as stages
from pipeline.cli import tidy as tidy
from pipeline.cli import watch as watch
from pipeline.cli.app import app
from pipeline.cli.output import MEASURE, print_note, terminal_width
from pipeline.model.errors import PipelineError, PublishError, UsageError
from pipeline.system import interrupts
from pipeline.system.garbage import collect_rarely

# 128 and the number of the signal, as shells have it.
INTERRUPTED = 130
BROKEN_PIPE = 141
SIGNALLED = 128
_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EROFS, errno.EIO}
_WHOLE = "the outputs of each edition are whole, those of before or those of this run"


def main() -> NoReturn:
    """Run the command and leave with its exit code."""
    shows = _survive_any_encoding()
    interrupts.raised()
    collect_rarely()
    # Else each Python started from here looks for modules in the current folder first, which may
    # be an edition that a stranger handed in.
    os.environ["PYTHONSAFEPATH"] = "1"
    try:
        status = _run(sys.argv[1:])
        sys.stdout.flush()
    except CycloptsError as error:
        print_note(f"{error} (edition --help lists what there is)")
        status = UsageError.exit_code
    except PipelineError as error:
        print_note(str(error))
        status = error.exit_code
    except BrokenPipeError:  # whoever read the report has seen enough
        _close_output()
        status = BROKEN_PIPE
    except OSError as error:
        status = _failed(error)
    except KeyboardInterrupt:
        print_note(f"interrupted; {_WHOLE}")
        status = INTERRUPTED
    except interrupts.Stopped as error:
        print_note(f"stopped by signal {error.number}; {_WHOLE}")
        status = SIGNALLED + error.number
    if not shows and status in {0, 1}:
        print_note("standard output is closed, so that nothing could be shown")
        status = PublishError.exit_code
    sys.exit(status)


def _failed(error: OSError) -> int:
    """Say what the system refused, and give the exit code; raises what it refuses to a program."""
    if error.filename is None and error.errno not in _FULL:
        raise error
    where = "standard output" if error.filename is None else os.fsdecode(error.filename)
    hint = "; give yourself the right to it" if isinstance(error, PermissionError) else ""
    print_note(f"{where}: {error.strerror}{hint}")
    if error.errno in _FULL:
        _close_output()
        return PublishError.exit_code
    return (PipelineError if hint else UsageError).exit_code


def _close_output() -> None:
    """Drop output that could not be written, so that Python does not try again as it ends."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _run(arguments: list[str]) -> int:
    if arguments in overview.ASKS:
        print(overview.page(terminal_width() or MEASURE))
        return 0
    return (
        app.meta(arguments, result_action="return_value", print_error=False, exit_on_error=False)
        or 0
    )


def _survive_any_encoding() -> bool:
    """Show as an escape what the encoding of a terminal cannot show.

    Tells whether there is a standard output at all. A closed stream is replaced by the null device,
    so that no file opened later gets its number.
    """
    shows = sys.stdout is not None
    for number in range(3):
        try:
            os.fstat(number)
        except OSError:
            os.open(os.devnull, os.O_RDWR)
    sys.stdout = sys.stdout or open(os.devnull, "w", encoding="utf-8")  # noqa: PTH123, SIM115 - the device
    sys.stderr = sys.stderr or open(os.devnull, "w", encoding="utf-8")  # noqa: PTH123, SIM115 - as above
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
    return shows
