"""``order.txt``: the documents of an edition in order."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from pipeline.edition.files import EditionFiles
from pipeline.model.diagnostics import Diagnostic, Message, Severity
from pipeline.model.errors import UnreadableFileError

ORDERED_DOCUMENT_MISSING = Message(
    "M004", "ordered-document-missing", Severity.ERROR,
    summary="`order.txt` names a document that is not there.",
    why="The edition would come out without it and look whole.",
    example="`d12` stands in `order.txt` and there is no `d12.txt`.",
    remedy="add the transcription or take the line out.",
)  # fmt: skip


DOCUMENT_NOT_ORDERED = Message(
    "M005", "document-not-ordered", Severity.WARNING,
    summary="A transcription is not listed in `order.txt`.",
    why="It is put at the end of the edition, which is hardly where it belongs.",
    example="`d13.txt` was added and `order.txt` was not.",
    remedy="add a line with its name at its place in `order.txt`.",
)  # fmt: skip


ORDER_UNREADABLE = Message(
    "M042", "order-unreadable", Severity.ERROR,
    summary="`order.txt` cannot be read.",
    why="The documents would come out in the order of their names, which is hardly the one that "
    "was written down.",
    example="`order.txt` is a link to a file elsewhere, which is never followed.",
    remedy="put the file itself there, or take it away.",
)  # fmt: skip


DOCUMENT_ORDERED_TWICE = Message(
    "M015", "document-ordered-twice", Severity.WARNING,
    summary="`order.txt` names a document twice.",
    why="It can stand at one place only, and the first line counts.",
    example="`d12` in line 12 and again in line 40.",
    remedy="take one of the two lines out.",
)  # fmt: skip


def in_order(
    path: Path, found: Sequence[Path], files: EditionFiles
) -> tuple[tuple[Path, ...], tuple[Diagnostic, ...]]:
    """Put the transcriptions in the order of the file, or of their names where there is none."""
    by_name_only = tuple(sorted(found, key=_natural))
    try:
        data = files.read_if_present(path)
    except UnreadableFileError as error:
        message = f"order.txt cannot be read: {error.fault}"
        return by_name_only, (ORDER_UNREADABLE.say(message, path, 1),)
    if data is None:
        return by_name_only, ()
    by_name = {transcription.stem: transcription for transcription in found}
    ordered: dict[Path, None] = {}
    said: list[Diagnostic] = []
    for number, name in _lines(data):
        if name in by_name:
            if by_name[name] in ordered:
                message = f"{name} stands in order.txt for the second time; the first counts"
                said.append(DOCUMENT_ORDERED_TWICE.say(message, path, number))
            ordered[by_name[name]] = None
        else:
            message = f"there is no transcription of {name!r}"
            said.append(ORDERED_DOCUMENT_MISSING.say(message, path, number))
    for transcription in sorted(set(found) - set(ordered), key=_natural):
        ordered[transcription] = None
        message = f"{transcription.name} does not stand in order.txt; it was put at the end"
        said.append(DOCUMENT_NOT_ORDERED.say(message, path, 1))
    return tuple(ordered), tuple(said)


def _lines(data: bytes) -> Iterator[tuple[int, str]]:
    text = data.decode("utf-8", "replace").removeprefix("\ufeff")
    for number, line in enumerate(text.split("\n"), 1):
        if name := line.strip(" \t\r"):
            yield number, name


def _natural(path: Path) -> tuple[str | int, ...]:
    """Sort ``d9`` before ``d10``."""
    return tuple(
        int(part) if place % 2 else part
        for place, part in enumerate(re.split(r"([0-9]+)", path.stem))
    )
