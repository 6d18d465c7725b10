"""The editions that a user names, each loaded once."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import TypeAlias

from pipeline import edition
from pipeline.book import Outputs
from pipeline.book.style_file import read_style
from pipeline.edition import Edition, EditionFiles, named_files
from pipeline.edition.settings import Settings, unknown_mark_tables, without_profile
from pipeline.edition.settings_faults import EDITION_SETTING_UNUSABLE
from pipeline.edition.toml_lines import TomlLimitError, lines_of
from pipeline.encode import profile
from pipeline.encode.marks.rows import table_names
from pipeline.model.diagnostics import Diagnostic
from pipeline.model.errors import UnreadableFileError, UnusableFileError, UsageError
from pipeline.model.form import FormChoice
from pipeline.system import reading

_PROFILE_FOLDER = "profile"  # it is read without being named
# To read an expression takes up to 17 s for a million characters. Weights are no expressions.
_MOST, _WEIGHTS = 100_000, "lines.toml"


def load(
    folder: Path, only: Collection[str] | None = None, files: EditionFiles | None = None
) -> Edition:
    """Load the edition in ``folder`` as :func:`edition.load` does, with all that is said of it."""
    loaded, said = edition.load(folder, only, files)
    settings, said_of_profile = _with_profile(loaded)
    said_of_marks = unknown_mark_tables(settings, table_names(), folder / "edition.toml")
    told = (*said, *said_of_profile, *said_of_marks, *_faults(loaded.plan.outputs))
    return replace(loaded, settings=settings, diagnostics=told)


def profile_and_forms(folder: Path) -> tuple[profile.Profile, FormChoice]:
    """Give the profile of the edition in ``folder``, and the forms it says its texts have.

    Raises UsageError as :func:`settings_of` does.
    """
    settings = settings_of(folder)
    return profile.chosen(settings.profile, settings.profile_files), settings.forms


def settings_of(folder: Path) -> Settings:
    """Give the settings of the edition in ``folder``.

    Raises UsageError where one cannot be used: texts would be read otherwise than is meant.
    """
    loaded = load(folder)
    for said in loaded.diagnostics:
        if said.code == EDITION_SETTING_UNUSABLE.code:
            place = f"{said.location.file}:{said.location.line}"
            raise UsageError(f"{place}: {said.message}; {said.hint}")
    return loaded.settings


def _with_profile(loaded: Edition) -> tuple[Settings, tuple[Diagnostic, ...]]:
    """Find the profile of an edition, in its folder or in the package, and try it."""
    settings, path = loaded.settings, loaded.folder / "edition.toml"
    listed = ", ".join(profile.names())
    try:
        name, own = _own_profile(loaded.folder, settings, loaded.files)
        if not own and name not in profile.names():
            hint = (
                f"write one of {listed}, in quotation marks, or the path of a folder of the edition"
            )
            return without_profile(settings, f"there is no profile {name!r}", hint, path)
        profile.chosen(name, own)
    except UnreadableFileError as error:
        return without_profile(settings, str(error), "put the file itself there", path)
    except UsageError as error:
        return without_profile(settings, str(error), "mend the file that is named", path)
    return replace(settings, profile=name, profile_files=own), ()


def _own_profile(
    folder: Path, settings: Settings, files: EditionFiles
) -> tuple[str, tuple[tuple[str, str], ...]]:
    """Give the name of the profile of an edition, and its files where the edition has it itself.

    An edition that names none has that of its folder ``profile``, if there is one. Raises
    UsageError where a file is no UTF-8 or more than is read, UnreadableFileError where it cannot be
    read.
    """
    name = settings.profile
    if "profile" not in (settings.lines or {}) and _tables(folder / _PROFILE_FOLDER):
        name = _PROFILE_FOLDER
    elif name in profile.names() or not reading.is_folder(folder / name):
        return name, ()
    found = tuple(
        (path.name, _text(f"{name}/{path.name}", files.read(path)))
        for path in _tables(folder / name)
    )
    size = sum(len(text) for table, text in found if table != _WEIGHTS)
    if size > _MOST:
        raise UsageError(
            f"{name}: the files of the profile but {_WEIGHTS} have {size:,} characters; {_MOST:,} "
            "are the limit; take out what is not needed"
        )
    return name, found


def _text(name: str, data: bytes) -> str:
    try:
        text = data.decode("utf-8")
        lines_of(text)
    except UnicodeDecodeError as error:
        raise UsageError(f"{name} is not UTF-8; save it as UTF-8") from error
    except TomlLimitError as error:
        raise UsageError(
            f"{name}, line {error.line}: {error.problem}; take out what is not needed"
        ) from error
    return text


def _tables(folder: Path) -> list[Path]:
    return sorted(folder.glob("*.toml")) if reading.is_folder(folder) else []


def load_all(inputs: Iterable[Path]) -> tuple[list[Edition], tuple[Diagnostic, ...]]:
    """Load each edition with the transcriptions that are named of it, or all.

    What lies between editions and is read with none of them is named. Raises UsageError where an
    input is no edition, no folder of editions and no file of one.
    """
    folders: dict[Path, Path] = {}
    names: dict[Path, set[str]] = {}
    whole: set[Path] = set()
    strays: list[Diagnostic] = []
    for input_ in inputs:
        if input_.suffix == ".txt" or input_.is_file():
            folder = edition.folder_of(input_)
            names.setdefault(folder.resolve(), set()).add(input_.name)
            found: tuple[Path, ...] = (folder,)
        else:
            found = edition.find_editions(input_)
            whole |= {folder.resolve() for folder in found}
            strays += edition.strays(input_, found) if found != (input_,) else ()
        for folder in found:
            folders.setdefault(folder.resolve(), folder)
    loaded = [
        load(folder, None if place in whole else names[place]) for place, folder in folders.items()
    ]
    return loaded, tuple(strays)


def whole_editions(inputs: Iterable[Path]) -> tuple[Path, ...]:
    """Give the edition of each file among ``inputs``; folders stay what they are."""
    return tuple(edition.folder_of(path) if path.is_file() else path for path in inputs)


_Try: TypeAlias = Callable[[Path, Outputs], object]


def _faults(outputs: Outputs) -> Iterator[Diagnostic]:
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
    from pipeline.convert.cover.front import own_picture  # noqa: PLC0415 - as above

    own_picture(path)


def _reference(path: Path, outputs: Outputs) -> None:
    from pipeline.convert import archive, docx  # noqa: PLC0415 - as above
    from pipeline.convert.docx import reference  # noqa: PLC0415 - as above
    from pipeline.convert.docx.page import PAGES  # noqa: PLC0415 - as above

    reference.applied(path, archive.read_folder(docx.TEMPLATE), PAGES[outputs.paper])


def _template(path: Path, _: Outputs) -> None:
    read_style(path)  # whether it is a program that works, Typst says in making the PDF
