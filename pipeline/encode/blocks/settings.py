"""What a profile says about the look of blocks."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from pipeline.encode.blocks.kinds import Custom
from pipeline.encode.blocks.weights import LearnedLines
from pipeline.model.document import ListKind
from pipeline.model.tables import read_table


class WordClasses(dict[str, str]):
    """The class of each word in small letters, or nothing; a stem stands for all that begin so."""

    def __init__(self, words: Mapping[str, str], stems: Mapping[str, str]) -> None:
        super().__init__(words)
        self.stems = stems

    @classmethod
    def of(cls, tables: Iterable[Mapping[str, Sequence[str]]]) -> WordClasses:
        """Join tables of words by class; a word is of the class that names it first."""
        words: dict[str, str] = {}
        stems: dict[str, str] = {}
        for table in tables:
            for name, listed in table.items():
                for word in listed:
                    (stems if word.endswith("*") else words).setdefault(word.rstrip("*"), name)
        return cls(words, stems)

    def __missing__(self, word: str) -> str:
        found = ""
        for end in range(len(word), _SHORTEST_STEM - 1, -1):
            if word[:end] in self.stems:
                found = self.stems[word[:end]]
                break
        if not found and "’" in word:  # "t’embrasse", "l’hommage"
            found = self[word.rpartition("’")[2]]
        if len(self) < _MOST_WORDS:
            self[word] = found
        return found


_SHORTEST_STEM = 4
_MOST_WORDS = 100_000


@cache
def _languages() -> tuple[Mapping[str, Any], ...]:
    return tuple(read_table(__file__, f"languages/{name}.toml") for name in LANGUAGES)


LANGUAGES = ("en", "de", "fr", "es", "it", "la")


@cache
def language_form(name: str, around: str = "{}") -> re.Pattern[str]:
    """Give what any language has as this form, put into the expression ``around``."""
    forms = [form for one in _languages() if (form := one["forms"].get(name))]
    return re.compile(around.replace("{}", f"(?:{'|'.join(forms)})"))


@dataclass(frozen=True, slots=True)
class BlockSettings:
    """The bullet, the cues that the judgement of lines rests on, and the names of lists.

    ``cues`` are expressions that a whole line matches, ``words`` gives the class of a word in
    small letters; the names of both are features of a line. ``custom`` is how all texts print
    letters; where it is None, the heading of each tells. ``learned`` are weights of the edition.
    """

    bullet: str
    heading_number: re.Pattern[str]
    letter_number: re.Pattern[str]
    label: re.Pattern[str]
    source: re.Pattern[str]
    salutation: re.Pattern[str]
    valediction: re.Pattern[str]
    postscript: re.Pattern[str]
    letter_heading: re.Pattern[str]
    personal: re.Pattern[str]
    correspondents: re.Pattern[str]
    addressed: re.Pattern[str]
    attachment: re.Pattern[str]
    attachment_heading: re.Pattern[str]
    extract: re.Pattern[str]
    left_out: re.Pattern[str]
    dateline: re.Pattern[str]
    number_line: re.Pattern[str]
    received: re.Pattern[str]
    name: re.Pattern[str]
    lists: tuple[tuple[ListKind, re.Pattern[str]], ...]
    cues: tuple[tuple[str, re.Pattern[str]], ...]
    words: WordClasses
    custom: Custom | None = None
    learned: LearnedLines | None = None

    @classmethod
    def from_table(cls, table: Mapping[str, Any]) -> BlockSettings:
        """Read the settings from a profile's table."""
        forms = {name: re.compile(table[name], re.ASCII) for name in _FORMS}
        lists = tuple((ListKind(name), _words(heads)) for name, heads in table["lists"].items())
        cues = {name: forms[name] for name in _FORMS_AS_CUES}
        cues |= {name: re.compile(form, re.ASCII) for name, form in table["cues"].items()}
        listed = ({k: v for k, v in one.items() if k != "forms"} for one in _languages())
        words = WordClasses.of([table["words"], *listed])
        return cls(
            bullet=table["bullet"],
            lists=lists,
            cues=tuple(cues.items()),
            words=words,
            number_line=cues["number_line"],
            received=cues["received"],
            custom=Custom(table["custom"]) if "custom" in table else None,
            learned=None,
            **forms,
        )


_FORMS_AS_CUES = ("label", "source", "salutation", "valediction", "attachment", "name")
_FORMS = (
    *_FORMS_AS_CUES,
    "heading_number",
    "letter_number",
    "attachment_heading",
    "extract",
    "left_out",
    "dateline",
    "postscript",
    "letter_heading",
    "personal",
    "correspondents",
    "addressed",
)


def _words(heads: list[str]) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{head})" for head in heads), re.ASCII | re.IGNORECASE)
