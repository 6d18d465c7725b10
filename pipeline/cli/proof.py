"""The command that writes what the desk shows as files, for whoever reviews a change."""

from __future__ import annotations

from contextlib import nullcontext
from pathlib import Path
from typing import Annotated

from cyclopts import Parameter

from pipeline.cli.app import app
from pipeline.cli.options import Transcriptions, Workers
from pipeline.cli.output import progress_bar, say
from pipeline.system.shown import file_name


@app.command
def proof(
    input_: Transcriptions = Path("input"),
    /,
    *,
    out: Annotated[Path, Parameter(help="Where the outputs go.")] = Path("build"),
    since: Annotated[
        str | None,
        Parameter(help="Tell what changed since this branch, tag or commit, not since publishing."),
    ] = None,
    workers: Workers = 0,
) -> int:
    """Write a report for the browser and a proof for the pen: what was read and is doubted.

    Both go to build/EDITION/proof/: a page that needs no server, with what was decided, and
    proof.pdf, with numbered lines and what is doubted in the margin. What changed is told
    against what was published in the same folder before, or against a revision of git, in the
    PDF by a bar. For example:

      edition proof

      edition proof input/letters --since v1
    """
    from pipeline import edition
    from pipeline.engine import cache, publish
    from pipeline.engine.loading import whole_editions
    from pipeline.review.desk.report import make_report
    from pipeline.review.galleys import FILE, make_galleys
    from pipeline.review.published import as_it_was
    from pipeline.review.workspace import Workspace

    (place,) = whole_editions((input_,))
    for folder in edition.find_editions(place):
        with progress_bar() as progress:
            workspace = Workspace.open(folder, progress, workers, cache.opened)
        name = workspace.edition.metadata.id
        published = nullcontext(out / name) if since is None else as_it_was(folder, since, workers)
        with published as before:
            made = make_report(workspace, before)
            made[FILE] = make_galleys(workspace, before)
        with publish.opened(out) as outputs:
            outputs.put(f"{name}/proof", made)
        for file in ("index.html", FILE):
            say(file_name(out / name / "proof" / file))
    return 0
