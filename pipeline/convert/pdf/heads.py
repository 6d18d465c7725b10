"""What the heads of the pages and the contents say of a section."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.book import Role, Section
from pipeline.book.titles import date_of, title_of
from pipeline.convert.pdf.source import dictionary, literal


@dataclass(frozen=True, slots=True)
class Head:
    """What the head of a page and the contents say of a section."""

    id: str
    role: Role
    level: int
    number: str | None
    title: str
    date: str

    def running(self) -> str:
        """Write what the head of a page says as a dictionary of Typst."""
        return dictionary({"number": self._number(), "title": literal(self.title)})

    def listed(self) -> str:
        """Write what the contents say as a dictionary of Typst."""
        return dictionary({
            "id": literal(self.id),
            "role": literal(self.role.value),
            "level": str(self.level),
            "number": self._number(),
            "title": literal(self.title),
            "date": literal(self.date),
        })  # fmt: skip

    def _number(self) -> str:
        return "none" if self.number is None else literal(self.number)


def head_of(section: Section) -> Head:
    """Take number and title from the heading of ``section``."""
    title = title_of(section.text)
    date = date_of(section.text) if section.role is Role.DOCUMENT else ""
    return Head(section.text.id, section.role, section.level, title.number, title.text, date)
