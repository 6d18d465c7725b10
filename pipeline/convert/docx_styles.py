"""Which style of the DOCX template each part of a document is set in, by its style id."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline import document as model
from pipeline.book import Role

PARAGRAPHS = {
    model.SourceNote: "SourceNote",
    model.Dateline: "Dateline",
    model.OpenerLine: "OpenerLine",
    model.Salutation: "Salutation",
    model.Valediction: "Valediction",
    model.Signature: "Signature",
    model.CloserLine: "CloserLine",
}
LOOKS = {
    model.ParagraphStyle.CENTER: "Centered",
    model.ParagraphStyle.FLUSH_LEFT: "FlushLeft",
    model.ParagraphStyle.RIGHT: "FlushRight",
    model.ParagraphStyle.SECTION_TITLE: "SectionTitle",
}
ENTRIES = {
    Role.TERMS: "ListEntry",
    Role.PERSONS: "ListEntry",
    Role.INDEX: "IndexEntry",
}

PAGE = "SourcePage"
LINK = "Hyperlink"
NOTE_MARK = "FootnoteReference"
SECOND_MARK = "NoteCross-Reference"
ABSENT = "AbsentReference"
READING = "EditorialReading"
RUN_IN = "Run-inSalutation"
ITEM_LABEL = "ItemLabel"
NUMBER = "DocumentNumber"
TITLE = "RunningTitle"

DEEPEST_LIST = 5
DEEPEST_HEADING = 9


def heading(level: int) -> str:
    """Give the style of the heading of a section."""
    return f"Heading{min(level, DEEPEST_HEADING)}"


def inner_heading(level: int) -> str:
    """Give the style of a heading inside a section, at ``level`` of the navigation."""
    return f"InnerHeading{min(level, DEEPEST_HEADING)}"


def contents_entry(level: int) -> str:
    """Give the style of an entry of the table of contents."""
    return f"TOC{min(level, DEEPEST_HEADING)}"


@dataclass(frozen=True, slots=True)
class Place:
    """Where a block stands, as far as its style depends on it.

    ``body`` is the style of a paragraph that has no look of its own, ``entry`` that of the items
    of the section's own list, ``depth`` how many lists it stands in.
    """

    body: str = "BodyText"
    entry: str = ""
    in_note: bool = False
    marked: bool = False
    depth: int = 0

    @property
    def first(self) -> str:
        """The style of a paragraph below a heading or a table."""
        return "FirstParagraph" if self.body == "BodyText" else self.body

    @property
    def quotation(self) -> str:
        """The style of a quoted paragraph."""
        return "FootnoteBlockText" if self.in_note else "Quotation"

    @property
    def list_head(self) -> str:
        """The style of a line above a list."""
        return "FootnoteListHead" if self.in_note else "ListHead"

    @property
    def item(self) -> str:
        """The style of the first paragraph of a list item."""
        if self.in_note:
            return "FootnoteList"
        if self.entry and self.depth == 1:
            return self.entry
        return self._numbered("ListBullet" if self.marked else "ListLine")

    @property
    def item_goes_on(self) -> str:
        """The style of a further paragraph of a list item."""
        return "FootnoteList" if self.in_note else self._numbered("ListContinue")

    def _numbered(self, name: str) -> str:
        level = min(self.depth, DEEPEST_LIST)
        return name if level == 1 else f"{name}{level}"
