"""One document of an edition and its notes."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from pipeline.model.document.blocks import Block, Heading


class DocumentKind(Enum):
    """What a document is in its volume (``div/@subtype``)."""

    HISTORICAL = "historical-document"
    EDITORIAL_NOTE = "editorial-note"


@dataclass(frozen=True, slots=True)
class Note:
    """A footnote.

    ``id`` is the document's id, ``fn`` and the note's place in the list (``d1282fn3``);
    ``label`` is the number or symbol its marker shows in the text (``note/@n``). Where ``printed``
    is false, the print has no marker, and ``label`` is the note's place in the list.
    """

    id: str
    label: str
    blocks: tuple[Block, ...]
    printed: bool = True


@dataclass(frozen=True, slots=True)
class Document:
    """One document of an edition.

    ``id`` is the stem of the transcription's file name and an XML name; ``number`` is the
    printed document number, where there is one; ``notes`` stand in the order of the list.
    ``language`` is a tag (BCP 47), or None where the language is that of the edition.
    """

    id: str
    number: str | None
    kind: DocumentKind
    blocks: tuple[Block, ...]
    notes: tuple[Note, ...] = ()
    language: str | None = None

    @property
    def heading(self) -> Heading | None:
        """The first heading of the document's own; those of attachments are not."""
        return next((block for block in self.blocks if isinstance(block, Heading)), None)
