"""The names of transcriptions: outputs and ids are made of them."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from pathlib import Path

from pipeline.book.outputs import FORMATS, RECORDS
from pipeline.model.diagnostics import Diagnostic, Message, Severity
from pipeline.model.errors import UsageError
from pipeline.system import reading

DOCUMENT_NAME_TAKEN = Message(
    "M043", "document-name-taken", Severity.ERROR,
    summary="A document has the name of an output of its edition.",
    why="""A document that is built alone has a folder of its name among the outputs of its edition,
    and that would take the place of one of them.""",
    example="a transcription `html.txt`, or `letters.pdf.txt` in the edition `letters`.",
    remedy="rename the transcription.",
)  # fmt: skip

# The stem becomes an xml:id and part of file names in every output, so it is kept plain.
_FILE_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9._-]*\.txt")
_OUTPUTS = frozenset({
    "documents", "tei", "report.json", "report.txt", "stale.txt", *RECORDS,
    *(one.name for one in FORMATS if not one.ending),
})  # fmt: skip
_BOOKS = ("xml", *(one.ending for one in FORMATS if one.ending))


def check(paths: Sequence[Path]) -> None:
    """Refuse, by UsageError, transcriptions named such that no output could be named after them."""
    for path in paths:
        _check_name(path)
    seen: dict[str, Path] = {}
    for path in paths:
        other = seen.setdefault(path.name.lower(), path)
        if other is not path:
            raise UsageError(
                f"{path.parent}: {other.name} and {path.name} differ only in capitals; "
                "rename one, since outputs are named after them"
            )


def _check_name(path: Path) -> None:
    shown = repr(path.name)
    if not _FILE_NAME.fullmatch(path.name):
        raise UsageError(
            f"{path.parent}: the file name {shown} cannot be used; a transcription is named with "
            "letters, digits, '.', '_' and '-', begins with a letter and ends with .txt"
        )
    if not reading.is_regular(path):
        raise UsageError(f"{path.parent}: {shown} is no regular file; put the file itself there")


def taken(paths: Collection[Path], edition_id: str) -> Iterator[Diagnostic]:
    """Say which transcriptions have the name of an output of the edition; case does not count."""
    outputs = _OUTPUTS | {f"{edition_id}.{ending}".lower() for ending in _BOOKS}
    for path in paths:
        if path.stem.lower() in outputs:
            message = f"{path.stem} is the name of an output of the edition"
            yield DOCUMENT_NAME_TAKEN.say(message, path, 1)
