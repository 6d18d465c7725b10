"""Which files of an edition are wanted, and how they are to look."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Literal, TypeAlias, get_args

Format: TypeAlias = Literal["docx", "epub", "pdf", "html", "bits", "icml"]
Paper: TypeAlias = Literal["6x9", "a4", "letter"]
TextView: TypeAlias = Literal["diplomatic", "reading"]

FORMATS: tuple[Format, ...] = get_args(Format)
# Those for readers, which are made where an edition names none; the rest is for typesetters.
USUAL: tuple[Format, ...] = FORMATS[:4]
PAPERS: tuple[str, ...] = get_args(Paper)


@dataclass(frozen=True, slots=True)
class Styles:
    """Files of the edition that stand in for those of the package; None is the package's own.

    Each is a regular file inside the folder of the edition.
    """

    pdf_template: Path | None = None
    epub_css: Path | None = None
    epub_cover: Path | None = None
    docx_reference: Path | None = None
    html_css: Path | None = None


PACKAGE_STYLES = Styles()


@dataclass(frozen=True, slots=True)
class Outputs:
    """The formats of the book; with ``per_document`` one file a document as well.

    In the ``view`` that is diplomatic, texts are shown as they were written, else as they are read.
    """

    formats: tuple[str, ...] = USUAL
    per_document: bool = False
    paper: Paper = "6x9"
    styles: Styles = PACKAGE_STYLES
    view: TextView = "diplomatic"
    cover_description: str = ""


DEFAULT = Outputs()
