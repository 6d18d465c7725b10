"""Files as people have them become transcriptions of an edition, each with a ledger beside it.

A transcription is written such that encoding finds every note at the place that the file gives it:
it is read as encoding reads it before it is written, and of the ways to write markers the plainest
is taken in which nothing is misread.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path, PurePath

from pipeline.edition import import_ledger
from pipeline.edition.folder import is_edition, place_of_texts
from pipeline.edition.import_ledger import ImportLedger, LedgerFile, ParagraphOrigin
from pipeline.edition.schema import DEFAULT_PROFILE
from pipeline.encode.profile import load as load_profile
from pipeline.engine import time_limit
from pipeline.engine.loading import profile_and_forms
from pipeline.model.errors import UnreadableFileError, UsageError
from pipeline.normalize import handed_in
from pipeline.normalize.handed_in import house_form
from pipeline.normalize.handed_in.content import HandedInError, HandedInText
from pipeline.normalize.handed_in.house_form import WrittenText
from pipeline.normalize.handed_in.words import words_of
from pipeline.review import changed_file
from pipeline.review.importing.trial import ReaderSettings, TriedText, as_read
from pipeline.system import reading

_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9._-]*")
_SHOWN = 8


@dataclass(frozen=True, slots=True)
class ImportedFile:
    """A transcription at ``path`` that was made of ``sources``, not yet written.

    ``remarks`` is what is to be said of the files, ``faults`` what is not in the transcription as
    it is in them.
    """

    sources: tuple[Path, ...]
    path: Path
    tried: TriedText
    typed: HandedInText
    data: tuple[bytes, ...]
    faults: tuple[str, ...]

    @property
    def remarks(self) -> list[str]:
        """What the transcription cannot say."""
        lost = {} if self.tried.has_marks else house_form.marks_in(self.typed)
        unsigned = (f"of {name}, only the words are kept: {n:,}" for name, n in lost.items())
        return [*self.typed.remarks.lines(), *unsigned]

    @property
    def written(self) -> WrittenText:
        """The transcription."""
        return self.tried.written

    def save(self) -> None:
        """Write the transcription and its ledger; raises PublishError."""
        text = self.written.text.encode()
        files = zip(self.sources, self.data, strict=True)
        ledger = ImportLedger(
            tuple(LedgerFile.of(path.name, data) for path, data in files),
            LedgerFile.of(self.path.name, text),
            tuple(self.remarks),
            tuple(ParagraphOrigin(*one) for one in self.written.lines),
        )
        changed_file.place(self.path, text)
        changed_file.place(import_ledger.path_of(self.path), ledger.as_json())


def plan(
    files: Sequence[Path], into: Path, name: str | None = None, changes: str | None = None,
    profile: str = DEFAULT_PROFILE,
) -> list[ImportedFile]:  # fmt: skip
    """Read files as transcriptions of the edition ``into``, each its own, or all as ``name``.

    ``changes`` says what becomes of tracked changes, ``profile`` how an edition is read that is not
    there yet. Raises UsageError.
    """
    if name is not None and not _NAME.fullmatch(name):
        raise UsageError(f"{name!r} is no name; take letters, digits, '.', '_' and '-'")
    settings = _settings(into, profile)
    place = place_of_texts(into) if into.is_dir() else into
    groups = [tuple(files)] if name is not None else [(file,) for file in files]
    made = [_imported(group, place, name, changes, settings) for group in groups]
    names = [one.path for one in made]
    twice = next((one for one in names if names.count(one) > 1), None)
    if twice is not None:
        raise UsageError(f"two of the files would be {twice.name}; import one with --as NAME")
    return made


def _settings(into: Path, profile: str) -> ReaderSettings:
    if into.exists() and not into.is_dir():
        raise UsageError(f"{into}: this is no folder; name the folder of an edition")
    if not into.is_dir() or not is_edition(into):
        return ReaderSettings(load_profile(profile))
    return ReaderSettings(*profile_and_forms(into))


def _imported(
    files: tuple[Path, ...], place: Path, name: str | None, changes: str | None,
    settings: ReaderSettings,
) -> ImportedFile:  # fmt: skip
    data = tuple(reading.read(file, reading.HANDED_IN) for file in files)
    try:
        if len(files) == 1:
            typed = handed_in.read(files[0].name, data[0], changes)
        else:
            named = [(file.name, one) for file, one in zip(files, data, strict=True)]
            typed = handed_in.read_pages(named)
    except HandedInError as error:
        fault = f"the file {error.fault}; {error.hint}"
        raise UnreadableFileError(files[0], fault) from error
    path = place / f"{name or _document_name(files[0])}.txt"
    _refuse_overwriting(path)
    with time_limit.limited(settings.profile, settings.forms, sum(map(len, data)), path):
        tried = as_read(typed, path, settings)
    faults = (*tried.misread, *_missing(typed))
    return ImportedFile(files, path, tried, typed, data, faults)


def _document_name(file: PurePath) -> str:
    """Make the name of a document of that of a file, in plain letters."""
    plain = unicodedata.normalize("NFKD", file.stem).encode("ascii", "ignore").decode()
    name = re.sub(r"[^A-Za-z0-9._-]+", "-", plain).strip("-.")
    return name if _NAME.fullmatch(name) else f"d{name}"


def _refuse_overwriting(path: Path) -> None:
    """Refuse to write over a transcription, unless it is as an import before has made it."""
    if not reading.is_there(path):
        return
    known = import_ledger.read(path)
    if known is None or not known.transcription.holds(reading.read(path, reading.HANDED_IN)):
        raise UsageError(
            f"{path}: this transcription is there and may have been worked on; take it away, "
            "or give the new one another name with --as"
        )


def _missing(typed: HandedInText) -> list[str]:
    """Say which words of the file are not in the transcription, signs of marks apart."""
    if typed.words is None:
        return []
    plain = house_form.write(typed, house_form.GLUED, house_form.MarkSigns.WORDS)
    missing = typed.words - words_of(plain.without_labels())
    if not missing:
        return []
    shown = ", ".join(f"“{word}”" for word in list(missing)[:_SHOWN])
    counted = f"{missing.total():,} words of the file are not in the transcription, as {shown}"
    return [f"{counted}; look for boxes of text and fields, and type them where they belong"]
