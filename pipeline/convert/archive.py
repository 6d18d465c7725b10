"""Zip archives that are the same bytes for the same parts: DOCX and EPUB are both zips."""

from __future__ import annotations

from collections.abc import Mapping
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo
from zlib import Z_DEFAULT_COMPRESSION

from pipeline.model.errors import ConversionError

TIME = (1980, 1, 1, 0, 0, 0)
UNIX = 3
READABLE = 0o100644 << 16

Parts = Mapping[str, bytes]


def pack(
    parts: Parts, stored: frozenset[str] = frozenset(), level: int = Z_DEFAULT_COMPRESSION
) -> bytes:
    """Zip ``parts`` in their order; those ``stored`` are not compressed."""
    target = BytesIO()
    with ZipFile(target, "w") as archive:
        for name, content in parts.items():
            entry = ZipInfo(name, TIME)
            entry.create_system = UNIX
            entry.external_attr = READABLE
            entry.compress_type = ZIP_STORED if name in stored else ZIP_DEFLATED
            archive.writestr(entry, content, compresslevel=level)
    return target.getvalue()


def unpack(archive: bytes) -> dict[str, bytes]:
    """Give the parts of a zip that a program of ours has made."""
    try:
        with ZipFile(BytesIO(archive)) as opened:
            return {name: opened.read(name) for name in opened.namelist()}
    except BadZipFile as error:
        raise ConversionError(f"pandoc gave no zip archive ({error})") from error


def read_folder(folder: Path) -> dict[str, bytes]:
    """Read an unpacked archive; its parts come in the order of their names."""
    names = sorted(
        path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()
    )
    return {name: (folder / name).read_bytes() for name in names}
