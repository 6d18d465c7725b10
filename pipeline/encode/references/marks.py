"""What finding references takes and gives."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from pipeline.document import Span


@dataclass(frozen=True, slots=True)
class CitedVolume:
    """A volume of the series: its years (``1955-57``), number (``v09``), part (``p1``) or name."""

    years: str
    number: str = ""
    part: str = ""
    name: str = ""

    @property
    def id(self) -> str:
        """The volume's id in the series, as ``frus1952-54v02p1``."""
        return f"{self.name or self.years}{self.number}{self.part}"


@dataclass(frozen=True, slots=True)
class ReferenceContext:
    """Where a text stands.

    ``edition`` is the edition's id and ``documents`` its documents in order; ``pages`` gives for
    a printed page the documents that stand on it, as far as is known. ``cited`` is the volume
    that ``ibid.`` means at the start of the text: the ``cited`` of what was found in the flow
    before it.
    """

    edition: str
    document: str
    documents: tuple[str, ...] = ()
    pages: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    cited: CitedVolume | None = None


@dataclass(frozen=True, slots=True)
class ReferenceMark:
    """A reference in a text and its address, as in ``ref/@target``."""

    span: Span
    target: str


@dataclass(frozen=True, slots=True)
class Unresolved:
    """A phrase that reads like a reference and got no address, with the reason."""

    span: Span
    reason: str


@dataclass(frozen=True, slots=True)
class References:
    """What was found in one text; marks and unresolved phrases rise and are disjoint."""

    marks: tuple[ReferenceMark, ...] = ()
    unresolved: tuple[Unresolved, ...] = ()
    cited: CitedVolume | None = None
