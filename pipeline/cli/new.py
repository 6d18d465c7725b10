"""The command that begins an edition."""

from __future__ import annotations

import shlex
import sys
from pathlib import Path
from typing import Annotated

from cyclopts import Parameter

from pipeline.cli.app import app
from pipeline.cli.importing import print_import
from pipeline.cli.output import say
from pipeline.model.errors import UsageError
from pipeline.system.shown import file_name

_LANGUAGE = "en"
_PROFILE = "frus"


@app.command
def new(  # noqa: PLR0913 - each is an option of the command
    folder: Annotated[Path, Parameter(name="FOLDER", help="A folder that is new or empty.")],
    /,
    *,
    title: Annotated[str | None, Parameter(help="The title of the edition.")] = None,
    language: Annotated[
        str | None, Parameter(help="The language of its texts, as en, de or pt-BR.")
    ] = None,
    profile: Annotated[
        str, Parameter(help="The kind of raw text: frus, letters or gutenberg.")
    ] = _PROFILE,
    publisher: Annotated[str | None, Parameter(help="Its publisher.")] = None,
    date: Annotated[str | None, Parameter(help="Its year, or its date as 2026-05-31.")] = None,
    rights: Annotated[str | None, Parameter(help="Who holds the rights.")] = None,
    ci: Annotated[
        str, Parameter(help="Have GitHub check it with the program at OWNER/edition-pipeline.")
    ] = "",
    from_: Annotated[
        list[Path] | None,
        Parameter(name="--from", help="Files to import, as DOCX; may be repeated."),
    ] = None,
) -> int:
    """Begin an edition: its settings, each with what it does, and a first document to copy.

    What is not given is asked for on a terminal. The exit code is 1 where something of the files
    may be lost. For example:

      edition new input/letters

      edition new input/briefe --title "Briefe" --language de

      edition new input/letters --from letter.docx
    """
    from pipeline.edition.start import WORKFLOW, NewEdition, start_edition
    from pipeline.encode.profile import load
    from pipeline.review import importing

    load(profile)  # or else it says which there are
    known = NewEdition(
        title or _ask("Title", folder.absolute().name.capitalize()),
        language or _ask("Language of the texts", _LANGUAGE),
        profile,
        publisher or _ask("Publisher"),
        date or _ask("Year"),
        rights or _ask("Rights, as CC BY 4.0"),
    )
    imported = importing.plan(from_, folder, profile=known.profile) if from_ else []
    written = start_edition(folder, known, sample=not imported, checked_by=ci)
    say(f"made {file_name(folder)}: {', '.join(written)}")
    if ci:
        say(f"made {WORKFLOW}: every change that is pushed is checked")
    for one in imported:
        one.save()
        print_import(one)
    if not imported:
        say("put your transcriptions beside d1.txt, or in its place, and then:")
    for command, what in (("check", "what a person should look at"), ("build", "the outputs")):
        say(f"  edition {command} {file_name(shlex.quote(str(folder)))}    {what}")
    return int(any(one.faults for one in imported))


def _ask(what: str, otherwise: str = "") -> str:
    """Ask on a terminal; where there is none, or nothing is answered, it is ``otherwise``."""
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        return otherwise
    try:
        return input(f"{what} [{otherwise or 'later'}]: ").strip() or otherwise
    except EOFError as error:
        raise UsageError("nothing was begun, since there was no answer") from error
