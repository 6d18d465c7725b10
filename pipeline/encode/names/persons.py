"""What the entries of an authority file say of persons."""

from __future__ import annotations

import re
from dataclasses import dataclass

from pipeline.encode.names.forms import WORD, NameSettings, fold
from pipeline.model.authority import Person

_CLAUSE = re.compile(
    r"(?:^|[;,] (?:then |and |also |later |former )?|thereafter )"
    r"([A-Z][A-Za-z]*(?: [A-Z][A-Za-z]*){0,5})"
)
_ROLE_WORDS = 3


@dataclass(frozen=True, slots=True)
class PersonDescription:
    """What the entry of a person says of them.

    ``words`` are all its capitalized words; ``offices`` the runs of capitalized words that open
    its clauses ("Assistant Secretary"), ``leading`` those of them that are one word; ``role``
    is how the description begins; ``is_woman`` is None where the entry does not tell; ``suffix``
    is ``Jr`` or the like.
    """

    words: frozenset[str]
    offices: frozenset[str]
    leading: frozenset[str]
    role: str
    is_woman: bool | None
    suffix: str = ""

    @classmethod
    def of(cls, person: Person, settings: NameSettings) -> PersonDescription:
        """Read the entry of ``person``."""
        titles = WORD.findall(person.name.partition(",")[2])
        runs = [found[1].split(" ") for found in _CLAUSE.finditer(person.description)]
        leading = {run[0] for run in runs if len(run) == 1}
        words = (word for word in WORD.findall(person.description) if word[0].isupper())
        role = " ".join(WORD.findall(person.description)[:_ROLE_WORDS])
        offices = {word for run in runs for word in run}
        return cls(
            frozenset(words),
            frozenset(offices.union(titles)),
            frozenset(leading.union(titles)),
            role,
            _is_woman(person, settings),
            _suffix(person, settings),
        )


def given_names(person: Person) -> list[str]:
    """Give the words of a name that stand behind its surname, those in brackets left out."""
    return WORD.findall(person.name.partition("(")[0].partition(",")[2])


def _suffix(person: Person, settings: NameSettings) -> str:
    """Give what stands by itself between commas, or at the end of the name."""
    parts = [part.strip(" .") for part in person.name.partition("(")[0].split(",")]
    parts.append(parts[-1].rpartition(" ")[2])
    return next((part for part in parts[1:] if part in settings.suffixes), "")


def _is_woman(person: Person, settings: NameSettings) -> bool | None:
    given = given_names(person)
    if any(settings.titles.get(word) == "woman" for word in given):
        return True
    for word in map(fold, given):
        if word in settings.women or word in settings.men:
            return word in settings.women
    return None
