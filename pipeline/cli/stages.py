"""The commands that take transcriptions through the stages: build, check, encode."""

from __future__ import annotations

import shlex
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

from cyclopts import Parameter

from pipeline.cli.app import app
from pipeline.cli.options import FormatName, OutputName, Transcriptions, Workers
from pipeline.cli.output import print_next, print_note, print_outcome, print_report, progress_bar
from pipeline.system.shown import file_name

if TYPE_CHECKING:  # imports that --help does not wait for stand in the functions
    from pipeline.engine.cache import Cache
    from pipeline.engine.executor import Executor
    from pipeline.engine.session import Progress
    from pipeline.report import Report


@Parameter(name="*")
@dataclass(frozen=True)
class RunOptions:
    """What can be said of each run through the stages."""

    form: Annotated[FormatName, Parameter(name="--format", help="How the report is printed.")] = (
        "text"
    )
    fail_on: Annotated[
        Literal["error", "warning", "info", "never"],
        Parameter(help="The least severity that makes the exit code 1."),
    ] = "error"
    workers: Workers = 0
    scheduler: Annotated[
        str | None,
        Parameter(help="Let the workers of this dask scheduler do it, given as tcp://host:8786."),
    ] = None
    no_cache: Annotated[
        bool, Parameter(help="Make everything anew, and keep nothing for the next run.")
    ] = False

    def executor(self) -> Executor:
        """Give what does the work: processes of this machine, or the workers of a cluster."""
        from pipeline.cluster.executor import connect
        from pipeline.engine.processes import ProcessPool
        from pipeline.model.errors import UsageError

        if self.scheduler is None:
            return ProcessPool(self.workers)
        if self.workers:
            raise UsageError(
                "--workers is for this machine; leave it out where --scheduler is given"
            )
        return connect(self.scheduler)

    def cache(self) -> Cache:
        """Give the results of runs before."""
        from pipeline.engine import cache

        return cache.no_cache() if self.no_cache else cache.opened()


_USUAL = RunOptions()


@app.command
def build(
    input_: Transcriptions = Path("input"),
    /,
    *,
    out: Annotated[Path, Parameter(help="Where the outputs go.")] = Path("build"),
    only: Annotated[
        list[OutputName] | None, Parameter(help="Make only this format; may be repeated.")
    ] = None,
    run: RunOptions = _USUAL,
) -> int:
    """Take transcriptions through all stages and publish the editions that have no errors.

    For example:

      edition build

      edition build input/letters --out ../editions

      edition build input/letters --only html
    """
    from pipeline.engine import commands

    made = partial(commands.build, executor=run.executor(), cache=run.cache(), only=only or ())
    return _published(made, input_, out, run)


@app.command
def check(
    *inputs: Annotated[
        Path,
        Parameter(
            name="INPUT",
            help="Transcriptions, editions or folders of editions; input/ where nothing is named.",
        ),
    ],
    baseline: Annotated[
        Path | None, Parameter(help="Report only what is not in this file of known findings.")
    ] = None,
    write_baseline: Annotated[
        Path | None,
        Parameter(help="Write all that is found to this file, to be known from now on."),
    ] = None,
    changed_since: Annotated[
        str | None,
        Parameter(help="Report only what the change since this branch, tag or commit brought."),
    ] = None,
    whole: Annotated[
        bool, Parameter(help="Check the whole edition of each transcription that is named.")
    ] = False,
    run: RunOptions = _USUAL,
) -> int:
    """Look for problems in transcriptions; they and the outputs stay as they are.

    For example:

      edition check

      edition check input/letters/d7.txt --format json

      edition check --format github --fail-on warning

      edition check --changed-since main
    """
    from pipeline.cluster.stores import local_paths
    from pipeline.engine import commands
    from pipeline.engine.loading import whole_editions
    from pipeline.model.errors import UsageError

    if write_baseline and changed_since:
        raise UsageError("--write-baseline writes all that is found; leave out --changed-since")
    executor = run.executor()
    with local_paths(inputs or (Path("input"),)) as here:
        comparison = commands.CompareWith(
            here.own(baseline), here.own(write_baseline), changed_since
        )
        with progress_bar() as progress:
            wanted = whole_editions(here.inputs) if whole else here.inputs
            report = commands.check(wanted, progress, executor, comparison, run.cache())
        if write_baseline:
            print_note(f"{write_baseline}: written; --baseline reports only what is not in it")
        status = print_report(report, run.form, run.fail_on)
        _print_next(report, here.inputs)
        return status


@app.command
def encode(
    input_: Transcriptions = Path("input"),
    /,
    *,
    out: Annotated[Path, Parameter(help="The folder for <edition>/<id>.xml.")],
    run: RunOptions = _USUAL,
) -> int:
    """Write the TEI of each transcription, and nothing else.

    For example:

      edition encode input --out encoded
    """
    from pipeline.engine import commands

    made = partial(commands.encode, executor=run.executor(), cache=run.cache())
    return _published(made, input_, out, run)


def _published(
    made: Callable[[Path, Path, Progress], Report], input_: Path, out: Path, run: RunOptions
) -> int:
    """Have outputs made and put where they go; print the report, and give the exit code."""
    from pipeline.cluster.stores import local_paths

    with local_paths((input_,), out) as here:
        (chosen,) = here.inputs
        with progress_bar() as progress:
            report = made(chosen, here.out or out, progress)
        here.put()
        report = here.named(report)
        status = print_report(report, run.form, run.fail_on)
        if run.form == "text":
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
