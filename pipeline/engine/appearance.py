"""The files of an edition that say how its outputs look, tried when the edition is loaded.

So what is wrong with a style sheet, a reference document or a template is said before any output
is made, and by a check that makes none.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeAlias

from pipeline.book import Outputs
from pipeline.book.style_file import read_style
from pipeline.edition import named_files
from pipeline.model.diagnostics import Diagnostic
from pipeline.model.errors import UnusableFileError

_Try: TypeAlias = Callable[[Path, Outputs], object]


def faults(outputs: Outputs) -> Iterator[Diagnostic]:
    """Say what is wrong with the files that ``outputs`` are to look like."""
    styles = outputs.styles
    tried: tuple[tuple[Path | None, _Try], ...] = (
        (styles.pdf_template, _template),
        (styles.epub_css, _sheet),
        (styles.epub_cover, _picture),
        (styles.docx_reference, _reference),
        (styles.html_css if styles.html_css != styles.epub_css else None, _sheet),
    )
    for path, try_ in tried:
        if path is not None:
            try:
                try_(path, outputs)
            except UnusableFileError as error:
                yield named_files.unusable(error)


def _sheet(path: Path, _: Outputs) -> None:
    from pipeline.convert.own_css import own_sheet  # noqa: PLC0415 - few editions have one

    own_sheet(path)


def _picture(path: Path, _: Outputs) -> None:
    from pipeline.convert.epub.cover import own_picture  # noqa: PLC0415 - as above

    own_picture(path)


def _reference(path: Path, outputs: Outputs) -> None:
    from pipeline.convert import archive, docx  # noqa: PLC0415 - as above
    from pipeline.convert.docx import reference  # noqa: PLC0415 - as above
    from pipeline.convert.docx.page import PAGES  # noqa: PLC0415 - as above

    reference.applied(path, archive.read_folder(docx.TEMPLATE), PAGES[outputs.paper])


def _template(path: Path, _: Outputs) -> None:
    read_style(path)  # whether it is a program that works, Typst says in making the PDF
