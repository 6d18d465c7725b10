"""``edition.toml``: what an edition says of itself."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

from pipeline.diagnostics import Diagnostic, Message, Severity
from pipeline.edition.place import line_of, say
from pipeline.errors import UnreadableFileError
from pipeline.metadata import Metadata
from pipeline.system import reading

DEFAULT_PROFILE = "frus"


@dataclass(frozen=True, slots=True)
class Settings:
    """The metadata of an edition and the name of its profile."""

    metadata: Metadata
    profile: str = DEFAULT_PROFILE


EDITION_SETTINGS_UNREADABLE = Message(
    "M001",
    "edition-settings-unreadable",
    Severity.ERROR,
    summary="`edition.toml` cannot be read.",
    why="""The edition's title, publisher and language come from this file; without them every
    output would carry the wrong ones.""",
    example="a value without quotation marks.",
    remedy='To mend it, correct the line that is named; values are written as `title = "..."`.',
)


EDITION_SETTING_UNKNOWN = Message(
    "M002",
    "edition-setting-unknown",
    Severity.WARNING,
    summary="`edition.toml` holds a setting that does not exist.",
    why="A misspelt setting would be ignored, and its value would be missing from every output.",
    example='`tilte = "The Conference of Berlin"`.',
    remedy="To mend it, correct the name; the hint lists those that exist.",
)


EDITION_SETTING_UNUSABLE = Message(
    "M003",
    "edition-setting-unusable",
    Severity.ERROR,
    summary="A setting in `edition.toml` has a value that cannot be used.",
    why="""The settings end up in the TEI header, in file names and in the metadata of every output,
    where each has a fixed form.""",
    example="`date = 1960` without quotation marks, or an `id` with a slash.",
    remedy="To mend it, write the value in the form that the hint gives.",
)


RULES = (
    EDITION_SETTINGS_UNREADABLE,
    EDITION_SETTING_UNKNOWN,
    EDITION_SETTING_UNUSABLE,
)

_FORMS = {
    "title": 'write a text in quotation marks, as title = "Letters"',
    "id": "write letters, digits, '.', '_' and '-', beginning with a letter",
    "date": "write a year or a date, as 1960 or 1960-05-31, in quotation marks",
    "language": 'write a language tag, as "en" or "pt-BR"',
    "editors": 'write a list of names, as editors = ["A. Smith", "B. Jones"]',
    "isbn": "write the 13 or 10 figures of an ISBN in quotation marks, as"
    ' isbn = "978-0-306-40615-7"; the last is reckoned from the others, so look for a wrong one',
    "identifiers": 'write a list of texts, as identifiers = ["doi:10.1000/182"]',
}
_PATTERNS = {
    "id": re.compile(r"[A-Za-z_][A-Za-z0-9._-]*"),
    "date": re.compile(r"([0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?)?"),
    "isbn": re.compile(r"([0-9-]{13,17}|[0-9-]{9,12}[0-9Xx])?"),
    "language": re.compile(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*"),
}
_METADATA = tuple(field.name for field in fields(Metadata))
_MARK = "\ufeff"
_LISTS = ("editors", "identifiers")
_KNOWN = (*_METADATA, "profile")
# The tables; all but the first are read by modules of their own.
_TABLES = frozenset(
    {"edition", "severity", "allow", "part", "book", "outputs", "pdf", "epub", "docx", "html"}
)


def read_settings(path: Path) -> tuple[Settings, tuple[Diagnostic, ...]]:
    """Read ``edition.toml``; where there is none the folder's name is id and title."""
    folder = path.parent.resolve().name
    default = Settings(Metadata(id=folder, title=folder))
    try:
        data = reading.read_if_there(path, reading.SETTINGS)
        if data is None:
            return default, ()
        text = data.decode("utf-8")
    except UnreadableFileError as error:
        message = f"edition.toml cannot be read: {error.fault}"
        return default, (
            say(EDITION_SETTINGS_UNREADABLE, message, path, 1, "put the file itself there"),
        )
    except UnicodeDecodeError:
        return default, (
            say(
                EDITION_SETTINGS_UNREADABLE,
                "edition.toml is not UTF-8",
                path,
                1,
                "save it as UTF-8",
            ),
        )
    try:
        table = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        found = re.search(r"line (\d+)", str(error), re.ASCII)
        hint = 'correct the line; values are written as title = "..."'
        if text.startswith(_MARK):
            hint = "the file begins with a byte-order mark; save it as UTF-8 without BOM"
        line = int(found[1]) if found else 1
        message = f"edition.toml is not valid TOML: {error}"
        return default, (say(EDITION_SETTINGS_UNREADABLE, message, path, line, hint),)
    described = table.get("edition", {})
    if not isinstance(described, dict):
        described = {}
    settings = _take(described, default)
    return settings, (*_unknown(table, described, text, path), *_unusable(described, text, path))


def _take(described: dict[str, Any], default: Settings) -> Settings:
    usable = {key: value for key, value in described.items() if is_usable(key, value)}
    values: dict[str, Any] = {"id": default.metadata.id, "title": default.metadata.title}
    values |= {key: value for key, value in usable.items() if key in _METADATA}
    values |= {key: tuple(values.get(key, ())) for key in _LISTS}
    return Settings(Metadata(**values), usable.get("profile", DEFAULT_PROFILE))


def _unknown(
    table: dict[str, Any], described: dict[str, Any], text: str, path: Path
) -> list[Diagnostic]:
    below = "the settings below [edition] are: " + ", ".join(sorted(_KNOWN))
    tables = f"the tables are: {', '.join(sorted(_TABLES))}; " + below
    hints = {key: tables for key in table if key not in _TABLES}
    hints |= {key: below for key in described if key not in _KNOWN}
    return [
        say(
            EDITION_SETTING_UNKNOWN,
            f"there is no setting named {key!a}",
            path,
            line_of(text, key),
            hint,
        )
        for key, hint in hints.items()
    ]


def _unusable(described: dict[str, Any], text: str, path: Path) -> list[Diagnostic]:
    keys = [key for key, value in described.items() if not is_usable(key, value)]
    return [
        say(
            EDITION_SETTING_UNUSABLE, f"the value of {key!a} cannot be used", path,
            line_of(text, key), _FORMS.get(key, _FORMS["title"]),
        )
        for key in keys
        if key in _KNOWN
    ]  # fmt: skip


def is_usable(key: str, value: object) -> bool:
    """Tell whether ``value`` has the form that the setting ``key`` must have."""
    if key in _LISTS:
        return isinstance(value, list) and all(_is_text(one) for one in value)
    if key == "isbn" and isinstance(value, str) and not _is_isbn(value):
        return False
    pattern = _PATTERNS.get(key)
    return _is_text(value) and (pattern is None or pattern.fullmatch(str(value)) is not None)


def _is_isbn(value: str) -> bool:
    """Add up the figures as ISO 2108 says, of 13 and of 10."""
    figures = [10 if one in "Xx" else int(one) for one in value if one in "0123456789Xx"]
    if len(figures) == len("9780306406157"):
        return (sum(figures[::2]) + 3 * sum(figures[1::2])) % 10 == 0
    weighted = sum(figure * (10 - place) for place, figure in enumerate(figures))
    return not figures or (len(figures) == len("0306406152") and weighted % 11 == 0)


def _is_text(value: object) -> bool:
    """A text that XML can hold, on one line."""
    return isinstance(value, str) and value.isprintable()
