"""The commands on profiles: what one says, what it takes lines for, what it learns."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

from cyclopts import App, Parameter

from pipeline.cli.app import app
from pipeline.cli.options import one_edition
from pipeline.cli.output import say
from pipeline.system.shown import file_name

profile = App(name="profile", help="Show, try and teach the profile that texts are read by.")
app.command(profile)
_Edition = Annotated[Path, Parameter(name="EDITION", help="The folder of an edition.")]


@profile.command
def show(edition: _Edition, /) -> int:
    """Show the profile of an edition: for each of its files where it is from, and what it says.

    For example:

      edition profile show input/letters
    """
    from pipeline.encode.profile import origins
    from pipeline.engine.loading import settings_of

    folder = one_edition(edition)
    settings = settings_of(folder)
    where = f"{file_name(folder)}/{settings.profile}" if settings.profile_files else "built in"
    say(f"profile {settings.profile} ({where})")
    for topic, of, table in origins(settings.profile, settings.profile_files):
        said = _USUAL.get(topic, "not looked for")
        if of:
            keys = ", ".join(f"{key} = {one}" for key, one in table.items() if key in _TOLD)
            said = f"{of}: {keys}" if keys else of
        say(f"  {topic:12} {said}")
    return 0


_USUAL = {"lines": "as fitted", "marks": "as usual"}
_TOLD = ("form", "like", "custom", "tables")


@profile.command(name="try")
def try_(transcription: Annotated[Path, Parameter(name="FILE", help="A transcription.")], /) -> int:
    """Show what each line of a transcription is taken for, how sure that is, and what comes next.

    The words of a line follow the bar. Corrected at the start of each line, this is what
    `edition profile learn` reads. For example:

      edition profile try input/letters/d7.txt

      edition profile try input/letters/d7.txt > corrected/d7.txt
    """
    from pipeline.review.learning import shown

    for line in shown(transcription):
        say(line)
    return 0


@profile.command
def learn(
    folder: Annotated[
        Path, Parameter(name="FOLDER", help="Twenty or more corrected files of `profile try`.")
    ],
    /,
    *,
    into: Annotated[Path, Parameter(help="The edition whose profile learns.")],
) -> int:
    """Learn from documents that a person has corrected what lines of an edition are.

    Each fifth of them is held out in turn, and what is gained there is told; nothing is written
    where that is nothing, and the exit code is 1. For example:

      edition profile learn corrected --into input/letters
    """
    from pipeline.engine.loading import settings_of
    from pipeline.review.learning import relearn

    found, written = relearn(folder, into)
    said = f"{found.documents:,} documents, {found.lines:,} lines; held out, there are right"
    say(said)
    say("          lines   documents")
    for name, lines, documents in (
        ("before", found.lines_before, found.before), ("after", found.lines_after, found.after),
    ):  # fmt: skip
        say(f"{name:8} {lines / found.lines:6.1%}      {documents / found.documents:6.1%}")
    if written is None:
        say("nothing is gained, and nothing was written")
        return 1
    say(f"written to {file_name(written)}")
    if not settings_of(into).profile_files:
        say(f'write profile = "{written.parent.name}" into its edition.toml, which names another')
    return 0
