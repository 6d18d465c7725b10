"""Who has a share in a book: its editors, and those whom ``[[publication.contributor]]`` names."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import msgspec

from pipeline.model.metadata import Metadata
from pipeline.model.publication import Contributor
from pipeline.model.tables import read_table


@dataclass(frozen=True, slots=True)
class ContributorRole:
    """The codes of a role; that of Crossref is empty where its schema has none."""

    marc: str
    onix: str
    crossref: str = ""


@cache
def contributor_roles() -> dict[str, ContributorRole]:
    """Give the roles by the words that ``edition.toml`` has for them."""
    tables = read_table(__file__, "contributor_roles.toml")
    return msgspec.convert(tables, dict[str, ContributorRole])


def contributors(metadata: Metadata) -> tuple[Contributor, ...]:
    """Give the editors in their order, with what is known of each, and then all others."""
    named = metadata.publication.contributors
    known = {one.name: one for one in named if one.role == "editor"}
    editors = [known.get(name) or Contributor(name) for name in metadata.editors]
    return (*editors, *(one for one in named if one not in editors))
