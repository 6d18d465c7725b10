"""What a profile says about the look of blocks."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from pipeline.document import ListKind


@dataclass(frozen=True, slots=True)
class BlockSettings:
    """The bullet, the cues that the judgement of lines rests on, and the names of lists.

    ``cues`` are expressions that a whole line matches; their names are features of a line.
    """

    bullet: str
    cues: tuple[tuple[str, re.Pattern[str]], ...]
    lists: tuple[tuple[ListKind, re.Pattern[str]], ...]
    salutation: re.Pattern[str]
    attachment: re.Pattern[str]
    document_number: re.Pattern[str]
    letter_number: re.Pattern[str]
    editorial_note: re.Pattern[str]

    @classmethod
    def from_table(cls, table: Mapping[str, Any]) -> BlockSettings:
        """Read the settings from a profile's table."""
        lists = {ListKind(name): _pattern(words) for name, words in table["lists"].items()}
        return cls(
            bullet=table["bullet"],
            cues=tuple((name, re.compile(form, re.ASCII)) for name, form in table["cues"].items()),
            lists=tuple(lists.items()),
            **{
                name: re.compile(table[name], re.ASCII)
                for name in (
                    "salutation",
                    "attachment",
                    "document_number",
                    "letter_number",
                    "editorial_note",
                )
            },
        )


def _pattern(words: list[str]) -> re.Pattern[str]:
    return re.compile("(?:" + "|".join(words) + ")", re.ASCII | re.IGNORECASE)
