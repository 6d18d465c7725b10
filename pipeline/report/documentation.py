"""The documentation of a message in its parts: what, why, an example, how to mend."""

from __future__ import annotations

import re
import textwrap
from dataclasses import dataclass

from pipeline.model.diagnostics import Message

_INDENT = re.compile(r"^ +", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Documentation:
    """Each part is running text, a line a paragraph and an empty one between two.

    ``limits`` is empty for what may be said of every edition.
    """

    summary: str
    why: str
    example: str
    remedy: str
    limits: str

    @classmethod
    def of(cls, message: Message) -> Documentation:
        """Take the line breaks of the source code out of the documentation of ``message``."""
        remedy = _running(message.remedy)
        return cls(
            _running(message.summary),
            _running(message.why),
            f"Example: {_running(message.example)}",
            remedy if remedy[0].isupper() else f"To mend it, {remedy}",
            message.limits,
        )

    def paragraphs(self) -> tuple[str, ...]:
        """Give all parts in order."""
        parts = (self.summary, self.why, self.example, self.remedy, self.limits)
        return tuple(part for part in parts if part)

    def wrapped(self, width: int) -> str:
        """Set all of it in lines of at most ``width`` characters, long words excepted."""
        pieces = "\n\n".join(self.paragraphs()).split("\n\n")
        return "\n\n".join(wrap(piece, width) for piece in pieces)


def wrap(text: str, width: int, indent: str = "") -> str:
    """Break ``text`` between words only; lines after the first begin with ``indent``."""
    return textwrap.fill(
        text, width, break_long_words=False, break_on_hyphens=False, subsequent_indent=indent
    )


def _running(text: str) -> str:
    paragraphs = (" ".join(one.split("\n")) for one in _INDENT.sub("", text).split("\n\n"))
    return "\n\n".join(paragraphs)
