"""An edition held in memory while a person works on it: what was read, found, and would settle it.

    with a folder:          edition = Workspace.open(Path("input/letters"))
    all findings:           edition.findings(), or those of one file: edition.findings(path)
    what would settle one:  edition.choices(path, diagnostic)
    what was read:          edition.readings(path)
    a text was changed:     edition.update(path, data), or without data, from disk
    once nobody types:      edition.catch_up()

:meth:`Workspace.update` takes as long as the one text does. What the change means for the others
comes with :meth:`Workspace.catch_up`, after which findings are those of ``edition check``. A
workspace is used by one thread at a time.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass, field, replace
from pathlib import Path

from pipeline.checks import DocumentFacts
from pipeline.edition import Edition, EditionFiles
from pipeline.edition.decisions import decisions_text, path_of
from pipeline.engine.cache import Cache, no_cache
from pipeline.engine.check import findings_of
from pipeline.engine.jobs import DocumentResult, encode_text, found_together
from pipeline.engine.loading import load
from pipeline.engine.passes import EditionText, encode_texts, steps
from pipeline.engine.processes import ProcessPool
from pipeline.engine.session import Progress, open_session
from pipeline.engine.stages import EncodedDocument, TranscriptionFile
from pipeline.model.diagnostics import Allowed, Diagnostic, in_order
from pipeline.model.errors import PipelineError
from pipeline.normalize import MOST_READ
from pipeline.review.workspace.checked_edition import CheckedEdition
from pipeline.review.workspace.choices import DecisionChoice, choices_for, unmarked_note
from pipeline.review.workspace.readings import OtherReading, PlacedReading, ReadingKind, readings_of
from pipeline.system import reading

__all__ = [
    "CheckedEdition", "DecisionChoice", "OtherReading", "PlacedReading", "ReadingKind",
    "Workspace", "choices_for", "unmarked_note",
]  # fmt: skip

_KEPT = 8  # documents with their trees, a few megabytes each


@dataclass
class Workspace:
    """An edition in memory; ``unsaved`` are the bytes of files that differ from those on disk."""

    folder: Path
    workers: int = 1
    cache: Callable[[], Cache] = no_cache
    unsaved: dict[Path, bytes] = field(default_factory=dict)
    behind: bool = field(default=False, init=False)
    _since: set[Path] = field(default_factory=set, init=False)
    _state: CheckedEdition = field(init=False, repr=False)
    _trees: OrderedDict[Path, EncodedDocument] = field(default_factory=OrderedDict, init=False)
    _readings: dict[Path, tuple[PlacedReading, ...]] = field(default_factory=dict, init=False)

    @classmethod
    def open(
        cls,
        folder: Path,
        progress: Progress = lambda *_: None,
        workers: int = 1,
        cache: Callable[[], Cache] = no_cache,
    ) -> Workspace:
        """Take an edition through both passes; raises UsageError where there is none."""
        opened = cls(folder, workers, cache)
        opened._state = opened._take_through(progress)
        return opened

    @property
    def edition(self) -> Edition:
        """The edition as it was loaded."""
        return self._state.encoded.edition

    @property
    def texts(self) -> tuple[Path, ...]:
        """All texts, in the order of the book."""
        return tuple(one.file.path for one in self._state.encoded.texts)

    @property
    def facts(self) -> dict[Path, DocumentFacts]:
        """What each text brings to the edition, but those that an error kept from it."""
        texts = self._state.encoded.texts
        return {one.file.path: one.result.facts for one in texts if one.result.facts is not None}

    def own(self, path: Path) -> Path:
        """Give a file of the edition the path that it has in findings, however it is named."""
        resolved, folder = path.resolve(), self.folder.resolve()
        return self.folder / resolved.relative_to(folder) if folder in resolved.parents else path

    def text_of(self, path: Path) -> Path | None:
        """Give the text that a file is, or has the decisions on; None for any other file."""
        here = self.own(path)
        near = (one for one in self.texts if here.name.startswith(one.stem))
        return next((one for one in near if here in {one, path_of(one)}), None)

    def findings(self, path: Path | None = None) -> tuple[Diagnostic, ...]:
        """Give what was found in the edition, or in one of its files, in order."""
        found = self._state.found
        if path is not None:
            return found.get(str(path), ())
        return in_order(tuple(one for here in found.values() for one in here))

    def findings_on(self, text: Path) -> tuple[Diagnostic, ...]:
        """Give what was found in a text, and in the decisions on it."""
        return (*self.findings(text), *self.findings(path_of(text)))

    def allowed(self, path: Path) -> tuple[Allowed, ...]:
        """Give what a person or the edition lets stand in a file."""
        return self._state.allowed.get(str(path), ())

    def file(self, path: Path) -> TranscriptionFile:
        """Give the bytes of a text and the decisions on it, as they were last read."""
        return self._text(path).file

    def document(self, path: Path) -> EncodedDocument:
        """Give all that the stages made of a text."""
        if path not in self._trees:
            self._keep(path, encode_text(self.file(path), self._state.encoded.context))
        self._trees.move_to_end(path)
        return self._trees[path]

    def readings(self, path: Path) -> tuple[PlacedReading, ...]:
        """Give what each stretch of a text was read as, by place."""
        work = self.document(path)
        if path not in self._readings:
            self._readings[path] = readings_of(work)
        return self._readings[path]

    def choices(self, path: Path, found: Diagnostic) -> tuple[DecisionChoice, ...]:
        """Give what would settle a finding in a text, the likeliest first."""
        return choices_for(found, self.document(path).source, self.readings(path))

    def update(self, path: Path, data: bytes | None = None) -> frozenset[Path]:
        """Check a text again whose file or decisions were changed; give the files to look at anew.

        ``data`` is what the file will hold once it is saved; without it, it is read from disk. Any
        other file than a text and its decisions is taken up by :meth:`catch_up`.

        Raises what reading a file does, and UsageError where an expression of the edition itself
        runs on and on; catching up says so again.
        """
        here = self.own(path)
        self._since.add(here)
        if data is None:
            self.unsaved.pop(here, None)
        else:
            self.unsaved[here] = data
        text = self.text_of(path)
        if text is None or not reading.is_regular(text):
            self.behind = True
            return frozenset()
        before = self._text(text)
        try:
            read = TranscriptionFile(text, self._bytes(text), decisions_text(text, self._files()))
            if read == before.file:
                return frozenset()
            self._check_one(before, read)
        except PipelineError:
            self.behind = True
            raise
        return frozenset({text, path_of(text)})

    def follow(self, paths: Iterable[Path]) -> frozenset[Path]:
        """Take up files that somebody changed on disk; give the files to look at anew.

        What cannot be taken up, as a file that is being written, is left to :meth:`catch_up`.
        """
        touched = frozenset[Path]()
        for path in paths:
            with suppress(PipelineError):
                touched |= self.update(path)
        return touched

    def brings_expressions(self) -> bool:
        """Tell whether expressions or marks come with the edition, as its files are now.

        Raises UsageError where the edition cannot be loaded any more.
        """
        settings = load(self.folder, None, self._files()).settings
        return bool(settings.profile_files or settings.forms.marks.own)

    def catch_up(self) -> frozenset[Path]:
        """Take up what changes meant for other texts; give the files that are to be looked at anew.

        Raises UsageError where the edition cannot be loaded any more.
        """
        return self.take(self.ahead())

    def ahead(self) -> CheckedEdition | None:
        """Do the work of :meth:`catch_up` and leave all as it is; None where nothing is to do.

        Unlike all else it may be done by another thread, while this one goes on with updates.
        """
        if not self.behind:
            return None
        self.behind = False
        self._since.clear()
        try:
            return self._take_through(lambda *_: None)
        except BaseException:
            self.behind = True
            raise

    def take(self, ahead: CheckedEdition | None) -> frozenset[Path]:
        """Go over to what :meth:`ahead` gave, with what was updated meanwhile."""
        if ahead is None:
            return frozenset()
        before, self._state = self._state, ahead
        self._trees.clear()
        self._readings.clear()
        for path in tuple(self._since):
            self.update(path, self.unsaved.get(path))
        names = before.found.keys() | self._state.found.keys()
        found = self._state.found
        return frozenset(Path(name) for name in names if before.found.get(name) != found.get(name))

    def _check_one(self, before: EditionText, file: TranscriptionFile) -> None:
        encoded = self._state.encoded
        made = encode_text(file, encoded.context)
        result = DocumentResult(made.diagnostics, made.accepted, made.facts)
        after = replace(before, file=file, result=result, made=None, key=b"")
        changed, same = self._state.with_text(before, after)
        together = found_together(made, changed.indexes, is_around=before.is_around)
        self._keep(file.path, made)
        encoded.edition.files.put(file.path, file.data)
        self._state = changed.with_findings(after, (*made.diagnostics, *together))
        allowances = bool(encoded.edition.settings.allowances)
        self.behind |= not same or allowances or before.file.data != file.data

    def _take_through(self, progress: Progress) -> CheckedEdition:
        """Take the edition through both passes."""
        edition, pool = load(self.folder, None, self._files()), ProcessPool(self.workers)
        with open_session(progress, steps(edition), pool, self.cache()) as session:
            encoded = encode_texts(edition, session)
            found = findings_of(encoded, session)
        return CheckedEdition.of(encoded, found)

    def _files(self) -> EditionFiles:
        files = EditionFiles()
        for path, data in tuple(self.unsaved.items()):
            files.put(path, data)
        return files

    def _bytes(self, path: Path) -> bytes:
        known = self.unsaved.get(path)
        return reading.read_start(path, MOST_READ) if known is None else known

    def _text(self, path: Path) -> EditionText:
        return next(one for one in self._state.encoded.texts if one.file.path == path)

    def _keep(self, path: Path, made: EncodedDocument) -> None:
        self._trees[path] = made
        self._trees.move_to_end(path)
        self._readings.pop(path, None)
        while len(self._trees) > _KEPT:
            self._readings.pop(self._trees.popitem(last=False)[0], None)
