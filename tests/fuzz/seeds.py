"""What each target begins with: the cases that the project carries, and outputs that it makes."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator
from pathlib import Path

from pipeline.convert.archive import pack
from tests.fuzz.packages import inputs
from tests.hostile.folders import SETTINGS
from tests.hostile.words import LETTER

ROOT = Path(__file__).resolve().parents[2]
CASES = ROOT / "tests" / "cases"
FOUND = CASES / "fuzz"
_DECISIONS = '[[marker]]\nbefore = "the sugges"\ntext = "tion1"\nnote = "1"\n'
_LONGEST = 1 << 16
_PNG = b"\x89PNG\r\n\x1a\n" + b"".join(
    struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))
    for kind, content in (
        (b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0)),
        (b"IDAT", zlib.compress(b"\0\0")),
        (b"IEND", b""),
    )
)
_WRITTEN: dict[str, tuple[bytes, ...]] = {
    "archives": (pack({"a": b"b", "c/d.xml": b"<a/>"}),),
    "marks": (
        b"[del: TEXT]\na [del: b] c", b"{TEXT|READING}\n{a|b}", b"WORD!\na! b",
        b"<gap ANY/>\n<gap x/>", b"/TEXT/\n/a/ b", b"^HAND: TEXT^\n^A: b^",
    ),
    "normalized text": (LETTER.encode(), "\ufefflanguage: fr\ne\u0301\r\n".encode()),
    "page marks": (LETTER.encode(), b"[Page 3] a [Pg 4]"),
    "pictures": (_PNG,),
    "quoted words": (b"the sugges\0tion1\0 of\0" + LETTER.encode(),),
    "records": (b'{"report.txt": ["0"], "tei/d1.xml": ["1", "2"]}',),
    "style sheets": (
        b'@charset "utf-8";@media print{a[href]::after{content:url("data:x");src:local(x)}}/*x*/',
    ),
    "tags": (b"en", b"zh-Hant-TW", b"de-1996", b"sl-rozaj-biske", b"mcmlxxxiv"),
    "words shown": (b"##[error]x", b"::error::x", b"a\x1b[31mb", "a\u202eb\u0301가".encode()),
}  # fmt: skip


def of(target: str) -> Iterator[bytes]:
    """Give the inputs that a target begins with, and those that it once stumbled over."""
    yield from found(target).values()
    yield from _WRITTEN.get(target, ())
    match target:
        case "raw text":
            yield LETTER.encode()
            yield from _files(CASES, "*.txt")
            yield from _files(ROOT / "input", "d*.txt")
        case "forms":
            yield from _files(CASES, "*.txt")
        case "TEI reader":
            yield from _files(CASES, "*.xml")
        case "settings":
            yield SETTINGS.encode()
            yield from _files(CASES, "edition.toml")
            yield from _files(ROOT / "tests" / "edition", "*.toml")
        case "decisions":
            yield _DECISIONS.encode()
            yield from _files(CASES, "*.decisions.toml")
        case "references":
            yield from _lines(ROOT / "tests" / "references")
        case "dates":
            yield from _lines(ROOT / "tests" / "dates")
        case "TOML":
            yield from _files(ROOT / "tests", "*.toml")
        case "profiles":
            for data in _files(ROOT / "pipeline" / "encode" / "profiles", "*.toml"):
                yield from (bytes([number]) + data for number in range(5))
        case "style sheets":
            yield from _files(ROOT / "pipeline", "*.css")
        case "XML" | "lists of names" | "pages handed in":
            yield from _files(ROOT / "tests", "*.xml")
        case "pictures":
            yield from _files(ROOT / "tests", "*.png")
            yield from _files(ROOT / "tests", "*.jpg")
        case "DOCX reader" | "EPUB reader" | "PDF reader":
            yield from inputs(target.split(maxsplit=1)[0].lower())


def found(target: str) -> dict[str, bytes]:
    """Give the cases that are kept for a target, by their names."""
    folder = FOUND / target.replace(" ", "-")
    return {path.name: path.read_bytes() for path in sorted(folder.glob("*"))}


def _files(folder: Path, pattern: str) -> Iterator[bytes]:
    for path in sorted(folder.rglob(pattern)):
        if path.stat().st_size <= _LONGEST and FOUND not in path.parents:
            yield path.read_bytes()


def _lines(folder: Path) -> Iterator[bytes]:
    for path in sorted(folder.glob("*.txt")):
        yield from path.read_bytes().splitlines()
