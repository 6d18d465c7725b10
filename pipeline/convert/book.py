"""What every format is made from: the documents of an edition and what is known of it."""

from __future__ import annotations

from dataclasses import dataclass, field

from pipeline import document as model
from pipeline.metadata import Metadata


@dataclass(frozen=True, slots=True)
class Book:
    """An edition to convert; ``tei`` is the file that ``documents`` were read from."""

    metadata: Metadata
    documents: tuple[model.Document, ...]
    tei: bytes = field(repr=False)
