"""Pictures to be shown, made dot by dot."""

from __future__ import annotations

import struct
import zlib


def png(width: int = 40, height: int = 30, shade: int = 120) -> bytes:
    """Make a picture of one colour."""
    rows = (b"\0" + bytes((shade, 90, 60)) * width) * height
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    parts = ((b"IHDR", head), (b"IDAT", zlib.compress(rows)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunk(kind, content) for kind, content in parts)


def chunk(kind: bytes, content: bytes) -> bytes:
    """Make a chunk with its checksum."""
    return (
        struct.pack(">I", len(content)) + kind + content
        + struct.pack(">I", zlib.crc32(kind + content))
    )  # fmt: skip


def jpeg(width: int = 40, height: int = 30, colours: int = 1) -> bytes:
    """Make the segments of a picture; what its scan holds nobody looks at."""
    frame = struct.pack(">BHHB", 8, height, width, colours) + b"\1\x11\0" * colours
    scan = b"\1\1\0\0\x3f\0"
    return b"".join((
        b"\xff\xd8\xff\xe0" + struct.pack(">H", 16) + b"JFIF\0\1\1\0\0\1\0\1\0\0",
        b"\xff\xc0" + struct.pack(">H", len(frame) + 2) + frame,
        b"\xff\xda" + struct.pack(">H", len(scan) + 2) + scan,
        b"\0\0\xff\xd9",
    ))  # fmt: skip
