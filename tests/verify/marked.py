"""A made-up letter in which each mark stands where it can: in lines, notes, headings and cells."""

from __future__ import annotations

from dataclasses import replace

from pipeline.book import Book
from pipeline.book.outputs import TextView
from pipeline.model.metadata import Metadata
from tests.marks.encoded import Encoded

_LONG = (
    "of the stones that were to come to the port before the winter, and of the lime for its walls"
)
_LOOKS = (
    "italic",
    "bold",
    "small caps",
    "underlined",
    "sup",
    "sub",
    "spaced",
    "damaged",
    "deleted",
)
_SIGNS = (
    "[gap: 3 words]", "[blank]", "[unclear: so]", "[added above: so]", "[supplied: so]",
    "Esq[expanded: uire]", "[surplus: so]", "[margin left: so]", "[transcriber: torn]",
    "[sic: quary]", "[sic: quary | quarry]", "[hand: Ruiz]",
)  # fmt: skip


def _letter() -> str:
    alone = [f"We wrote [{look}: so] of it, and [{look}: {_LONG}]." for look in _LOOKS]
    inside = [
        f"It is [{outer}: a [{inner}: lamp] here] so."
        for outer in ("deleted", "underlined", "damaged", "spaced", "italic", "small caps")
        for inner in _LOOKS
        if inner != outer
    ]
    signs = [f"We saw {sign} there, and no more {sign}." for sign in _SIGNS]
    rows = [f"The [{look}: mole]\t\tthe {sign}" for look, sign in zip(_LOOKS, _SIGNS, strict=False)]
    noted = [f"A word{number} of it." for number in range(1, len(_LOOKS) + 1)]
    notes = [
        f"  {number}. See [{look}: Harbors] and {sign}."
        for number, (look, sign) in enumerate(zip(_LOOKS, _SIGNS, strict=False), 1)
    ]
    head = "7. [italic: Letter] From [deleted: Mr.] Pell to [small caps: Ruiz]"
    blocks = (head, "Glockenburg, May 3, 1921.", *alone, *inside, *signs, "\n".join(rows), *noted)
    return "\n\n".join((*blocks, "Silas Pell", "\n".join(notes))) + "\n"


def marked(view: TextView) -> Book:
    """Make an edition of the letter, in a view."""
    made = Book.of(Metadata("marked", "Marked"), (Encoded(_letter()).document,), b"<TEI/>")
    return replace(made, outputs=replace(made.outputs, view=view))
