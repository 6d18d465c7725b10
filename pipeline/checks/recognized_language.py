"""The language that a text reads as, by the words that stand in nearly every text of one."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from itertools import islice

from pipeline.model.tables import read_table

_WORD = re.compile(r"[^\W\d_]+")
_MOST_READ = 600
_LEAST = 15
_CLEARLY = 3


@cache
def _languages() -> dict[str, str]:
    table = read_table(__file__, "common_words.toml")
    return {word: language for language, words in table.items() for word in words}


def recognized_language(text: str) -> str:
    """Give the language of the first words of a text, as ``de``; empty where it is not clear."""
    languages = _languages()
    words = (match[0].lower() for match in islice(_WORD.finditer(text), _MOST_READ))
    counts = Counter(languages[word] for word in words if word in languages).most_common(2)
    if not counts or counts[0][1] < _LEAST:
        return ""
    return "" if len(counts) > 1 and counts[0][1] < _CLEARLY * counts[1][1] else counts[0][0]
