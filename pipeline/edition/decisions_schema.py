"""The schema of the files of decisions: a table a kind, each with rows of the same form."""

from typing import Annotated, ClassVar, TypeAlias

from pipeline.edition.conform import TomlTable, form
from pipeline.edition.schema_values import NAME
from pipeline.model.decisions import ROLES, DecisionKind

_LONGEST = 2_000
# As ref/@target in the schema of the TEI; "none" is of that form too.
_WRITE = "write it with `edition decide`, which takes the words around the place by itself"

QuotedText: TypeAlias = Annotated[str, form("Words of the text.", _WRITE, most=_LONGEST)]
Value: TypeAlias = Annotated[
    str, form("The number of a note, or the code of a finding.", _WRITE, least=1, most=_LONGEST)
]
Address: TypeAlias = Annotated[
    str,
    form(
        "An address, or none.",
        'write an address, as "#d44", "#d44fn2", "#pg_476" or "letters-2#d7", or "none"',
        pattern=f"^(#?{NAME}|{NAME}#{NAME})$",
        most=_LONGEST,
    ),
]


class DecisionRow(TomlTable, frozen=True, kw_only=True):
    """What all decisions have: the words they are about, those around them, the reason."""

    whole: ClassVar[bool] = True
    kind: ClassVar[DecisionKind]

    text: Annotated[str, form("The words.", _WRITE, least=1, most=_LONGEST)]
    before: QuotedText = ""
    after: QuotedText = ""
    why: QuotedText = ""

    @property
    def value(self) -> str:
        """What is decided."""
        return str(getattr(self, self.kind.key))


class MarkerRow(DecisionRow, frozen=True, kw_only=True):
    """A marker and the note it belongs to."""

    kind: ClassVar[DecisionKind] = DecisionKind.MARKER

    note: Value


class ReferenceRow(DecisionRow, frozen=True, kw_only=True):
    """A reference and the address it leads to."""

    kind: ClassVar[DecisionKind] = DecisionKind.REFERENCE

    target: Address


class ReadingRow(DecisionRow, frozen=True, kw_only=True):
    """A reading that is right although a rule reports it; the reason is required."""

    kind: ClassVar[DecisionKind] = DecisionKind.READING

    why: Annotated[str, form("The reason.", _WRITE, least=1, most=_LONGEST)]
    accept: Value


class RoleRow(DecisionRow, frozen=True, kw_only=True):
    """A line and what it is; ``text`` are its words, or those that it begins with."""

    kind: ClassVar[DecisionKind] = DecisionKind.ROLE

    role: Annotated[
        str,
        form(
            "What the line is.",
            f"write one of {', '.join(ROLES)}",
            pattern=f"^({'|'.join(ROLES)})$",
        ),
    ]


_ROWS = form("Decisions.", _WRITE)


class DecisionsFile(TomlTable, frozen=True):
    """All of a file of decisions."""

    marker: Annotated[tuple[MarkerRow, ...], _ROWS] = ()
    reference: Annotated[tuple[ReferenceRow, ...], _ROWS] = ()
    reading: Annotated[tuple[ReadingRow, ...], _ROWS] = ()
    role: Annotated[tuple[RoleRow, ...], _ROWS] = ()
