"""What a profile says about notes and markers in brackets."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


def _at_line_start(form: str) -> re.Pattern[str]:
    """Let ``form`` begin a line, after its indentation and page marks that were blanked."""
    return re.compile(rf"^[ \t\x1f]*(?:{form})", re.ASCII | re.MULTILINE)


@dataclass(frozen=True, slots=True)
class BracketedNotes:
    """How notes look; the keys are described in ``notes.toml``.

    ``framed`` and ``listed`` match at the start of a line up to where the text of a note begins;
    their group ``label`` is the note's. ``head`` matches a whole line, ``trace`` anywhere what
    should have been a note.
    """

    framed: re.Pattern[str]
    listed: re.Pattern[str]
    head: re.Pattern[str]
    trace: re.Pattern[str]

    @classmethod
    def from_table(cls, table: Mapping[str, Any]) -> BracketedNotes:
        """Read the settings from a profile's table."""
        framed, listed = (_at_line_start(table[name]) for name in ("framed", "listed"))
        head, trace = (re.compile(table[name], re.ASCII) for name in ("head", "trace"))
        return cls(framed, listed, head, trace)


@dataclass(frozen=True, slots=True)
class BracketedMarkers:
    """How a marker looks; group ``label`` is what it shares with its note.

    ``chapter`` matches at the start of a line where the labels may begin anew.
    """

    marker: re.Pattern[str]
    chapter: re.Pattern[str]

    @classmethod
    def from_table(cls, table: Mapping[str, Any]) -> BracketedMarkers:
        """Read the settings from a profile's table."""
        return cls(re.compile(table["marker"], re.ASCII), _at_line_start(table["chapter"]))
