"""The files that ``edition.toml`` names: texts around the documents, and the looks of outputs."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path

from pipeline.book.typeface import Typeface, read_typeface
from pipeline.model.diagnostics import Diagnostic, Message, Severity
from pipeline.model.errors import UnusableFileError
from pipeline.system import reading


@dataclass(frozen=True, slots=True)
class NamedFile:
    """A file that ``table`` and ``key`` name in ``line``; ``name`` is its path from the folder."""

    table: str
    key: str
    name: str
    line: int


BOOK_FILE_UNUSABLE = Message(
    "M016", "book-file-unusable", Severity.ERROR,
    summary="A file that `edition.toml` names cannot be used.",
    why="""The book would come out without its preface, or in another shape than its publisher asked
    for. Only files of the edition itself are read, and typefaces of installed packages, never one
    from elsewhere.""",
    example="""`front = ["preface.txt"]` where there is no such file, `css = "../style.css"`, or a
    style sheet with `@import`.""",
    remedy="""put the file into the folder of the edition and write its path from there; where
    something in the file is refused, take that out.""",
)  # fmt: skip

LISTS_OF_FILES = (("book", "front"), ("book", "back"), ("outputs", "fonts"))
"""The tables and keys that name several files: texts, and typefaces."""

STYLE_FILES = (
    ("pdf", "template"), ("epub", "css"), ("epub", "cover"), ("docx", "reference"), ("html", "css"),
)  # fmt: skip
"""The tables and keys that name the files which outputs are to look like."""

_PUT = "put the file into the folder of the edition and write its path from there"
_PACKAGE = "package:"
_INSTALL = "pip install 'edition-pipeline[fonts]', or the package of this name, where it runs"


def there(
    files: Sequence[NamedFile], folder: Path, settings: Path
) -> tuple[tuple[tuple[NamedFile, Path], ...], tuple[Diagnostic, ...]]:
    """Give the files that are there, each with its path, and what is wrong with the others."""
    found, said = [], []
    for file in files:
        if file.key == "fonts" and file.name.startswith(_PACKAGE):
            path = _in_package(file.name)
            fault = "" if path else "no installed package of this name has it"
            hint = _INSTALL
        else:
            path, fault, hint = folder / file.name, fault_of(folder, file.name), _PUT
        if path and not fault:
            found.append((file, path))
        else:
            message = f"{file.name!r} cannot be used: {fault}"
            said.append(BOOK_FILE_UNUSABLE.say(message, settings, file.line, hint))
    return tuple(found), tuple(said)


def _in_package(name: str) -> Path | None:
    """Find a file that an installed package says it has; no code of the package is run."""
    package, _, wanted = name.removeprefix(_PACKAGE).partition("/")
    try:
        files = metadata.files(package) or []
    except metadata.PackageNotFoundError:
        return None
    return next((Path(str(one.locate())) for one in files if one.name == wanted), None)


def fault_of(folder: Path, name: str) -> str:
    """Say why a file cannot be used; its true path must be the one that is written."""
    place = folder.resolve() / name
    if any(map(os.path.islink, (place, *place.parents[: name.count("/")]))):
        return "it is a link to another place"
    return "" if reading.is_regular(place) else "there is no such file"


def typefaces(paths: Iterable[Path]) -> tuple[tuple[Typeface, ...], tuple[Diagnostic, ...]]:
    """Read the typefaces of an edition; give them, and what is wrong with the others."""
    found, said = [], []
    for path in paths:
        try:
            found.append(read_typeface(path))
        except UnusableFileError as error:
            said.append(unusable(error))
    return tuple(found), tuple(said)


def unusable(error: UnusableFileError) -> Diagnostic:
    """Say of a file of the edition's own that it cannot be used."""
    message = f"{error.path.name!r} cannot be used: {error.fault}"
    return BOOK_FILE_UNUSABLE.say(message, error.path, error.line, error.hint)


def names_taken(
    files: Iterable[tuple[NamedFile, Path]], documents: Collection[str], settings: Path
) -> Iterator[Diagnostic]:
    """Say which texts around the documents are named as another text of the book is."""
    taken = {name.lower() for name in documents}
    for file, path in files:
        if file.table != "book":
            continue
        if path.stem.lower() in taken:
            message = f"{path.name!r} cannot be used: another text of the book has the same name"
            yield BOOK_FILE_UNUSABLE.say(message, settings, file.line, "give the file another name")
        taken.add(path.stem.lower())
