"""The words and customs of a series, read from ``references.toml`` of a profile."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any


@dataclass(frozen=True, slots=True)
class Era:
    """How the editors of a time address what they cite; see ``references.toml``."""

    through: int
    pages: frozenset[str]
    page_of: bool
    part_of: bool
    volumes: bool
    notes: bool
    neighbours: bool
    neighbour_inside: bool

    @classmethod
    def from_row(cls, row: Mapping[str, Any]) -> Era:
        """Take a row of the table ``eras``."""
        return cls(**{**row, "pages": frozenset(row["pages"])})


@dataclass(frozen=True, slots=True)
class ReferenceWords:
    """The words that references are made of, each set in the forms that occur."""

    document: frozenset[str]
    document_with_number: frozenset[str]
    number: frozenset[str]
    note: frozenset[str]
    page: frozenset[str]
    volume: frozenset[str]
    part: frozenset[str]
    supplement: frozenset[str]
    ibid: frozenset[str]
    here: frozenset[str]
    before: frozenset[str]
    after: frozenset[str]
    thereto: frozenset[str]
    prefixed: frozenset[str]
    following: frozenset[str]
    ordinal: frozenset[str]


@dataclass(frozen=True)
class ClauseWords:
    """The words that tell what a clause cites; the sets are described in ``references.toml``."""

    leading: frozenset[str]
    kinds: frozenset[str]
    works: frozenset[str]
    containing: frozenset[str]
    months: frozenset[str]
    times: frozenset[str]
    determiners: frozenset[str]
    numbering: frozenset[str]
    volumes: frozenset[str]
    addressed: frozenset[str]
    small: frozenset[str]
    joints: frozenset[str]

    @cached_property
    def lead(self) -> re.Pattern[str]:
        """Matches a word after which stands what is cited."""
        return re.compile(rf"{_any_of(self.leading).pattern}\.?(?: also\b)?\s*")

    @cached_property
    def joint(self) -> re.Pattern[str]:
        """Matches words that join a segment to the one before it."""
        return re.compile(rf"\A(?:{_any_of(self.joints).pattern}\.?(?:\s+|\Z))+")

    @cached_property
    def date(self) -> re.Pattern[str]:
        """Matches a day, a month with its year, or a time of day."""
        months = rf"{_any_of(self.months).pattern}\.?"
        days = r"\b[0-9]{1,2}(?:\s?(?:[-–]|and|to)\s?[0-9]{1,2})?\b"
        dates = rf"(?:{days} {months}|{months} (?:{days}|[0-9]{{4}}\b))(?: [0-9]{{4}}\b)?"
        times = rf"\b[0-9]{{1,2}}(?::[0-9]{{2}})? [ap]\.\s?m\.|{_any_of(self.times).pattern}"
        return re.compile(rf"(?:\b(?:of|on|[Dd]ated) )?(?:{dates})|{times}")

    @cached_property
    def volume(self) -> re.Pattern[str]:
        """Matches a segment that numbers a volume, a session or an edition."""
        volumes = _any_of(self.volumes).pattern
        ordinal = r"(?:[0-9]+(?:st|nd|rd|d|th)|[Rr]ev\.)"
        return re.compile(
            rf"{volumes}\.? [0-9IVXLCivxlc]+|{ordinal} (?:[A-Z]\w*\.?|[a-z]+\.)(?: .*)?"
        )


@dataclass(frozen=True, eq=False)
class ReferenceSettings:
    """All that is particular to a series; the tables are described in ``references.toml``."""

    prefix: str
    edition: str
    series: tuple[str, ...]
    whole_years_through: int
    not_series: frozenset[str]
    words: ReferenceWords
    eras: tuple[Era, ...]
    bodies: frozenset[str]
    collections: frozenset[str]
    clause: ClauseWords
    spans: Mapping[str, str]
    names: Mapping[str, str]
    supplements: Mapping[str, str]
    numbered: Mapping[str, str]
    titles: Mapping[str, Mapping[str, str]]
    first_parts: Mapping[str, Mapping[str, str]]

    @classmethod
    def from_table(cls, table: Mapping[str, Any]) -> ReferenceSettings:
        """Take the settings from a parsed ``references.toml``."""
        foreign = table["foreign"]
        return cls(
            prefix=table["prefix"],
            edition=table["edition"],
            series=tuple(table["series"]),
            whole_years_through=int(table["whole_years_through"]),
            not_series=frozenset(table["not_series"]),
            words=ReferenceWords(
                **{name: frozenset(forms) for name, forms in table["words"].items()}
            ),
            eras=tuple(map(Era.from_row, table["eras"])),
            bodies=frozenset(foreign["bodies"]),
            collections=frozenset(foreign["collections"]),
            clause=ClauseWords(**{name: frozenset(ws) for name, ws in table["clause"].items()}),
            spans={span[:4]: span for span in table["spans"]},
            names=table["names"],
            supplements=table["supplements"],
            numbered=table["numbered"],
            titles=table["titles"],
            first_parts={
                years: {f"v{number:02}": "p1" for number in numbers}
                for years, numbers in table["parts"].items()
            },
        )

    @cached_property
    def beginnings(self) -> tuple[str, ...]:
        """The words that a reference can begin with; short ones with the stop that ends them."""
        words = self.words
        near = words.before | words.after
        plain = (
            words.document | words.document_with_number | words.note | words.page | words.volume
            | words.ibid | near | {word.capitalize() for word in near}
        )  # fmt: skip
        stopped = {word + "." if len(word) <= len("vol") else word for word in plain}
        return tuple(sorted({*stopped, *self.series}, key=lambda word: (-len(word), word)))

    @cached_property
    def hints(self) -> tuple[str, ...]:
        """Strings of which every text with a reference has one once its letters are small."""
        words = {word.lower() for word in self.beginnings}
        return tuple(sorted(w for w in words if not any(o in w for o in words - {w})))

    @cached_property
    def trigger(self) -> re.Pattern[str]:
        """Matches a word that a reference can begin with."""
        words = (
            re.escape(word) + ("" if word.endswith(".") else r"\b") for word in self.beginnings
        )
        return re.compile(rf"\b(?:{'|'.join(words)})")

    @cached_property
    def prefixed_before(self) -> re.Pattern[str]:
        """Matches what makes the page after it the volume's own."""
        return re.compile(rf"\b(?:{'|'.join(sorted(self.words.prefixed))}),? $")

    @cached_property
    def source_word(self) -> re.Pattern[str]:
        """Matches a word that tells which volume is cited."""
        return _any_of({*self.series, *self.words.ibid, *self.words.volume})


def _any_of(words: Iterable[str]) -> re.Pattern[str]:
    longest_first = sorted(words, key=lambda word: (-len(word), word))
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, longest_first))})\b")
