"""The tables of ``edition.toml`` that make a book of an edition, and the outputs it asks for."""

from __future__ import annotations

import os
import re
import tomllib
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any

from pipeline.book import DEFAULT, FORMATS, PAPERS, Outputs, Styles
from pipeline.diagnostics import Diagnostic, Message, Severity
from pipeline.edition import settings
from pipeline.edition.files import text_of
from pipeline.edition.parts import Opening, openings
from pipeline.edition.place import line_in_table, line_of, say
from pipeline.system import reading


@dataclass(frozen=True, slots=True)
class Layout:
    """Texts before and after the documents, where parts and chapters begin, outputs.

    ``named`` are all files that the tables name, also those that cannot be used.
    """

    front: tuple[Path, ...] = ()
    back: tuple[Path, ...] = ()
    outputs: Outputs = DEFAULT
    openings: tuple[Opening, ...] = ()
    named: frozenset[Path] = frozenset()


BOOK_FILE_UNUSABLE = Message(
    "M016",
    "book-file-unusable",
    Severity.ERROR,
    summary="A file that `edition.toml` names cannot be used.",
    why="""The book would come out without its preface, or in another shape than its publisher asked
    for. Only files of the edition itself are read, never one from elsewhere.""",
    example="""`front = ["preface.txt"]` where there is no such file, `css = "../style.css"`, or a
    style sheet with `@import`.""",
    remedy="""To mend it, put the file into the folder of the edition and write its path from there;
    where something in the file is refused, take that out.""",
)


RULES = (BOOK_FILE_UNUSABLE,)

# The stem becomes an xml:id and part of file names in every output.
_FILE_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9._-]*")
_MATTER = frozenset({".txt", ".xml"})
_STYLE_FILES = {
    ("pdf", "template"): ".typ",
    ("epub", "css"): ".css",
    ("docx", "reference"): ".docx",
    ("html", "css"): ".css",
}
_HINTS = {
    "front": 'write a list of files, as front = ["preface.txt"]',
    "back": 'write a list of files, as back = ["afterword.txt"]',
    "formats": f"write a list of some of {', '.join(FORMATS)}, as formats = [\"pdf\"]",
    "per_document": "write true or false, without quotation marks",
    "paper": f"write one of {', '.join(PAPERS)}, in quotation marks",
    **{key: f'write the path of a file, as {key} = "own{end}"' for (_, key), end in
       _STYLE_FILES.items()},
}  # fmt: skip


def read_layout(path: Path) -> tuple[Layout, tuple[Diagnostic, ...]]:
    """Read the tables; a file that is no TOML was reported where its settings were read."""
    try:
        text = text_of(path)
        table = tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        return Layout(), ()
    reader = _Reader(path, text, table)
    front, back = (tuple(reader.matter(key)) for key in ("front", "back"))
    outputs = reader.outputs()
    found, said = openings(table.get("part", []), text, path)
    return Layout(front, back, outputs, found, frozenset(reader.named)), (*reader.said, *said)


class _Reader:
    """Takes values out of the tables and says what cannot be used."""

    def __init__(self, path: Path, text: str, table: dict[str, Any]) -> None:
        self.path = path
        self.text = text
        self.said: list[Diagnostic] = []
        self.named: set[Path] = set()
        keys: dict[str, set[str]] = {"book": {"front", "back"}}
        keys["outputs"] = {"formats", "per_document", "paper"}
        for name, key in _STYLE_FILES:
            keys[name] = {key}
        self.tables = {name: self.known(name, table.get(name, {}), keys[name]) for name in keys}

    def known(self, name: str, table: object, keys: set[str]) -> dict[str, Any]:
        rows = table if isinstance(table, dict) else {}
        for key in rows.keys() - keys if rows or table == {} else {name}:
            hint = f"the settings below [{name}] are: {', '.join(sorted(keys))}"
            message = f"there is no setting named {key!a}"
            self.say(settings.EDITION_SETTING_UNKNOWN, message, name, key, hint)
        return rows

    def say(self, rule: Message, message: str, name: str, key: str, hint: str) -> None:
        line = line_in_table(self.text, f"[{name}]", key)
        self.said.append(say(rule, message, self.path, line, hint))

    def value(self, name: str, key: str, default: object, usable: Callable[[Any], bool]) -> Any:  # noqa: ANN401 - what TOML has, checked
        value = self.tables[name].get(key, default)
        if key not in self.tables[name] or usable(value):
            return value
        message = f"the value of {key!a} cannot be used"
        self.say(settings.EDITION_SETTING_UNUSABLE, message, name, key, _HINTS[key])
        return default

    def matter(self, key: str) -> Iterator[Path]:
        for name in self.value("book", key, [], _is_list_of_texts):
            file = self.file("book", key, name, _MATTER)
            if file is not None:
                yield file

    def outputs(self) -> Outputs:
        formats = self.value("outputs", "formats", list(FORMATS), _is_list_of_formats)
        return Outputs(
            tuple(name for name in FORMATS if name in formats),
            self.value("outputs", "per_document", False, lambda value: isinstance(value, bool)),  # noqa: FBT003 - a value of a setting
            self.value("outputs", "paper", DEFAULT.paper, PAPERS.__contains__),
            Styles(*(self.style(name, key, end) for (name, key), end in _STYLE_FILES.items())),
        )

    def style(self, name: str, key: str, ending: str) -> Path | None:
        value = self.value(name, key, "", lambda value: isinstance(value, str))
        return self.file(name, key, value, frozenset({ending})) if value else None

    def file(self, table: str, key: str, name: str, endings: frozenset[str]) -> Path | None:
        self.named.add(self.path.parent / name)
        fault = _fault(self.path.parent, name, endings)
        if not fault:
            return self.path.parent / name
        hint = "put the file into the folder of the edition and write its path from there"
        self.say(BOOK_FILE_UNUSABLE, f"{name!a} cannot be used: {fault}", table, key, hint)
        return None


def names_taken(layout: Layout, documents: Collection[str], path: Path) -> tuple[Diagnostic, ...]:
    """Say which texts around the documents are named as another text of the book is."""
    taken = {name.lower() for name in documents}
    said = []
    for file in (*layout.front, *layout.back):
        if file.stem.lower() in taken:
            line = line_of(text_of(path), "book")
            hint = "give the file another name"
            message = (
                f"{file.name!a} cannot be used: {'another text of the book has the same name'}"
            )
            said.append(say(BOOK_FILE_UNUSABLE, message, path, line, hint))
        taken.add(file.stem.lower())
    return tuple(said)


def _fault(folder: Path, name: str, endings: Iterable[str]) -> str:
    """Say why a file cannot be used; its true path must be the one that is written."""
    pure = PurePosixPath(name)
    if pure.suffix not in endings:
        return f"its name does not end in {' or '.join(sorted(endings))}"
    if not _FILE_NAME.fullmatch(pure.name):
        return "a name has letters, digits, '.', '_' and '-' and begins with a letter"
    place = folder.resolve() / pure
    if pure.is_absolute() or ".." in pure.parts:
        return "it is outside of the folder of the edition"
    if any(map(os.path.islink, (place, *place.parents[: len(pure.parts) - 1]))):
        return "it is a link to another place"
    return "" if reading.is_regular(place) else "there is no such file"


def _is_list_of_texts(value: object) -> bool:
    return isinstance(value, list) and all(isinstance(one, str) for one in value)


def _is_list_of_formats(value: object) -> bool:
    return isinstance(value, list) and bool(value) and all(one in FORMATS for one in value)
