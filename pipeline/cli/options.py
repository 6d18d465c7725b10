"""The options that several commands share."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal, TypeAlias

from cyclopts import Parameter, validators

FormatName: TypeAlias = Literal["text", "json", "sarif", "github", "junit", "gitlab"]
# As in pipeline.book.outputs, which takes long to import; a test holds them equal.
OutputName: TypeAlias = Literal["docx", "epub", "pdf", "html", "bits", "icml", "print"]
# As in pipeline.model.decisions; the same test holds them equal.
RoleName: TypeAlias = Literal[
    "source", "heading", "dateline", "opener", "salutation", "paragraph", "list-head", "label",
    "item", "valediction", "signature", "closer", "postscript", "continuation",
]  # fmt: skip

Transcriptions = Annotated[
    Path, Parameter(name="INPUT", help="A transcription, an edition, or a folder of editions.")
]
OneEdition = Annotated[
    Path, Parameter(name="EDITION", help="An edition, or a folder that holds one alone.")
]
Format = Annotated[FormatName, Parameter(name="--format", help="How the report is printed.")]
FailOn = Annotated[
    Literal["error", "warning", "info", "never"],
    Parameter(help="The least severity that makes the exit code 1."),
]
Several = Annotated[
    Path,
    Parameter(
        name="INPUT",
        help="Transcriptions, editions or folders of editions; input/ where nothing is named.",
    ),
]
BaselineFile = Annotated[
    Path | None, Parameter(help="Report only what is not in this file of known findings.")
]
WriteBaseline = Annotated[
    Path | None, Parameter(help="Write all that is found to this file, to be known from now on.")
]
Whole = Annotated[
    bool, Parameter(help="Check the whole edition of each transcription that is named.")
]
ChangedSince = Annotated[
    str | None,
    Parameter(help="Report only what the change since this branch, tag or commit brought."),
]
Only = Annotated[list[OutputName] | None, Parameter(help="Make only this format; may be repeated.")]
NoCache = Annotated[
    bool, Parameter(help="Make everything anew, and keep nothing for the next run.")
]
Write = Annotated[bool, Parameter(help="Change the transcriptions themselves.")]
Scheduler = Annotated[
    str | None,
    Parameter(help="Let the workers of this dask scheduler do it, given as tcp://host:8786."),
]
Workers = Annotated[
    int, Parameter(help="Processes at work; 0 is one a core.", validator=validators.Number(gte=0))
]


def one_edition(path: Path) -> Path:
    """Give the folder of the edition at ``path``: itself, the one in it, or that of a file.

    Raises UsageError where there is none, or more than one.
    """
    from pipeline import edition
    from pipeline.model.errors import UsageError

    if path.is_file():
        return edition.folder_of(path)
    found = edition.find_editions(path)
    if len(found) > 1:
        named = ", ".join(folder.name for folder in found)
        raise UsageError(f"{path}: here are several editions; name one of {named}")
    return found[0]
