"""What a section of the book is called where an EPUB tells programs what it holds."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any

from pipeline.book import Role, Section
from pipeline.model.tables import read_table

# A document at this level stands below a chapter.
_BELOW_CHAPTER = 3


@dataclass(frozen=True, slots=True)
class Meaning:
    """Front, body or back matter, ``epub:type`` and ``role``; an empty word is none."""

    matter: str
    type: str = ""
    role: str = ""


def meaning_of(section: Section) -> Meaning:
    """Tell what ``section`` is, by its role and, of a text of the editors, by its name."""
    table = _table()
    role = section.role
    if role is Role.DOCUMENT and section.level >= _BELOW_CHAPTER:
        return Meaning(**table["sections"]["document-in-chapter"])
    meaning = Meaning(**table["sections"][role.value])
    name = section.text.id.lower()
    if role in (Role.FRONT, Role.BACK) and name in table["named"]:
        return Meaning(meaning.matter, name, f"doc-{name}")
    return meaning


@cache
def _table() -> dict[str, Any]:
    return read_table(__file__, "template/roles.toml")
