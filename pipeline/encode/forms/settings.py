"""Read the table of forms."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Any, TypeAlias

from pipeline.model.tables import read_table

RAISED = str.maketrans(
    "⁰¹²³⁴⁵⁶⁷⁸⁹０１２３４５６７８９ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛʷˣʸᶻ",
    "01234567890123456789abcdefghijklmnoprstuvwxyz",
) | {ord(first) + place: str(place + 1) for first in "①⑴❶➀" for place in range(10)}
RAISED |= {ord("⑪") + place: str(place + 11) for place in range(10)}
"""Raised, wide and encircled figures and letters as plain ones."""
BLANKS = " \u00a0\u2002\u2003\u2007\u2008\u2009\u200a\u202f"
"""The blanks that part words in a line."""
_AS_BLANK = str.maketrans(dict.fromkeys(BLANKS, " "))
NUMBER = "number"
FIGURE = "figure"
LETTERED = ("letter", "roman", "capital", "large")


@dataclass(frozen=True, slots=True)
class NoteForm:
    """How a note of a list begins; ``pattern`` has the group ``label``.

    ``kind`` is what its labels are, a key of the table ``[labels]``; ``closing`` ends the note. A
    form that is ``sure`` is used by notes alone. ``marker`` names the form of markers that have
    the same signs, if there is one.
    """

    name: str
    pattern: re.Pattern[str]
    kind: str
    closing: str
    is_sure: bool
    marker: str = ""


@dataclass(frozen=True, slots=True)
class MarkerForm:
    """How a marker stands in the text; ``pattern`` has the group ``label``.

    It has one of ``signs``, and ``least`` so many notes have to have it. A form that is
    ``sure`` is used by markers alone; one that is ``weak`` by much else. The parenthesis of one
    that is ``unpaired`` has no partner before it. ``behind`` has to match, without any length,
    where a marker begins. One with a ``closing`` sign is looked for from there: the pattern is what
    stands before the sign, ``after`` has to match behind it.
    """

    name: str
    signs: tuple[str, ...]
    pattern: re.Pattern[str]
    kind: str
    is_sure: bool
    is_weak: bool
    is_unpaired: bool
    least: int
    behind: re.Pattern[str]
    closing: str
    after: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class InlineForm:
    """A note that stands where its marker would; ``pattern`` has the group ``text``.

    Where the form is not ``sure``, it is looked for only in texts without a list of notes.
    """

    name: str
    pattern: re.Pattern[str]
    is_sure: bool


@dataclass(frozen=True, slots=True)
class BrokenForm:
    """How a word is broken at a line end; ``pattern`` is the sign with the line end.

    Where the form is not ``sure``, the whole word has to stand elsewhere in the text.
    """

    name: str
    pattern: re.Pattern[str]
    is_sure: bool


@dataclass(frozen=True, slots=True)
class PageForm:
    """How a page begins; ``pattern`` has the group ``number``, which may match nothing.

    It is looked for only in a text that has the characters it ``needs``. One that is ``torn`` is
    also that of a phrase: a mark has to stand in the way of a sentence, or at the edge of a line.
    """

    name: str
    pattern: re.Pattern[str]
    is_sure: bool
    needs: str
    is_torn: bool


_PageRow: TypeAlias = tuple[str, str, bool, str, bool]


@dataclass(frozen=True)
class Forms:
    """All forms that are known, in the order in which they are tried.

    ``lettered`` are forms of notes that are marked by letters or Roman numerals; ``label`` is any
    label.
    """

    notes: tuple[NoteForm, ...]
    lettered: tuple[NoteForm, ...]
    markers: tuple[MarkerForm, ...]
    inline: tuple[InlineForm, ...]
    label: re.Pattern[str]
    head: re.Pattern[str]
    arrow: re.Pattern[str]
    broken: tuple[BrokenForm, ...]
    pages: tuple[_PageRow, ...]

    @cached_property
    def signs(self) -> frozenset[str]:
        """Give the signs of all markers."""
        return frozenset(sign for form in self.markers for sign in form.signs)

    def of_pages(self, number: str) -> tuple[PageForm, ...]:
        """Give the forms of page marks, for page numbers of the form ``number``."""
        return _page_forms(self.pages, number)


@cache
def _page_forms(rows: tuple[_PageRow, ...], number: str) -> tuple[PageForm, ...]:
    return tuple(
        PageForm(
            name, re.compile(pattern.replace("{number}", number), re.MULTILINE), sure, needs, torn
        )
        for name, pattern, sure, needs, torn in rows
    )


@cache
def known_forms() -> Forms:
    """Read ``forms.toml``."""
    table = read_table(__file__, "forms.toml")
    labels = table["labels"]

    def compiled(row: Mapping[str, Any], kind: str, before: str = "") -> re.Pattern[str]:
        label = f"(?P<label>{labels[kind]})"
        ending = r"\Z" if "after" in row or row.get("unpaired") else ""
        return re.compile(before + row["pattern"].replace("{label}", label) + ending, re.MULTILINE)

    def note(row: Mapping[str, Any], kind: str) -> NoteForm:
        pattern = compiled(row, kind, r"^[ \t]*(?!\*[ ]\*)")
        return NoteForm(
            row["name"], pattern, kind, row.get("closing", ""), row.get("sure", False),
            row.get("marker", ""),
        )  # fmt: skip

    return Forms(
        notes=tuple(note(row, row.get("kind", NUMBER)) for row in table["note"]),
        lettered=tuple(
            note(row, kind) for kind in LETTERED for row in table["note"] if "kind" not in row
        ),
        markers=tuple(
            MarkerForm(
                row["name"], tuple(row["signs"]), compiled(row, row.get("kind", "any")),
                row.get("kind", NUMBER), row.get("sure", False), row.get("weak", False),
                row.get("unpaired", False), row.get("least", 1),
                re.compile(row.get("behind", "")), row.get("closing", ""),
                re.compile(row.get("after", "")),
            )
            for row in table["marker"]
        ),
        inline=tuple(
            InlineForm(
                row["name"], re.compile(row["pattern"], re.DOTALL), not row.get("weak", False)
            )
            for row in table["inline"]
        ),
        label=re.compile(labels["any"]),
        head=re.compile(table["head"]["pattern"]),
        arrow=re.compile(table["arrow"]["pattern"]),
        broken=tuple(
            BrokenForm(row["name"], re.compile(row["pattern"]), row.get("sure", False))
            for row in table["broken"]
        ),
        pages=tuple(
            (
                row["name"], row["pattern"], row.get("sure", False), row.get("needs", ""),
                row.get("torn", False),
            )
            for row in table["page"]
        ),
    )  # fmt: skip


def with_plain_blanks(text: str) -> str:
    """Give a text as the forms are looked for in it: all blanks of a line are the usual one."""
    # To translate a text takes longer than to look for what most texts do not have.
    return text.translate(_AS_BLANK) if any(blank in text for blank in BLANKS[1:]) else text
