"""The forms of all entries of an edition, found by their first word."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

from pipeline.encode.fitted import read_weights
from pipeline.encode.names.forms import (
    WORD,
    FormKind,
    NameSettings,
    PrintedForm,
    fold,
    person_forms,
    see_instead,
    term_forms,
)
from pipeline.encode.names.persons import PersonDescription, given_names
from pipeline.encode.names.traits import NamePlace, Namesake, Odds, Owner, TermPlace
from pipeline.model.authority import Authorities, Person
from pipeline.model.calendar_names import calendar_names

# No letter, digit or low line: [^\w], told apart by ASCII first, which is a third quicker.
_NO_WORD = r"[\x00-/:-@\[-^`{-\x7f\W]"
_MOST_WORDS = 12
_SHORTEST_UNCAPPED = 3
_MOST_NAMESAKES = 8
_SHORTEST_GIVEN = 3
_LONGEST_MEASURED = 4
_MOST_KEPT = 50_000


@dataclass(frozen=True, slots=True)
class FormGroup:
    """Forms with the same words and the same gaps, whosever they are.

    ``small`` says whether they can open without a capital. ``kind`` is that of the first of
    them, ``listed`` its letters, ``shape`` what they look like if it is a term.
    """

    words: tuple[str, ...]
    gaps: tuple[str, ...] | None
    tail: str
    forms: tuple[PrintedForm, ...]
    small: bool
    is_term: bool
    kind: FormKind
    listed: str
    shape: str

    @classmethod
    def of(cls, forms: tuple[PrintedForm, ...]) -> FormGroup:
        """Group ``forms``, which have the same words, gaps and tail."""
        first = forms[0]
        small = any(map(_can_be_small, forms))
        listed = "".join(first.printed)
        return cls(
            first.words, first.gaps, first.tail, forms, small,
            first.gaps is not None, first.kind, listed, _shape(listed, first.gaps or ()),
        )  # fmt: skip


def _shape(letters: str, gaps: tuple[str, ...]) -> str:
    if set(gaps) - {"."}:
        return f"term with {gaps[0]}"
    if letters.isupper():
        return f"term {min(len(letters), _LONGEST_MEASURED)}"
    return "term lower" if letters.islower() else "term mixed"


@dataclass(frozen=True, slots=True)
class FirstWordGroups:
    """The groups that begin with one word: ``longer`` by their second word, longest first."""

    single: tuple[FormGroup, ...]
    longer: Mapping[str, tuple[FormGroup, ...]]

    @classmethod
    def of(cls, groups: Sequence[FormGroup]) -> FirstWordGroups:
        """Sort ``groups``, which share their first word."""
        longer: dict[str, list[FormGroup]] = defaultdict(list)
        for group in groups:
            if len(group.words) > 1:
                longer[group.words[1]].append(group)
        return cls(
            tuple(_longest_first(group for group in groups if len(group.words) == 1)),
            {second: tuple(_longest_first(found)) for second, found in longer.items()},
        )


def _longest_first(groups: Iterable[FormGroup]) -> list[FormGroup]:
    return sorted(groups, key=lambda group: (-len(group.words), -len(group.tail)))


class Openings(dict[str, FirstWordGroups | None]):
    """A cache from a printed word to the groups in ``by_first`` that begin with it, or None.

    It is emptied when it has grown large, as hostile texts could make it.
    """

    def __init__(self, by_first: Mapping[str, FirstWordGroups]) -> None:
        super().__init__()
        self._by_first = by_first

    def __missing__(self, word: str) -> FirstWordGroups | None:
        if len(self) >= _MOST_KEPT:
            self.clear()
        opening = self[word] = self._by_first.get(fold(word))
        return opening


@dataclass(frozen=True, slots=True)
class Model:
    """The fitted model: how likely each place is to be linked, and each person to be meant."""

    names: Odds[NamePlace]
    terms: Odds[TermPlace]
    owners: Odds[Owner | Namesake]

    @classmethod
    def of(cls, weights: Mapping[str, float]) -> Model:
        """Add up ``weights``, given by the names of features."""
        return cls(Odds(weights), Odds(weights), Odds(weights))


@dataclass(frozen=True, slots=True)
class NameIndex:
    """All printed forms of an edition's names and terms; built once, safe to send to a worker.

    ``openings`` has the forms by a first word as printed, ``small`` matches those that can be
    printed without a capital; ``suffixes`` are those of the settings, folded;
    ``entries`` is what is said of a person, by key, ``bodies`` are the keys of those that are none,
    ``given`` are all given names that are known, ``roles`` the words that describe persons,
    ``places`` names of places that are surnames, too, those that the edition lists among them.
    """

    openings: Openings
    small: re.Pattern[str]
    suffixes: frozenset[str]
    entries: Mapping[str, PersonDescription]
    bodies: frozenset[str]
    given: frozenset[str]
    roles: frozenset[str]
    others: frozenset[str]
    settings: NameSettings
    model: Model

    @classmethod
    def of(
        cls,
        authorities: Authorities,
        settings: NameSettings,
        weights: Mapping[str, float] | None = None,
    ) -> NameIndex:
        """Index ``authorities``; other ``weights`` than the package's are for fitting them."""
        by_first: dict[str, list[FormGroup]] = defaultdict(list)
        for group in _groups(_forms(authorities, settings)):
            by_first[group.words[0]].append(group)
        openings = {first: FirstWordGroups.of(groups) for first, groups in by_first.items()}
        entries = {one.key: PersonDescription.of(one, settings) for one in authorities.persons}
        bodies = frozenset(one.key for one in authorities.persons if one.is_body)
        given = _given_names(authorities, settings)
        suffixes = frozenset(map(fold, settings.suffixes))
        model = Model.of(load_weights() if weights is None else weights)
        small = _small_words(openings)
        roles = frozenset[str]().union(*(entry.words for entry in entries.values()))
        listed = (name for one in authorities.places for name in (one.name, *one.others))
        months = (forms[0] for forms in calendar_names()["en"]["months"])
        others = settings.places.union(map(fold, chain(listed, months)))
        return cls(
            Openings(openings), small, suffixes, entries, bodies, given, roles, others, settings,
            model,
        )  # fmt: skip


def _given_names(authorities: Authorities, settings: NameSettings) -> frozenset[str]:
    """Give all given names that are known, folded: those listed, and common ones."""
    listed = (word for person in authorities.persons for word in given_names(person))
    short = (word for name, forms in settings.short.items() for word in (name, *forms))
    titles = frozenset(map(fold, settings.titles)) | frozenset(map(fold, settings.particles))
    known = {fold(word) for word in (*listed, *short) if len(word) >= _SHORTEST_GIVEN}
    return frozenset(known - titles) | settings.men | settings.women


def _small_words(openings: Mapping[str, FirstWordGroups]) -> re.Pattern[str]:
    """Build a pattern of the words without capital that open forms, by their first letter."""
    by_letter: dict[str, list[str]] = defaultdict(list)
    for word, opening in openings.items():
        if any(group.small for group in (*opening.single, *chain(*opening.longer.values()))):
            by_letter[word[0]].append(re.escape(word[1:]))
    words = "|".join(
        f"{re.escape(letter)}(?:{'|'.join(sorted(rest, reverse=True))})"
        for letter, rest in sorted(by_letter.items())
    )
    return re.compile(rf"{_NO_WORD}({words or '(?!)'})(?![^\W\d_]|(?<=\d)\d)")


def _groups(forms: Iterable[PrintedForm]) -> Iterator[FormGroup]:
    grouped: dict[tuple[tuple[str, ...], tuple[str, ...] | None, str], dict[str, PrintedForm]]
    grouped = defaultdict(dict)
    for form in forms:
        if len(form.words) <= _MOST_WORDS:
            grouped[form.words, form.gaps, form.tail].setdefault(form.key, form)
    for same in grouped.values():
        nearest = _nearest(tuple(same.values()))
        if len(nearest) <= _MOST_NAMESAKES:
            yield FormGroup.of(nearest)


def _can_be_small(form: PrintedForm) -> bool:
    """Say whether the first word can be printed without a capital; listed so, or "Embtel"."""
    first = form.printed[0]
    if not first[0].isupper():
        return True
    single_term = form.gaps is not None and len(form.printed) == 1
    return single_term and len(first) >= _SHORTEST_UNCAPPED and first[1:].islower()


def _nearest(forms: tuple[PrintedForm, ...]) -> tuple[PrintedForm, ...]:
    """Leave out derived forms where another entry has the same form as listed."""
    return tuple(form for form in forms if form.kind is FormKind.LISTED) or forms


def _forms(authorities: Authorities, settings: NameSettings) -> Iterator[PrintedForm]:
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
    weights: dict[str, float] = read_weights("names")["weights"]
    return weights
