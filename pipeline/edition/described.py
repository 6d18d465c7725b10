"""What ``edition.toml`` does not say, and values that cannot be."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from pipeline.diagnostics import Diagnostic, Rule, Severity
from pipeline.edition.place import line_of, say
from pipeline.edition.settings import is_usable

_LANGUAGES = Path(__file__).with_name("languages.toml")


def check_settings_missing() -> str:
    """An edition has no ``edition.toml``.

    Its outputs are named after the folder, and carry neither publisher nor date.

    Example: a folder that holds transcriptions and nothing else.

    To mend it, write the file; its first lines are ``[edition]`` and ``title = "..."``.
    """
    return "the edition has no edition.toml; the name of the folder serves as its title"


def check_title_missing() -> str:
    """``edition.toml`` gives no title.

    The name of the folder stands on the title page of every output instead.

    Example: a file that gives ``id`` and ``date`` only.

    To mend it, add a line with the title below ``[edition]``.
    """
    return "no title is given; the name of the folder serves as one"


def check_publisher_missing() -> str:
    """``edition.toml`` gives no publisher of the printed source.

    The TEI header must name one and says ``unknown``; catalogues will repeat that.

    Example: a file that gives ``title`` and ``date`` only.

    To mend it, add a line with the publisher below ``[edition]``.
    """
    return "no publisher is given; the TEI header says that it is unknown"


def check_date_missing() -> str:
    """``edition.toml`` gives no date of the printed source.

    Nobody can cite the edition without its year.

    Example: a file that gives ``title`` and ``publisher`` only.

    To mend it, add a line with the year below ``[edition]``.
    """
    return "no date is given for the printed source"


def check_language_missing() -> str:
    """``edition.toml`` gives no language.

    English is assumed. Screen readers and hyphenation go by the language.

    Example: an edition of German letters whose file gives ``title`` only.

    To mend it, add a line with the language tag below ``[edition]``, if only to confirm it.
    """
    return "no language is given; English is assumed"


def check_rights_missing() -> str:
    """``edition.toml`` does not say who holds the rights.

    Libraries and stores refuse books that do not say so.

    Example: a file that gives ``title`` and ``publisher`` only.

    To mend it, add a line such as ``rights = "Public domain"`` below ``[edition]``.
    """
    return "nothing is said about rights"


def check_language_unknown(tag: str) -> str:
    """The language tag in ``edition.toml`` names no language.

    Screen readers would fall back to the voice of the system, and EPUB checkers complain.

    Example: ``language = "eng-us"`` or ``language = "xx"``.

    To mend it, write the two letters of ISO 639-1 where a language has them, as ``en``.
    """
    return f"{tag!a} is the tag of no language"


def check_edition_date_impossible(value: str) -> str:
    """The date in ``edition.toml`` is no day of the calendar.

    It goes into the TEI header and the metadata of every output, where programs read it.

    Example: ``date = "1960-02-31"``.

    To mend it, correct the date; a year alone is enough.
    """
    return f"there is no date {value}"


_MISSING = Rule("M006", "edition-settings-missing", Severity.INFO, check_settings_missing)
_UNKNOWN = Rule("M011", "edition-language-unknown", Severity.WARNING, check_language_unknown)
_IMPOSSIBLE = Rule(
    "M013", "edition-date-impossible", Severity.WARNING, check_edition_date_impossible
)
_WANTED = {
    "title": Rule("M007", "edition-title-missing", Severity.WARNING, check_title_missing),
    "publisher": Rule("M008", "edition-publisher-missing", Severity.INFO, check_publisher_missing),
    "date": Rule("M009", "edition-date-missing", Severity.INFO, check_date_missing),
    "language": Rule("M010", "edition-language-missing", Severity.INFO, check_language_missing),
    "rights": Rule("M014", "edition-rights-missing", Severity.INFO, check_rights_missing),
}
RULES = (_MISSING, *_WANTED.values(), _UNKNOWN, _IMPOSSIBLE)

_YEAR_ONLY, _DAY = len("1960"), len("1960-02-01")


def review(path: Path) -> Iterator[Diagnostic]:
    """Say what the settings in ``path`` leave out; unreadable ones were reported in reading."""
    if not path.is_file():
        hint = 'write edition.toml beginning with [edition] and title = "..."'
        yield say(_MISSING, check_settings_missing(), path, 1, hint)
        return
    text = path.read_bytes().decode("utf-8", "replace")
    table = settings_in(text)
    if table is None:
        return
    for key, rule in _WANTED.items():
        if not table.get(key):
            hint = f'add a line {key} = "..." below [edition]'
            yield say(rule, rule.check(), path, line_of(text, "edition"), hint)
    language, day = table.get("language"), table.get("date")
    if language and is_usable("language", language) and not _is_language(language):
        hint = "write the two letters of ISO 639-1 where a language has them, as en or pt-BR"
        line = line_of(text, "language")
        yield say(_UNKNOWN, check_language_unknown(language), path, line, hint)
    if day and is_usable("date", day) and len(day) > _YEAR_ONLY and not _is_day(day):
        hint = "correct the date; a year alone is enough"
        line = line_of(text, "date")
        yield say(_IMPOSSIBLE, check_edition_date_impossible(ascii(day)), path, line, hint)


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
