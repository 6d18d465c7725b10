"""How an edition is laid out as a book, before any of its texts has been read."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from pipeline.book.outputs import DEFAULT, Outputs


@dataclass(frozen=True, slots=True)
class BookPart:
    """A part with its chapters, or a chapter.

    ``documents`` are the ids of those that stand right below its title, before its chapters.
    """

    title: str
    documents: tuple[str, ...] = ()
    chapters: tuple[BookPart, ...] = ()

    @property
    def all_documents(self) -> tuple[str, ...]:
        """The ids of all documents in it, those of its chapters behind its own."""
        inner = (name for chapter in self.chapters for name in chapter.all_documents)
        return (*self.documents, *inner)


@dataclass(frozen=True, slots=True)
class Plan:
    """Parts, texts before and after the documents, outputs.

    Documents in no part stand before the first. ``front`` and ``back`` are transcriptions of
    prose (``.txt``) or TEI (``.xml``).
    """

    parts: tuple[BookPart, ...] = ()
    front: tuple[Path, ...] = ()
    back: tuple[Path, ...] = ()
    outputs: Outputs = DEFAULT
