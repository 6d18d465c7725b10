"""An edition loaded, and the files that give its outputs a look of their own tried at once.

What is wrong with a style sheet, a reference document or a template is said before any output is
made, and by a check that makes none.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import TypeAlias

from pipeline import edition
from pipeline.book import Outputs
from pipeline.book.style_file import read_style
from pipeline.diagnostics import Diagnostic
from pipeline.edition import Edition, named_files
from pipeline.edition.place import say
from pipeline.errors import UnusableFileError
from pipeline.verify.rules import Discrepancy

_Try: TypeAlias = Callable[[Path, Outputs], object]


def load(
    folder: Path, only: Collection[str] | None = None
) -> tuple[Edition, tuple[Diagnostic, ...]]:
    """Load the edition in ``folder`` as :func:`edition.load` does, and try its styles."""
    loaded, said = edition.load(folder, only)
    return loaded, (*said, *_faults(loaded.plan.outputs))


def _faults(outputs: Outputs) -> Iterator[Diagnostic]:
    styles = outputs.styles
    tried: tuple[tuple[Path | None, _Try], ...] = (
        (styles.pdf_template, _template),
        (styles.epub_css, _sheet),
        (styles.docx_reference, _reference),
        (styles.html_css if styles.html_css != styles.epub_css else None, _sheet),
    )
    for path, try_ in tried:
        if path is not None:
            try:
                try_(path, outputs)
            except UnusableFileError as error:
                yield told(error)


def told(error: UnusableFileError) -> Diagnostic:
    """Say of a file of the edition's own that it cannot be used."""
    message = f"{error.path.name!a} cannot be used: {error.fault}"
    return say(named_files.BOOK_FILE_UNUSABLE, message, error.path, error.line, error.hint)


def blamed(discrepancies: Iterable[Discrepancy], template: Path) -> tuple[Discrepancy, ...]:
    """Say of what was found in a PDF that the template it was set with may have done it."""
    hint = (
        f"the PDF was not published; see whether {template.name} drops, adds or moves text; "
        "if the fault is there without it too, please report it with this file"
    )
    return tuple(replace(one, finding=replace(one.finding, hint=hint)) for one in discrepancies)


def _sheet(path: Path, _: Outputs) -> None:
    from pipeline.convert.epub.style import own_sheet  # noqa: PLC0415 - few editions have one

    own_sheet(path)


def _reference(path: Path, outputs: Outputs) -> None:
    from pipeline.convert import archive, docx  # noqa: PLC0415 - as above
    from pipeline.convert.docx import reference  # noqa: PLC0415 - as above
    from pipeline.convert.docx.page import PAGES  # noqa: PLC0415 - as above

    reference.applied(path, archive.read_folder(docx.TEMPLATE), PAGES[outputs.paper])


def _template(path: Path, _: Outputs) -> None:
    read_style(path)  # whether it is a program that works, Typst says in making the PDF
