"""Transcriptions written anew in the usual form, whatever form they were handed in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from pipeline import edition
from pipeline.encode.profile import Profile
from pipeline.encode.reading import Marks, read_marks, usual_form
from pipeline.engine import time_limit
from pipeline.engine.loading import profile_and_forms
from pipeline.model.diagnostics import Severity
from pipeline.model.document import Span
from pipeline.model.errors import UsageError
from pipeline.model.form import FormChoice
from pipeline.model.source import Source
from pipeline.normalize import normalize
from pipeline.review.changed_file import ChangedFile
from pipeline.system import reading


@dataclass(frozen=True, slots=True)
class Tidied:
    """A transcription at ``path``, and the ``file`` with its text in the usual form.

    The file is None where it stays as it is; ``why`` then says what stands against it, or nothing
    where the text is in the usual form.
    """

    path: Path
    file: ChangedFile | None
    why: str = ""


def tidy(paths: Sequence[Path]) -> list[Tidied]:
    """Write transcriptions in the usual form; raises UsageError for what is no transcription."""
    return [_tidied(path) for path in paths]


def _tidied(path: Path) -> Tidied:
    if not reading.is_regular(path) or path.suffix != ".txt":
        raise UsageError(f"{path}: this is no transcription; name files that end in .txt")
    chosen, forms = profile_and_forms(edition.folder_of(path))
    data = reading.read(path, reading.HANDED_IN)
    source, said = normalize(data, str(path))
    if any(one.severity is Severity.ERROR for one in said):
        return Tidied(path, None, "it cannot be read; `edition check` says why")
    with time_limit.limited(chosen, forms, len(data), path):
        return _in_usual_form(path, data, source, chosen, forms)


def _in_usual_form(
    path: Path, data: bytes, source: Source, chosen: Profile, forms: FormChoice
) -> Tidied:
    laid_out = usual_form(source, chosen, forms)
    if laid_out.form is None:
        return Tidied(path, None)
    known = read_marks(laid_out, chosen)
    for text in (laid_out.text, _bracketed(laid_out.text, laid_out.form.markers)):
        if text == source.text:
            return Tidied(path, None)
        if _reads_the_same(text, laid_out, known, chosen):
            named = f"language: {source.language}\n\n" if source.language else ""
            return Tidied(path, ChangedFile(path, data, named + text))
    why = "in the usual form, its notes or markers would be read otherwise"
    return Tidied(path, None, why)


def _reads_the_same(text: str, laid_out: Source, known: Marks, chosen: Profile) -> bool:
    again = usual_form(normalize(text.encode(), laid_out.file)[0], chosen)
    if again.text != laid_out.text:
        return False
    marks = read_marks(again, chosen)
    return (marks.notes, marks.pages, _places(marks), marks.blocks) == (
        known.notes, known.pages, _places(known), known.blocks,
    )  # fmt: skip


def _places(marks: Marks) -> list[tuple[Span, int, str, bool]]:
    return [(one.span, one.note, one.label, one.printed) for one in marks.markers]


def _bracketed(text: str, markers: Sequence[tuple[Span, int]]) -> str:
    """Put markers into brackets, where they cannot be told from figures of the text."""
    parts, at = [], 0
    for (start, end), _ in markers:
        parts += [text[at:start], f"[{text[start:end]}]"]
        at = end
    return "".join([*parts, text[at:]])
