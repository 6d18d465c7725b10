"""What decides a result, hashed: the keys of the cache."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields, replace
from hashlib import blake2b, sha256
from pathlib import Path

from pipeline.book import Book, Role
from pipeline.cache.values import packed
from pipeline.cache.version import version
from pipeline.checks import EditionIndex
from pipeline.diagnostics import Diagnostic
from pipeline.edition import Edition, EditionFiles, siblings
from pipeline.edition.decisions import path_of
from pipeline.normalize import MOST_READ
from pipeline.system import reading
from pipeline.transcription import Setting

_NAMED = frozenset({".txt", ".xml", ".toml"})
_LISTS = ("persons.xml", "terms.xml")
_BLOCK = 1 << 24


def key(kind: str, *parts: bytes) -> bytes:
    """Hash what decides a result of ``kind``, the program included."""
    digest = blake2b(digest_size=20)
    for part in (kind.encode(), version(), *parts):
        digest.update(b"%d:" % len(part))
        digest.update(part)
    return digest.digest()


@dataclass(frozen=True, slots=True)
class Files:
    """The files of an edition that a check of it reads, as they are now.

    ``raw`` are the SHA-256 of the transcriptions, ``lists`` the hash of the authority files,
    ``decided`` what the decisions on each transcription are hashed to.
    """

    raw: Mapping[Path, bytes]
    lists: bytes
    decided: Mapping[Path, bytes]
    whole: bytes


def files_of(loaded: Edition, said: Iterable[Diagnostic]) -> Files:
    """Hash the files of ``loaded``; ``said`` is what loading it had to say.

    Raises UnicodeEncodeError where a name is no Unicode, OSError where a file cannot be read.
    """
    around = (*loaded.plan.front, *loaded.plan.back)
    read = loaded.files.read
    raw = {path: sha256(read(path, MOST_READ)).digest() for path in (*loaded.order, *around)}
    decided = {path: _decided(path, loaded.files) for path in raw}
    beside = sorted(path for path in loaded.folder.iterdir() if path not in raw)
    state = [
        (path, _state(path, loaded.files))
        for path in beside
        if path.suffix in _NAMED or path.is_file()
    ]
    # What these say goes by files outside of the folder, and in folders below it.
    seen = (*siblings.review(loaded.folder / "edition.toml", loaded.settings), *loaded.unread())
    described = [getattr(loaded, one.name) for one in fields(loaded) if one.name != "files"]
    whole = packed(
        (described, tuple(said), tuple(raw.items()), tuple(decided.items()), tuple(state), seen)
    )
    return Files(raw, lists_of(loaded), decided, key("edition", whole))


def lists_of(loaded: Edition) -> bytes:
    """Hash the authority files."""
    paths = (loaded.folder / name for name in _LISTS)
    return b"".join(_state_if_there(path, loaded.files) for path in paths)


def setting_of(loaded: Edition, setting: Setting, files: Files) -> bytes:
    """Hash what the stages know beside a transcription."""
    encoding = setting.encoding
    known = (
        setting.metadata, loaded.settings.profile, files.lists, setting.policy,
        encoding.document_ids, encoding.pages.first, encoding.pages.last,
        tuple((page, dict(there)) for page, there in encoding.pages.documents.items()),
    )  # fmt: skip
    return key("setting", packed(known))


def document(path: Path, files: Files, setting: bytes, carried: int | None) -> bytes:
    """Give the key of what the stages make of one transcription.

    ``carried`` is the number of the last note before it, which the setting has for all.
    """
    known = packed((path, carried))
    return key("document", known, files.raw[path], files.decided[path], setting)


def view(index: EditionIndex) -> bytes:
    """Hash what the findings in view of the edition depend on beside itself and its setting."""
    unread = tuple(sorted(index.unread))
    return key("view", packed((index.edition, tuple(index.documents.values()), unread)))


def outputs(format_: str, stem: str, book: Book) -> bytes:
    """Give the key of what a format makes of ``book`` under the name ``stem``.

    The documents of a book are those of its TEI; of every other section the whole text counts.
    """
    sections = [
        (one.role.value, one.level, one.text.id)
        + (() if one.role is Role.DOCUMENT else (repr(one.text),))
        for one in book.sections
    ]
    styles = book.outputs.styles
    files = [getattr(styles, field.name) for field in fields(styles)]
    read = [
        b"" if path is None else reading.read(path, reading.REFERENCE_DOCUMENT) for path in files
    ]
    clock = os.environ.get("SOURCE_DATE_EPOCH", "")
    outputs = replace(book.outputs, formats=(), per_document=False)  # what else is made
    known = (format_, stem, book.metadata, outputs, sections, read, clock)
    return key("outputs", packed(known), book.tei)


def parts(folder: Path, kind: str) -> bytes:
    """Give the key of what is known of the parts of the edition that was last made of a folder.

    They lie there under hashes of their own, so that none is taken for another.
    """
    return key("parts", kind.encode(), os.fsencode(folder.resolve()))


def artefact(name: str, data: bytes) -> bytes:
    """Give the key of what the schema has to say of a file that is about to be published."""
    return key("artefact", packed(name), data)


def _decided(transcription: Path, files: EditionFiles) -> bytes:
    return _state_if_there(path_of(transcription), files)


def _state_if_there(path: Path, files: EditionFiles) -> bytes:
    return _state(path, files) if reading.is_there(path) else b"."


def _state(path: Path, files: EditionFiles) -> bytes:
    """Hash a file of the edition by what it holds; of any other, only its name counts."""
    known = files.known(path)
    if known is None and (path.suffix not in _NAMED or not reading.is_regular(path)):
        return b"link" if path.is_symlink() else b"-"
    if known is None:  # no stage reads it, or only its beginning
        known = b"%d:" % path.stat().st_size + reading.read_start(path, _BLOCK)
    return blake2b(known, digest_size=20).digest()
