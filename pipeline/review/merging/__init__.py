"""What a copy-editor has changed in a DOCX of ours, led back into the transcriptions.

Only tracked changes of words are: each is put at its place in the raw text, the text is encoded
anew, and it must then say what the DOCX says once the changes are accepted, with every note where
it was. What cannot be led back so is listed, and nothing is guessed.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from lxml import etree

from pipeline.engine.loading import load
from pipeline.engine.stages import EditionContext, EncodedDocument, TranscriptionFile, run_stages
from pipeline.model.errors import ConversionError, UnreadableFileError, UsageError
from pipeline.review.changed_file import ChangedFile, read_text, written
from pipeline.review.merging import shown
from pipeline.review.merging.edits import OpenPoint, WordEdit, edited, edits_of
from pipeline.review.merging.shown import ShownDocument, ShownPassage
from pipeline.review.merging.transcribed import TranscribedPassage, passages
from pipeline.review.merging.way_to_raw import RawEdit, WayToRaw
from pipeline.system import reading
from pipeline.system.shown import counted
from pipeline.verify.archive import Archive
from pipeline.verify.docx.contents import W

_NOTHING = etree.Element("nothing")
_OUTSIDE = "outside of the documents, in the title page, contents, lists or colophon"


@dataclass(frozen=True, slots=True)
class MergePlan:
    """The transcriptions that change, by so many ``changes``, and what is left to a person."""

    files: tuple[ChangedFile, ...]
    changes: int
    left: tuple[OpenPoint, ...]


@dataclass(frozen=True, slots=True)
class _Placed:
    """An edit of the passage with this number, and of the raw text."""

    passage: int
    words: WordEdit
    raw: RawEdit


def plan(book: Path, into: Path) -> MergePlan:
    """Lead the changes in ``book`` back into the transcriptions of the edition ``into``.

    Raises UsageError where the file is no DOCX of the edition.
    """
    loaded = load(into)
    texts = [p for p in (*loaded.plan.front, *loaded.plan.back) if p.suffix == ".txt"]
    paths = {path.stem: path for path in (*loaded.order, *texts)}
    documents, outside = _read(book, frozenset(paths))
    if not documents:
        raise UsageError(f"{book}: this file holds no document of {into}; give its DOCX")
    context = EditionContext.of(loaded)
    view = loaded.plan.outputs.view
    mergers = [_Merger(one, paths[one.id], context, view) for one in documents]
    files = tuple(file for one in mergers if (file := one.merged()))
    left = [point for one in mergers for point in one.left]
    if outside:
        left.append(OpenPoint(counted(outside, "change"), _OUTSIDE))
    return MergePlan(files, sum(one.changes for one in mergers), tuple(left))


def _read(book: Path, ids: frozenset[str]) -> tuple[list[ShownDocument], int]:
    data = reading.read(book, reading.HANDED_IN)
    try:
        archive = Archive(data)
        bodies = archive.xml("word/document.xml").iterchildren(W + "body")
        return shown.read(archive, next(bodies, _NOTHING), ids)
    except ConversionError as error:
        raise UnreadableFileError(book, f"this is no DOCX that can be read ({error})") from error


class _Merger:
    """Leads the changes in one document back: so many ``changes``; the rest is ``left``."""

    def __init__(
        self, document: ShownDocument, path: Path, context: EditionContext, view: str
    ) -> None:
        self.view = view
        self.document = document
        self.file = TranscriptionFile.read(path)
        self.context = context
        self.raw = read_text(self.file.data)
        self.changes = 0
        self.left: list[OpenPoint] = []

    def merged(self) -> ChangedFile | None:
        """Give the transcription with all changes that can be made in it, if there are any."""
        found = []
        for passage, where in self._shown_passages():
            edits, points = edits_of(passage, where)
            found.append((passage, where, edits))
            self.left += points
        if not any(edits for _, _, edits in found):
            return None
        work = run_stages(self.file, self.context)
        known = self._passages(work)
        if len(known) != len(found):
            self._leave([edit for _, _, edits in found for edit in edits], "its notes are others")
            return None
        placed = list(self._placed(found, known, work))
        made = self._proved(placed, known)
        if not made:
            return None
        self.changes = len(made)
        return ChangedFile(self.file.path, self.file.data, _applied(self.raw, made))

    def _shown_passages(self) -> Iterator[tuple[ShownPassage, str]]:
        yield self.document.body, self.document.id
        for number, note in enumerate(self.document.notes.values(), 1):
            yield note, f"{self.document.id}, note {number}"

    def _leave(self, edits: Sequence[WordEdit], why: str) -> None:
        for edit in edits:
            what = f"“{edit.text}” was put in" if edit.text else "words were deleted"
            self.left.append(OpenPoint(f"{what}: {why}", edit.place))

    def _placed(
        self,
        found: Sequence[tuple[ShownPassage, str, list[WordEdit]]],
        known: Sequence[TranscribedPassage],
        work: EncodedDocument,
    ) -> Iterator[_Placed]:
        """Find the place of each edit in the raw text."""
        for number, (passage, where, edits) in enumerate(found):
            if not edits:
                continue
            way = WayToRaw(passage, edits, known[number], work.source, self.raw, where)
            self.left += way.differences
            self._leave(way.unsure, "the words around it are others in the transcription")
            for edit in way.edits:
                here = way.edit(edit)
                raw = None if here is None else way.raw(here)
                if here is None or raw is None:
                    self._leave([edit], "its place in the transcription is not sure")
                else:
                    yield _Placed(number, here, raw)

    def _proved(
        self, placed: Sequence[_Placed], known: Sequence[TranscribedPassage]
    ) -> list[_Placed]:
        """Give those edits after which the text says what it should; else each alone is tried."""
        if not placed or self._says(placed, known):
            return list(placed)
        kept: list[_Placed] = []
        for one in placed:
            if self._says([*kept, one], known):
                kept.append(one)
            else:
                self._leave([one.words], "notes or words would be read otherwise than in the DOCX")
        return kept

    def _says(self, placed: Sequence[_Placed], known: Sequence[TranscribedPassage]) -> bool:
        """Encode the edited text and compare it with what the DOCX says."""
        data = written(_applied(self.raw, placed))
        work = run_stages(
            TranscriptionFile(self.file.path, data, self.file.decisions), self.context
        )
        read = self._passages(work)
        wanted = [
            edited(passage, [one.words for one in placed if one.passage == number])
            for number, passage in enumerate(known)
        ]
        return [(one.text, one.noted()) for one in read] == wanted

    def _passages(self, work: EncodedDocument) -> tuple[TranscribedPassage, ...]:
        return passages(work.document, self.view) if work.document else ()


def _applied(raw: str, placed: Sequence[_Placed]) -> str:
    parts: list[str] = []
    at = 0
    for edit in sorted((one.raw for one in placed), key=lambda one: one.span):
        parts += raw[at : edit.span[0]], edit.text
        at = edit.span[1]
    return "".join([*parts, raw[at:]])
