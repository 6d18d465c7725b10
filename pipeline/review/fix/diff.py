"""What mending changes, as a unified diff that is safe to show."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import unified_diff

from pipeline.review.fix.apply import BYTE_ORDER_MARK
from pipeline.system.shown import escaped

_NAMES = 2


def diff(name: str, before: str, after: str) -> Iterator[str]:
    """Give the lines of the diff of a file, escaped as excerpts are.

    It is there to be read, and no program is meant to apply it: what cannot be seen is shown by
    its number. Carriage returns are left out unless some of them change.
    """
    if before.count("\r") == after.count("\r"):
        before, after = before.replace("\r\n", "\n"), after.replace("\r\n", "\n")
    one, other = (text.removeprefix(BYTE_ORDER_MARK).split("\n") for text in (before, after))
    if one[-1] == other[-1] == "":  # what follows the last line end is no line
        one, other = one[:-1], other[:-1]
    shown = escaped(name)
    for number, line in enumerate(unified_diff(one, other, shown, shown, lineterm="")):
        yield line if number < _NAMES else line[:1] + _visible(line[1:])


def _visible(line: str) -> str:
    """Show the blanks at the end of a line, which are often what is mended."""
    bare = line.rstrip(" ")
    return escaped(bare) + "\\u{0020}" * (len(line) - len(bare))
