"""The forms in which a person or a term of an authority file can be printed in a text."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from itertools import product
from typing import Any, TypeAlias

from pipeline.model.authority import Person, TermEntry

WORD = re.compile(r"([^\W\d_]+|\d+)")
_PARENTHESIS = re.compile(r"\(([^()]*)\)")
_ALSO = re.compile(r"^(?:also|or)(?= )")
_OR = re.compile(r"(?: or |[,;]) ?")
_PEER = re.compile(
    r"(?:,|\() ?(?:[0-9]+(?:st|n?d|rd|th) )?"
    r"(?:Lord|(?:Baron|Duke|Earl|Marque(?:ss|is)|Viscount)(?: of)?) ([A-ZÀ-Þ][^ ,()]+)(?=[,)]|$)"
)
_SEE = re.compile(r"^[Ss]ee (?:also )?(.+)$")
_DASHES = str.maketrans("–—‐‑‒’‘", "-----''")
_GIVEN_NAMES_VARIED = 3
_LONGEST_DOTTED = 6
_SHORTEST_PLURAL = 3

Printed: TypeAlias = tuple[str, ...]


class FormKind(StrEnum):
    """How a printed form relates to the entry."""

    FULL = "full"
    PART_GIVEN = "part-given"
    INITIALS = "initials"
    SURNAME = "surname"
    SURNAME_PART = "surname-part"
    GIVEN = "given"
    FIRST = "first"
    LAST = "last"
    LISTED = "listed"
    PART = "part"
    PLURAL = "plural"
    SINGULAR = "singular"
    DOTTED = "dotted"


@dataclass(frozen=True, slots=True)
class NameSettings:
    """What stands around names in a kind of text; the table is ``names.toml`` of a profile.

    ``titles`` gives the kind of each word that may stand before a name, ``called`` the titles of
    all who are called by one, ``short`` the short forms of a given name; ``named_after`` are the
    words behind a name that make it that of a thing, ``named_before`` those before it, ``men`` and
    ``women`` given names, ``places`` cities that are surnames, too, folded.
    """

    titles: Mapping[str, str]
    called: Mapping[str, frozenset[str]]
    suffixes: frozenset[str]
    particles: frozenset[str]
    short: Mapping[str, tuple[str, ...]]
    named_after: frozenset[str]
    named_before: frozenset[str]
    men: frozenset[str]
    women: frozenset[str]
    places: frozenset[str]

    @classmethod
    def from_table(cls, table: Mapping[str, Any]) -> NameSettings:
        """Take the settings from a parsed ``names.toml``."""
        titles = {word: kind for kind, words in table["titles"].items() for word in words}
        parts = table["parts"]
        short = {name: tuple(forms) for name, forms in table["short"].items()}
        men, women = (frozenset(map(fold, table["given"][of])) for of in ("men", "women"))
        called = {title: frozenset(ranks) for title, ranks in table.get("called", {}).items()}
        return cls(
            titles, called, frozenset(parts["suffixes"]), frozenset(parts["particles"]), short,
            frozenset(parts["named_after"]), frozenset(parts.get("named_before", ())),
            men, women, frozenset(map(fold, parts.get("places", ()))),
        )  # fmt: skip

    def calls(self, word: str) -> bool:
        """Tell ``Frank``, ``F.`` and ``Mr.``, behind which somebody's surname stands.

        ``A`` is a word, and ``Frank.`` may end a sentence.
        """
        bare = word.removesuffix(".")
        is_given = fold(word) in self.men or fold(word) in self.women
        is_initial = len(bare) == 1 and bare != word
        return is_given or is_initial or self.titles.get(bare) in _OF_PERSONS


_OF_PERSONS = frozenset({"civil", "woman", "military", "rank"})


@dataclass(frozen=True, slots=True)
class PrintedForm:
    """One printed form of one entry.

    ``words`` are compared folded, ``printed`` is their listed spelling; ``gaps`` is what stands
    between them, for a term only, with ``tail`` after the last; ``beyond`` letters at the end,
    the ``s`` of a plural, stay outside the link.
    """

    words: tuple[str, ...]
    printed: tuple[str, ...]
    kind: FormKind
    key: str
    gaps: tuple[str, ...] | None = None
    tail: str = ""
    beyond: int = 0


def fold(word: str) -> str:
    """Set case and accents aside."""
    lower = word.lower()
    if word.isascii():
        return lower
    parts = unicodedata.normalize("NFD", lower)
    return "".join(part for part in parts if not unicodedata.combining(part))


def fold_gap(gap: str) -> str:
    """Make all dashes and all apostrophes one."""
    return gap.translate(_DASHES)


# --- terms -------------------------------------------------------------------------------


def term_forms(entry: TermEntry) -> Iterator[PrintedForm]:
    """Give the forms of a term: as listed, singular or plural, with or without full stops."""
    outer = _PARENTHESIS.sub("", entry.form).strip(" ")
    apart = " (" in entry.form
    inner = [found.strip(" ") for found in _PARENTHESIS.findall(entry.form)] if apart else []
    whole = [entry.form.replace("(", "").replace(")", ""), *_alternatives(outer)]
    seen: set[str] = set()
    for text in (*whole, outer, *(part for group in inner for part in _alternatives(group))):
        if text and text not in seen:
            seen.add(text)
            kind = FormKind.PART if text == outer != entry.form and not apart else FormKind.LISTED
            yield from _term_variants(entry.key, text, kind)


def _alternatives(text: str) -> list[str]:
    return _OR.split(_ALSO.sub("", text))


def _term_variants(key: str, text: str, kind: FormKind) -> Iterator[PrintedForm]:
    pieces = WORD.split(text)
    words, gaps = pieces[1::2], [fold_gap(gap) for gap in pieces[2:-1:2]]
    if not words or pieces[0]:
        return
    tail = fold_gap(pieces[-1])
    yield _term(key, words, gaps, tail, kind)
    if not tail and words[-1].isalpha() and len(words[-1]) > 1:
        yield _term(key, [*words[:-1], words[-1] + "s"], gaps, "", FormKind.PLURAL)
        if words[-1].endswith("s") and len(words[-1]) > _SHORTEST_PLURAL:
            yield _term(key, [*words[:-1], words[-1][:-1]], gaps, "", FormKind.SINGULAR)
    letters = "".join(words)
    if not letters.isalpha() or not letters.isupper() or len(letters) > _LONGEST_DOTTED:
        return
    if len(words) == 1 and len(letters) > 1:
        stops = len(letters) - 1
        yield _term(key, list(letters), ["."] * stops, ".", FormKind.DOTTED)
        yield _term(key, list(letters), [". "] * stops, ".", FormKind.DOTTED)
    elif len(words) > 1 and all(gap == "." for gap in gaps):
        yield _term(key, [letters], [], "", FormKind.DOTTED)
        yield _term(key, words, [". "] * len(gaps), tail, FormKind.DOTTED)


def _term(key: str, words: list[str], gaps: list[str], tail: str, kind: FormKind) -> PrintedForm:
    beyond = int(kind is FormKind.PLURAL)
    return PrintedForm(tuple(map(fold, words)), tuple(words), kind, key, tuple(gaps), tail, beyond)


# --- persons -----------------------------------------------------------------------------


def see_instead(person: Person) -> str | None:
    """Give the name an entry like "Diem, see Ngo Dinh Diem" refers to."""
    found = _SEE.match(person.description)
    return found[1].strip(" .") if found else None


def person_forms(person: Person, settings: NameSettings, key: str) -> Iterator[PrintedForm]:
    """Give the forms of a person's name, linked to ``key``."""
    seen: set[tuple[str, ...]] = set()
    names = (person.name, *person.others) if person.is_body else _listed_names(person.name)
    for name in names:
        whole = [(_words(name), FormKind.FULL)]
        for printed, kind in whole if person.is_body else _name_forms(name, settings):
            words = tuple(map(fold, printed))
            if words and words not in seen:
                seen.add(words)
                yield PrintedForm(words, printed, kind, key)


def _listed_names(name: str) -> list[str]:
    """Spell out alternatives in parentheses, which stand for the words before them.

    "Baring, Rowland, Lord Cromer" is called Cromer too.
    """
    outer = _PARENTHESIS.sub("", name).replace("  ", " ").replace(" ,", ",")
    names = [outer, *(f"{title}," for title in _PEER.findall(name))]
    surname, comma, given = name.partition(",")
    for place, part in (("surname", surname), ("given", given)):
        for group in _PARENTHESIS.findall(part):
            for text in _OR.split(_ALSO.sub("", group)):
                alternative = _ALSO.sub("", text.strip(" “”\"'‘’"))
                if place == "given":
                    names.append(f"{_PARENTHESIS.sub('', surname)}, {alternative}")
                elif comma:
                    names.append(f"{alternative},{_PARENTHESIS.sub('', given)}")
                else:
                    names.append(alternative)
    return names


def _name_forms(name: str, settings: NameSettings) -> Iterator[tuple[Printed, FormKind]]:
    surname, comma, rest = name.partition(",")
    family = [word for word in surname.split(" ") if word]
    given = [word for part in rest.split(",") for word in part.split(" ") if word]
    given = [  # "M." is a title where it stands first, an initial behind a name
        word
        for place, word in enumerate(given)
        if word.strip(".") not in settings.titles or (place and word == "M.")
    ]
    given = [w for w in given if w.strip(".") not in settings.suffixes]
    given = [w for w in given if not w.islower() or w.strip("-") in settings.particles]
    if not comma:
        yield from _whole_name_forms(family, settings)
        return
    if len(given) > 1 and given[-1].strip("-") in settings.particles:
        family = [given.pop(), *family]
    last = _words(" ".join(family))
    for chosen, kind in _given_choices(given, settings):
        yield (*chosen, *last), kind
    yield from _surname_forms(last, settings)
    if given and len(given[0].strip(".")) > 1:
        for alone in (given[0], *settings.short.get(given[0], ())):
            yield _words(alone), FormKind.GIVEN


def _words(text: str) -> Printed:
    return tuple(WORD.findall(text))


def _given_choices(given: list[str], settings: NameSettings) -> Iterator[tuple[Printed, FormKind]]:
    """Write out, shorten or leave out each given name, but not all left out."""
    words = [word for text in given for word in text.split(".") if word][:_GIVEN_NAMES_VARIED]
    options = [[_words(word), tuple(word[0]), ()] for word in words]
    if words:
        options[0] += [_words(short) for short in settings.short.get(words[0], ())]
    full = [option[0] for option in options]
    for choice in product(*map(dict.fromkeys, options)):
        chosen = tuple(word for part in choice for word in part)
        if not chosen:
            continue
        if all(len(word) == 1 for word in chosen):
            yield chosen, FormKind.INITIALS
        else:
            yield chosen, FormKind.FULL if list(choice) == full else FormKind.PART_GIVEN


def _surname_forms(words: Printed, settings: NameSettings) -> Iterator[tuple[Printed, FormKind]]:
    yield words, FormKind.SURNAME
    if len(words) < 2:  # noqa: PLR2004 - one word has no parts
        return
    yield ("".join(words),), FormKind.SURNAME
    small = [fold(word) in settings.particles for word in words]
    if small[0] and not small[-1]:
        yield words[small.index(False) :], FormKind.SURNAME_PART
    elif len(words[-1]) > 1 and not small[-1]:
        yield words[:1], FormKind.SURNAME_PART
        yield words[-1:], FormKind.SURNAME_PART


def _whole_name_forms(
    family: list[str], settings: NameSettings
) -> Iterator[tuple[Printed, FormKind]]:
    """Give the forms of a name listed without a comma, whose order is not known."""
    parts = [word for word in family if word.strip(".") not in settings.titles] or family
    words = _words(" ".join(parts))
    yield words, FormKind.FULL
    if len(words) < 2:  # noqa: PLR2004 - one word has no parts
        return
    yield (*words[1:], words[0]), FormKind.PART_GIVEN
    yield _words(" ".join(parts).replace("-", "").replace("–", "")), FormKind.FULL
    yield _words(parts[-1]), FormKind.LAST
    yield _words(parts[0]), FormKind.FIRST
    yield _words(" ".join(parts[1:])), FormKind.LAST
