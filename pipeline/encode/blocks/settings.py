"""What a profile says about the look of blocks."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from pipeline.model.document import ListKind


@dataclass(frozen=True, slots=True)
class BlockSettings:
    """The bullet, the cues that the judgement of lines rests on, and the names of lists.

    ``cues`` are expressions that a whole line matches, ``words`` gives the class of a word in
    small letters; the names of both are features of a line.
    """

    bullet: str
    heading_number: re.Pattern[str]
    letter_number: re.Pattern[str]
    label: re.Pattern[str]
    source: re.Pattern[str]
    salutation: re.Pattern[str]
    valediction: re.Pattern[str]
    postscript: re.Pattern[str]
    attachment: re.Pattern[str]
    attachment_heading: re.Pattern[str]
    dateline: re.Pattern[str]
    name: re.Pattern[str]
    lists: tuple[tuple[ListKind, re.Pattern[str]], ...]
    cues: tuple[tuple[str, re.Pattern[str]], ...]
    words: Mapping[str, str]

    @classmethod
    def from_table(cls, table: Mapping[str, Any]) -> BlockSettings:
        """Read the settings from a profile's table."""
        forms = {name: re.compile(table[name], re.ASCII) for name in _FORMS}
        lists = tuple((ListKind(name), _words(heads)) for name, heads in table["lists"].items())
        cues = {name: forms[name] for name in _FORMS_AS_CUES}
        cues |= {name: re.compile(form, re.ASCII) for name, form in table["cues"].items()}
        words = {word: name for name, words in table["words"].items() for word in words}
        return cls(
            bullet=table["bullet"], lists=lists, cues=tuple(cues.items()), words=words, **forms
        )


_FORMS_AS_CUES = ("label", "source", "salutation", "valediction", "attachment", "name")
_FORMS = (
    *_FORMS_AS_CUES,
    "heading_number",
    "letter_number",
    "attachment_heading",
    "dateline",
    "postscript",
)


def _words(heads: list[str]) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{head})" for head in heads), re.ASCII | re.IGNORECASE)
