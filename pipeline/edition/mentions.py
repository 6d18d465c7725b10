"""The documents that ``edition.toml`` says something of: their language, form or marks."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import msgspec

from pipeline.edition.schema import EditionFile
from pipeline.edition.toml_text import Toml
from pipeline.model.diagnostics import Diagnostic, Message, Severity
from pipeline.model.form import ALL


class DocumentMention(NamedTuple):
    """A setting at ``line`` that names a document."""

    name: str
    line: int


MENTIONED_DOCUMENT_MISSING = Message(
    "M047", "mentioned-document-missing", Severity.WARNING,
    summary="A setting is on a document that is not there.",
    why="""The document that is meant is read as all others are: in the language of the edition, or
    in a form or with marks that it does not have.""",
    example='`d12 = "fr"` below `[languages]`, and there is no `d12.txt`.',
    remedy="correct the name, which has no `.txt`, or take the setting out.",
)  # fmt: skip


def mentions(file: EditionFile, toml: Toml) -> Iterator[DocumentMention]:
    """Find the settings that name documents; what stands for all of them names none."""
    for name in file.languages:
        yield DocumentMention(name, toml.line(("languages", name)))
    for key, names in msgspec.structs.asdict(file.form).items():
        for place, name in enumerate(names):
            if name != ALL:
                yield DocumentMention(name, toml.line(("form", key, place)))
    for row, pair in enumerate(file.parallel):
        for key, name in msgspec.structs.asdict(pair).items():
            yield DocumentMention(name, toml.line(("parallel", row, key)))
    for row, only in enumerate(file.marks.only):
        for place, name in enumerate(only.documents):
            yield DocumentMention(name, toml.line(("marks", "only", row, "documents", place)))


def missing(
    found: Sequence[DocumentMention], names: Collection[str], path: Path
) -> Iterator[Diagnostic]:
    """Say which mentions are of none of the texts ``names``."""
    for one in found:
        if one.name not in names:
            message = f"there is no transcription of {one.name!r}, which this setting is on"
            yield MENTIONED_DOCUMENT_MISSING.say(message, path, one.line)
