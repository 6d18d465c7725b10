"""What one document brings to its edition: ids, notes, markers, pages, references.

Facts are small and can be sent between processes, so that documents are read in parallel and
their edition is put together from the facts alone.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from pipeline import document as model
from pipeline.document import Span

_LONGEST = 60


@dataclass(frozen=True, slots=True)
class NoteFacts:
    """A note of the list: ``label`` as its marker is printed, ``span`` of its text."""

    id: str
    label: str
    span: Span
    is_empty: bool


@dataclass(frozen=True, slots=True)
class MarkerFacts:
    """A place that shows the marker of ``note``; ``placed`` is False where the text shows none."""

    note: str
    span: Span
    placed: bool = True


@dataclass(frozen=True, slots=True)
class PageFacts:
    """A page break."""

    number: str
    span: Span


@dataclass(frozen=True, slots=True)
class ReferenceFacts:
    """A cross-reference; ``home`` is the id of the note it stands in, or the document's id."""

    target: str
    text: str
    span: Span
    home: str

    @property
    def excerpt(self) -> str:
        """The reference as printed, no longer than a message bears."""
        return f"“{self.text if len(self.text) <= _LONGEST else self.text[:_LONGEST] + '…'}”"


@dataclass(frozen=True, slots=True)
class DocumentFacts:
    """The facts of one document, each kind in the order of the text."""

    id: str
    number: str | None
    span: Span
    notes: tuple[NoteFacts, ...]
    markers: tuple[MarkerFacts, ...]
    pages: tuple[PageFacts, ...]
    references: tuple[ReferenceFacts, ...]


@dataclass(frozen=True, slots=True)
class Placed:
    """A node and the id of what it stands in: a note, or the document."""

    node: model.Node
    home: str


Survey = Mapping[type, list[Placed]]


def survey(document: model.Document) -> Survey:
    """Sort all nodes of ``document`` by their type in one walk: the text, then the notes."""
    found: dict[type, list[Placed]] = {}
    homes: tuple[model.Document | model.Note, ...] = (document, *document.notes)
    for home in homes:
        for node in _walk(home):
            found.setdefault(type(node), []).append(Placed(node, home.id))
    return found


def _walk(top: model.Node) -> Iterator[model.Node]:
    stack = [top]
    while stack:
        node = stack.pop()
        yield node
        stack += reversed(list(model.children(node)))


def facts(document: model.Document) -> DocumentFacts:
    """Take the facts of ``document``."""
    return facts_of(document, survey(document))


def facts_of(document: model.Document, found: Survey) -> DocumentFacts:
    """Take the facts of a document that was surveyed already."""
    heading = next((b for b in document.blocks if isinstance(b, model.Heading)), None)
    span = model.span_of(document if heading is None else heading)
    return DocumentFacts(
        document.id, document.number, (max(span[0], 0), max(span[1], 0)),
        tuple(_note(note) for note in document.notes),
        tuple(_markers(found)), tuple(_pages(found)), tuple(_references(found)),
    )  # fmt: skip


def text_of(node: model.Node) -> str:
    """Give the text of ``node`` as printed, without markers and page breaks."""
    parts = []
    for leaf in _walk(node):
        if isinstance(leaf, model.Text):
            parts.append(leaf.text)
        elif isinstance(leaf, model.Correction):
            parts.append(leaf.printed)
        elif isinstance(leaf, model.LineBreak):
            parts.append(" ")
    return "".join(parts)


def _note(note: model.Note) -> NoteFacts:
    is_empty = not any(text_of(block).strip(" \t") for block in note.blocks)
    return NoteFacts(note.id, note.label, model.span_of(note), is_empty)


def _markers(found: Survey) -> Iterator[MarkerFacts]:
    for kind in (model.NoteMarker, model.UnplacedNote):
        for placed in found.get(kind, ()):
            if isinstance(placed.node, model.NoteMarker | model.UnplacedNote):
                is_marker = isinstance(placed.node, model.NoteMarker)
                yield MarkerFacts(placed.node.note, placed.node.span, is_marker)


def _pages(found: Survey) -> Iterator[PageFacts]:
    """Yield page breaks by their place in the transcription, where that is known."""
    pages = [p.node for p in found.get(model.PageBreak, ()) if isinstance(p.node, model.PageBreak)]
    for page in sorted(pages, key=lambda page: page.span[0]):
        yield PageFacts(page.number, page.span)


def _references(found: Survey) -> Iterator[ReferenceFacts]:
    for placed in found.get(model.Reference, ()):
        if isinstance(placed.node, model.Reference):
            span = model.span_of(placed.node)
            yield ReferenceFacts(placed.node.target, text_of(placed.node), span, placed.home)
