"""An edition as it lies on disk: its transcriptions in order, its metadata, authority files."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

from pipeline.diagnostics import Diagnostic, Location, Rule, Severity
from pipeline.errors import UsageError
from pipeline.metadata import Metadata

# The stem becomes an xml:id and part of file names in every output, so it is kept plain.
_FILE_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9._-]*\.txt")


@dataclass(frozen=True, slots=True)
class Edition:
    """One edition.

    ``order`` holds all its raw files in the order of the edition, ``transcriptions`` those that
    are to be looked at; they differ where a user names a single one.
    """

    folder: Path
    metadata: Metadata
    order: tuple[Path, ...]
    transcriptions: tuple[Path, ...]
    profile: str = "frus"
    authority_files: tuple[Path, ...] = ()

    @property
    def name(self) -> str:
        """What the outputs are named after: the edition, or the one transcription of it."""
        return self.metadata.id if self.order == self.transcriptions else self.transcriptions[0].stem


def find_editions(path: Path) -> tuple[Path, ...]:
    """Give the edition folders at ``path``: itself, or those inside it, by name.

    Raises UsageError where ``path`` holds no transcription at all.
    """
    if not path.is_dir():
        raise UsageError(f"{path}: there is no such folder; give an edition or a folder of editions")
    if _is_edition(path):
        return (path,)
    found = tuple(sorted(child for child in path.iterdir() if child.is_dir() and _is_edition(child)))
    if not found:
        raise UsageError(
            f"{path}: no transcription found; put *.txt files into a folder of their own below it"
        )
    return found


def _is_edition(folder: Path) -> bool:
    return any(next(place.glob("*.txt"), None) for place in (folder / "raw", folder))


def load(
    folder: Path, only: Path | None = None
) -> tuple[Edition, tuple[Diagnostic, ...]]:
    """Read what ``folder`` says of its edition; with ``only``, of that one transcription.

    Raises UsageError where a file is named such that no output could be named after it.
    """
    settings, diagnostics = _settings(folder / "edition.toml")
    raw = folder / "raw" if (folder / "raw").is_dir() else folder
    names = sorted(path for path in raw.glob("*.txt") if raw != folder or path.name not in _LISTS)
    for path in names:
        _check_name(path)
    _check_case(names)
    order, said = _in_order(folder / "order.txt", names)
    authority = tuple(
        path for name in ("persons.xml", "terms.xml") if (path := folder / name).is_file()
    )
    chosen = order if only is None else tuple(path for path in order if path.name == only.name)
    metadata, profile = settings
    return Edition(folder, metadata, order, chosen, profile, authority), (*diagnostics, *said)


_LISTS = frozenset({"order.txt", "persons.txt", "terms.txt"})


def _check_name(path: Path) -> None:
    shown = ascii(path.name)
    if not _FILE_NAME.fullmatch(path.name):
        raise UsageError(
            f"{path.parent}: the file name {shown} cannot be used; a transcription is named with "
            "letters, digits, '.', '_' and '-', begins with a letter and ends with .txt"
        )
    if path.is_symlink() or not path.is_file():
        raise UsageError(f"{path.parent}: {shown} is no regular file; put the file itself there")


def _check_case(paths: list[Path]) -> None:
    seen: dict[str, Path] = {}
    for path in paths:
        other = seen.setdefault(path.name.lower(), path)
        if other is not path:
            raise UsageError(
                f"{path.parent}: {other.name} and {path.name} differ only in capitals; "
                "rename one, since outputs are named after them"
            )


def check_settings(error: tomllib.TOMLDecodeError) -> str:
    """``edition.toml`` cannot be read.

    The edition's title, publisher and language come from this file; without them every output
    would carry the wrong ones.

    Example: a value without quotation marks.

    To mend it, correct the line that is named; values are written as ``title = "..."``.
    """
    return f"edition.toml is not valid TOML: {error}"


def check_setting_unknown(key: str) -> str:
    """``edition.toml`` holds a setting that does not exist.

    A misspelt setting would be ignored, and its value would be missing from every output.

    Example: ``tilte = "The Conference of Berlin"``.

    To mend it, correct the name; the hint lists those that exist.
    """
    return f"there is no setting named {key!a}"


def check_order(name: str) -> str:
    """``order.txt`` names a document that is not there.

    The edition would come out without it and look whole.

    Example: ``d12`` stands in ``order.txt`` and there is no ``d12.txt``.

    To mend it, add the transcription or take the line out.
    """
    return f"there is no transcription of {name!a}"


def check_not_in_order(name: str) -> str:
    """A transcription is not listed in ``order.txt``.

    It is put at the end of the edition, which is hardly where it belongs.

    Example: ``d13.txt`` was added and ``order.txt`` was not.

    To mend it, add a line with its name at its place in ``order.txt``.
    """
    return f"{name} does not stand in order.txt; it was put at the end"


RULES = (
    Rule("M001", "edition-settings-unreadable", Severity.ERROR, check_settings),
    Rule("M002", "edition-setting-unknown", Severity.WARNING, check_setting_unknown),
    Rule("M003", "ordered-document-missing", Severity.ERROR, check_order),
    Rule("M004", "document-not-ordered", Severity.WARNING, check_not_in_order),
)
_UNREADABLE, _UNKNOWN, _MISSING, _NOT_ORDERED = RULES


def _say(rule: Rule, message: str, file: Path, line: int, length: int, hint: str) -> Diagnostic:
    location = Location(str(file), line, 1, line, 1 + length)
    return Diagnostic(rule.code, rule.name, rule.severity, message, location, hint)


def _settings(path: Path) -> tuple[tuple[Metadata, str], tuple[Diagnostic, ...]]:
    folder = path.parent.resolve().name
    default = Metadata(id=folder, title=folder)
    if not path.is_file():
        return (default, "frus"), ()
    try:
        text = path.read_bytes().decode("utf-8")
        table = tomllib.loads(text)
    except UnicodeDecodeError:
        said = _say(_UNREADABLE, "edition.toml is not UTF-8", path, 1, 0, "save it as UTF-8")
        return (default, "frus"), (said,)
    except tomllib.TOMLDecodeError as error:
        found = re.search(r"line (\d+)", str(error))
        line = int(found[1]) if found else 1
        hint = "correct the line; values are written as title = \"...\""
        said = _say(_UNREADABLE, check_settings(error), path, line, 0, hint)
        return (default, "frus"), (said,)
    return _read_settings(table, text, path, default)


def _read_settings(
    table: dict[str, Any], text: str, path: Path, default: Metadata
) -> tuple[tuple[Metadata, str], tuple[Diagnostic, ...]]:
    known = {field.name for field in fields(Metadata)}
    described = table.get("edition", {})
    values = {"id": default.id, "title": default.title}
    values |= {key: value for key, value in described.items() if key in known}
    values["editors"] = tuple(values.get("editors", ()))
    profile = described.get("profile", "frus")
    unknown = [key for key in table if key != "edition"]
    unknown += [key for key in described if key not in {*known, "profile"}]
    hint = "the settings are: " + ", ".join(sorted({*known, "profile"}))
    said = tuple(
        _say(_UNKNOWN, check_setting_unknown(key), path, _line_of(text, key), len(key), hint)
        for key in unknown
    )
    return (Metadata(**values), profile), said


def _line_of(text: str, key: str) -> int:
    for number, line in enumerate(text.split("\n"), 1):
        if line.lstrip(" \t[").startswith(key):
            return number
    return 1


def _in_order(path: Path, found: list[Path]) -> tuple[tuple[Path, ...], tuple[Diagnostic, ...]]:
    if not path.is_file():
        return tuple(sorted(found, key=_natural)), ()
    by_name = {transcription.stem: transcription for transcription in found}
    ordered: dict[Path, None] = {}
    said: list[Diagnostic] = []
    for number, name in _lines(path):
        if name not in by_name:
            hint = "add the transcription or take the line out"
            said.append(_say(_MISSING, check_order(name), path, number, len(name), hint))
        else:
            ordered[by_name[name]] = None
    for transcription in sorted(set(found) - set(ordered), key=_natural):
        hint = "add a line with its name at its place"
        message = check_not_in_order(transcription.name)
        said.append(_say(_NOT_ORDERED, message, path, 1, 0, hint))
        ordered[transcription] = None
    return tuple(ordered), tuple(said)


def _lines(path: Path) -> Iterator[tuple[int, str]]:
    for number, line in enumerate(path.read_bytes().decode("utf-8", "replace").split("\n"), 1):
        if name := line.strip(" \t\r"):
            yield number, name


def _natural(path: Path) -> tuple[str | int, ...]:
    """Sort ``d9`` before ``d10``."""
    return tuple(
        int(part) if place % 2 else part
        for place, part in enumerate(re.split(r"([0-9]+)", path.stem))
    )
