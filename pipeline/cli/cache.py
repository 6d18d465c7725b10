"""The command that shows what is kept of runs before, and makes room."""

from __future__ import annotations

from typing import Annotated

from cyclopts import Parameter

from pipeline.cli.app import app
from pipeline.cli.output import say


@app.command
def cache(
    *, prune: Annotated[bool, Parameter(help="Remove what no run has used for two weeks.")] = False
) -> int:
    """Show where results of runs before are kept, how many, and how much room they take.

    The folder can be deleted at any time; the next run makes everything anew. For example:

      edition cache

      edition cache --prune

      EDITION_CACHE=.cache edition check
    """
    from pipeline.engine.cache import folder, opened

    with opened() as results:
        say(f"folder   {folder()}")
        if not results.keeps:
            print("It cannot be used: it must be writable for you, and for nobody else.")
            return 1
        if prune:
            print(f"removed  {results.prune():,} results")
        size = results.size()
        print(f"results  {size.results:,}")
        print(f"size     {size.bytes / 1e6:,.1f} MB")
    return 0
