"""Normalized text to a document: notes and markers, blocks, pages, what the words say.

The parts each read the text and give marks that stand off from it (``standoff``); ``assemble``
makes the document. Encoding moves text into elements and never changes it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pipeline import document as model
from pipeline.authority import Authorities
from pipeline.diagnostics import Diagnostic, Rule, Severity
from pipeline.document import Span
from pipeline.encode import blocks, doubt, markers, names, notes, pages, profile, references
from pipeline.encode.annotate import annotate, passages
from pipeline.encode.assemble import Assembler, note_ids
from pipeline.encode.context import Context
from pipeline.encode.grounding import ground
from pipeline.encode.leaves import Leaf, find_leaves
from pipeline.encode.standoff import BlockMark, Marker, NoteList, PageMark
from pipeline.ledger import Ledger
from pipeline.ledger import leaves as ledger_leaves
from pipeline.source import Source

RULES = (
    Rule("N201", "marker-in-doubt", Severity.WARNING, doubt.check_marker_in_doubt),
    Rule("X201", "reference-unresolved", Severity.INFO, doubt.check_reference_unresolved),
    Rule("S201", "text-in-no-block", Severity.ERROR, doubt.check_text_lost),
)


@dataclass(frozen=True, slots=True)
class Setting:
    """What encoding knows beside the text; the same for all documents of an edition."""

    edition_id: str
    document_ids: tuple[str, ...]
    profile: profile.Profile
    index: names.NameIndex | None
    pages: references.PageIndex

    @classmethod
    def of(
        cls,
        edition_id: str,
        texts: Sequence[tuple[str, str]],
        profile_name: str,
        authorities: Authorities,
    ) -> Setting:
        """Read the profile, index the names and the pages of all documents.

        ``texts`` are ids and texts of the edition's documents in their order. Raises UsageError
        for an unknown profile.
        """
        chosen = profile.load(profile_name)
        printed = references.PageIndex.of(
            (name, [page.number for page in pages.find_pages(text, chosen.pages)])
            for name, text in texts
        )
        known = authorities.persons or authorities.terms
        index = names.NameIndex.of(authorities, chosen.names) if known else None
        return cls(edition_id, tuple(name for name, _ in texts), chosen, index, printed)


@dataclass(frozen=True, slots=True)
class Marks:
    """Everything the parts found in one text."""

    notes: NoteList | None
    pages: tuple[PageMark, ...]
    markers: tuple[Marker, ...]
    blocks: tuple[BlockMark, ...]
    note_blocks: tuple[tuple[BlockMark, ...], ...]

    def labels(self) -> list[str]:
        """Give each note the label of its first marker, or its number in the list."""
        placed = {marker.note: marker.label for marker in reversed(self.markers)}
        listed = self.notes.notes if self.notes else ()
        return [placed.get(place, note.number) for place, note in enumerate(listed)]

    def aside(self) -> list[Span]:
        """Give the stretches that are no text: page marks and markers, rising."""
        return sorted([*(p.span for p in self.pages), *(m.span for m in self.markers)])


def encode(
    source: Source, document_id: str, setting: Setting
) -> tuple[model.Document, Ledger, tuple[Diagnostic, ...]]:
    """Encode one transcription that normalizing has found no error in."""
    found = read_marks(source.text, setting.profile)
    leaves, homeless = _leaves(source.text, found)
    read = passages(source.text, leaves, found.aside())
    cited = references.ReferenceContext(
        setting.edition_id, document_id, setting.document_ids, setting.pages
    )
    reading = annotate(read, setting.profile, setting.index, cited)
    ids = note_ids(document_id, found.labels())
    holders = [leaf for leaf, _ in leaves]
    assembler = Assembler(
        source.text, ids, found.markers, found.pages, holders, reading.annotations
    )
    document = _document(document_id, ids, found, assembler)
    found_leaves = tuple(ledger_leaves(document))
    ledger = Ledger(tuple(leaf.span for leaf in found_leaves))
    context = Context(
        source.text, found.notes, found.markers, _spans(found), homeless,
        setting.profile.blocks.bullet, reading.unresolved, found_leaves,
    )  # fmt: skip
    diagnostics = tuple(
        diagnostic for rule in RULES for diagnostic in source.diagnose(rule, rule.check(context))
    )
    return document, ledger, diagnostics


def read_marks(text: str, chosen: profile.Profile) -> Marks:
    """Have every part read ``text``, each on the ground of those before it."""
    page_marks = pages.find_pages(text, chosen.pages)
    note_list = notes.find_notes(text, chosen.notes)
    marker_marks = markers.resolve(text, note_list, page_marks, chosen.markers)
    block_marks = ground(blocks.segment(text, note_list, page_marks, marker_marks, chosen.blocks))
    note_blocks = tuple(
        blocks.segment_note(text, note.span, page_marks, chosen.blocks)
        for note in (note_list.notes if note_list else ())
    )
    return Marks(note_list, page_marks, marker_marks, block_marks, note_blocks)


def _leaves(text: str, found: Marks) -> tuple[list[tuple[Leaf, int | None]], tuple[Span, ...]]:
    """Give the leaves of the text and of the notes, and what marks belong to none."""
    start = found.notes.start if found.notes else len(text)
    aside = found.aside()
    inside = [span for span in aside if span[0] < start]
    leaves, outside = find_leaves(text, found.blocks, inside)
    homeless = list(outside)
    all_leaves: list[tuple[Leaf, int | None]] = [(leaf, None) for leaf in leaves]
    for place, marks in enumerate(found.note_blocks, 1):
        note_start, note_end = found.notes.notes[place - 1].span if found.notes else (0, 0)
        inside = [span for span in aside if note_start <= span[0] < note_end]
        leaves, more = find_leaves(text, marks, inside)
        all_leaves += [(leaf, place) for leaf in leaves]
        homeless += more
    return all_leaves, tuple(homeless)


def _document(
    document_id: str, ids: Sequence[str], found: Marks, assembler: Assembler
) -> model.Document:
    body = assembler.blocks(found.blocks)
    listed = tuple(
        model.Note(note_id, label, assembler.blocks(marks))
        for note_id, label, marks in zip(ids, found.labels(), found.note_blocks, strict=True)
    )
    placed = {marker.note for marker in found.markers}
    unplaced = tuple(
        model.UnplacedNote(note.id, span)
        for place, (note, span) in enumerate(zip(listed, _number_spans(found), strict=True))
        if place not in placed
    )
    heading = next(_headings(body), "")
    return model.Document(
        document_id,
        blocks.document_number(heading),
        blocks.document_kind(heading),
        body + unplaced,
        listed,
    )


def _headings(body: Sequence[model.Block]) -> Iterator[str]:
    for block in body:
        if isinstance(block, model.Heading):
            yield "".join(
                leaf.text if isinstance(leaf, model.Text) else "\n"
                for leaf in model.walk(block)
                if isinstance(leaf, model.Text | model.LineBreak)
            )


def _number_spans(found: Marks) -> list[Span]:
    """Where each note's number and the point after it stand."""
    listed = found.notes.notes if found.notes else ()
    return [(note.number_span[0], note.span[0]) for note in listed]


def _spans(found: Marks) -> frozenset[Span]:
    """The stretches of the text that are read as something other than text."""
    return frozenset([*found.aside(), *_number_spans(found)])
