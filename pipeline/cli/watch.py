"""The command that follows the files of an edition while somebody writes them."""

from __future__ import annotations

import sys
import threading
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from cyclopts import Parameter

from pipeline.cli.app import app
from pipeline.cli.extras import extra
from pipeline.cli.options import OneEdition, Workers, one_edition
from pipeline.cli.output import look, print_note, progress_bar, say
from pipeline.model.errors import PipelineError
from pipeline.system.shown import file_name

if TYPE_CHECKING:  # imports that --help does not wait for stand in the functions
    from pipeline.review.workspace import Workspace

_STOP = ("q", "quit")


@app.command(name="watch")
def watch_files(
    edition: OneEdition = Path("input"),
    /,
    *,
    out: Annotated[Path, Parameter(help="Where previews go.")] = Path("build"),
    pdf: Annotated[
        bool, Parameter(help="Make the PDF of each document that is saved, too.")
    ] = False,
    workers: Workers = 0,
) -> int:
    """Check each file of an edition as soon as it is saved, and show how its document looks.

    Findings are printed at once, and build/EDITION/preview/ has the pages of the document. On a
    terminal, p and Enter make the PDF of the document that was saved last; q and Enter, or Ctrl+C,
    end it. For example:

      edition watch input/letters

      edition watch input/letters --pdf
    """
    with extra("desk"):
        from pipeline.review import preview, watch
    from pipeline.engine import cache, publish
    from pipeline.review.workspace import Workspace

    with progress_bar() as progress:
        workspace = Workspace.open(one_edition(edition), progress, workers, cache.opened)
    asked, stop = threading.Event(), threading.Event()
    _listen(asked, stop)
    _report(workspace, workspace.texts)
    print_note(f"following {file_name(edition)}; leave with Ctrl+C")
    last: Path | None = None
    folder = f"{workspace.edition.metadata.id}/preview"

    def show(path: Path, form: str) -> None:
        """Put a document into the folder of previews, and say where, or why it cannot be made."""
        try:
            made = preview.preview(workspace, path, form)
            with publish.opened(out) as published:
                published.put(folder, made)
        except PipelineError as error:
            print_note(str(error))
        else:
            name = next(name for name in made if name.endswith((f"{path.stem}.html", ".pdf")))
            say(file_name(out / folder / name))

    try:
        for saved in watch.changes(workspace, stop):
            if saved:
                last = saved[-1] if len(saved) == 1 else last
                _report(workspace, saved)
                if last in saved:
                    show(last, "html")
            if last is not None and (asked.is_set() or (pdf and last in saved)):
                asked.clear()
                show(last, "pdf")
    except KeyboardInterrupt:
        pass
    return 0


def _listen(asked: threading.Event, stop: threading.Event) -> None:
    """Hear what is typed, where somebody sits at a terminal."""

    def hear() -> None:
        for line in sys.stdin:
            if line.strip() == "p":
                asked.set()
            elif line.strip() in _STOP:
                stop.set()

    if sys.stdin is not None and sys.stdin.isatty():
        threading.Thread(target=hear, daemon=True).start()


def _report(workspace: Workspace, texts: Iterable[Path]) -> None:
    """Print what was found in some texts, with what their decisions lack."""
    from pipeline.report import Report, to_text

    paths = tuple(texts)
    found = [one for path in paths for one in workspace.findings_on(path)]
    data = {str(path): workspace.file(path).data for path in paths}
    report = Report.of(data, found, texts=data)
    sys.stdout.write(to_text(report, look()))
    sys.stdout.flush()
