"""The documents of an edition: those that changed are worked on, of the rest it is known.

What is kept of a document is what came from the workbench, so that it makes no difference to what
follows whether a result is new.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from pipeline import checks
from pipeline.cache import Store, keys
from pipeline.checks import DocumentFacts
from pipeline.decisions import Acceptance, Context, Decision, Kind
from pipeline.diagnostics import Diagnostic, Finding, Location
from pipeline.edition import Edition
from pipeline.source import Source
from pipeline.tally import Tally
from pipeline.transcription import Encoded, Setting, TranscriptionFile
from pipeline.workbench import Prove, Result, Take, Written, restored
from pipeline.workers import WORK_STOPPED, Crew, Lost


@dataclass(frozen=True, slots=True)
class Means:
    """What a run works with: whom it tells, who does the work, what is kept of runs before."""

    progress: Tally
    crew: Crew
    store: Store


@dataclass(frozen=True, slots=True)
class Ground:
    """An edition with what its documents are worked on with.

    ``said`` is what loading it had to say; ``files`` are the hashes of its files, None where
    nothing is to be kept.
    """

    loaded: Edition
    said: tuple[Diagnostic, ...]
    files: keys.Files | None
    setting: Setting

    @classmethod
    def of(cls, loaded: Edition, said: tuple[Diagnostic, ...], files: keys.Files | None) -> Ground:
        """Read what the documents of ``loaded`` need; raises PipelineError where it cannot be."""
        return cls(loaded, said, files, Setting.of(loaded))


@dataclass(frozen=True, slots=True)
class _Reading:
    """An acceptance as it is kept; a :class:`Kind` cannot be."""

    location: Location
    code: str
    why: str
    table: str
    context: Context
    value: str
    line: int

    @classmethod
    def of(cls, one: Acceptance) -> _Reading:
        of = one.decision
        table = of.kind.table
        return cls(one.location, one.code, one.why, table, of.context, of.value, of.line)

    def acceptance(self) -> Acceptance:
        kind = next(kind for kind in Kind if kind.table == self.table)
        decision = Decision(kind, self.context, self.value, self.why, self.line)
        return Acceptance(self.location, self.code, self.why, decision)


@dataclass(frozen=True, slots=True)
class _Kept:
    """A result as it is kept; its TEI is kept by itself, since it is seldom asked for."""

    sha256: str
    diagnostics: tuple[Diagnostic, ...]
    readings: tuple[_Reading, ...]
    facts: DocumentFacts | None

    @classmethod
    def of(cls, result: Result) -> _Kept:
        readings = tuple(map(_Reading.of, result.accepted))
        return cls(result.sha256, result.diagnostics, readings, result.facts)

    def result(self) -> Result:
        accepted = tuple(reading.acceptance() for reading in self.readings)
        return Result(self.sha256, self.diagnostics, accepted, self.facts)


@dataclass(frozen=True, slots=True)
class Document:
    """A transcription and what came of it.

    ``key`` is that of what is kept of it, None where nothing is; ``is_new`` says that it was
    worked on in this run.
    """

    path: Path
    result: Result
    key: bytes | None = None
    is_new: bool = True

    @property
    def tei(self) -> bytes | None:
        """The TEI, where it was written and asked for."""
        packed = self.result.written
        return None if packed is None else Written.of(packed).tei

    @property
    def brief(self) -> Encoded:
        """What a check needs to know of it."""
        source = Source(str(self.path), "", sha256=self.result.sha256)
        return Encoded(
            self.path.stem, source, facts=self.result.facts, accepted=self.result.accepted,
            diagnostics=self.result.diagnostics,
        )  # fmt: skip


class Documents:
    """The documents of an edition that are to be looked at, each taken through its stages.

    With ``write`` the TEI of each is at hand.
    """

    def __init__(self, ground: Ground, means: Means, *, write: bool = False) -> None:
        self.loaded = ground.loaded
        self.setting = ground.setting
        self.means = means
        means.crew.open(self.setting)
        self._files = ground.files
        self._of_setting = b""
        if self._files is not None:
            self._of_setting = keys.setting_of(self.loaded, self.setting, self._files)
        self._write = write
        self.lost = False
        self.all = self._taken()

    @property
    def briefs(self) -> tuple[Encoded, ...]:
        """What a check needs to know of each."""
        return tuple(one.brief for one in self.all)

    def prove(self) -> tuple[Diagnostic, ...]:
        """Apply the rules that look at a document in view of all others."""
        facts = [one.result.facts for one in self.all if one.result.facts is not None]
        index = checks.EditionIndex.of(
            checks.outlook(facts),
            self.loaded.metadata.id,
            (path.stem for path in self.loaded.order),
            self.loaded.authorities,
        )
        view = keys.view(index) if self._files else b""
        whole = [one for one in self.all if one.result.facts is not None]
        found = [self._proved_before(one, view) for one in whole]
        self.means.crew.show(index)
        rest = [place for place, said in enumerate(found) if said is None]
        jobs = [self._to_prove(whole[place]) for place in rest]
        now = f"{self.loaded.name}: references"
        self.means.progress(now, len(self.all) - len(rest))
        for done, outcome in self.means.crew.do(jobs):
            one = whole[rest[done]]
            self.means.progress(now, 1)
            if isinstance(outcome, Lost):
                found[rest[done]] = self._said_of(one.path, outcome)
                continue
            found[rest[done]] = outcome
            if one.key is not None:
                self.means.store.put(keys.key("in edition", one.key, view), outcome)
        return tuple(diagnostic for said in found for diagnostic in said or ())

    def restored(self) -> Iterator[Encoded]:
        """Give each document as it was after its last stage."""
        for one in self.all:
            result = one.result
            if result.written is None or result.facts is None:
                yield one.brief
            else:
                made = restored(self._read(one.path), result.written, self.setting)
                yield replace(made, accepted=result.accepted, diagnostics=result.diagnostics)

    def _taken(self) -> tuple[Document, ...]:
        paths = self.loaded.transcriptions
        before = {path: self._taken_before(path) for path in paths}
        done = {path: one for path, one in before.items() if one is not None}
        new = [path for path in paths if path not in done]
        texts = {path: self._read(path) for path in new}
        new.sort(key=lambda path: len(texts[path].data), reverse=True)  # the long ones first
        keep = self._files is not None
        jobs = [Take(texts[path], write=self._write or keep) for path in new]
        now = f"{self.loaded.name}: documents"
        self.means.progress(now, len(done))
        for place, outcome in self.means.crew.do(jobs):
            done[new[place]] = self._document(new[place], outcome)
            self.means.progress(now, 1)
        return tuple(done[path] for path in paths)

    def _document(self, path: Path, outcome: Result | Lost) -> Document:
        if isinstance(outcome, Lost):
            return Document(path, Result("", self._said_of(path, outcome)))
        key = self._key(path)
        if key is None:
            return Document(path, outcome)
        self.means.store.put(key, _Kept.of(outcome))
        if outcome.written is not None:
            self.means.store.put(keys.key("written", key), outcome.written)
        return Document(path, outcome if self._write else replace(outcome, written=None), key)

    def _taken_before(self, path: Path) -> Document | None:
        key = self._key(path)
        kept = None if key is None else self.means.store.get(key, _Kept)
        if kept is None or key is None:
            return None
        result = kept.result()
        if self._write:
            result = replace(result, written=self._written_before(key))
            if result.written is None and result.facts is not None:
                return None
        return Document(path, result, key, is_new=False)

    def _proved_before(self, one: Document, view: bytes) -> tuple[Diagnostic, ...] | None:
        if one.key is None:
            return None
        kind = tuple[Diagnostic, ...]
        return self.means.store.get(keys.key("in edition", one.key, view), kind)

    def _to_prove(self, one: Document) -> Prove:
        if one.is_new or one.key is None:
            return Prove(self._read(one.path), None)
        written = one.result.written or self._written_before(one.key)
        return Prove(self._read(one.path), written)

    def _read(self, path: Path) -> TranscriptionFile:
        return TranscriptionFile.read(path, self.loaded.files)

    def _written_before(self, key: bytes) -> bytes | None:
        packed = self.means.store.get(keys.key("written", key), bytes)
        try:
            Written.of(packed or b"")
        except ValueError:
            return None
        return packed

    def _key(self, path: Path) -> bytes | None:
        if self._files is None:
            return None
        carried = self.setting.encoding.carried.get(path.stem)
        return keys.document(path, self._files, self._of_setting, carried)

    def _said_of(self, path: Path, lost: Lost) -> tuple[Diagnostic, ...]:
        """Name the transcription whose process was stopped."""
        self.lost = True
        hint = "run again; what was done of the others is kept"
        finding = Finding((0, 0), lost.message("this transcription"), hint)
        return tuple(Source(str(path), "").diagnose(WORK_STOPPED, (finding,)))
