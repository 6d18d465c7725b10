"""The command that writes transcriptions in the usual form: a diff first, the files on demand."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

from cyclopts import Parameter

from pipeline.cli.app import app
from pipeline.cli.fix import print_diff
from pipeline.cli.options import Write
from pipeline.cli.output import say
from pipeline.system.shown import counted, file_name


@app.command
def tidy(
    *files: Annotated[Path, Parameter(name="FILE", help="Transcriptions.")], write: Write = False
) -> int:
    """Show as a diff how transcriptions look in the usual form, or write them so.

    Nothing is changed without --write; the exit code is 1 where something would be.

    For example:

      edition tidy input/letters/d7.txt

      edition tidy input/letters/d7.txt --write
    """
    from pipeline.model.errors import UsageError
    from pipeline.review import tidy as tidying

    if not files:
        raise UsageError("name the transcriptions, as edition tidy input/letters/d7.txt")
    tidied = tidying.tidy(files)
    changed = [one.file for one in tidied if one.file is not None]
    for file in changed:
        print_diff(file.diff())
        if write:
            file.save()
    for one in tidied:
        if one.why:
            say(f"{file_name(one.path)} is left as it is: {one.why}")
    participle = "written" if write else "to be written"
    print(f"{counted(len(changed), 'transcription')} {participle} in the usual form")
    return int(bool(changed) and not write)
