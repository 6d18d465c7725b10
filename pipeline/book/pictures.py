"""Pictures that an edition shows: read from its folder, and looked at before they are handed on."""

from __future__ import annotations

import base64
import hashlib
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from pipeline.model import document as model

MOST_DOTS = 100_000_000
_PNG = b"\x89PNG\r\n\x1a\n"
_JPEG = b"\xff\xd8\xff"
_MARKER = 0xFF
# Markers of JPEG (ITU-T T.81, table B.1): frames but for tables, the scan, the end.
_FRAMES = frozenset({*range(0xC0, 0xD0)} - {0xC4, 0xC8, 0xCC})
_SCAN, _END = 0xDA, b"\xff\xd9"
_FOUR_INKS = 4  # components of a frame: the inks of a press, of which a PDF/A must know the profile


class PictureError(ValueError):
    """The bytes are no picture that can be shown; the words say why."""


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture, with the ending of its name, and how wide and high it is in dots."""

    data: bytes = field(repr=False)
    suffix: str
    width: int
    height: int

    @property
    def file(self) -> str:
        """The name that it has in a book, by what it holds: the same picture is there once."""
        return f"pictures/{self.digest}{self.suffix}"

    @property
    def digest(self) -> str:
        """What tells the picture from others."""
        return hashlib.sha256(self.data).hexdigest()[:16]

    @property
    def address(self) -> str:
        """The whole picture as a ``data:`` address."""
        kind = "png" if self.suffix == ".png" else "jpeg"
        return f"data:image/{kind};base64,{base64.b64encode(self.data).decode()}"


def look_at(data: bytes) -> Picture:
    """Give the picture that ``data`` is: a PNG or a JPEG, whole; raises PictureError."""
    if data.startswith(_PNG):
        picture = Picture(data, ".png", *_size_of_png(data))
    elif data.startswith(_JPEG):
        picture = Picture(data, ".jpg", *_size_of_jpeg(data))
    else:
        raise PictureError("it is neither a JPEG nor a PNG")
    if not 0 < picture.width * picture.height <= MOST_DOTS:
        raise PictureError(f"it has {picture.width:,} by {picture.height:,} dots")
    return picture


def named_in(texts: Iterable[model.Document]) -> Iterator[tuple[model.Document, model.Figure]]:
    """Yield the figures that name a file, each with its text."""
    for text in texts:
        roots: tuple[model.Node, ...] = (text, *text.notes)
        for node in (node for root in roots for node in model.walk(root)):
            if isinstance(node, model.Figure) and node.image:
                yield text, node


def _size_of_png(data: bytes) -> tuple[int, int]:
    """Read the chunks of a PNG, each against its checksum (PNG, section 5.3)."""
    at, kinds, width, height = len(_PNG), [], 0, 0
    while at < len(data):
        length, kind = int.from_bytes(data[at : at + 4]), data[at + 4 : at + 8]
        content = data[at + 8 : at + 8 + length]
        sum_ = data[at + 8 + length : at + 12 + length]
        if len(sum_) < 4 or zlib.crc32(kind + content) != int.from_bytes(sum_):  # noqa: PLR2004
            raise PictureError("it is damaged")
        if kind == b"IHDR":
            width, height = int.from_bytes(content[:4]), int.from_bytes(content[4:8])
        kinds.append(kind)
        at += 12 + length
        if kind == b"IEND":
            break
    if kinds[:1] != [b"IHDR"] or kinds[-1:] != [b"IEND"] or b"IDAT" not in kinds:
        raise PictureError("it is not whole")
    return width, height


def _size_of_jpeg(data: bytes) -> tuple[int, int]:
    """Read the segments of a JPEG up to its scan (ITU-T T.81, B.1.1)."""
    at, size = 2, (0, 0)
    while at + 4 <= len(data) and data[at] == _MARKER:
        marker, length = data[at + 1], int.from_bytes(data[at + 2 : at + 4])
        if marker in _FRAMES:
            if data[at + 9 : at + 10] == bytes((_FOUR_INKS,)):
                raise PictureError("its colours are the inks of a press (CMYK); save it in RGB")
            size = int.from_bytes(data[at + 7 : at + 9]), int.from_bytes(data[at + 5 : at + 7])
        if marker == _SCAN:
            if not data.rstrip(b"\0\r\n").endswith(_END):
                raise PictureError("it is not whole")
            return size
        at += 2 + length
    raise PictureError("it is damaged")
