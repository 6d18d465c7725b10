"""Zip archives of strangers, as Word and other programs write documents: unpacked with limits."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile

MOST_UNPACKED = 1 << 26
MOST_MEMBERS = 2_000

_ENCRYPTED = 0x1


class ArchiveError(Exception):
    """The archive is damaged, or more than a document would be; the message completes "it …"."""


def unpack(data: bytes) -> dict[str, bytes]:
    """Give the parts of an archive by name; raises ArchiveError."""
    try:
        with ZipFile(BytesIO(data)) as opened:
            return dict(_unpacked(opened))
    except (BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, ValueError) as error:
        raise ArchiveError(f"it is no zip archive, or a damaged one ({error})") from error


def _unpacked(opened: ZipFile) -> Iterator[tuple[str, bytes]]:
    entries = opened.infolist()
    names = {entry.filename.lower() for entry in entries}
    if len(entries) > MOST_MEMBERS or len(names) < len(entries):
        raise ArchiveError("it has too many parts, or two of one name")
    left = MOST_UNPACKED
    for entry in entries:
        if entry.flag_bits & _ENCRYPTED:
            raise ArchiveError("it is encrypted")
        # The others, which no word processor writes, unpack without a bound.
        if entry.compress_type not in (ZIP_STORED, ZIP_DEFLATED):
            raise ArchiveError("its parts are packed in another way than word processors pack them")
        with opened.open(entry) as member:
            part = member.read(left + 1)
        left -= len(part)
        if left < 0:
            raise ArchiveError(f"it unpacks to more than {MOST_UNPACKED} bytes")
        yield entry.filename, part
