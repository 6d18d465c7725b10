"""What each target begins with: the cases that the project carries, and outputs that it makes."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from tests.fuzz.packages import inputs
from tests.hostile.folders import SETTINGS
from tests.hostile.words import LETTER

ROOT = Path(__file__).resolve().parents[2]
CASES = ROOT / "tests" / "cases"
FOUND = CASES / "fuzz"
_DECISIONS = '[[marker]]\nbefore = "the sugges"\ntext = "tion1"\nnote = "1"\n'
_LONGEST = 1 << 16


def of(target: str) -> Iterator[bytes]:
    """Give the inputs that a target begins with, and those that it once stumbled over."""
    yield from found(target).values()
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
