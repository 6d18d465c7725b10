"""Missing metadata in ``edition.toml``, and languages that do not exist."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from pipeline.book.contributors import contributors
from pipeline.book.modified import modified
from pipeline.book.outputs import CROSSREF, ONIX
from pipeline.edition.settings import Settings
from pipeline.model import languages
from pipeline.model.diagnostics import Diagnostic, Message, Severity
from pipeline.model.metadata import Metadata
from pipeline.system import reading

EDITION_SETTINGS_MISSING = Message(
    "M006", "edition-settings-missing", Severity.INFO,
    summary="An edition has no `edition.toml`.",
    why="Its outputs are named after the folder, and carry neither publisher nor date.",
    example="a folder that holds transcriptions and nothing else.",
    remedy='write the file; its first lines are `[edition]` and `title = "..."`.',
)  # fmt: skip


EDITION_TITLE_MISSING = Message(
    "M007", "edition-title-missing", Severity.WARNING,
    summary="`edition.toml` gives no title.",
    why="The name of the folder stands on the title page of every output instead.",
    example="a file that gives `id` and `date` only.",
    remedy="add a line with the title below `[edition]`.",
)  # fmt: skip


EDITION_PUBLISHER_MISSING = Message(
    "M008", "edition-publisher-missing", Severity.INFO,
    summary="`edition.toml` gives no publisher.",
    why="The TEI header must name one and says `unknown`; catalogues will repeat that.",
    example="a file that gives `title` and `date` only.",
    remedy="add a line with the publisher below `[edition]`.",
)  # fmt: skip


EDITION_DATE_MISSING = Message(
    "M009", "edition-date-missing", Severity.INFO,
    summary="`edition.toml` gives no date.",
    why="Nobody can cite the edition without its year.",
    example="a file that gives `title` and `publisher` only.",
    remedy="add a line with the year below `[edition]`.",
)  # fmt: skip


EDITION_LANGUAGE_MISSING = Message(
    "M010", "edition-language-missing", Severity.INFO,
    summary="`edition.toml` gives no language.",
    why="English is assumed. Screen readers and hyphenation go by the language.",
    example="an edition of German letters whose file gives `title` only.",
    remedy="add a line with the language tag below `[edition]`, if only to confirm it.",
)  # fmt: skip


EDITION_RIGHTS_MISSING = Message(
    "M014", "edition-rights-missing", Severity.INFO,
    summary="`edition.toml` does not say who holds the rights.",
    why="Libraries and stores refuse books that do not say so.",
    example="a file that gives `title` and `publisher` only.",
    remedy='add a line such as `rights = "Public domain"` below `[edition]`.',
)  # fmt: skip


EDITION_LANGUAGE_UNKNOWN = Message(
    "M011", "edition-language-unknown", Severity.WARNING,
    summary="The language tag in `edition.toml` names no language.",
    why="Screen readers would fall back to the voice of the system, and EPUB checkers complain.",
    example='`language = "eng-us"` or `language = "xx"`.',
    remedy="write the two letters of ISO 639-1 where a language has them, as `en`.",
)  # fmt: skip


RECORD_NOT_MADE = Message(
    "M048", "record-not-made", Severity.WARNING,
    summary="A record for shops or registers is not made, or not whole, for want of a setting.",
    why="""ONIX and Crossref refuse a record without the day of the last change, which tells a new
    one from an old; Crossref asks for more, and sorts persons by their surnames.""",
    example="`[publication.isbn]` is given, and `updated` below `[publication]` is not.",
    remedy="add the settings that are named.",
)  # fmt: skip


_WANTED = {
    "title": (EDITION_TITLE_MISSING, "no title is given; the name of the folder serves as one"),
    "publisher": (
        EDITION_PUBLISHER_MISSING,
        "no publisher is given; the TEI header says that it is unknown",
    ),
    "date": (EDITION_DATE_MISSING, "no date is given"),
    "language": (EDITION_LANGUAGE_MISSING, "no language is given; English is assumed"),
    "rights": (EDITION_RIGHTS_MISSING, "nothing is said about rights"),
}


def review(path: Path, settings: Settings) -> Iterator[Diagnostic]:
    """Say which settings are missing in ``path``; an unreadable file was reported before."""
    lines = settings.lines
    if lines is None:
        if not reading.is_there(path):
            hint = 'write edition.toml beginning with [edition] and title = "..."'
            message = "the edition has no edition.toml; the name of the folder serves as its title"
            yield EDITION_SETTINGS_MISSING.say(message, path, 1, hint)
        return
    for key, (missing, message) in _WANTED.items():
        if key not in lines:
            hint = f'add a line {key} = "..." below [edition]'
            yield missing.say(message, path, lines[""], hint)
    language = settings.metadata.language
    if "language" in lines and not languages.is_registered(language):
        message = f"{language!r} is the tag of no language"
        yield EDITION_LANGUAGE_UNKNOWN.say(message, path, lines["language"])
    yield from _records(path, settings.metadata, lines.get("publication", lines[""]))


# Surname and given name as Crossref takes them.
_PERSON = re.compile(r"[^\d?,]{1,60}(, [^\d?]{1,60})?")


def _records(path: Path, metadata: Metadata, line: int) -> Iterator[Diagnostic]:
    """Say what a record that the edition seems to want still needs."""
    said = metadata.publication
    dated = {"[publication] updated": modified(metadata)}
    wanted: list[tuple[str, Mapping[str, object]]] = []
    if said.isbns:
        wanted.append((ONIX, dated))
    if said.crossref.name or said.crossref.email:
        wanted.append((CROSSREF, {
            **dated, "[publication] doi": said.doi,
            "[publication.crossref] name": said.crossref.name,
            "[publication.crossref] email": said.crossref.email,
            "[edition] url": metadata.url, "[edition] publisher": metadata.publisher,
            "[edition] date": metadata.date,
            "file_as of each contributor, of names with at most 60 letters and no figures":
            all(_PERSON.fullmatch(one.file_as) for one in contributors(metadata)),
        }))  # fmt: skip
    for record, facts in wanted:
        missing = ", ".join(name for name, fact in facts.items() if not fact)
        if missing:
            message = f"{record} is not made or not whole: not given are {missing}"
            yield RECORD_NOT_MADE.say(message, path, line)
