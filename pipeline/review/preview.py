"""One document of an edition as it would be printed, made while somebody is at work on it."""

from __future__ import annotations

from pathlib import Path

from pipeline.book.compose import alone
from pipeline.convert.sections import SectionCache
from pipeline.engine.formats import FORMATS
from pipeline.model.diagnostics import Severity
from pipeline.model.errors import UsageError
from pipeline.review.workspace import Workspace


def preview(workspace: Workspace, path: Path, form: str) -> dict[str, bytes]:
    """Make a document alone in the format ``form``, and read it back; give its files by name.

    Raises UsageError where an error keeps the text from being read, or where the file does not say
    what the text says; ConversionError.
    """
    work, edition = workspace.document(path), workspace.edition
    if work.document is None or work.tei is None:
        raise UsageError(f"{path.name}: an error keeps this text from being read; mend that first")
    book = alone(edition.metadata, work.document, work.tei, edition.plan)
    chosen = next(one for one in FORMATS if one.name == form)
    made, differing = chosen.produce(book, path.stem, SectionCache())
    for one in differing:
        if one.rule.severity is Severity.ERROR:
            hint = one.finding.hint or one.rule.hint
            raise UsageError(f"{path.name}: {one.finding.message}; {hint}")
    return dict(made)
