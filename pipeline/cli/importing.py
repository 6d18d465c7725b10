"""The command that makes transcriptions of files as people have them."""

from __future__ import annotations

import shlex
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

from cyclopts import Parameter

from pipeline.cli.app import app
from pipeline.cli.output import say
from pipeline.system.shown import counted, file_name

if TYPE_CHECKING:  # imports that --help does not wait for stand in the functions
    from pipeline.review.importing import ImportedFile


@app.command(name="import")
def import_(
    *files: Annotated[
        Path, Parameter(name="FILE", help="DOCX, ODT, HTML, Markdown, PAGE XML, ALTO, TEI.")
    ],
    into: Annotated[Path, Parameter(help="The folder of the edition.")],
    as_: Annotated[
        str | None,
        Parameter(name="--as", help="The name of the one document that all the files make."),
    ] = None,
    track_changes: Annotated[
        Literal["accept", "reject"] | None,
        Parameter(help="What becomes of changes that are tracked in the files."),
    ] = None,
) -> int:
    """Make transcriptions of files as people have them, with a ledger that leads back to them.

    Each file is a document of its own; pages of PAGE XML or ALTO are joined with --as. What a
    transcription cannot say is told; the exit code is 1 where something may be lost.

    For example:

      edition import letter.docx --into input/letters

      edition import page1.xml page2.xml --as d7 --into input/letters
    """
    from pipeline.model.errors import UsageError
    from pipeline.review import importing

    if not files:
        raise UsageError("name the files, as edition import letter.docx --into input/letters")
    made = importing.plan(files, into, as_, track_changes)
    for one in made:
        one.save()
        print_import(one)
    print(f"Next: edition check {file_name(shlex.quote(str(into)))}")
    return int(any(one.faults for one in made))


def print_import(one: ImportedFile) -> None:
    """Say what was written, and what was not as it is in the file."""
    sources = ", ".join(file_name(path) for path in one.sources)
    say(f"{sources} -> {file_name(one.path)}: {counted(len(one.typed.notes), 'note')}")
    for fault in one.faults:
        say(f"  look here: {fault}")
    for remark in one.remarks:
        say(f"  {remark}")
