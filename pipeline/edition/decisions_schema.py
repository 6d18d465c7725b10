"""The schema of the files of decisions: a table a kind, each with rows of the same form."""

from typing import Annotated, ClassVar, TypeAlias

from pipeline.edition.conform import Table, form
from pipeline.model.decisions import Kind

_LONGEST = 2_000
# As ref/@target in the schema of the TEI; "none" is of that form too.
_NAME = "[A-Za-z_][A-Za-z0-9._-]*"
_WRITE = "write it with `edition decide`, which takes the words around the place by itself"

Words: TypeAlias = Annotated[str, form("Words of the text.", _WRITE, most=_LONGEST)]
Value: TypeAlias = Annotated[
    str, form("The number of a note, or the code of a finding.", _WRITE, least=1, most=_LONGEST)
]
Address: TypeAlias = Annotated[
    str,
    form(
        "An address, or none.",
        'write an address, as "#d44", "#d44fn2", "#pg_476" or "letters-2#d7", or "none"',
        pattern=f"^(#?{_NAME}|{_NAME}#{_NAME})$",
        most=_LONGEST,
    ),
]


class DecisionRow(Table, frozen=True, kw_only=True):
    """What all decisions have: the words they are about, those around them, the reason."""

    whole: ClassVar[bool] = True
    kind: ClassVar[Kind]

    text: Annotated[str, form("The words.", _WRITE, least=1, most=_LONGEST)]
    before: Words = ""
    after: Words = ""
    why: Words = ""

    @property
    def value(self) -> str:
        """What is decided."""
        return str(getattr(self, self.kind.key))


class Marker(DecisionRow, frozen=True, kw_only=True):
    """A marker and the note it belongs to."""

    kind: ClassVar[Kind] = Kind.MARKER

    note: Value


class Reference(DecisionRow, frozen=True, kw_only=True):
    """A reference and the address it leads to."""

    kind: ClassVar[Kind] = Kind.REFERENCE

    target: Address


class Reading(DecisionRow, frozen=True, kw_only=True):
    """A reading that is right, whatever a rule says; this wants its reason."""

    kind: ClassVar[Kind] = Kind.READING

    why: Annotated[str, form("The reason.", _WRITE, least=1, most=_LONGEST)]
    accept: Value


_ROWS = form("Decisions.", _WRITE)


class DecisionsFile(Table, frozen=True):
    """All of a file of decisions."""

    marker: Annotated[tuple[Marker, ...], _ROWS] = ()
    reference: Annotated[tuple[Reference, ...], _ROWS] = ()
    reading: Annotated[tuple[Reading, ...], _ROWS] = ()
