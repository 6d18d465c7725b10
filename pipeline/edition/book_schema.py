"""The tables ``[[part]]``, ``[book]`` and ``[[parallel]]``: what stands where in the book."""

from typing import Annotated, ClassVar, TypeAlias

from pipeline.book.outputs import DEFAULT, IndexPages
from pipeline.edition.conform import TomlTable, form
from pipeline.edition.schema_values import (
    LONGEST_PATH,
    LONGEST_TEXT,
    NAME,
    SOMETHING,
    names,
    path_below,
    switch,
)

DocumentName: TypeAlias = Annotated[
    str,
    form(
        "The name of a transcription, without .txt.",
        'write the name of a document, as from = "d1"',
        pattern=f"^{NAME}$", most=LONGEST_PATH,
    ),
]  # fmt: skip
ProsePath: TypeAlias = Annotated[
    str,
    path_below(
        "txt|xml", "A transcription of prose, or TEI.",
        'write the path of a file that ends in .txt or .xml, as "preface.txt"',
    ),
]  # fmt: skip
TitleText: TypeAlias = Annotated[
    str,
    form(
        "The title, as it stands in the book.",
        'write a text in quotation marks, as title = "The Conference"',
        pattern=SOMETHING, most=LONGEST_TEXT,
    ),
]  # fmt: skip


_DOCUMENTS = names("The documents that stand in it, in this order.", 'documents = ["d1", "d2"]')


class ChapterTable(TomlTable, frozen=True, rename={"start": "from"}):
    """A chapter of a part: ``from`` a document to where the next begins, or a list of them."""

    title: TitleText
    start: DocumentName = ""
    documents: Annotated[tuple[DocumentName, ...], _DOCUMENTS] = ()


class PartTable(TomlTable, frozen=True, rename={"start": "from"}):
    """A part of the book: ``from`` a document to where the next begins, a list, or chapters."""

    title: TitleText
    start: DocumentName = ""
    documents: Annotated[tuple[DocumentName, ...], _DOCUMENTS] = ()
    chapter: Annotated[
        tuple[ChapterTable, ...],
        form(
            "The chapters of the part.",
            "write the chapters below their part, each below [[part.chapter]]",
        ),
    ] = ()


class BookTable(TomlTable, frozen=True):
    """Texts before and after the documents, and what is made beside them."""

    contents: Annotated[bool, switch("Whether PDF and DOCX have a table of contents.")] = (
        DEFAULT.contents
    )
    documents: Annotated[
        bool, switch("Whether the book lists its documents by number and date.")
    ] = DEFAULT.list_of_documents
    index: Annotated[
        IndexPages,
        form(
            "Whose pages the indexes give: of the printed source, of the book, or of both.",
            'write "both", "book" or "source", as index = "book"',
        ),
    ] = DEFAULT.index_pages
    front: Annotated[
        tuple[ProsePath, ...],
        form("Texts before the documents.", 'write a list of files, as front = ["preface.txt"]'),
    ] = ()
    back: Annotated[
        tuple[ProsePath, ...],
        form("Texts after the documents.", 'write a list of files, as back = ["afterword.txt"]'),
    ] = ()


class ParallelTable(TomlTable, frozen=True):
    """A document and its translation, which the pages show side by side."""

    whole: ClassVar[bool] = True

    original: DocumentName
    translation: DocumentName
