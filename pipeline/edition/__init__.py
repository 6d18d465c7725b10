"""An edition as it lies on disk: its transcriptions in order, its metadata, authority files."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from pipeline.book import FORMATS, Outputs, Plan, Styles
from pipeline.edition import (
    decisions,
    described,
    document_names,
    imported,
    lists,
    mentions,
    named_files,
    order,
    parts,
    settings_faults,
    siblings,
    unread,
)
from pipeline.edition import settings as settings_file
from pipeline.edition.files import EditionFiles
from pipeline.edition.folder import below, is_edition, place_of_texts, texts_in
from pipeline.edition.named_files import NamedFile
from pipeline.edition.settings import Allowance, Settings
from pipeline.edition.unread import strays
from pipeline.model.authority import Authorities
from pipeline.model.diagnostics import Diagnostic, Message, stated_in
from pipeline.model.errors import UsageError
from pipeline.model.metadata import Metadata
from pipeline.system import reading

__all__ = [
    "RULES", "Allowance", "Edition", "EditionFiles", "Settings", "find_editions", "folder_of",
    "load", "strays",
]  # fmt: skip

RULES = stated_in(
    Message, settings_file, settings_faults, order, described, siblings, lists, named_files, parts,
    decisions, mentions, unread, imported, document_names,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Edition:
    """One edition.

    ``settings`` is what ``edition.toml`` says. ``order`` holds all raw files in the order of the
    edition, ``transcriptions`` those that are to be looked at; they differ where a user names some
    of them. ``authorities`` are the entries of its authority files that can be used,
    ``diagnostics`` what is to be said of all this.
    """

    folder: Path
    settings: Settings
    order: tuple[Path, ...]
    transcriptions: tuple[Path, ...]
    plan: Plan = field(default_factory=Plan)
    authorities: Authorities = field(default_factory=Authorities)
    diagnostics: tuple[Diagnostic, ...] = ()
    files: EditionFiles = field(default_factory=EditionFiles, compare=False, repr=False)

    @property
    def metadata(self) -> Metadata:
        """What is known of the edition as a whole."""
        return self.settings.metadata

    def unread(self) -> tuple[Diagnostic, ...]:
        """Name what lies in the folder of the edition and is not read."""
        named = [file.name for file in self.settings.files]
        own = [f"{self.settings.profile}/{name}" for name, _ in self.settings.profile_files]
        paths = {self.folder / name for name in (*named, *own)}
        return tuple(unread.review(self.folder, self.order, paths))

    def review(self, used: frozenset[str] | None) -> tuple[Diagnostic, ...]:
        """Say what the edition leaves open beside its transcriptions, once they have been read.

        ``used`` are the keys of the authority files that the transcriptions lead to, None where not
        all of them were read.
        """
        path = self.folder / "edition.toml"
        return (
            *described.review(path, self.settings),
            *siblings.review(path, self.settings),
            *lists.review(self.folder, self.files, self.authorities, used),
            *self.unread(),
        )

    @property
    def name(self) -> str:
        """What the outputs are named after: the edition, or the one transcription of it."""
        return self.transcriptions[0].stem if self.is_single else self.metadata.id

    @property
    def is_single(self) -> bool:
        """Whether one transcription of several is to be looked at alone."""
        return len(self.transcriptions) == 1 and not self.is_whole

    @property
    def is_whole(self) -> bool:
        """Whether all its transcriptions are to be looked at."""
        return self.order == self.transcriptions


def find_editions(path: Path) -> tuple[Path, ...]:
    """Give the edition folders at ``path``: itself, or those inside it, by name.

    What else lies between those is named by :func:`strays`.
    Raises UsageError where ``path`` holds no edition at all.
    """
    if not path.is_dir():
        raise UsageError(
            f"{path}: there is no such folder; give an edition or a folder of editions"
        )
    if is_edition(path):
        return (path,)
    found = tuple(filter(is_edition, below(path)))
    if not found:
        raise UsageError(
            f"{path}: no transcription found; put *.txt files into a folder of their own below it"
            f"{unread.describe_unread(path)}"
        )
    return found


def folder_of(file: Path) -> Path:
    """Give the folder of the edition that ``file`` belongs to.

    Raises UsageError where there is no such file, or no transcription beside it.
    """
    if not reading.is_regular(file):
        raise UsageError(f"{file}: there is no such file")
    near = (file.parent, file.parent.parent)
    described = (folder for folder in near if reading.is_there(folder / "edition.toml"))
    folder = next(described, near[file.parent.name == "raw"])
    if not is_edition(folder):
        raise UsageError(f"{file}: this file is no part of an edition; give a transcription")
    return folder


def load(
    folder: Path, only: Collection[str] | None = None, files: EditionFiles | None = None
) -> tuple[Edition, tuple[Diagnostic, ...]]:
    """Read what ``folder`` says of its edition; ``only`` names the files to look at, else all.

    ``files`` may hold some of them already.

    A name in ``only`` that is no transcription's, as that of the settings, means all too.
    Raises UsageError where a file is named such that no output could be named after it.
    """
    if not folder.resolve().name.isprintable():  # it may become the title
        raise UsageError(f"{folder}: the name of this folder cannot be used; rename it")
    files = files or EditionFiles()
    path = folder / "edition.toml"
    settings, said = settings_file.read_settings(path, files)
    named, said_of_files = named_files.there(settings.files, folder, path)
    front, back = (_paths(named, "book", key) for key in ("front", "back"))
    texts = texts_in(place_of_texts(folder), {*front, *back})
    document_names.check(texts)
    ordered, said_of_order = order.in_order(folder / "order.txt", texts, files)
    by_name = {text.stem: text for text in ordered}
    in_parts, names, said_of_parts = parts.arrange(settings.openings, tuple(by_name), path)
    ordered = tuple(by_name[name] for name in names)
    chosen = ordered if only is None else tuple(p for p in ordered if p.name in only)
    if only is not None and len(chosen) < len(only):
        chosen = ordered
    authorities, said_of_lists = lists.read(folder, files, names)
    typefaces, said_of_typefaces = named_files.typefaces(_paths(named, "outputs", "fonts"))
    outputs = replace(_outputs(settings, named), typefaces=typefaces)
    plan = Plan(in_parts, front, back, outputs)
    edition = Edition(folder, settings, ordered, chosen, plan, authorities, files=files)
    return edition, (
        *said, *document_names.taken(ordered, settings.metadata.id), *said_of_order,
        *said_of_files, *named_files.names_taken(named, by_name, path), *said_of_parts,
        *said_of_lists, *said_of_typefaces,
        *mentions.missing(settings.mentions, {path.stem for path in (*texts, *front, *back)}, path),
    )  # fmt: skip


def _paths(named: Sequence[tuple[NamedFile, Path]], *listed: str) -> tuple[Path, ...]:
    return tuple(path for file, path in named if (file.table, file.key) == listed)


def _outputs(settings: Settings, named: Sequence[tuple[NamedFile, Path]]) -> Outputs:
    wanted = settings.outputs
    looks = {
        f"{file.table}_{file.key}": path
        for file, path in named
        if (file.table, file.key) in named_files.STYLE_FILES
    }
    formats = tuple(one.name for one in FORMATS if one.name in wanted.formats)
    return Outputs(
        formats=formats,
        per_document=wanted.per_document,
        paper=wanted.paper,
        styles=Styles(**looks),
        view=settings.text.view,
        cover_description=settings.epub.cover_description,
        parallel=settings.parallel,
        printer=settings.printer,
        contents=settings.book.contents,
        list_of_documents=settings.book.documents,
        index_pages=settings.book.index,
    )
