"""The forms of all entries of an edition, found by their first word."""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib.resources import files

from pipeline.authority import Authorities, Person
from pipeline.encode.names.forms import (
    WORD,
    Form,
    FormKind,
    NameSettings,
    fold,
    person_forms,
    see_instead,
    term_forms,
)

_CLAUSE = re.compile(
    r"(?:^|[;,] (?:then |and |also |later |former )?|thereafter )([A-Z][A-Za-z]*(?: [A-Z][A-Za-z]*){0,5})"
)
_ROLE_WORDS = 3


@dataclass(frozen=True, slots=True)
class FormGroup:
    """Forms with the same words and the same gaps, whosever they are."""

    words: tuple[str, ...]
    gaps: tuple[str, ...] | None
    tail: str
    forms: tuple[Form, ...]


@dataclass(frozen=True, slots=True)
class Entry:
    """What the entry of a person says of them.

    ``words`` are all its capitalized words; ``offices`` the runs of capitalized words that open
    its clauses ("Assistant Secretary"), ``leading`` those of them that are one word; ``role``
    is how the description begins.
    """

    words: frozenset[str]
    offices: frozenset[str]
    leading: frozenset[str]
    role: str

    @classmethod
    def of(cls, person: Person) -> Entry:
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
        )


@dataclass(frozen=True, slots=True)
class NameIndex:
    """All printed forms of an edition's names and terms; built once, safe to send to a worker.

    ``groups`` has the forms by their first word, longest first; ``entries`` what is said of a
    person, by key; ``weights`` the fitted model.
    """

    groups: Mapping[str, tuple[FormGroup, ...]]
    entries: Mapping[str, Entry]
    settings: NameSettings
    weights: Mapping[str, float]

    @classmethod
    def of(
        cls,
        authorities: Authorities,
        settings: NameSettings,
        weights: Mapping[str, float] | None = None,
    ) -> NameIndex:
        """Index ``authorities``; other ``weights`` than the package's are for fitting them."""
        grouped: dict[tuple[tuple[str, ...], tuple[str, ...] | None, str], list[Form]]
        grouped = defaultdict(list)
        for form in _forms(authorities, settings):
            same = grouped[form.words, form.gaps, form.tail]
            if all(other.key != form.key for other in same):
                same.append(form)
        by_first: dict[str, list[FormGroup]] = defaultdict(list)
        for (words, gaps, tail), forms in grouped.items():
            by_first[words[0]].append(FormGroup(words, gaps, tail, _nearest(forms)))
        groups = {
            first: tuple(sorted(found, key=lambda group: (-len(group.words), -len(group.tail))))
            for first, found in by_first.items()
        }
        entries = {person.key: Entry.of(person) for person in authorities.persons}
        return cls(groups, entries, settings, load_weights() if weights is None else weights)


def _nearest(forms: Sequence[Form]) -> tuple[Form, ...]:
    """Leave out derived forms where another entry has the same form as listed."""
    listed = tuple(form for form in forms if form.kind is FormKind.LISTED)
    return listed or tuple(forms)


def _forms(authorities: Authorities, settings: NameSettings) -> Iterator[Form]:
    by_name = {_name_key(person.name): person.key for person in authorities.persons}
    for person in authorities.persons:
        yield from person_forms(person, settings, _linked_key(person, by_name))
    for term in authorities.terms:
        yield from term_forms(term)


def _linked_key(person: Person, by_name: Mapping[str, str]) -> str:
    other = see_instead(person)
    return person.key if other is None else by_name.get(_name_key(other), person.key)


def _name_key(name: str) -> str:
    return " ".join(fold(word) for word in WORD.findall(name.partition("(")[0]))


def load_weights() -> Mapping[str, float]:
    """Read the fitted model: the weight of each feature, added up to log odds."""
    text = (files("pipeline.encode.names") / "weights.json").read_text(encoding="utf-8")
    weights: dict[str, float] = json.loads(text)["weights"]
    return weights
