"""What a rule of integrity looks at."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline import document as model
from pipeline.integrity.facts import DocumentFacts
from pipeline.integrity.index import EditionIndex
from pipeline.integrity.reading import Reading


@dataclass(frozen=True, slots=True)
class Scope:
    """One document with its facts and the edition it belongs to."""

    document: model.Document
    facts: DocumentFacts
    index: EditionIndex
    reading: Reading
