"""The two passes over the texts of an edition: each by itself, then each in view of all.

The texts that editors put around the documents, as a preface, go the same way as the documents.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from pipeline.checks import DocumentFacts, EditionIndex, shared_facts
from pipeline.edition import Edition
from pipeline.engine.cache import keys
from pipeline.engine.executor import StoppedJob
from pipeline.engine.jobs import (
    CheckReferences,
    DocumentResult,
    EncodeText,
    Indexes,
    recalled,
    unpacked,
)
from pipeline.engine.session import Session
from pipeline.engine.stages import EditionContext, EncodedDocument, TranscriptionFile
from pipeline.model.decisions import Acceptance
from pipeline.model.diagnostics import Diagnostic
from pipeline.model.source import Source


@dataclass(frozen=True, slots=True)
class EditionText:
    """A document of an edition, or a text around the documents, after the first pass.

    ``made`` is what the stages made of it, where that is at hand. ``key`` is that of its result in
    the cache, empty where that is not kept.
    """

    file: TranscriptionFile
    context: EditionContext
    result: DocumentResult
    made: EncodedDocument | None = None
    key: bytes = b""
    is_around: bool = False

    @property
    def name(self) -> str:
        """The path of the file as a user knows it."""
        return str(self.file.path)

    @property
    def tei(self) -> bytes:
        """The TEI of a text that went through all stages."""
        if self.made and self.made.tei:
            return self.made.tei
        try:
            return unpacked(self.result.packed)[0]
        except ValueError:  # what the cache has is damaged
            return self.encoded.tei or b""

    @property
    def encoded(self) -> EncodedDocument:
        """What the stages made of a text that went through all of them; made again if not kept."""
        if self.made:
            return self.made
        made = recalled(self.file, self.result.packed, self.context)
        return replace(made, accepted=self.result.accepted, diagnostics=self.result.diagnostics)


@dataclass(frozen=True, slots=True)
class EncodedEdition:
    """The texts of an edition after the first pass, in the order of the book."""

    edition: Edition
    context: EditionContext
    documents: tuple[EditionText, ...]
    front: tuple[EditionText, ...] = ()
    back: tuple[EditionText, ...] = ()

    def with_documents(self) -> EncodedEdition:
        """Have at hand what the stages made of every text."""
        documents, front, back = (
            tuple(replace(one, made=one.encoded) for one in texts)
            for texts in (self.documents, self.front, self.back)
        )
        return replace(self, documents=documents, front=front, back=back)

    @property
    def texts(self) -> tuple[EditionText, ...]:
        """All texts."""
        return (*self.front, *self.documents, *self.back)

    @property
    def diagnostics(self) -> tuple[Diagnostic, ...]:
        """What the first pass found."""
        return tuple(found for one in self.texts for found in one.result.diagnostics)

    @property
    def accepted(self) -> tuple[Acceptance, ...]:
        """The readings that people have accepted in the decisions on the texts."""
        return tuple(one for text in self.texts for one in text.result.accepted)

    @property
    def complete(self) -> tuple[EditionText, ...]:
        """The documents that no error kept from their last stage."""
        return tuple(one for one in self.documents if one.result.facts is not None)

    @property
    def is_complete(self) -> bool:
        """Whether every document of the edition is complete."""
        return len(self.complete) == len(self.edition.order)

    @property
    def settings(self) -> Source:
        """The settings, as the source of all that comes from no text."""
        return Source(str(self.edition.folder / "edition.toml"), "")

    def source(self, name: str) -> Source:
        """Give the source of the text with the id ``name``, for messages."""
        named = (one.encoded.source for one in self.texts if one.file.path.stem == name)
        return next(named, self.settings)


def texts_around(edition: Edition) -> tuple[tuple[Path, ...], tuple[Path, ...]]:
    """Give the texts before and after the documents; a part of an edition has none."""
    return (edition.plan.front, edition.plan.back) if edition.is_whole else ((), ())


def steps(edition: Edition) -> int:
    """Count the steps of both passes."""
    return 2 * (len(edition.transcriptions) + sum(map(len, texts_around(edition))))


def encode_texts(
    edition: Edition, session: Session, *, trees: bool = False, around: bool = True
) -> EncodedEdition:
    """Take each text through its stages, the longest first.

    ``trees`` has the documents at hand afterwards, or else their TEI alone; ``around`` takes the
    texts around the documents too. Raises UsageError where the profile of the edition is none.
    """
    context = EditionContext.of(edition)
    session.executor.open(context)
    front, back = texts_around(edition) if around else ((), ())
    paths = (*front, *edition.transcriptions, *back)
    files = [TranscriptionFile.read(path, edition.files) for path in paths]
    files.sort(key=lambda file: len(file.data), reverse=True)
    names = _keys(files, edition, context, session)
    results = session.results(
        [
            (EncodeText(file, trees, session.cache.keeps), key)
            for file, key in zip(files, names, strict=True)
        ],
        shared=None,
        kind=tuple[DocumentResult, None],
        what=f"{edition.name}: documents",
        stored=lambda made: (made[0], None),
    )
    made = {
        file.path: EditionText(
            file, context, *_result_of(file, result), key, is_around=file.path in {*front, *back}
        )
        for file, result, key in zip(files, results, names, strict=True)
    }
    return EncodedEdition(
        edition, context, tuple(made[path] for path in edition.transcriptions),
        tuple(made[path] for path in front), tuple(made[path] for path in back),
    )  # fmt: skip


def check_references(encoded: EncodedEdition, session: Session) -> tuple[Diagnostic, ...]:
    """Apply to each text the rules that look at it in view of all."""
    edition = encoded.edition
    indexes = indexes_of(encoded)
    seen = [keys.view(one) if session.cache.keeps and one else b"" for one in
            (indexes.documents, indexes.book)]  # fmt: skip
    texts = [one for one in encoded.texts if one.result.facts is not None]
    session.progress(f"{edition.name}: references", len(encoded.texts) - len(texts))
    results = session.results(
        [
            (
                CheckReferences(one.file, one.result.packed, one.is_around),
                one.key and keys.key("in edition", one.key, seen[one.is_around]),
            )
            for one in texts
        ],
        shared=indexes,
        kind=tuple[Diagnostic, ...],
        what=f"{edition.name}: references",
    )
    return tuple(
        found
        for text, result in zip(texts, results, strict=True)
        for found in (result.diagnostics(text.name) if isinstance(result, StoppedJob) else result)
    )


def _keys(
    files: Iterable[TranscriptionFile], edition: Edition, context: EditionContext, session: Session
) -> list[bytes]:
    """Give the key of the result of each text, empty where nothing is kept."""
    if not session.cache.keeps:
        return [b"" for _ in files]
    shared = keys.context(edition, context)
    carried = context.encoding.carried
    return [keys.document(file, shared, carried.get(file.path.stem)) for file in files]


def _result_of(
    file: TranscriptionFile, result: tuple[DocumentResult, EncodedDocument | None] | StoppedJob
) -> tuple[DocumentResult, EncodedDocument | None]:
    if isinstance(result, StoppedJob):
        return DocumentResult(result.diagnostics(str(file.path))), None
    return result


def indexes_of(encoded: EncodedEdition) -> Indexes:
    """Put together what the second pass needs to know of all texts."""
    edition = encoded.edition
    names = [path.stem for path in edition.order]
    of_documents = EditionIndex.of(
        shared_facts(_facts(encoded.documents)), edition.metadata.id, names, edition.authorities
    )
    if not (encoded.front or encoded.back):
        return Indexes(of_documents)
    of_book = EditionIndex.of(
        shared_facts(_facts(encoded.texts)), edition.metadata.id, (), edition.authorities
    )
    return Indexes(of_documents, of_book)


def _facts(texts: Iterable[EditionText]) -> list[DocumentFacts]:
    return [one.result.facts for one in texts if one.result.facts is not None]
