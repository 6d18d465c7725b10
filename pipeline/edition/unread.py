"""What was handed in with an edition and is read by no stage."""

from __future__ import annotations

import os
import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import groupby, islice
from pathlib import Path, PurePath

from pipeline.edition import imported
from pipeline.edition.folder import READ, below, links, place_of_texts
from pipeline.edition.imported import ImportLedgers
from pipeline.model.diagnostics import Diagnostic, Message, Severity

RECORD = ".published.json"
"""The file that lies where outputs were published."""

_SHOWN = 8
_NUMBER = re.compile(r"[0-9]+")
# More would take long in a folder that was given by mistake.
_COUNTED = 1000
_DECISIONS = ".decisions.toml"
# What people put beside texts for each other: no program reads it, and nobody expects one to.
_ABOUT = frozenset(
    {"readme", "license", "licence", "copying", "changelog", "contributing", "notice", "citation"}
)
_ABOUT_ENDINGS = frozenset({"", ".md", ".rst", ".cff"})
_OF_A_SYSTEM = frozenset({"thumbs.db", "desktop.ini"})
_PICTURES = (
    ".jpg", ".jpeg", ".png", ".gif", ".tif", ".tiff", ".webp", ".jp2", ".bmp", ".svg", ".heic",
)  # fmt: skip
_TEXT = frozenset({".txt", ".text", ".asc"})
_MARKED_UP = frozenset({".md", ".markdown", ".rst", ".adoc", ".tex", ".htm", ".html"})
_OF_A_WORD_PROCESSOR = frozenset({".docx", ".doc", ".odt", ".rtf", ".pages"})
_OF_PAGES = frozenset({".pdf", ".epub"})
_NAMED = frozenset({".xml", ".css", ".typ"})
_IMPORTABLE = frozenset({".docx", ".odt", ".htm", ".html", ".md", ".markdown"})
_IMPORT = (
    "`edition import` makes a transcription of it, if it is one; else move it out of the folder"
)
_PLAIN = (
    "save it as plain text under this name with .txt, in the program it was written with or with "
    "`pandoc --to plain --wrap none`, if it is a transcription; else move it out of the folder"
)
_HINTS = (
    "put its transcriptions beside edition.toml, or else take the folder out of here",
    "give this folder by itself if it holds editions; an edition is a folder with transcriptions",
)


FILE_UNREAD = Message(
    "M040", "file-unread", Severity.WARNING,
    summary="A file or folder that was handed in with an edition is not read.",
    why="""The edition would come out without it and look whole. Transcriptions are the files whose
    names end in `.txt`, beside `edition.toml` or all of them in `raw/`; a `README.txt` is none.
    Files that `edition.toml` names are read, and of others nothing is said where nobody expects it:
    `README.md`, `LICENSE` and the like, pictures, hidden files, copies that programs keep.""",
    example="`d2.TXT`, `d3.rtf`, a folder `more` with a `d4.txt`.",
    remedy="""follow the hint: rename the file, import it, save it as plain text, name it in
    `edition.toml`, or move it out of the folder. What is to stay may be allowed.""",
)  # fmt: skip


DOCUMENT_UNREAD = Message(
    "M046", "document-unread", Severity.ERROR,
    summary="A file is named as the transcriptions are, and is not read.",
    why="""Where `d1.txt` and `d3.txt` are read, `d2.TXT`, `d2.md` or a `d2.txt` in a folder below
    is most likely the document between, and the edition would come out without it and look
    whole.""",
    example="`d2.TXT`, `d2.text`, `d2` or `more/d2.txt` beside `d1.txt`.",
    remedy="""follow the hint: rename the file, import it, or move it where the others are. What is
    no document may be allowed, or moved out of the folder.""",
)  # fmt: skip


DECISIONS_WITHOUT_TRANSCRIPTION = Message(
    "D007", "decisions-without-transcription", Severity.WARNING,
    summary="Decisions are on a transcription that is not there.",
    why="What somebody has settled in it holds nowhere, and the doubts are open again.",
    example="`d5.decisions.toml` where `d5.txt` was renamed to `d6.txt`.",
    remedy="give the file the name of its transcription, or take it away.",
)  # fmt: skip


EDITION_EMPTY = Message(
    "M041", "edition-empty", Severity.ERROR,
    summary="An edition has no transcription.",
    why="There is nothing that outputs could be made of.",
    example="an `edition.toml` beside nothing but `d1.docx`.",
    remedy="put the transcriptions beside it, as plain text whose names end in `.txt`.",
)  # fmt: skip


class _DocumentNames:
    """How transcriptions are named: with which words, and numbers between them."""

    def __init__(self, transcriptions: Iterable[Path] = ()) -> None:
        self._stems = {path.stem for path in transcriptions}
        self._patterns = {_NUMBER.sub("#", stem) for stem in self._stems}

    def rule(self, *paths: Path) -> Message:
        """Give the message on files that are not read: one may be named as a document is."""
        alike = any(
            may_be_text(path)
            and path.stem not in self._stems
            and _NUMBER.search(path.stem)
            and _NUMBER.sub("#", path.stem) in self._patterns
            for path in paths
        )
        return DOCUMENT_UNREAD if alike else FILE_UNREAD


_NO_NAMES = _DocumentNames()


def review(
    folder: Path, transcriptions: Sequence[Path], named: Collection[Path]
) -> Iterator[Diagnostic]:
    """Name all in the folder of an edition that nothing reads.

    ``named`` are the files that its settings name.
    """
    if not transcriptions:
        hint = "put *.txt files beside edition.toml"
        message = "the edition has no transcription"
        yield EDITION_EMPTY.say(message, folder / "edition.toml", 1, hint)
    texts = [str(path) for path in (*transcriptions, *named)]
    ledgers = ImportLedgers((*transcriptions, *named))
    read = {*texts, *(text.rpartition(".")[0] + _DECISIONS for text in texts), *ledgers.paths}
    raw = place_of_texts(folder)
    names = _DocumentNames(transcriptions)
    for place in dict.fromkeys((folder, raw)):
        files = [path for path in _files(place, read) if not _is_read(path, folder)]
        known = [path for path in files if ledgers.names(path)]
        yield from filter(None, map(ledgers.review, known))
        waiting = [path for path in files if path not in known and _waits(path, transcriptions)]
        yield from imported.not_imported(waiting, folder)
        rest = [path for path in files if path not in {*known, *waiting}]
        yield from _unread(rest, raw, names)
        for one in (*below(place), *links(place)):
            if one != raw:
                yield from _folder(one, read, raw, names)


def _waits(path: Path, transcriptions: Collection[Path]) -> bool:
    """Tell a document of a word processor of which there is no transcription."""
    names = {text.stem for text in transcriptions}
    return path.suffix.lower() in imported.OF_WORD_PROCESSORS and path.stem not in names


def strays(folder: Path, editions: Collection[Path]) -> Iterator[Diagnostic]:
    """Name the texts in a folder of editions that are in none of them."""
    yield from _unread([path for path in _files(folder) if _is_text(path)], None)
    for one in (*below(folder), *links(folder)):
        if one not in editions and (one.is_symlink() or any(map(_is_text, _inside(one)))):
            yield from _folder(one, (), None)


def describe_unread(folder: Path) -> str:
    """Name the files in a folder in which no edition was found; empty where there are none."""
    found = _files(folder)
    return f"; not read: {_listed(found, folder)}" if found else ""


def _files(place: Path, read: Collection[str] = ()) -> list[Path]:
    """Give the files in a folder that are not ``read``, without those that are never read."""
    with os.scandir(place) as entries:
        rest = [one for one in entries if str(place / one.name) not in read and not one.is_dir()]
    return sorted(place / one.name for one in rest if not _is_aside(one.name))


def _is_aside(name: str) -> bool:
    """Tell whether a file is of a kind that is never read: hidden, backup, picture, README."""
    lower = name.lower()
    if name.startswith((".", "~$")) or name.endswith("~") or lower in _OF_A_SYSTEM:
        return True
    stem, dot, ending = lower.partition(".")
    return lower.endswith(_PICTURES) or (stem in _ABOUT and dot + ending in _ABOUT_ENDINGS)


def _is_read(path: Path, folder: Path) -> bool:
    """Tell a file that is read by its name, or of which the list of names was made."""
    if path.parent != folder:
        return False
    listed = path.name in ("persons.txt", "terms.txt") and path.with_suffix(".xml").is_file()
    return path.name in READ or listed


def may_be_text(path: PurePath) -> bool:
    """Tell by its name whether somebody may have written a transcription into a file."""
    ending = path.suffix.lower()
    return not ending or ending in _TEXT | _MARKED_UP | _OF_A_WORD_PROCESSOR | _OF_PAGES


def _is_text(path: Path) -> bool:
    return path.suffix.lower() in _TEXT | _OF_A_WORD_PROCESSOR


def _unread(
    files: Sequence[Path], raw: Path | None, names: _DocumentNames = _NO_NAMES
) -> Iterator[Diagnostic]:
    """Name each file; of many with one ending the first, and how many there are."""
    for ending, found in groupby(sorted(files, key=_ending), _ending):
        alike = list(found)
        one_for_all = len(alike) > _SHOWN and not ending.endswith(_DECISIONS)
        for path in alike[:1] if one_for_all else alike:
            if ending.endswith(_DECISIONS):
                name = path.name.removesuffix(_DECISIONS) + ".txt"
                hint = "give it the name of its transcription and put it beside that"
                message = f"there is no transcription {name!r} that these decisions are on"
                yield DECISIONS_WITHOUT_TRANSCRIPTION.say(message, path, 1, hint)
                continue
            others = f", nor are {len(alike) - 1} others like it" if one_for_all else ""
            rule = names.rule(*(alike if one_for_all else (path,)))
            yield rule.say(f"{path.name!r} is not read{others}", path, 1, _hint(path, raw))


def _ending(path: Path) -> str:
    return _DECISIONS if path.name.endswith(_DECISIONS) else path.suffix.lower()


def _folder(
    folder: Path, read: Collection[str], raw: Path | None, names: _DocumentNames = _NO_NAMES
) -> Iterator[Diagnostic]:
    """Name a folder of which nothing is read, or else each file in it that is not."""
    inside = [path for path in _inside(folder) if str(path) not in read]
    if any(path.startswith(str(folder / "_")[:-1]) for path in read):
        yield from _unread(inside, raw, names)
    elif folder.is_symlink() or (inside and not _holds_outputs(folder)):
        others = f": {_listed(inside, folder)}" if inside else ", since it is a link"
        message = f"{folder.name + '/'!r} is not read{others}"
        yield names.rule(*inside).say(message, folder, 1, _HINTS[raw is None])


def _inside(folder: Path) -> list[Path]:
    """Give the files in a folder, but none to which a link would lead."""
    return [] if folder.is_symlink() else list(islice(_walked(folder), _COUNTED))


def _walked(folder: Path) -> Iterator[Path]:
    for place, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        yield from (Path(place, name) for name in sorted(names) if not _is_aside(name))


def _holds_outputs(folder: Path) -> bool:
    return any((one / RECORD).is_file() for one in (folder, *below(folder)))


def _listed(files: Sequence[Path], folder: Path) -> str:
    shown = (repr(path.relative_to(folder).as_posix()) for path in files[:_SHOWN])
    more = f" and {len(files) - _SHOWN} more" if len(files) > _SHOWN else ""
    return ", ".join(shown) + more


def _hint(path: Path, raw: Path | None) -> str:
    ending = path.suffix.lower()
    if path.name.lower() in READ:
        return f"rename it to {path.name.lower()}; it is read by that name only"
    if path.name.lower() == "readme.txt":
        return "move it out of the folder, or rename it if it is a transcription"
    if path.suffix == ".txt":
        if raw is None:
            return "put it into the folder of an edition if it is a transcription"
        return f"move it into {raw.name}/, where the other transcriptions lie"
    if ending in _TEXT or not ending:
        return "let its name end in .txt if it is a transcription; else move it out of the folder"
    if may_be_text(path):
        return _IMPORT if ending in _IMPORTABLE else _PLAIN
    if ending in _NAMED:
        return "name it in edition.toml where it is for the book; else move it out of the folder"
    return "move it out of the folder; no stage reads files of this kind"
