"""A text of the editors, as a preface, that is given as TEI and not as a transcription."""

from __future__ import annotations

from dataclasses import replace
from hashlib import sha256
from pathlib import Path

from lxml import etree

from pipeline import tei, validate
from pipeline.edition import named_files
from pipeline.engine import printable
from pipeline.engine.stages import EditionContext, EncodedDocument, TranscriptionFile
from pipeline.model.diagnostics import Diagnostic, Location, Related, has_errors
from pipeline.model.document import Document
from pipeline.model.source import Source

# All other TEI is written by the pipeline, and what is wrong with it comes from a transcription.
_BY_HAND = "correct the file; a good start is what `edition encode` makes of a text of this name"

# Twice as many as a transcription has lines at most.
MOST_ELEMENTS = 40_000
_IS_TOO_LARGE = etree.XPath(f"count(//*) > {MOST_ELEMENTS}")


def read_tei(file: TranscriptionFile, context: EditionContext) -> EncodedDocument:
    """Validate and read TEI, as far as it has no errors."""
    path, data = file.path, file.data
    # Of the text nothing but its line ends is looked at: findings lie in lines.
    source = Source(str(path), "\n" * data.count(b"\n"), sha256=sha256(data).hexdigest())
    work = EncodedDocument(path.stem, source)
    found = validate.check_given(data, str(path))
    if has_errors(found):
        return replace(work, diagnostics=tuple(replace(one, hint=_BY_HAND) for one in found))
    root = tei.parse(data)
    if _IS_TOO_LARGE(root):
        fault = f"it has more than {MOST_ELEMENTS:,} elements"
        return replace(work, diagnostics=(_unusable(path, fault, "divide it among several files"),))
    repeated = tuple(_repeated(path, *one) for one in tei.repeated_ids(root))
    if repeated:
        return replace(work, diagnostics=repeated)
    data = tei.unwrap(root, data)
    try:
        document = tei.read_root(root, by_line=True)
    except tei.MalformedTeiError:
        fault = "it holds something else than one document in its body"
        hint = "make a file of each, and name them in edition.toml"
        return replace(work, diagnostics=(_unusable(path, fault, hint),))
    if not _is_named_after(document, path.stem):
        fault = f"its div and its notes need the ids {path.stem}, {path.stem}fn1, …"
        return replace(work, diagnostics=(_unusable(path, fault, "give them these as xml:id"),))
    work = replace(work, document=document, tei=data, view=context.view(source, document))
    return work.with_findings(printable.in_document(document, source, context.characters))


def _unusable(path: Path, fault: str, hint: str, line: int = 1) -> Diagnostic:
    message = f"{path.name!r} cannot be used: {fault}"
    return named_files.BOOK_FILE_UNUSABLE.say(message, path, line, hint)


def _repeated(path: Path, identifier: str, first: int, line: int) -> Diagnostic:
    """Say that two elements bear an id; in every output one note would take the other's place."""
    fault = f"the xml:id {identifier} is given a second time, first in line {first}"
    said = _unusable(path, fault, "give each element an xml:id of its own", line)
    return replace(
        said, related=(Related("the first time", Location(str(path), first, 1, first, 1)),)
    )


def _is_named_after(document: Document, stem: str) -> bool:
    """Tell whether all ids begin with the name of the file, so that no other text has them."""
    return document.id == stem and all(note.id.startswith(f"{stem}fn") for note in document.notes)
