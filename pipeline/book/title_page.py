"""What the title page of a book says, whatever its format."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.model.metadata import Metadata


@dataclass(frozen=True, slots=True)
class TitlePage:
    """The lines of a title page in their order; one that would say nothing is empty."""

    series: str
    title: str
    subtitle: str
    editors: str
    imprint: str
    rights: str

    @classmethod
    def of(cls, metadata: Metadata) -> TitlePage:
        """Lay out what is known of the edition."""
        return cls(
            metadata.series, metadata.title, metadata.subtitle, "; ".join(metadata.editors),
            imprint(metadata), metadata.rights,
        )  # fmt: skip


def imprint(metadata: Metadata) -> str:
    """Give place, publisher and date of the printed source on one line."""
    return ", ".join(fact for fact in (metadata.place, metadata.publisher, metadata.date) if fact)
