"""X104: a word before a page number is probably a misreading of ante or post."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from pipeline import document as model
from pipeline.diagnostics import Finding
from pipeline.integrity.scope import Scope

_TABLE = Path(__file__).with_name("misread_words.toml")
_PAGE = re.compile(r",? pp?\. ?[0-9]", re.ASCII)


@cache
def _misreadings() -> dict[str, str]:
    table: dict[str, list[str]] = tomllib.loads(_TABLE.read_text(encoding="utf-8"))
    return {wrong: right for right, wrongs in table.items() for wrong in wrongs}


@cache
def _words() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(sorted(_misreadings()))})\b", re.ASCII)


def check(scope: Scope) -> Iterator[Finding]:
    """A word before a page number is probably a misreading of ``ante`` or ``post``.

    Such words are set in italics and often misread by recognition programs. The reference is
    not recognized, so nobody can follow it. The text stays as it was handed in.

    Example: ``See pod, p. 1585`` for ``See post, p. 1585``.

    To mend it, compare with the printed page and correct the word in the transcription.
    """
    leaves = list(scope.nodes(model.Text))
    for place, leaf in enumerate(leaves):
        for match in _words().finditer(leaf.text):
            # The page may be marked as a reference, and then begins a text of its own.
            following = leaves[place + 1].text if place + 1 < len(leaves) else ""
            if _PAGE.match(leaf.text[match.end() :] + following):
                yield _finding(leaf, match)


def _finding(leaf: model.Text, match: re.Match[str]) -> Finding:
    right = _misreadings()[match.group()]
    return Finding(
        (leaf.span[0] + match.start(), leaf.span[0] + match.end()),
        f"“{match.group()}” is probably a misreading of “{right}”",
        f"compare with the printed page; if it has “{right}”, correct the word",
    )
