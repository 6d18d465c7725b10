"""Normalized text to a document: notes and markers, blocks, pages, what the words say.

The parts each read the text and give marks that stand off from it (``standoff``); ``assemble``
makes the document. Encoding moves text into elements and never changes it.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from pipeline.encode import blocks, names, pages, profile, references
from pipeline.encode.annotate import annotate, passages
from pipeline.encode.assemble import Assembler, note_ids
from pipeline.encode.carried import carried_numbers
from pipeline.encode.context import Context
from pipeline.encode.doubt import RULES
from pipeline.encode.leaves import LeafBlock, find_leaves
from pipeline.encode.markers import MarkerSettings
from pipeline.encode.marks.nest import lost_points
from pipeline.encode.notes import NoteSettings
from pipeline.encode.places import PlaceNames
from pipeline.encode.profile import Profile
from pipeline.encode.reading import Marks, lay_out, read_marks
from pipeline.encode.standoff import PageMark
from pipeline.model import document as model
from pipeline.model.authority import Authorities
from pipeline.model.decisions import Settled
from pipeline.model.diagnostics import Diagnostic
from pipeline.model.document import Span
from pipeline.model.form import FormChoice
from pipeline.model.ledger import Ledger
from pipeline.model.ledger import leaves as ledger_leaves
from pipeline.model.marks import TranscribersMark
from pipeline.model.source import Source

__all__ = ["RULES", "Marks", "Setting", "encode", "lay_out", "read_marks"]


@dataclass(frozen=True, slots=True)
class Setting:
    """What encoding knows beside the text; the same for all documents of an edition.

    ``carried`` gives the last note number of the document before, as :func:`carried_numbers`.
    """

    edition_id: str
    document_ids: tuple[str, ...]
    profile: profile.Profile
    index: names.NameIndex | None
    pages: references.PageIndex
    carried: Mapping[str, int] = field(default_factory=dict)
    forms: FormChoice = field(default_factory=FormChoice)
    language: str = "en"
    languages: Mapping[str, str] = field(default_factory=dict)
    places: PlaceNames | None = None

    @classmethod
    def of(
        cls,
        edition_id: str,
        texts: Sequence[tuple[str, str]],
        named: str | Profile,
        authorities: Authorities,
        forms: FormChoice | None = None,
        language: str = "en",
        languages: Mapping[str, str] | None = None,
    ) -> Setting:
        """Take or read the profile, index the names and the pages of all documents.

        ``texts`` are ids and texts of the edition's documents in their order, ``forms`` is what it
        settles about their forms, ``language`` is the tag of its language, ``languages``
        are those of documents in others. Raises UsageError for an unknown profile.
        """
        chosen = profile.load(named) if isinstance(named, str) else named
        forms = forms or FormChoice()
        printed = references.PageIndex.of(
            (name, *_with_pages(name, text, chosen, forms)) for name, text in texts
        )
        known = authorities.persons or authorities.terms
        index = names.NameIndex.of(authorities, chosen.names) if known and chosen.names else None
        carried: Mapping[str, int] = {}
        if isinstance(chosen.notes, NoteSettings) and isinstance(chosen.markers, MarkerSettings):
            carried = carried_numbers(texts, chosen.notes)
        ids = tuple(name for name, _ in texts)
        return cls(
            edition_id,
            ids,
            chosen,
            index,
            printed,
            carried,
            forms,
            language,
            languages or {},
            PlaceNames.of(authorities.places),
        )

    def language_of(self, document_id: str, source: Source) -> str:
        """Give the language of a document: as the edition says, or its first line, or all of it."""
        return self.languages.get(document_id) or source.language or self.language

    def lay_out(self, source: Source) -> Source:
        """Give a text in the form that encoding reads, as :func:`lay_out`."""
        return lay_out(source, self.profile, self.forms)

    def read(self, source: Source, document_id: str, settled: Settled) -> Marks:
        """Have every part read a text that is laid out, as :func:`read_marks`."""
        return read_marks(source, self.profile, settled, self.carried.get(document_id))


def _with_pages(
    name: str, text: str, chosen: profile.Profile, forms: FormChoice
) -> tuple[str, tuple[PageMark, ...]]:
    """Give a text and its page marks, in any form if none has the form of the profile."""
    found = pages.find_pages(text, chosen.pages)
    if not found:
        text = lay_out(Source(name, text), chosen, forms).text
        found = pages.find_pages(text, chosen.pages)
    return text, found


def encode(
    source: Source,
    document_id: str,
    setting: Setting,
    settled: Settled | None = None,
    found: Marks | None = None,
) -> tuple[model.Document, Ledger, tuple[Diagnostic, ...]]:
    """Encode one transcription that normalizing has found no error in, by what is ``settled``.

    ``found`` is what was read of it, where that is known already.
    """
    settled = settled or Settled()
    found = found or setting.read(source, document_id, settled)
    leaves, homeless = _leaves(source.text, found)
    read = passages(source.text, leaves, found.aside())
    cited = references.ReferenceContext(
        setting.edition_id, document_id, setting.document_ids, setting.pages
    )
    language = setting.language_of(document_id, source)
    reading = annotate(
        read, setting.profile, setting.index, cited, settled.references, language, setting.places
    )
    ids = note_ids(document_id, found.labels())
    holders = [leaf for leaf, _ in leaves]
    assembler = Assembler(
        source.text, ids, found.markers, found.pages, holders, reading.annotations, source.marks
    )
    document = _document(document_id, ids, found, assembler)
    if language != setting.language:
        document = replace(document, language=language)
    found_leaves = tuple(ledger_leaves(document))
    ledger = Ledger(
        tuple(leaf.span for leaf in found_leaves),
        tuple(
            (one.note, one.likely) for one in found_leaves if isinstance(one, model.UnplacedNote)
        ),
    )
    context = Context(
        source,
        found,
        found_leaves,
        _spans(found, source.marks),
        (*homeless, *lost_points(source.marks, holders)),
        reading.unresolved,
        tuple(disordered(document)),
        setting.profile.blocks.bullet,
        setting.carried.get(document_id),
        tuple(span for span, number in settled.markers if number is not None),
    )
    diagnostics = tuple(
        diagnostic for rule in RULES for diagnostic in source.diagnose(rule, rule.check(context))
    )
    return document, ledger, diagnostics


def disordered(document: model.Document) -> Iterator[Span]:
    """Yield the stretches of the text that come out of order in the document or a note."""
    holders: tuple[model.Document | model.Note, ...] = (document, *document.notes)
    for holder in holders:
        reached = 0
        for leaf in model.leaves_of(holder):
            if leaf.span == model.NOWHERE or isinstance(leaf, model.UnplacedNote):
                continue  # such notes are kept at the end
            start, end = leaf.span
            if start < reached:
                yield leaf.span
            reached = max(reached, end)


def _leaves(text: str, found: Marks) -> tuple[list[tuple[LeafBlock, int | None]], tuple[Span, ...]]:
    """Give the leaves of the text and of the notes, and what marks belong to none."""
    aside = found.aside()
    starts = [start for start, _ in aside]

    def between(start: int, end: int) -> list[Span]:
        return aside[bisect_left(starts, start) : bisect_left(starts, end)]

    spans = found.notes.text_spans() if found.notes else [(0, len(text))]
    in_text = [span for start, end in spans for span in between(start, end)]
    leaves, outside = find_leaves(text, found.blocks, in_text)
    homeless = list(outside)
    all_leaves: list[tuple[LeafBlock, int | None]] = [(leaf, None) for leaf in leaves]
    for place, (marks, note) in enumerate(zip(found.note_blocks, found.listed, strict=True), 1):
        leaves, more = find_leaves(text, marks, between(*note.span))
        all_leaves += [(leaf, place) for leaf in leaves]
        homeless += more
    return all_leaves, tuple(homeless)


def _document(
    document_id: str, ids: Sequence[str], found: Marks, assembler: Assembler
) -> model.Document:
    body = assembler.blocks(found.blocks)
    unprinted = found.unprinted()
    listed = tuple(
        model.Note(note_id, label, assembler.blocks(marks), place not in unprinted)
        for place, (note_id, label, marks) in enumerate(
            zip(ids, found.labels(), found.note_blocks, strict=True)
        )
    )
    placed = {marker.note for marker in found.markers}
    likely = dict(found.unseated)
    unplaced = tuple(
        model.UnplacedNote(note.id, span, likely.get(place, ()))
        for place, (note, span) in enumerate(zip(listed, _heads(found), strict=True))
        if place not in placed
    )
    headings = (model.text_of(block) for block in body if isinstance(block, model.Heading))
    heading = next(headings, "")
    return model.Document(
        document_id,
        blocks.document_number(heading),
        blocks.document_kind(heading),
        body + unplaced,
        listed,
    )


def _heads(found: Marks) -> list[Span]:
    """The stretches before the text of each note: its number and the point."""
    return [note.head for note in found.listed]


def _spans(found: Marks, marks: Sequence[TranscribersMark]) -> frozenset[Span]:
    """The stretches of the text that are read as something other than text."""
    closings = [note.closing for note in found.listed if note.closing]
    points = (mark.span for mark in marks if mark.is_point)
    return frozenset([*found.aside(), *_heads(found), *closings, *points])
