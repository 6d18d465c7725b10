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
Write = Annotated[bool, Parameter(help="Change the transcriptions themselves.")]
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
