"""What finding dates takes and gives."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from pipeline.model.document import Span


@dataclass(frozen=True, slots=True)
class DateSettings:
    """How a kind of transcription writes dates; the table is ``dates.toml`` of a profile."""

    months: Mapping[str, int]
    hours: Mapping[str, str]
    not_own: frozenset[str]
    joining: frozenset[str]
    between: frozenset[str]
    ordinals: frozenset[str]
    zone_through: int

    @classmethod
    def from_table(cls, table: Mapping[str, Any]) -> DateSettings:
        """Take the settings from a parsed ``dates.toml``."""
        months = {name: int(number) for number, names in table["months"].items() for name in names}
        words = {
            name: frozenset(table[name]) for name in ("not_own", "joining", "between", "ordinals")
        }
        return cls(months, dict(table["hours"]), zone_through=int(table["zone_through"]), **words)


@dataclass(frozen=True, slots=True)
class DateMark:
    """A date in a text; ``when`` or ``from_`` and ``to`` hold its value."""

    span: Span
    when: str | None = None
    from_: str | None = None
    to: str | None = None
