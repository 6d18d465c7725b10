"""An edition through the press: all of its files, made side by side and each proved.

The PDF takes as long as all the rest together, so it is begun first. What was made of the same
before, and proved, is not made again.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from glob import escape
from pathlib import Path
from typing import TypeAlias

from pipeline import tei
from pipeline.authority import Authorities
from pipeline.book import Book
from pipeline.book.compose import Texts, alone, compose
from pipeline.cache import keys
from pipeline.convert import pdf
from pipeline.diagnostics import Diagnostic, Finding, has_errors
from pipeline.document import Document
from pipeline.documents import Means
from pipeline.edition import Edition
from pipeline.formats import FORMATS, FileFormat
from pipeline.matter import Matter, take_matter
from pipeline.press.jobs import Made, Make, Packed, Validate
from pipeline.printable import at
from pipeline.source import Source
from pipeline.transcription import Encoded
from pipeline.verify import volume as verify_volume
from pipeline.workers import WORK_STOPPED, Crew, Lost

SETTINGS = "edition.toml"
_LONGEST_FIRST = ("pdf", "docx", "html", "epub")
_Job: TypeAlias = Make | Validate


@dataclass(frozen=True, slots=True)
class _Kept:
    """What is kept of a job; the files stand in the order in which a report lists them."""

    files: tuple[tuple[str, bytes], ...]
    diagnostics: tuple[Diagnostic, ...]


def make_book(
    loaded: Edition, encoded: Sequence[Encoded], means: Means, hands: Crew
) -> tuple[dict[str, bytes], tuple[Diagnostic, ...]]:
    """Make the files of an edition by name; every format is read back, all TEI validated."""
    matter = take_matter(loaded)
    everything = (*matter.front, *encoded, *matter.back)
    book = _book(loaded, encoded, matter)
    sources = _Sources(loaded, everything)
    written = [(f"tei/{one.id}.xml", one.source.file, one.tei) for one in everything if one.tei]
    jobs: list[_Job] = [Validate(source, name, data) for name, source, data in written]
    written.append((f"{loaded.name}.xml", sources.settings.file, book.tei))
    jobs.append(Validate(sources.settings.file, f"{loaded.name}.xml", book.tei, is_whole=True))
    unprintable = tuple(dict.fromkeys(_unprintable(book, sources)))
    if not has_errors(unprintable):
        jobs += _formats(loaded, book, encoded)
    made = _done(jobs, loaded, means, hands)
    files = {name: data for name, _, data in written}
    found = [*(d for one in made for d in one.diagnostics), *unprintable]
    for differing in verify_volume.check(book, book.tei):
        source = sources.of(differing.document_id)
        found += source.diagnose(differing.rule, (differing.finding,))
    if has_errors(tuple(found)):
        return files, tuple(found)
    for one in made:
        files.update(one.files)
        for d in one.discrepancies:
            found += sources.of(d.document_id).diagnose(d.rule, (d.finding,))
    return files, tuple(found)


def steps(loaded: Edition) -> int:
    """Tell how many jobs the files of an edition are, without those for texts around documents."""
    outputs, count = loaded.plan.outputs, len(loaded.transcriptions)
    wanted = [one for one in FORMATS if one.name in outputs.formats]
    singles = sum(isinstance(one, FileFormat) for one in wanted) if outputs.per_document else 0
    return count * (1 + singles) + 1 + len(wanted)


def left(loaded: Edition, only: Collection[str]) -> Iterator[str]:
    """Give patterns of the files that an edition has besides where ``only`` some formats are made.

    None are named where all are made.
    """
    stem = escape(loaded.name)
    for one in FORMATS if only else ():
        if one.name in loaded.plan.outputs.formats and one.name not in only:
            is_file = isinstance(one, FileFormat)
            names = (f"{stem}.{one.name}", f"documents/*.{one.name}")
            yield from names if is_file else (f"{one.name}/*",)


def _done(jobs: Sequence[_Job], loaded: Edition, means: Means, hands: Crew) -> list[Made]:
    """Give what comes of each job in their order; what is not proved is not kept."""
    store = means.store
    names = [job.key() if store.keeps else b"" for job in jobs]
    made = [_made(store.get(name, _Kept)) for name in names]
    rest = sorted((n for n, one in enumerate(made) if one is None), key=lambda n: _turn(jobs[n]))
    shelves = {shelf: keys.parts(loaded.folder, shelf) for n in rest if (shelf := jobs[n].shelf)}
    known = {shelf: store.get(key, dict[str, bytes]) or {} for shelf, key in shelves.items()}
    given = [replace(jobs[n], known=known.get(jobs[n].shelf, {})) for n in rest]
    whole = [name for job in given if (name := _whole_format(job))]
    means.progress(_now(loaded, whole), len(jobs) - len(rest))
    for place, outcome in hands.do(given, alone=len(whole)):
        job = given[place]
        made[rest[place]] = one = _lost(job, outcome) if isinstance(outcome, Lost) else outcome
        if not (one.discrepancies or one.is_lost or _is_refused(job, one)):
            store.put(names[rest[place]], _Kept(tuple(one.files.items()), one.diagnostics))
        if job.shelf and one.parts.keys() != known[job.shelf].keys():
            store.put(shelves[job.shelf], dict(one.parts))
            known[job.shelf] = dict(one.parts)
        if format_ := _whole_format(job):
            whole.remove(format_)
        means.progress(_now(loaded, whole), 1)
    return [one for one in made if one is not None]


def _is_refused(job: _Job, made: Made) -> bool:
    """Tell whether a format was not made; of a template, time or memory may have run out."""
    return isinstance(job, Make) and not made.files


def _made(kept: _Kept | None) -> Made | None:
    return None if kept is None else Made(dict(kept.files), (), kept.diagnostics)


def _lost(job: _Job, lost: Lost) -> Made:
    """Name what the process was at that was stopped."""
    hint = "run again; what was done of the rest is kept"
    finding = Finding((0, 0), lost.message(str(job.path)), hint)
    said = tuple(Source(job.source, "").diagnose(WORK_STOPPED, (finding,)))
    return Made(diagnostics=said, is_lost=True)


def _turn(job: _Job) -> int:
    """Tell when a job is begun: the long ones first."""
    name = _whole_format(job)
    return _LONGEST_FIRST.index(name) if name else len(_LONGEST_FIRST)


def _whole_format(job: _Job) -> str:
    """Give the format of a job that makes one of the whole edition."""
    return "" if isinstance(job, Validate) or job.is_single else job.format.name


def _now(loaded: Edition, whole: Sequence[str]) -> str:
    return f"{loaded.name}: {', '.join(whole) or 'single documents'}"


def _book(loaded: Edition, encoded: Sequence[Encoded], matter: Matter) -> Book:
    """Put the whole edition together; of a part of it, only what a single document would have."""
    whole = loaded.order == loaded.transcriptions
    plan = loaded.plan if whole else replace(loaded.plan, parts=())
    documents, front, back = map(_documents, (encoded, matter.front, matter.back))
    volume = tei.Volume(documents, front, back, plan.parts)
    provenances = [one.provenance for one in (*matter.front, *encoded, *matter.back)]
    texts = Texts(documents, front, back, loaded.authorities if whole else Authorities())
    written = tei.write_volume(volume, loaded.metadata, provenances)
    return compose(loaded.metadata, plan, texts, written)


def _documents(encoded: Iterable[Encoded]) -> tuple[Document, ...]:
    return tuple(one.document for one in encoded if one.document is not None)


def _formats(loaded: Edition, book: Book, encoded: Iterable[Encoded]) -> Iterator[Make]:
    wanted = [one for one in FORMATS if one.name in book.outputs.formats]
    packed = Packed(book)
    for format_ in wanted:
        yield Make(str(loaded.folder / SETTINGS), loaded.name, format_, packed)
    for one in encoded if book.outputs.per_document else ():
        if one.document is not None and one.tei is not None:
            single = Packed(alone(loaded.metadata, one.document, one.tei, loaded.plan))
            for format_ in wanted:
                if isinstance(format_, FileFormat):
                    stem = f"documents/{one.id}"
                    yield Make(one.source.file, stem, format_, single, is_single=True)


class _Sources:
    """The files that the sections of a book come from, for messages."""

    def __init__(self, loaded: Edition, encoded: Iterable[Encoded]) -> None:
        self.settings = Source(str(loaded.folder / SETTINGS), "")
        self.by_id = {one.id: one.source for one in encoded}

    def of(self, name: str) -> Source:
        """Give the transcription of a section; one that was made comes from the settings."""
        return self.by_id.get(name, self.settings)


def _unprintable(book: Book, sources: _Sources) -> Iterator[Diagnostic]:
    """Say which characters the text face lacks, before Typst fails on them.

    Typst sets the PDF, and the cover of the EPUB, which shows what is known of the book.
    """
    (rule,) = pdf.RULES
    formats = book.outputs.formats
    for one in pdf.uncovered(book) if {"pdf", "epub"} & set(formats) else ():
        if "pdf" in formats or not one.document:
            source = sources.of(one.document)
            said = source.diagnose(rule, rule.check(one))
            is_set = source is sources.settings
            yield from (
                (at(one.character, Path(each.location.file), each) for each in said)
                if is_set
                else said
            )
