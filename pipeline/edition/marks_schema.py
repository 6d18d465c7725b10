"""The table ``[marks]`` of ``edition.toml``: what transcribers' marks mean in an edition."""

from typing import Annotated, ClassVar, Literal, TypeAlias

from pipeline.edition.conform import TomlTable, form
from pipeline.edition.schema_values import SOMETHING, names, rows
from pipeline.model.marks import parts_of

_LONGEST = 100


def _a_mark(value: str) -> str:
    """Say that no mark can be read by what is written."""
    try:
        parts_of(value)
    except ValueError:
        return (
            "it has no sign where it begins or where its words end, or two of TEXT and WORD, or on "
            "one side of those a word in capitals twice or more than two"
        )
    return ""


MarkTableName: TypeAlias = Annotated[
    str,
    form(
        "A table that says what transcribers' marks mean.",
        'write the name of a ready table, as "leiden"',
        pattern="^[a-z]+$", most=_LONGEST,
    ),
]  # fmt: skip
_TABLES = names(
    "The tables by which marks are read; the first that has a mark counts.",
    'tables = ["leiden", "house"]',
)
_SAID_OF_MARK = 'write a text in quotation marks, as reason = "torn"'


class MarkRowTable(TomlTable, frozen=True):
    """A mark that transcribers of this edition use."""

    whole: ClassVar[bool] = True

    write: Annotated[
        str,
        form(
            "The mark as it is written, with TEXT for the words in it.",
            'write the mark with TEXT in it, as write = "{TEXT}"',
            pattern=SOMETHING, most=_LONGEST, check=_a_mark,
        ),
    ]  # fmt: skip
    means: Annotated[
        Literal[
            "italic", "bold", "small capitals", "underlined", "superscript", "subscript",
            "letter-spaced", "foreign", "unclear", "damaged", "supplied", "expanded", "surplus",
            "deleted", "added", "substituted", "corrected", "abbreviated", "regularized",
            "margin", "remark", "figure", "picture", "gap", "blank", "hand", "line",
            "line in word", "page", "next page", "link", "text", "left out",
        ],
        form("What it means.", 'write what the mark means, as means = "deleted"'),
    ]  # fmt: skip
    reason: Annotated[
        str, form("Why something cannot be read.", _SAID_OF_MARK, pattern="^[A-Za-z][A-Za-z' -]*$")
    ] = ""
    extent: Annotated[str, form("How much it is.", _SAID_OF_MARK, pattern=SOMETHING)] = ""
    place: Annotated[str, form("Where it stands.", _SAID_OF_MARK, pattern="^[a-z]+$")] = ""
    hand: Annotated[str, form("Whose hand it is.", _SAID_OF_MARK, pattern=SOMETHING)] = ""
    language: Annotated[
        str,
        form(
            "The language of the words.",
            'write a language tag, as language = "fr"',
            pattern="^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$",
        ),
    ] = ""
    inside: Annotated[
        bool, form("Whether it stands within a word.", "write true or false, as inside = true")
    ] = False


class MarkedDocumentsTable(TomlTable, frozen=True):
    """Transcriptions whose marks are read by tables of their own."""

    documents: Annotated[
        tuple[str, ...],
        names("The names of transcriptions, without .txt.", 'documents = ["d7", "d8"]'),
    ] = ()
    tables: Annotated[tuple[MarkTableName, ...], _TABLES] = ()


class MarksTable(TomlTable, frozen=True):
    """What the marks of transcribers mean."""

    tables: Annotated[tuple[MarkTableName, ...], _TABLES] = ()
    row: Annotated[tuple[MarkRowTable, ...], rows("Marks of this edition.", "marks.row")] = ()
    only: Annotated[
        tuple[MarkedDocumentsTable, ...], rows("Documents with other tables.", "marks.only")
    ] = ()
