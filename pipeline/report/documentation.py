"""The documentation of a rule in its parts: what, why, an example, how to mend."""

from __future__ import annotations

import inspect
import re
import textwrap
from dataclasses import dataclass

from pipeline.diagnostics import Rule

_EXAMPLE = ("Example:",)
_REMEDY = ("To mend it,", "Nothing needs mending", "There is nothing to mend")
_LITERAL = re.compile(r"``([^`]*)``")


@dataclass(frozen=True, slots=True)
class Documentation:
    """Each part is running text, literals in single backquotes; ``""`` where it is missing."""

    summary: str
    why: str
    example: str
    remedy: str

    @classmethod
    def of(cls, rule: Rule) -> Documentation:
        """Take the paragraphs of the rule's documentation apart by how they begin."""
        text = inspect.cleandoc(rule.documentation)
        summary, *rest = (_running(paragraph) for paragraph in text.split("\n\n"))
        examples = [p for p in rest if p.startswith(_EXAMPLE)]
        remedies = [p for p in rest if p.startswith(_REMEDY)]
        why = [p for p in rest if not p.startswith((*_EXAMPLE, *_REMEDY))]
        return cls(summary, *("\n\n".join(part) for part in (why, examples, remedies)))

    def paragraphs(self) -> tuple[str, ...]:
        """Give what there is, in order."""
        return tuple(part for part in (self.summary, self.why, self.example, self.remedy) if part)

    def wrapped(self, width: int) -> str:
        """Set all of it in lines of at most ``width`` characters, long words excepted."""
        pieces = "\n\n".join(self.paragraphs()).split("\n\n")
        return "\n\n".join(wrap(piece, width) for piece in pieces)


def wrap(text: str, width: int, indent: str = "") -> str:
    """Break ``text`` between words only; lines after the first begin with ``indent``."""
    return textwrap.fill(
        text, width, break_long_words=False, break_on_hyphens=False, subsequent_indent=indent
    )


def _running(paragraph: str) -> str:
    return _LITERAL.sub(r"`\1`", paragraph.replace("\n", " "))
