"""The command that opens the desk, where a person settles what is in doubt."""

from __future__ import annotations

import webbrowser
from contextlib import suppress
from pathlib import Path
from typing import Annotated

from cyclopts import Parameter, validators

from pipeline.cli.app import app
from pipeline.cli.extras import extra
from pipeline.cli.options import OneEdition, Workers, one_edition
from pipeline.cli.output import print_note, progress_bar


@app.command
def desk(
    edition: OneEdition = Path("input"),
    /,
    *,
    port: Annotated[
        int, Parameter(help="The port; 0 is any that is free.", validator=validators.Number(gte=0))
    ] = 0,
    no_browser: Annotated[bool, Parameter(help="Only print the address.")] = False,
    workers: Workers = 0,
) -> int:
    """Open a page on this machine to settle doubts in: the text, how it reads, what is open.

    What is settled is written at once into the decisions beside the transcriptions. Nobody but the
    browser that opens the printed address is let in. It ends with Ctrl+C. For example:

      edition desk input/letters

      edition desk input/letters --port 8421 --no-browser
    """
    with extra("desk"):
        from pipeline.review.desk import server
    from pipeline.engine import cache
    from pipeline.review.workspace import Workspace

    def opened(url: str) -> None:
        print(f"the desk is at {url}", flush=True)
        print_note("leave with Ctrl+C; what was settled is written down")
        if not no_browser:
            webbrowser.open(url)

    with progress_bar() as progress:
        workspace = Workspace.open(one_edition(edition), progress, workers, cache.opened)
    with suppress(KeyboardInterrupt):  # the way it ends
        server.serve(workspace, opened, port)
    return 0
