"""What finding dates takes and gives."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from pipeline.model.document import Span


@dataclass(frozen=True, slots=True)
class DateSettings:
    """What is particular to the datelines of a kind of text; the table is ``dates.toml``."""

    not_own: frozenset[str]
    zone_through: int

    @classmethod
    def from_table(cls, table: Mapping[str, Any]) -> DateSettings:
        """Take the settings from a parsed ``dates.toml``."""
        return cls(frozenset(table["not_own"]), int(table["zone_through"]))


@dataclass(frozen=True, slots=True)
class DateMark:
    """A date in a text with its value, as the attributes of TEI's ``date`` have it.

    A day is ``when``, a stretch of days ``from_`` and ``to``; what is only known to lie between two
    days, or before or after one, has ``not_before`` and ``not_after``. ``cert`` is ``low`` where
    the text itself is in doubt, ``calendars`` are those that the words are in, as far as they say.
    """

    span: Span
    when: str | None = None
    from_: str | None = None
    to: str | None = None
    not_before: str | None = None
    not_after: str | None = None
    cert: str | None = None
    calendars: tuple[str, ...] = ()
