"""The tables of ``edition.toml`` that name files for the looks of outputs."""

from typing import Annotated

import msgspec

from pipeline.edition.conform import TomlTable
from pipeline.edition.schema_values import path_below, words


def _style(ending: str, key: str, description: str) -> msgspec.Meta:
    return path_below(ending, description, f'write the path of a file, as {key} = "own.{ending}"')


class DocxTable(TomlTable, frozen=True):
    """The looks of the DOCX."""

    reference: Annotated[str, _style("docx", "reference", "A document with styles.")] = ""


class EpubTable(TomlTable, frozen=True):
    """The looks of the EPUB."""

    css: Annotated[str, _style("css", "css", "A style sheet of the edition.")] = ""
    cover: Annotated[
        str,
        path_below(
            "jpg|jpeg|png", "The cover.", 'write the path of a file, as cover = "cover.jpg"'
        ),
    ] = ""
    cover_description: Annotated[
        str, words("What is to be seen on the cover.", 'cover_description = "A ship at a quay."')
    ] = ""


class PdfTable(TomlTable, frozen=True):
    """The looks of the PDF."""

    template: Annotated[str, _style("typ", "template", "A Typst file.")] = ""


class HtmlTable(TomlTable, frozen=True):
    """The looks of the pages."""

    css: Annotated[str, _style("css", "css", "A style sheet of the edition.")] = ""
