"""Finds addresses of the web in the words of a text, and DOIs, which have one."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.encode.references.marks import ReferenceMark

_ADDRESS = re.compile(
    r"(?<![\w@./-])(?:https?://(?=[a-z0-9])|www\.(?=[a-z0-9-]+\.)|(?i:doi): ?(?=10\.[0-9]{4}))"
    r"[\w.~:/?#@!$&'*+,;=%()-]{3,2000}",
    re.ASCII,
)
_SIGNS = ("://", "www.", "10.")
_BEHIND = ".,:;!?'*"
_DOI = re.compile(r"doi: ?", re.IGNORECASE)


def find_addresses(text: str) -> Iterator[ReferenceMark]:
    """Yield the addresses in ``text``, without the marks of the sentence behind them."""
    if not any(sign in text for sign in _SIGNS):
        return
    for match in _ADDRESS.finditer(text):
        words = match.group().rstrip(_BEHIND)
        while words.endswith(")") and words.count(")") > words.count("("):
            words = words[:-1].rstrip(_BEHIND)
        yield ReferenceMark((match.start(), match.start() + len(words)), _target(words))


def _target(words: str) -> str:
    if words.startswith("http"):
        return words
    said = _DOI.match(words)
    return f"https://doi.org/{words[said.end() :]}" if said else f"https://{words}"
