"""The editions that a user names, each loaded once."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import replace
from pathlib import Path

from pipeline import edition
from pipeline.edition import Edition
from pipeline.edition import settings as settings_file
from pipeline.encode import profile
from pipeline.encode.marks.rows import table_names
from pipeline.engine import appearance
from pipeline.model.diagnostics import Diagnostic


def load(folder: Path, only: Collection[str] | None = None) -> Edition:
    """Load the edition in ``folder`` as :func:`edition.load` does, with all that is said of it."""
    loaded, said = edition.load(folder, only)
    settings, said_of_profile = settings_file.with_profile(
        loaded.settings, profile.names(), folder / "edition.toml"
    )
    said_of_marks = settings_file.unknown_mark_tables(
        settings, table_names(), folder / "edition.toml"
    )
    told = (*said, *said_of_profile, *said_of_marks, *appearance.faults(loaded.plan.outputs))
    return replace(loaded, settings=settings, diagnostics=told)


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
