"""The command that leads a copy-editor's changes back: a diff first, the files on demand."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

from cyclopts import Parameter

from pipeline.cli.app import app
from pipeline.cli.fix import print_diff
from pipeline.cli.options import Write
from pipeline.cli.output import say
from pipeline.system.shown import counted


@app.command
def merge(
    book: Annotated[Path, Parameter(name="BOOK", help="The DOCX with tracked changes.")],
    /,
    *,
    into: Annotated[Path, Parameter(help="The folder of the edition that it was made of.")],
    write: Write = False,
) -> int:
    """Show as a diff what a copy-editor has changed in a DOCX of an edition, or write it.

    Tracked changes of words are led back into the transcriptions; all others are listed. Nothing
    is changed without --write; the exit code is 1 where something is to be done.

    For example:

      edition merge letters.docx --into input/letters

      edition merge letters.docx --into input/letters --write
    """
    from pipeline.review import merging

    plan = merging.plan(book, into)
    for file in plan.files:
        print_diff(file.diff())
        if write:
            file.save()
    for point in plan.left:
        say(f"left to you: {point.what} ({point.place})")
    changes, documents = plan.changes, len(plan.files)
    participle = "written" if write else "to be written"
    print(f"{counted(changes, 'change')} {participle} in {counted(documents, 'document')}")
    return int(bool(plan.left) or (bool(changes) and not write))
