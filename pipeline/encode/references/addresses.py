"""Finds addresses of the web in the words of a text, and DOIs, which have one."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.encode.references.marks import ReferenceMark

_ADDRESS = re.compile(
    r"(?<![\w@./-])(?:https?://(?=[a-z0-9])|www\.(?=[a-z0-9-]+\.)|(?i:doi): ?(?=10\.[0-9]{4}))"
    r"[\w.~:/?#@!$&'*+,;=%()-]{3,}",
    re.ASCII,
)
_PART = r"(?:[A-Za-z0-9._~:/?@!$&'()*+,;=-]|%[0-9A-Fa-f]{2})*"
# As the schema has it: what else reads like one is text, since its slip is that of the source.
_TARGET = re.compile(
    rf"https?://[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*(?::[0-9]{{1,5}})?(?:[/?]{_PART})?(?:#{_PART})?"
)
_LONGEST = 2_000
_SIGNS = ("://", "www.", "10.")
_BEHIND = ".,:;!?'*"
_DOI = re.compile(r"doi: ?", re.IGNORECASE)


def find_addresses(text: str) -> Iterator[ReferenceMark]:
    """Yield the addresses in ``text``, without the marks of the sentence behind them.

    One with a letter beyond ASCII, at which it would be cut, is none.
    """
    if not any(sign in text for sign in _SIGNS):
        return
    for match in _ADDRESS.finditer(text):
        if match.end() - match.start() > _LONGEST:
            continue
        words = match.group().rstrip(_BEHIND)
        while words.endswith(")") and words.count(")") > words.count("("):
            words = words[:-1].rstrip(_BEHIND)
        end = match.start() + len(words)
        target = _target(words)
        is_whole = len(target) <= _LONGEST and not text[end : end + 1].isalnum()
        if is_whole and _TARGET.fullmatch(target):
            yield ReferenceMark((match.start(), end), target)


def _target(words: str) -> str:
    if words.startswith("http"):
        return words
    said = _DOI.match(words)
    return f"https://doi.org/{words[said.end() :]}" if said else f"https://{words}"
