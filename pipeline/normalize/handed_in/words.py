"""The words of a text, to see that all of them have come through."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter

_WORD = re.compile(r"[^\W\d_]+|[0-9]+")


def words_of(text: str) -> Counter[str]:
    """Count the words and numbers of a text; how their letters are composed does not matter."""
    return Counter(_WORD.findall(unicodedata.normalize("NFC", text.replace("\u00ad", ""))))
