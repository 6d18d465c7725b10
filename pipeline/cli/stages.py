"""The commands that take transcriptions through the stages: build, check, encode."""

from __future__ import annotations

import shlex
import sys
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from cyclopts import Parameter

from pipeline.cli.app import app
from pipeline.cli.options import (
    BaselineFile,
    ChangedSince,
    FailOn,
    Format,
    NoCache,
    Only,
    Scheduler,
    Several,
    Transcriptions,
    Whole,
    Workers,
    WriteBaseline,
)
from pipeline.cli.output import print_next, print_note, print_outcome, print_report, progress_bar
from pipeline.system.shown import file_name

if TYPE_CHECKING:  # imports that --help does not wait for stand in the functions
    from pipeline.cli.options import FormatName
    from pipeline.engine.cache import Cache
    from pipeline.engine.executor import Executor
    from pipeline.engine.session import Progress
    from pipeline.report import Report


@app.command
def build(  # noqa: PLR0913 - each is an option of the command
    input_: Transcriptions = Path("input"),
    /,
    *,
    out: Annotated[Path, Parameter(help="Where the outputs go.")] = Path("build"),
    only: Only = None,
    form: Format = "text",
    fail_on: FailOn = "error",
    workers: Workers = 0,
    scheduler: Scheduler = None,
    no_cache: NoCache = False,
) -> int:
    """Take transcriptions through all stages and publish the editions that have no errors.

    For example:

      edition build

      edition build input/letters --out ../editions

      edition build input/letters --only html
    """
    from pipeline.engine import commands

    executor = _executor(workers, scheduler)
    made = partial(commands.build, executor=executor, cache=_cache(no_cache), only=only or ())
    return _published(made, input_, out, form, fail_on)


@app.command
def check(  # noqa: PLR0913 - each is an option of the command
    *inputs: Several,
    form: Format = "text",
    fail_on: FailOn = "error",
    baseline: BaselineFile = None,
    write_baseline: WriteBaseline = None,
    changed_since: ChangedSince = None,
    whole: Whole = False,
    workers: Workers = 0,
    scheduler: Scheduler = None,
    no_cache: NoCache = False,
) -> int:
    """Look for problems in transcriptions; they and the outputs stay as they are.

    For example:

      edition check

      edition check input/letters/d7.txt --format json

      edition check --format github --fail-on warning

      edition check --changed-since main
    """
    from pipeline.cluster.stores import at_hand
    from pipeline.engine import commands
    from pipeline.engine.loading import whole_editions
    from pipeline.model.errors import UsageError

    if write_baseline and changed_since:
        raise UsageError("--write-baseline writes all that is found; leave out --changed-since")
    executor = _executor(workers, scheduler)
    with at_hand(inputs or (Path("input"),)) as here:
        comparison = commands.CompareWith(
            here.own(baseline), here.own(write_baseline), changed_since
        )
        with progress_bar() as progress:
            wanted = whole_editions(here.inputs) if whole else here.inputs
            report = commands.check(wanted, progress, executor, comparison, _cache(no_cache))
        if write_baseline:
            print_note(f"{write_baseline}: written; --baseline reports only what is not in it")
        status = print_report(report, form, fail_on)
        _print_next(report, here.inputs)
        return status


@app.command
def encode(
    input_: Transcriptions = Path("input"),
    /,
    *,
    out: Annotated[Path, Parameter(help="The folder for <edition>/<id>.xml.")],
    form: Format = "text",
    fail_on: FailOn = "error",
    workers: Workers = 0,
    scheduler: Scheduler = None,
    no_cache: NoCache = False,
) -> int:
    """Write the TEI of each transcription, and nothing else.

    For example:

      edition encode input --out encoded
    """
    from pipeline.engine import commands

    executor = _executor(workers, scheduler)
    made = partial(commands.encode, executor=executor, cache=_cache(no_cache))
    return _published(made, input_, out, form, fail_on)


def _published(
    made: Callable[[Path, Path, Progress], Report],
    input_: Path,
    out: Path,
    form: FormatName,
    fail_on: FailOn,
) -> int:
    """Have outputs made and put where they go; print the report, and give the exit code."""
    from pipeline.cluster.stores import at_hand

    with at_hand((input_,), out) as here:
        (chosen,) = here.inputs
        with progress_bar() as progress:
            report = made(chosen, here.out or out, progress)
        here.put()
        report = here.named(report)
        status = print_report(report, form, fail_on)
        if form == "text":
            sys.stdout.flush()  # what follows is about what was printed
            summary = report.summary
            if not summary.editions:
                count = f"{len(summary.outputs):,} of {summary.documents:,}"
                print_outcome(f"{out}: {count} documents written as TEI")
            for edition in summary.editions:
                (print_outcome if edition.names else print_note)(edition.sentence())
            _print_next(report, (chosen,))
        return status


def _print_next(report: Report, inputs: Sequence[Path]) -> None:
    """Say what to do next of one edition, where it is known which is meant."""
    from pipeline.engine.loading import whole_editions

    if len(inputs) != 1:
        return
    (place,) = (file_name(shlex.quote(str(path))) for path in whole_editions(inputs))
    summary = report.summary
    if summary.errors or summary.warnings:
        print_next(f"edition desk {place}", "settle what is open")
    elif not summary.editions:
        print_next(f"edition build {place}", "the outputs")


def _executor(workers: int, scheduler: str | None) -> Executor:
    from pipeline.cluster.executor import connect
    from pipeline.engine.processes import ProcessPool
    from pipeline.model.errors import UsageError

    if scheduler is None:
        return ProcessPool(workers)

    if workers:
        raise UsageError("--workers is for this machine; leave it out where --scheduler is given")
    return connect(scheduler)


def _cache(no_cache: bool) -> Cache:  # noqa: FBT001 - an option of the command
    from pipeline.engine import cache

    return cache.no_cache() if no_cache else cache.opened()
