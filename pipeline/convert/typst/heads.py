"""What the heads of the pages and the contents say of a document."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline import document as model
from pipeline.book.titles import title_of
from pipeline.convert.typst.source import literal


@dataclass(frozen=True, slots=True)
class RunningHead:
    """What the head of a page says of the document that stands on it."""

    number: str | None
    title: str

    def given(self) -> str:
        """Write it as a dictionary of Typst."""
        number = "none" if self.number is None else literal(self.number)
        return f"(number: {number}, title: {literal(self.title)})"


def running_head(document: model.Document) -> RunningHead:
    """Take number and title from the heading of ``document``."""
    title = title_of(document)
    return RunningHead(title.number, title.text)
