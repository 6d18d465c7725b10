"""Text of strangers made harmless: for terminals, for logs of build servers, for JSON."""

from __future__ import annotations

import json
import unicodedata
from functools import lru_cache
from pathlib import Path

# Characters that are shown as themselves: everything but controls, formats, surrogates,
# private use, unassigned, and separators that are not the plain space.
_HIDDEN = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp", "Zs"})
# Vowels and finals of Hangul are drawn into the square of the initial before them.
_JOINED_JAMO = range(0x1160, 0x1200)


def shown(text: str) -> list[str]:
    """Show each character of ``text`` so that none can act on a terminal or hide from the eye.

    A ``#`` after a ``#`` is escaped too: build servers take ``##[`` for a command of the log
    wherever it stands in a line.
    """
    if text.isascii() and text.isprintable() and "##" not in text:  # as most texts are
        return list(text)
    before = " " + text
    return [
        _escape(character) if (previous, character) == ("#", "#") else _shown(character)
        for previous, character in zip(before, text, strict=False)
    ]


def escaped(text: str) -> str:
    """Show ``text`` as :func:`shown` does, in one piece."""
    return "".join(shown(text))


def without_controls(text: str) -> str:
    """Escape what acts on a terminal, in a text of lines that is handed on with all else it has."""
    return "".join(
        _escape(one) if one != "\n" and unicodedata.category(one) in {"Cc", "Zl", "Zp"} else one
        for one in text
    )


def file_name(path: Path | str) -> str:
    """Show the name of a file that begins a line.

    A line of a build log that begins with two colons would be a command.
    """
    name = escaped(str(path))
    return f"./{name}" if name.startswith(":") else name


def counted(count: int, noun: str) -> str:
    """Say how many there are of what a ``noun`` names, whose plural has an s."""
    return f"{count:,} {noun}" if count == 1 else f"{count:,} {noun}s"


def as_json(content: object) -> str:
    """Write ``content`` as JSON that is ASCII and holds no command of a log."""
    return json.dumps(content, indent=1).replace("##", "#\\u0023") + "\n"


def cells(text: str) -> int:
    """Count the columns that ``text`` takes on a terminal (Unicode Standard Annex 11)."""
    return len(text) if text.isascii() else sum(map(_cells, text))


# A hundred thousand excerpts of one text have the same few characters.
@lru_cache(maxsize=1 << 12)
def _shown(character: str) -> str:
    if character == " " or unicodedata.category(character) not in _HIDDEN:
        return character
    return _escape(character)


def _escape(character: str) -> str:
    return f"\\u{{{ord(character):04x}}}"


@lru_cache(maxsize=1 << 12)
def _cells(character: str) -> int:
    if unicodedata.category(character) in {"Mn", "Me"} or ord(character) in _JOINED_JAMO:
        return 0
    return 2 if unicodedata.east_asian_width(character) in {"W", "F"} else 1
