"""What ``edition.toml`` does not say, and values that cannot be."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from pipeline.diagnostics import Diagnostic, Message, Severity
from pipeline.edition.files import text_of
from pipeline.edition.place import line_of, say
from pipeline.edition.settings import is_usable
from pipeline.system import reading

_LANGUAGES = Path(__file__).with_name("languages.toml")


EDITION_SETTINGS_MISSING = Message(
    "M006",
    "edition-settings-missing",
    Severity.INFO,
    summary="An edition has no `edition.toml`.",
    why="Its outputs are named after the folder, and carry neither publisher nor date.",
    example="a folder that holds transcriptions and nothing else.",
    remedy='To mend it, write the file; its first lines are `[edition]` and `title = "..."`.',
)


EDITION_TITLE_MISSING = Message(
    "M007",
    "edition-title-missing",
    Severity.WARNING,
    summary="`edition.toml` gives no title.",
    why="The name of the folder stands on the title page of every output instead.",
    example="a file that gives `id` and `date` only.",
    remedy="To mend it, add a line with the title below `[edition]`.",
)


EDITION_PUBLISHER_MISSING = Message(
    "M008",
    "edition-publisher-missing",
    Severity.INFO,
    summary="`edition.toml` gives no publisher of the printed source.",
    why="The TEI header must name one and says `unknown`; catalogues will repeat that.",
    example="a file that gives `title` and `date` only.",
    remedy="To mend it, add a line with the publisher below `[edition]`.",
)


EDITION_DATE_MISSING = Message(
    "M009",
    "edition-date-missing",
    Severity.INFO,
    summary="`edition.toml` gives no date of the printed source.",
    why="Nobody can cite the edition without its year.",
    example="a file that gives `title` and `publisher` only.",
    remedy="To mend it, add a line with the year below `[edition]`.",
)


EDITION_LANGUAGE_MISSING = Message(
    "M010",
    "edition-language-missing",
    Severity.INFO,
    summary="`edition.toml` gives no language.",
    why="English is assumed. Screen readers and hyphenation go by the language.",
    example="an edition of German letters whose file gives `title` only.",
    remedy="To mend it, add a line with the language tag below `[edition]`, if only to confirm it.",
)


EDITION_RIGHTS_MISSING = Message(
    "M014",
    "edition-rights-missing",
    Severity.INFO,
    summary="`edition.toml` does not say who holds the rights.",
    why="Libraries and stores refuse books that do not say so.",
    example="a file that gives `title` and `publisher` only.",
    remedy='To mend it, add a line such as `rights = "Public domain"` below `[edition]`.',
)


EDITION_LANGUAGE_UNKNOWN = Message(
    "M011",
    "edition-language-unknown",
    Severity.WARNING,
    summary="The language tag in `edition.toml` names no language.",
    why="Screen readers would fall back to the voice of the system, and EPUB checkers complain.",
    example='`language = "eng-us"` or `language = "xx"`.',
    remedy="To mend it, write the two letters of ISO 639-1 where a language has them, as `en`.",
)


EDITION_DATE_IMPOSSIBLE = Message(
    "M013",
    "edition-date-impossible",
    Severity.WARNING,
    summary="The date in `edition.toml` is no day of the calendar.",
    why="It goes into the TEI header and the metadata of every output, where programs read it.",
    example='`date = "1960-02-31"`.',
    remedy="To mend it, correct the date; a year alone is enough.",
)


_WANTED = {
    "title": (
        EDITION_TITLE_MISSING,
        "no title is given; the name of the folder serves as one",
    ),
    "publisher": (
        EDITION_PUBLISHER_MISSING,
        "no publisher is given; the TEI header says that it is unknown",
    ),
    "date": (EDITION_DATE_MISSING, "no date is given for the printed source"),
    "language": (EDITION_LANGUAGE_MISSING, "no language is given; English is assumed"),
    "rights": (EDITION_RIGHTS_MISSING, "nothing is said about rights"),
}
RULES = (
    EDITION_SETTINGS_MISSING,
    *(missing for missing, _ in _WANTED.values()),
    EDITION_LANGUAGE_UNKNOWN,
    EDITION_DATE_IMPOSSIBLE,
)

_YEAR_ONLY, _DAY = len("1960"), len("1960-02-01")


def review(path: Path) -> Iterator[Diagnostic]:
    """Say what the settings in ``path`` leave out; unreadable ones were reported in reading."""
    if not reading.is_there(path):
        hint = 'write edition.toml beginning with [edition] and title = "..."'
        message = "the edition has no edition.toml; the name of the folder serves as its title"
        yield say(EDITION_SETTINGS_MISSING, message, path, 1, hint)
        return
    text = text_of(path)
    table = settings_in(text)
    if table is None:
        return
    for key, (missing, message) in _WANTED.items():
        if not table.get(key):
            hint = f'add a line {key} = "..." below [edition]'
            yield say(missing, message, path, line_of(text, "edition"), hint)
    language, day = table.get("language"), table.get("date")
    if language and is_usable("language", language) and not _is_language(language):
        hint = "write the two letters of ISO 639-1 where a language has them, as en or pt-BR"
        line = line_of(text, "language")
        message = f"{language!a} is the tag of no language"
        yield say(EDITION_LANGUAGE_UNKNOWN, message, path, line, hint)
    if day and is_usable("date", day) and len(day) > _YEAR_ONLY and not _is_day(day):
        hint = "correct the date; a year alone is enough"
        line = line_of(text, "date")
        yield say(EDITION_DATE_IMPOSSIBLE, f"there is no date {day!a}", path, line, hint)


def settings_in(text: str) -> dict[str, Any] | None:
    """Give the table ``[edition]``; None where the file is not valid TOML."""
    try:
        table = tomllib.loads(text).get("edition", {})
    except tomllib.TOMLDecodeError:
        return None
    return table if isinstance(table, dict) else {}


def _is_language(tag: str) -> bool:
    """Three letters are those of languages without two of their own, too many to list."""
    primary = tag.lower().partition("-")[0]
    return primary in _tags() or (len(primary) == len("grc") and primary not in _long_tags())


def _is_day(value: str) -> bool:
    try:
        date.fromisoformat(value.ljust(_DAY, "-")[:_DAY].replace("---", "-01"))
    except ValueError:
        return False
    return True


@cache
def _tags() -> frozenset[str]:
    return frozenset(_table()["two"].split(" "))


@cache
def _long_tags() -> frozenset[str]:
    return frozenset(_table()["shortened"].split(" "))


def _table() -> dict[str, str]:
    return tomllib.loads(_LANGUAGES.read_text(encoding="utf-8"))
