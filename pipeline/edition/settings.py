"""``edition.toml``, read once: what an edition says of itself, its parts, outputs and findings."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field, fields, replace
from functools import cache
from operator import itemgetter
from pathlib import Path, PurePath

import msgspec

from pipeline.book.outputs import PRINTER, PrinterSettings
from pipeline.edition import settings_faults
from pipeline.edition.book_schema import BookTable, ChapterTable, PartTable
from pipeline.edition.conform import Conformer, TomlTable
from pipeline.edition.files import EditionFiles
from pipeline.edition.looks_schema import EpubTable
from pipeline.edition.marks_schema import MarkRowTable, MarksTable
from pipeline.edition.mentions import DocumentMention, mentions
from pipeline.edition.named_files import LISTS_OF_FILES, STYLE_FILES, NamedFile
from pipeline.edition.parts import PartOpening
from pipeline.edition.publication_schema import publication
from pipeline.edition.schema import (
    DEFAULT_PROFILE,
    AllowTable,
    EditionFile,
    OutputsTable,
    TextTable,
)
from pipeline.edition.toml_lines import Key
from pipeline.edition.toml_text import Toml, TomlError, read_toml
from pipeline.model import languages
from pipeline.model.diagnostics import Diagnostic, Message, Severity
from pipeline.model.errors import UnreadableFileError
from pipeline.model.form import FormChoice
from pipeline.model.marks import NO_TABLE, MarkChoice, OwnMark
from pipeline.model.metadata import Metadata, PrintedSource
from pipeline.model.page_images import PageImages


@dataclass(frozen=True, slots=True)
class SeveritySetting:
    """One line below ``[severity]``: the rule ``code`` has another ``severity`` in this edition."""

    code: str
    severity: Severity
    line: int


@dataclass(frozen=True, slots=True)
class Allowance:
    """One table ``[[allow]]``: findings of the rule ``code`` may stand in ``file``, or anywhere.

    ``file`` is the name of a transcription, with or without its ending.
    """

    code: str
    file: str | None
    why: str
    line: int

    def covers(self, diagnostic: Diagnostic) -> bool:
        """Tell whether ``diagnostic`` is one of those that may stand."""
        return self.code == diagnostic.code and (
            self.file is None or self.file in _names_of(diagnostic.location.file)
        )


@cache
def _names_of(file: str) -> tuple[str, str]:
    """Give the name of a file with and without its ending."""
    path = PurePath(file)
    return path.name, path.stem


@dataclass(frozen=True, slots=True)
class Settings:
    """What ``edition.toml`` says, as far as it can be used.

    ``languages`` are tags by the names of documents that are not in the language of the edition.
    ``profile_files`` are the files of a profile of its own, by name, ``mentions`` the documents
    that a setting is on. ``lines`` has the line of each key below ``[edition]`` that gives
    something, and under the empty name that of the table; it is None where the file was not there
    or could not be read.
    """

    metadata: Metadata
    profile: str = DEFAULT_PROFILE
    openings: tuple[PartOpening, ...] = ()
    outputs: OutputsTable = field(default_factory=OutputsTable)
    files: tuple[NamedFile, ...] = ()
    gradings: tuple[SeveritySetting, ...] = ()
    allowances: tuple[Allowance, ...] = ()
    lines: Mapping[str, int] | None = None
    forms: FormChoice = field(default_factory=FormChoice)
    text: TextTable = field(default_factory=TextTable)
    epub: EpubTable = field(default_factory=EpubTable)
    parallel: tuple[tuple[str, str], ...] = ()
    book: BookTable = field(default_factory=BookTable)
    printer: PrinterSettings = PRINTER
    languages: Mapping[str, str] = field(default_factory=dict)
    profile_files: tuple[tuple[str, str], ...] = ()
    mentions: tuple[DocumentMention, ...] = ()


EDITION_SETTINGS_UNREADABLE = Message(
    "M001", "edition-settings-unreadable", Severity.ERROR,
    summary="`edition.toml` cannot be read.",
    why="""The edition's title, publisher and language come from this file; without them every
    output would carry the wrong ones.""",
    example="a value without quotation marks.",
    remedy='correct the line that is named; values are written as `title = "..."`.',
)  # fmt: skip

_CORRECT = 'correct the line; values are written as title = "..."'


def read_settings(path: Path, files: EditionFiles) -> tuple[Settings, tuple[Diagnostic, ...]]:
    """Read the settings in ``path``.

    What cannot be used is left out and told. Without an id, or without a title, the name of the
    folder serves as one.
    """
    folder = path.parent.resolve().name
    unknown = Settings(Metadata(id=folder, title=folder))
    try:
        data = files.read_if_present(path)
        if data is None:
            return unknown, tuple(_id_of_folder(unknown, path))
        toml = read_toml(data)
    except UnreadableFileError as error:
        message = f"edition.toml cannot be read: {error.fault}"
        hint = "put the file itself there"
        return unknown, (EDITION_SETTINGS_UNREADABLE.say(message, path, 1, hint),)
    except TomlError as error:
        message = f"edition.toml cannot be read: {error.problem}"
        return unknown, (
            EDITION_SETTINGS_UNREADABLE.say(message, path, error.line, error.hint or _CORRECT),
        )
    conformer = Conformer(printable=True)
    file = conformer.table(EditionFile, toml.table) or EditionFile()
    settings = _settings(file, conformer, toml, folder)
    said = (settings_faults.diagnostic(fault, toml, path) for fault in conformer.faults)
    return settings, (*said, *_id_of_folder(settings, path))


def _id_of_folder(settings: Settings, path: Path) -> Iterator[Diagnostic]:
    """Say that the name of a folder cannot serve as the id that is not given.

    Outputs are named after it, and Typst names what a PDF carries in ASCII alone.
    """
    lines = settings.lines or {"": 1}
    if "id" not in lines and not settings.metadata.id.isascii():
        problem = f"it is not given, and the name of the folder, {settings.metadata.id!r}, has "
        message = (
            f"the value of 'id' cannot be used: {problem}letters that outputs cannot be named with"
        )
        hint = 'write below [edition], for example, id = "letters"'
        yield settings_faults.EDITION_SETTING_UNUSABLE.say(message, path, lines[""], hint)


def without_profile(
    settings: Settings, problem: str, hint: str, path: Path
) -> tuple[Settings, tuple[Diagnostic, ...]]:
    """Take the usual profile, and say what is the matter with that of ``path``."""
    message = f"the value of 'profile' cannot be used: {problem}"
    line = (settings.lines or {}).get("profile", 1)
    said = settings_faults.EDITION_SETTING_UNUSABLE.say(message, path, line, hint)
    return replace(settings, profile=DEFAULT_PROFILE, profile_files=()), (said,)


def unknown_mark_tables(
    settings: Settings, known: Collection[str], path: Path
) -> tuple[Diagnostic, ...]:
    """Say which of the tables that ``path`` names for transcribers' marks are not ``known``."""
    marks = settings.forms.marks
    named = [*(marks.tables or ()), *(name for _, tables in marks.documents for name in tables)]
    line = (settings.lines or {}).get("marks", 1)
    hint = f"write names of {', '.join(sorted((*known, NO_TABLE)))}, in quotation marks"
    said = "the value of 'tables' cannot be used: there is no table {!r}"
    return tuple(
        settings_faults.EDITION_SETTING_UNUSABLE.say(said.format(name), path, line, hint)
        for name in dict.fromkeys(named)
        if name not in known and name != NO_TABLE
    )


def _lines(toml: Toml, faulty: Collection[Key]) -> dict[str, int]:
    """Give the lines of what is given below ``[edition]``, be it of use or not."""
    given = toml.table.get("edition")
    pairs = given.items() if isinstance(given, dict) else ()
    keys = [("edition", name) for name, value in pairs if value or ("edition", name) in faulty]
    tables = {name: toml.line((name,)) for name in ("marks", "publication") if name in toml.table}
    return {"": toml.line(("edition",)), **tables, **{key[-1]: toml.line(key) for key in keys}}


def _settings(file: EditionFile, conformer: Conformer, toml: Toml, folder: str) -> Settings:
    tables = conformer.tables
    gradings = (
        SeveritySetting(code, Severity(grade), toml.line(("severity", code)))
        for code, grade in file.severity.items()
    )
    allowances = (
        Allowance(row.code, row.file or None, row.why, toml.line((*key, "code")))
        for key, row in tables.items()
        if isinstance(row, AllowTable)
    )
    return Settings(
        metadata=_metadata(file, folder),
        profile=file.edition.profile,
        openings=tuple(_openings(tables, toml)),
        outputs=file.outputs,
        files=tuple(_named(file, toml)),
        gradings=tuple(gradings),
        allowances=tuple(allowances),
        lines=_lines(toml, {fault.key for fault in conformer.faults}),
        forms=FormChoice(file.form.usual, file.form.read, file.form.hyphens, _marks(file.marks)),
        text=file.text,
        epub=file.epub,
        parallel=tuple((one.original, one.translation) for one in file.parallel),
        book=file.book,
        printer=file.print.printer(has_cover=("print", "cover") in tables),
        languages={name: languages.canonical(tag) for name, tag in file.languages.items()},
        mentions=tuple(mentions(file, toml)),
    )


def _marks(table: MarksTable) -> MarkChoice:
    documents = tuple((name, only.tables) for only in table.only for name in only.documents)
    return MarkChoice(table.tables or None, documents, tuple(map(_own_mark, table.row)))


def _own_mark(row: MarkRowTable) -> OwnMark:
    given = msgspec.structs.asdict(row)
    write, means = given.pop("write"), given.pop("means")
    return OwnMark(write, (means,), tuple((key, value) for key, value in given.items() if value))


def _metadata(file: EditionFile, folder: str) -> Metadata:
    described = file.edition
    given = msgspec.structs.asdict(described)
    known = {one.name: given[one.name] for one in fields(Metadata) if one.name in given}
    known["id"] = described.id or folder
    known["title"] = described.title or folder
    known["language"] = languages.canonical(described.language)
    told = msgspec.structs.asdict(file.source)
    images = PageImages(told.pop("pages"), tuple(sorted(told.pop("page_images").items())))
    source = PrintedSource(**told) if any(told.values()) else None
    if source is not None and not source.title:
        source = replace(source, title=known["title"])
    return Metadata(
        **known, publication=publication(file.publication), source=source, page_images=images
    )


def _openings(tables: Mapping[Key, TomlTable], toml: Toml) -> Iterator[PartOpening]:
    """Give parts and chapters as they stand in the file; without its part a chapter is none."""
    rows = [(key, row) for key, row in tables.items() if isinstance(row, PartTable | ChapterTable)]
    for key, row in sorted(rows, key=itemgetter(0)):
        says = "from" if row.start else "documents" if row.documents else "title"
        if key[:2] in tables:
            depth = int(isinstance(row, ChapterTable))
            yield PartOpening(row.title, depth, toml.line((*key, says)), row.documents, row.start)


def _named(file: EditionFile, toml: Toml) -> Iterator[NamedFile]:
    """Give the files that are named, each once a key."""
    for table, key in (*LISTS_OF_FILES, *STYLE_FILES):
        given = getattr(getattr(file, table), key)
        for place, name in enumerate((given,) if isinstance(given, str) else given):
            if name:
                yield NamedFile(table, key, name, toml.line((table, key, place)))
