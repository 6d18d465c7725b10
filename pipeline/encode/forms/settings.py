"""Read the table of forms."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

RAISED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
NUMBER = "number"


@dataclass(frozen=True, slots=True)
class NoteForm:
    """How a note of a list begins; ``pattern`` has the group ``label``.

    ``kind`` is what its labels are, a key of the table ``[labels]``; ``closing`` ends the note. A
    form that is ``sure`` is used by notes alone.
    """

    name: str
    pattern: re.Pattern[str]
    kind: str
    closing: str
    is_sure: bool


@dataclass(frozen=True, slots=True)
class MarkerForm:
    """How a marker stands in the text; ``pattern`` has the group ``label``.

    A form that is ``sure`` is used by markers alone.
    """

    name: str
    pattern: re.Pattern[str]
    kind: str
    is_sure: bool


@dataclass(frozen=True, slots=True)
class InlineForm:
    """A note that stands where its marker would; ``pattern`` has the group ``text``."""

    name: str
    pattern: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class PageForm:
    """How a page begins; ``pattern`` has the group ``number``, which may match nothing."""

    name: str
    pattern: re.Pattern[str]
    is_sure: bool


@dataclass(frozen=True, slots=True)
class Forms:
    """All forms that are known, in the order in which they are tried."""

    notes: tuple[NoteForm, ...]
    markers: tuple[MarkerForm, ...]
    inline: tuple[InlineForm, ...]
    head: re.Pattern[str]
    arrow: re.Pattern[str]
    pages: tuple[tuple[str, str, bool], ...]

    def of_pages(self, number: str) -> tuple[PageForm, ...]:
        """Give the forms of page marks, for page numbers of the form ``number``."""
        return _page_forms(self.pages, number)


@cache
def _page_forms(rows: tuple[tuple[str, str, bool], ...], number: str) -> tuple[PageForm, ...]:
    return tuple(
        PageForm(name, re.compile(pattern.replace("{number}", number), re.MULTILINE), sure)
        for name, pattern, sure in rows
    )


@cache
def known_forms() -> Forms:
    """Read ``forms.toml``."""
    table = tomllib.loads(
        (files("pipeline.encode.forms") / "forms.toml").read_text(encoding="utf-8")
    )
    labels = table["labels"]

    def compiled(row: Mapping[str, Any], before: str = "") -> re.Pattern[str]:
        label = f"(?P<label>{labels[row.get('kind', NUMBER)]})"
        return re.compile(before + row["pattern"].replace("{label}", label), re.MULTILINE)

    return Forms(
        notes=tuple(
            NoteForm(
                row["name"],
                compiled(row, r"^[ \t\u00a0]*"),
                row.get("kind", NUMBER),
                row.get("closing", ""),
                row.get("sure", False),
            )
            for row in table["note"]
        ),
        markers=tuple(
            MarkerForm(row["name"], compiled(row), row.get("kind", NUMBER), row.get("sure", False))
            for row in table["marker"]
        ),
        inline=tuple(
            InlineForm(row["name"], re.compile(row["pattern"], re.DOTALL))
            for row in table["inline"]
        ),
        head=re.compile(table["head"]["pattern"]),
        arrow=re.compile(table["arrow"]["pattern"]),
        pages=tuple((r["name"], r["pattern"], r.get("sure", False)) for r in table["page"]),
    )
