"""The schema of ``edition.toml``: each table, each key, the form of its value.

The reader, the JSON Schema for editors and the hints to users all come from here. Annotations are
evaluated as they are read, since they hold values that ``msgspec`` looks at.
"""

from datetime import date
from typing import Annotated, ClassVar, Literal, TypeAlias

import msgspec

from pipeline.book.outputs import DEFAULT, FORMATS, PAPERS, USUAL, BookFormatName, Paper, TextView
from pipeline.edition.book_schema import BookTable, ParallelTable, PartTable
from pipeline.edition.conform import TomlTable, form
from pipeline.edition.looks_schema import DocxTable, EpubTable, HtmlTable, PdfTable
from pipeline.edition.marks_schema import MarksTable
from pipeline.edition.print_schema import PrintTable, SourceTable
from pipeline.edition.publication_schema import PublicationTable
from pipeline.edition.schema_values import (
    LONGEST_NAME,
    LONGEST_PATH,
    LONGEST_TEXT,
    NAME,
    SOMETHING,
    isbn_fault,
    lines,
    names,
    path_below,
    rows,
    switch,
    words,
)
from pipeline.model import languages

DEFAULT_PROFILE = "frus"


def _day(value: str) -> str:
    """Say that a date, or the first day of a month or a year, is none of the calendar."""
    whole = value + "-01-01"[len(value) - len("1960") :] if value else "1960-01-01"
    try:
        date.fromisoformat(whole)
    except ValueError:
        return "there is no such date"
    return ""


_WebAddress: TypeAlias = Annotated[str, form(
    "The address of the web that the pages are published at.",
    'write an address, as url = "https://letters.example.org/"',
    pattern="^(https?://[!-~]+)?$", most=LONGEST_TEXT,
)]  # fmt: skip


class EditionTable(TomlTable, frozen=True):
    """What the edition is; most of it stands on the title page and in the TEI header."""

    id: Annotated[
        str,
        form(
            "Names the outputs, as letters.pdf; the name of the folder where it is not given.",
            "write letters, digits, '.', '_' and '-', beginning with a letter",
            pattern=f"^{NAME}$", most=LONGEST_NAME,
        ),
    ] = ""  # fmt: skip
    title: Annotated[
        str,
        form(
            "The title of the edition.",
            'write a text in quotation marks, as title = "Letters"',
            pattern=SOMETHING, most=LONGEST_TEXT,
        ),
    ] = ""  # fmt: skip
    subtitle: Annotated[
        str, words("What stands below the title.", 'subtitle = "Before the War"')
    ] = ""
    series: Annotated[
        str, words("The series that the edition is part of.", 'series = "Papers of the Institute"')
    ] = ""
    editors: Annotated[
        tuple[Annotated[str, form("A name.", "", pattern=SOMETHING, most=LONGEST_TEXT)], ...],
        names("Those who have edited it.", 'editors = ["A. Smith", "B. Jones"]'),
    ] = ()
    publisher: Annotated[
        str, words("The publisher of the edition.", 'publisher = "University Press"')
    ] = ""
    place: Annotated[str, words("Where it is published.", 'place = "Berlin"')] = ""
    date: Annotated[
        str,
        form(
            "A year, a month or a day: 1960, 1960-05, 1960-05-31.",
            "write a year or a date, as 1960 or 1960-05-31, in quotation marks",
            pattern="^([0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?)?$", check=_day,
        ),
    ] = ""  # fmt: skip
    language: Annotated[
        str,
        form(
            "The language of the edition, as a tag of BCP 47.",
            'write a language tag, as "en" or "pt-BR"',
            pattern=languages.FORM, most=LONGEST_NAME, check=languages.check,
        ),
    ] = "en"  # fmt: skip
    rights: Annotated[str, words("Who holds the rights.", 'rights = "CC BY 4.0"')] = ""
    isbn: Annotated[
        str,
        form(
            "The ISBN of the book that is made.",
            "write the 13 or 10 figures of an ISBN in quotation marks, as"
            ' isbn = "978-0-306-40615-7"; the last is reckoned from the others, so look for a'
            " wrong one",
            pattern="^([0-9-]{13,17}|[0-9-]{9,12}[0-9Xx])?$", check=isbn_fault,
        ),
    ] = ""  # fmt: skip
    identifiers: Annotated[
        tuple[
            Annotated[str, form("An identifier.", "", pattern=SOMETHING, most=LONGEST_TEXT)], ...
        ],
        lines("Further identifiers of the book.", 'identifiers = ["doi:10.1000/182"]'),
    ] = ()
    url: _WebAddress = ""
    short_title: Annotated[
        str, words("The title for heads of pages.", 'short_title = "Letters"')
    ] = ""
    profile: Annotated[
        str,
        form(
            "The kind of raw text: the name of a profile, or the path of a folder of the edition.",
            'write a name, as profile = "frus"',
            pattern=f"^({NAME}/)*{NAME}$", most=LONGEST_PATH,
        ),
    ] = DEFAULT_PROFILE  # fmt: skip


_FORMATS = tuple(one.name for one in FORMATS)
_FONTS = 'write a list of files, as fonts = ["NotoSerifHebrew.ttf"]'


class OutputsTable(TomlTable, frozen=True):
    """Which outputs are made, and on which paper."""

    formats: Annotated[
        tuple[BookFormatName, ...],
        form(
            "The formats that are made.",
            f'write a list of some of {", ".join(_FORMATS)}, as formats = ["pdf"]',
            least=1,
        ),
    ] = USUAL
    per_document: Annotated[bool, switch("Whether a file is made of each document too.")] = False
    paper: Annotated[
        Paper,
        form("The paper of PDF and DOCX.", f"write one of {', '.join(PAPERS)}, in quotation marks"),
    ] = DEFAULT.paper
    fonts: Annotated[
        tuple[Annotated[str, path_below("ttf|otf", "A typeface.", _FONTS)], ...],
        form(
            "Typefaces for what Noto Serif does not have: files, or package:NAME/FILE.",
            _FONTS,
        ),
    ] = ()


class TextTable(TomlTable, frozen=True):
    """How texts are shown."""

    view: Annotated[
        TextView,
        form(
            "As they were written, with what was struck out, or as they are read.",
            'write "diplomatic" or "reading", as view = "reading"',
        ),
    ] = "diplomatic"


_TextName: TypeAlias = Annotated[
    str,
    form(
        "The name of a transcription, without .txt, or * for all.",
        'write the name of a document, as "d7", or "*" for all',
        pattern=rf"^(\*|{NAME})$", most=LONGEST_PATH,
    ),
]  # fmt: skip


class FormsTable(TomlTable, frozen=True):
    """In which form transcriptions are handed in, where the text alone leaves it in doubt."""

    usual: Annotated[
        tuple[_TextName, ...],
        names("Those in the usual form: nothing else is read into them.", 'usual = ["d7"]'),
    ] = ()
    read: Annotated[
        tuple[_TextName, ...],
        names("Those in which the form that was recognized is right.", 'read = ["d7"]'),
    ] = ()
    hyphens: Annotated[
        tuple[_TextName, ...],
        names("Those whose hyphens at line ends belong to the words.", 'hyphens = ["d7"]'),
    ] = ()


_ALLOW = 'write code = "T131", why = "..." and, for one transcription only, file = "d7"'
_SAID = form("A text.", _ALLOW, pattern=SOMETHING, most=LONGEST_TEXT)


class AllowTable(TomlTable, frozen=True):
    """Findings that may stand, and why."""

    whole: ClassVar[bool] = True

    code: Annotated[str, _SAID]
    why: Annotated[str, _SAID]
    file: Annotated[str, _SAID] = ""


Grade: TypeAlias = Annotated[Literal["error", "warning", "info"], form(
    "How bad the findings of a rule are.", 'write "error", "warning" or "info", as T131 = "info"'
)]  # fmt: skip
LanguageTag: TypeAlias = Annotated[str, form(
    "The language of a document, as a tag of BCP 47.", 'write a language tag, as d7 = "fr"',
    pattern=languages.FORM, most=LONGEST_NAME, check=languages.check,
)]  # fmt: skip


class EditionFile(TomlTable, frozen=True):
    """All of ``edition.toml``."""

    edition: EditionTable = EditionTable()
    source: SourceTable = SourceTable()
    publication: PublicationTable = PublicationTable()
    part: Annotated[tuple[PartTable, ...], rows("The parts of the book.", "part")] = ()
    book: BookTable = BookTable()
    outputs: OutputsTable = OutputsTable()
    print: PrintTable = PrintTable()
    text: TextTable = TextTable()
    parallel: Annotated[
        tuple[ParallelTable, ...], rows("Originals and translations.", "parallel")
    ] = ()
    docx: DocxTable = DocxTable()
    epub: EpubTable = EpubTable()
    pdf: PdfTable = PdfTable()
    html: HtmlTable = HtmlTable()
    severity: Annotated[
        dict[str, Grade],
        form(
            "How bad findings are in this edition, by code.", 'write T131 = "info" below [severity]'
        ),
    ] = msgspec.field(default_factory=dict)
    allow: Annotated[tuple[AllowTable, ...], rows("Findings that may stand.", "allow")] = ()
    languages: Annotated[
        dict[str, LanguageTag],
        form(
            "The languages of documents that are not in that of the edition, by their names.",
            'write d7 = "fr" below [languages]',
        ),
    ] = msgspec.field(default_factory=dict)
    marks: MarksTable = MarksTable()
    form: FormsTable = FormsTable()  # the last, since it hides the function of that name
