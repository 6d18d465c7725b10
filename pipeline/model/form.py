"""The form in which a text was handed in, and what an edition settles about it."""

from __future__ import annotations

from dataclasses import dataclass, field

from pipeline.model.document import Span
from pipeline.model.marks import MarkChoice


@dataclass(frozen=True, slots=True)
class Form:
    """The form in which a text was handed in, where it is not the usual one.

    ``words`` describe it, ``place`` is the first stretch in it. ``markers`` are places that the
    form shows to be markers of notes beyond doubt, each with the note's place in the list.
    ``doubt`` says what else the text may be, or nothing where the form is sure; ``document`` is
    the name by which the edition settles it. ``is_of_lines`` tells that only its lines or cells
    are in another form, and its notes and pages in the usual one.
    """

    words: str
    place: Span
    markers: tuple[tuple[Span, int], ...] = ()
    doubt: str = ""
    document: str = ""
    is_of_lines: bool = False


ALL = "*"
"""Stands for every document of an edition where documents are named."""


@dataclass(frozen=True, slots=True)
class FormChoice:
    """What an edition settles about the forms of its documents, by their names or :data:`ALL`.

    Those of ``usual`` are in the usual form, whatever else may be read into them; in those of
    ``read`` what is recognized is right; in those of ``hyphens``, hyphens at line ends belong to
    the words. ``marks`` says how transcribers' marks are read.
    """

    usual: tuple[str, ...] = ()
    read: tuple[str, ...] = ()
    hyphens: tuple[str, ...] = ()
    marks: MarkChoice = field(default_factory=MarkChoice)

    def is_usual(self, document: str) -> bool:
        """Tell whether nothing is to be read into a document."""
        return document in self.usual or ALL in self.usual

    def is_sure(self, document: str) -> bool:
        """Tell whether the form that is recognized is settled."""
        return document in self.read or ALL in self.read

    def keeps_hyphens(self, document: str) -> bool:
        """Tell whether words stay broken at their hyphens."""
        return document in self.hyphens or ALL in self.hyphens
