"""What decides a result, hashed: the keys of the cache."""

from __future__ import annotations

import os
from collections.abc import Iterable
from dataclasses import fields, replace
from hashlib import blake2b, sha256
from pathlib import Path

from pipeline.book import Book, Role
from pipeline.checks import EditionIndex
from pipeline.edition import Edition, EditionFiles, siblings
from pipeline.edition.decisions import DecisionsText
from pipeline.engine.cache.values import packed
from pipeline.engine.cache.version import version
from pipeline.engine.stages import EditionContext, TranscriptionFile
from pipeline.model.errors import UnreadableFileError
from pipeline.system import reading

_NAMED = frozenset({".txt", ".xml", ".toml"})
_BLOCK = 1 << 24


def key(kind: str, *parts: bytes) -> bytes:
    """Hash what decides a result of ``kind``, the program included."""
    digest = blake2b(digest_size=20)
    for part in (kind.encode(), version(), *parts):
        digest.update(b"%d:" % len(part))
        digest.update(part)
    return digest.digest()


def edition(loaded: Edition) -> bytes | None:
    """Give the key of all that is to be found in an edition; None where it cannot be told."""
    try:
        return key("edition", _state_of(loaded))
    except (OSError, UnreadableFileError, UnicodeEncodeError):  # whoever needs the file says so
        return None


def _state_of(loaded: Edition) -> bytes:
    """Describe what a check of an edition depends on, the files that it reads as they are now.

    Raises UnicodeEncodeError where a name is no Unicode, OSError or UnreadableFileError where a
    file cannot be read.
    """
    paths = (*loaded.order, *loaded.plan.front, *loaded.plan.back)
    texts = [_hashes(TranscriptionFile.read(path, loaded.files)) for path in paths]
    beside = sorted(path for path in loaded.folder.iterdir() if path not in paths)
    others = [
        (path, _state(path, loaded.files))
        for path in beside
        if path.suffix in _NAMED or path.is_file()
    ]
    described = [getattr(loaded, one.name) for one in fields(loaded) if one.name != "files"]
    # What these say goes by files outside of the folder, and in folders below it.
    seen = (*siblings.review(loaded.folder / "edition.toml", loaded.settings), *loaded.unread())
    return packed((described, texts, others, seen))


def context(loaded: Edition, known: EditionContext) -> bytes:
    """Hash what the stages know beside a transcription."""
    encoding = known.encoding
    parts = (
        known.metadata, loaded.settings.profile, loaded.settings.profile_files,
        loaded.settings.forms, loaded.settings.languages,
        loaded.authorities, known.policy, known.characters,
        encoding.document_ids, encoding.pages.first, encoding.pages.last,
        tuple((page, dict(there)) for page, there in encoding.pages.documents.items()),
    )  # fmt: skip
    return key("context", packed(parts))


def document(file: TranscriptionFile, shared: bytes, carried: int | None) -> bytes:
    """Give the key of what the stages make of one text.

    ``shared`` is the hash of its context, but for ``carried``, the number of the last note of the
    document before, of which the context has those of all documents.
    """
    return key("document", packed((_hashes(file), carried)), shared)


def _hashes(file: TranscriptionFile) -> tuple[Path, bytes, DecisionsText]:
    return file.path, sha256(file.data).digest(), file.decisions


def view(index: EditionIndex) -> bytes:
    """Hash what the findings in view of the edition depend on beside itself and its context."""
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
    # What else is made does not count; typefaces do by what tells them from others.
    outputs = replace(book.outputs, formats=(), per_document=False, typefaces=())
    typefaces = [one.digest for one in book.outputs.typefaces]
    pictures = sorted((name, one.file) for name, one in book.pictures.items())
    known = (format_, stem, book.metadata, outputs, sections, read, clock, pictures, typefaces)
    return key("outputs", packed(known), book.tei)


def sections(folder: Path) -> bytes:
    """Give the key of the sections of the edition that was last made of a folder.

    They lie there under hashes of their own, so that none is taken for another.
    """
    return key("sections", os.fsencode(folder.resolve()))


def artefact(name: str, data: bytes, apart: Iterable[bytes]) -> bytes:
    """Give the key of what the schema has to say of a file that is about to be published.

    What others say of the files ``apart`` counts for it.
    """
    return key("artefact", packed(name), data, *apart)


def _state(path: Path, files: EditionFiles) -> bytes:
    """Hash a file of the edition by what it holds; of any other, only its name counts."""
    known = files.known(path)
    if known is None and (path.suffix not in _NAMED or not reading.is_regular(path)):
        return b"link" if path.is_symlink() else b"-"
    if known is None:  # no stage reads it, or only its beginning
        known = b"%d:" % path.stat().st_size + reading.read_start(path, _BLOCK)
    return blake2b(known, digest_size=20).digest()
