"""The forms of all entries of an edition, found by their first word."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib.resources import files

from pipeline.authority import Authorities, Person
from pipeline.encode.names.forms import (
    WORD,
    Form,
    NameSettings,
    fold,
    person_forms,
    see_instead,
    term_forms,
)


@dataclass(frozen=True, slots=True)
class FormGroup:
    """Forms with the same words and the same gaps, whosever they are."""

    words: tuple[str, ...]
    gaps: tuple[str, ...] | None
    tail: str
    forms: tuple[Form, ...]


@dataclass(frozen=True, slots=True)
class NameIndex:
    """All printed forms of an edition's names and terms; built once, safe to send to a worker.

    ``groups`` has the forms by their first word, longest first; ``described`` the words of a
    person's entry by key; ``weights`` the fitted model.
    """

    groups: Mapping[str, tuple[FormGroup, ...]]
    described: Mapping[str, frozenset[str]]
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
            by_first[words[0]].append(FormGroup(words, gaps, tail, tuple(forms)))
        groups = {
            first: tuple(sorted(found, key=lambda group: (-len(group.words), -len(group.tail))))
            for first, found in by_first.items()
        }
        described = {
            person.key: frozenset(WORD.findall(f"{person.name} {person.description}"))
            for person in authorities.persons
        }
        return cls(groups, described, settings, load_weights() if weights is None else weights)


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
