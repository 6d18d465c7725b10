"""The outputs of an edition that has no errors: made side by side, each read back and compared."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from glob import escape
from pathlib import Path
from typing import TypeAlias

from pipeline import tei
from pipeline.book import Book
from pipeline.book.compose import Texts, alone, compose
from pipeline.book.outputs import SET_IN_TYPST
from pipeline.book.pictures import Picture, named_in
from pipeline.convert.pdf import coverage
from pipeline.edition import Edition
from pipeline.engine.cache import keys
from pipeline.engine.executor import StoppedJob
from pipeline.engine.formats import FORMATS
from pipeline.engine.outputs import MadeOutput, MakeFormat, ValidateTei
from pipeline.engine.passes import EditionText, EncodedEdition, texts_around
from pipeline.engine.pictures import pictures_of
from pipeline.engine.printable import at
from pipeline.engine.records import written as records_of
from pipeline.engine.session import Session
from pipeline.model.authority import Authorities
from pipeline.model.diagnostics import Diagnostic, has_errors
from pipeline.model.document import Document, Note, PersonName, Place, Term, walk
from pipeline.verify import volume as verify_volume

_OutputJob: TypeAlias = MakeFormat | ValidateTei


def make_outputs(
    encoded: EncodedEdition, session: Session
) -> tuple[dict[str, bytes], tuple[Diagnostic, ...]]:
    """Make the files of an edition by name; every format is read back, all TEI validated.

    Formats are left out where the TEI is wrong or has what cannot be printed.
    """
    encoded = encoded.with_documents()
    book = _book(encoded)
    unprintable = tuple(_without_glyph(book, encoded))
    jobs: list[_OutputJob] = list(_validations(encoded, book))
    if not has_errors(unprintable):
        jobs += _formats(encoded, book)
    made = _run(jobs, book, encoded.edition, session)
    texts = _text_files(encoded, book)
    found = [*dict.fromkeys(unprintable), *(said for one in made for said in one.diagnostics)]
    found += _diagnosed(texts, encoded)
    outputs = (texts,) if has_errors(found) else (texts, *made)
    found += (said for output in outputs[1:] for said in _diagnosed(output, encoded))
    return {name: data for output in outputs for name, data in output.files}, tuple(found)


def _diagnosed(made: MadeOutput, encoded: EncodedEdition) -> Iterator[Diagnostic]:
    """Say where each difference between an output and its text stands in the text."""
    for one in made.discrepancies:
        yield from encoded.source(one.document_id).diagnose(one.rule, (one.finding,))


def steps(edition: Edition) -> int:
    """Count the jobs that the files of an edition are."""
    outputs, count = edition.plan.outputs, len(edition.transcriptions)
    formats = [one for one in FORMATS if one.name in outputs.formats]
    singles = sum(bool(one.facts.ending) for one in formats) if outputs.per_document else 0
    around = sum(map(len, texts_around(edition)))
    return count * (1 + singles) + around + 1 + len(formats)


def old_outputs(edition: Edition, only: Collection[str]) -> Iterator[str]:
    """Give patterns of the files of an edition that stay where ``only`` some formats are made.

    None are named where all are made.
    """
    stem = escape(edition.name)
    for one in FORMATS if only else ():
        if one.name in edition.plan.outputs.formats and one.name not in only:
            if ending := one.facts.ending:
                yield from (f"{stem}.{ending}", f"documents/*.{ending}")
                if one.facts.beside:
                    yield f"{stem}.{one.facts.beside}"
            else:
                yield f"{one.name}/*"


def _run(
    jobs: Sequence[_OutputJob], book: Book, edition: Edition, session: Session
) -> list[MadeOutput]:
    """Give what comes of each job, in their order."""
    cache = session.cache
    name = keys.sections(edition.folder)
    known = cache.get(name, dict[str, bytes]) or {}
    order = sorted(range(len(jobs)), key=lambda place: _turn(jobs[place]))
    given = [_knowing(jobs[place], known) for place in order]
    results = session.results(
        [(job, job.key(book) if cache.keeps else b"") for job in given],
        shared=book,
        kind=MadeOutput,
        what=edition.name,
        stored=_stored,
        long=[job.format.name for job in given if isinstance(job, MakeFormat) and job.is_whole],
    )
    made: dict[int, MadeOutput] = {}
    for place, job, result in zip(order, given, results, strict=True):
        if isinstance(result, StoppedJob):
            made[place] = MadeOutput(diagnostics=result.diagnostics(job.source, str(job.path)))
            continue
        made[place] = result
        if result.sections and result.sections.keys() != known.keys():
            known = result.sections
            cache.put(name, known)
    return [made[place] for place in range(len(jobs))]


def _knowing(job: _OutputJob, sections: dict[str, bytes]) -> _OutputJob:
    """Give a job the sections kept of an earlier build, if its format is made of sections."""
    if isinstance(job, MakeFormat) and job.of_sections:
        return replace(job, known=sections)
    return job


def _stored(made: MadeOutput) -> MadeOutput | None:
    """Keep only what is as it should be; of a template, time or memory may have run out."""
    return None if made.diagnostics or made.discrepancies else replace(made, sections={})


def _turn(job: _OutputJob) -> int:
    """Tell when a job is begun: the long ones first."""
    if isinstance(job, MakeFormat) and job.is_whole:
        return job.format.facts.turn
    return len(FORMATS)


def _book(encoded: EncodedEdition) -> Book:
    """Put the whole edition together; of a part of it, only what a single document would have."""
    edition = encoded.edition
    plan = edition.plan if edition.is_whole else replace(edition.plan, parts=())
    known = edition.authorities if edition.is_whole else Authorities()
    texts, front, back = map(_trees, (encoded.documents, encoded.front, encoded.back))
    written = tei.write_volume(
        tei.Volume(texts, front, back, plan.parts),
        edition.metadata,
        [one.encoded.provenance for one in encoded.texts],
        _pointed_to(edition.authorities, (*texts, *front, *back), known),
    )
    book = compose(edition.metadata, plan, Texts(texts, front, back, known), written)
    pictures = pictures_of(book.documents, edition.folder).items()
    shown = {name: one for name, one in pictures if isinstance(one, Picture)}
    return replace(book, pictures=shown)


def _pointed_to(
    authorities: Authorities, texts: Iterable[Document], listed: Authorities
) -> Authorities:
    """Give the entries that are ``listed``, or of a part of an edition those its texts lead to."""
    if listed.persons or listed.terms or listed.places:
        return listed
    roots = (root for text in texts for root in _roots(text))
    nodes = (node for root in roots for node in walk(root))
    used = {node.key for node in nodes if isinstance(node, PersonName | Place | Term)}
    return Authorities(
        tuple(one for one in authorities.persons if one.key in used),
        tuple(one for one in authorities.terms if one.key in used),
        tuple(one for one in authorities.places if one.key in used),
    )


def _roots(text: Document) -> Iterator[Document | Note]:
    yield text
    yield from text.notes


def _trees(texts: Iterable[EditionText]) -> tuple[Document, ...]:
    found = (one.encoded.document for one in texts)
    return tuple(one for one in found if one is not None)


def _text_files(encoded: EncodedEdition, book: Book) -> MadeOutput:
    """Give the TEI of each text and of the edition, and its records, each read back."""
    edition = encoded.edition
    files = {f"tei/{one.file.path.stem}.xml": one.tei for one in encoded.texts}
    files[f"{edition.name}.xml"] = book.tei
    differences = list(verify_volume.check(book, book.tei))
    if edition.is_whole:
        records, differing = records_of(book, edition.authorities)
        files |= records
        differences += differing
    return MadeOutput(tuple(files.items()), discrepancies=tuple(differences))


def _validations(encoded: EncodedEdition, book: Book) -> Iterator[ValidateTei]:
    for one in encoded.texts:
        yield ValidateTei(one.name, f"tei/{one.file.path.stem}.xml", one.tei)
    name = f"{encoded.edition.name}.xml"
    apart = tuple(one.tei for one in encoded.texts)
    yield ValidateTei(encoded.settings.file, name, book.tei, apart)


def _formats(encoded: EncodedEdition, book: Book) -> Iterator[MakeFormat]:
    edition = encoded.edition
    wanted = [one for one in FORMATS if one.name in book.outputs.formats]
    for format_ in wanted:
        yield MakeFormat(encoded.settings.file, edition.name, format_)
    for text in encoded.documents if book.outputs.per_document else ():
        one = text.encoded
        if one.document is not None and one.tei is not None:
            single = alone(edition.metadata, one.document, one.tei, edition.plan)
            own = {figure.image for _, figure in named_in((one.document,))}
            shown = {name: book.pictures[name] for name in sorted(own & book.pictures.keys())}
            single = replace(single, pictures=shown)
            for format_ in wanted:
                if format_.facts.ending:
                    stem = f"documents/{one.id}"
                    yield MakeFormat(one.source.file, stem, format_, single)


def _without_glyph(book: Book, encoded: EncodedEdition) -> Iterator[Diagnostic]:
    """Say which characters the text face lacks, before Typst fails on them.

    Typst sets the PDF, and the cover of the EPUB, which shows what is known of the book.
    """
    formats = book.outputs.formats
    for one in coverage.uncovered(book) if {*SET_IN_TYPST, "epub"} & set(formats) else ():
        if SET_IN_TYPST & set(formats) or not one.document:
            source = encoded.source(one.document)
            finding = coverage.character_without_glyph(one)
            for found in source.diagnose(coverage.CHARACTER_WITHOUT_GLYPH, [finding]):
                is_set = found.location.file == encoded.settings.file
                path, files = Path(found.location.file), encoded.edition.files
                yield at(one.character, path, files, found) if is_set else found
