"""The texts that the editors put around the documents: a preface, an afterword."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path

from pipeline import checks, printable, tei, validate
from pipeline.diagnostics import Diagnostic, Location, Related, has_errors
from pipeline.document import Document
from pipeline.edition import Edition, named_files
from pipeline.edition.place import say
from pipeline.source import Source
from pipeline.transcription import Encoded, Setting, TranscriptionFile, take

# The rules on structure and pages speak of documents; a preface has neither number nor dateline.
_FAMILIES = ("N", "X")
# Other TEI is our own, and what is wrong with it comes from a transcription.
_BY_HAND = "correct the file; a good start is what `edition encode` makes of a text of this name"


@dataclass(frozen=True, slots=True)
class Matter:
    """What stands before the documents and what after them."""

    front: tuple[Encoded, ...] = ()
    back: tuple[Encoded, ...] = ()

    @property
    def all(self) -> tuple[Encoded, ...]:
        """Both, in the order of the book."""
        return (*self.front, *self.back)


def take_matter(edition: Edition) -> Matter:
    """Encode what is prose, read what is TEI; a part of an edition has nothing around it."""
    plan = edition.plan
    if edition.order != edition.transcriptions or not (plan.front or plan.back):
        return Matter()
    setting = Setting.of(edition)
    return Matter(
        tuple(_take(path, edition, setting) for path in plan.front),
        tuple(_take(path, edition, setting) for path in plan.back),
    )


def check(edition: Edition, encoded: Iterable[Encoded]) -> tuple[Diagnostic, ...]:
    """Give what is wrong with the texts around the documents.

    ``encoded`` are the documents, which these texts may lead to.
    """
    matter = take_matter(edition)
    if not matter.all:
        return ()
    index = checks.EditionIndex.of(
        (one.facts for one in (*matter.front, *encoded, *matter.back) if one.facts is not None),
        edition.metadata.id,
        (),
        edition.authorities,
    )
    found = [diagnostic for one in matter.all for diagnostic in one.diagnostics]
    for one in matter.all:
        if one.view is not None:
            said = checks.check_in_edition(one.view, index)
            found += (diagnostic for diagnostic in said if diagnostic.code.startswith(_FAMILIES))
    return tuple(found)


def _take(path: Path, edition: Edition, setting: Setting) -> Encoded:
    read = TranscriptionFile.read(path, edition.files)
    return take(read, setting) if path.suffix == ".txt" else _from_tei(path, read.data, setting)


def _from_tei(path: Path, data: bytes, setting: Setting) -> Encoded:
    source = Source(str(path), "", sha256=sha256(data).hexdigest())
    said = validate.check_artefact(data, str(path))
    if has_errors(said):
        return Encoded(
            path.stem, source, diagnostics=tuple(replace(one, hint=_BY_HAND) for one in said)
        )
    doubled = tuple(tei.repeated_ids(data))
    if doubled:
        return Encoded(
            path.stem, source, diagnostics=tuple(_doubled(path, *one) for one in doubled)
        )
    try:
        document = tei.read(data)
    except tei.MalformedTeiError:
        fault = "it holds something else than one document in its body"
        return _unusable(path, source, fault, "make a file of each, and name them in edition.toml")
    if not _is_named_after(document, path.stem):
        fault = f"its div and its notes need the ids {path.stem}, {path.stem}fn1, …"
        return _unusable(path, source, fault, "give them these as xml:id")
    said = tuple(printable.in_document(document, source))
    view = setting.view(source, document)
    return Encoded(
        path.stem, source, document, tei=data, facts=view.facts, view=view, diagnostics=said
    )


def _unusable(path: Path, source: Source, fault: str, hint: str) -> Encoded:
    said = say(
        named_files.BOOK_FILE_UNUSABLE, f"{path.name!a} cannot be used: {fault}", path, 1, hint
    )
    return Encoded(path.stem, source, diagnostics=(said,))


def _doubled(path: Path, identifier: str, first: int, line: int) -> Diagnostic:
    """Say that two elements bear an id; in every output one note would take the other's place."""
    fault = f"the xml:id {identifier} is given a second time, first in line {first}"
    message = f"{path.name!a} cannot be used: {fault}"
    hint = "give each element an xml:id of its own"
    said = say(named_files.BOOK_FILE_UNUSABLE, message, path, line, hint)
    other = Related("the first time", Location(str(path), first, 1, first, 1))
    return replace(said, related=(other,))


def _is_named_after(document: Document, stem: str) -> bool:
    """Names of other texts cannot clash with these, since no other file has the same name."""
    return document.id == stem and all(note.id.startswith(f"{stem}fn") for note in document.notes)
