"""Which style of the DOCX template each part of a document is set in, by the style's name."""

from __future__ import annotations

from pipeline.book import Role

# Other parts have a style of their own name, as "Opener Line".
_PARAGRAPHS = {"center": "Centered", "right": "Flush Right", "page": "Page Between"}
_IN_NOTES = {"quotation": "Footnote Block Text", "list-head": "Footnote List Head"}
CHARACTERS = {
    "page-break": "Source Page",
    "small-caps": "Dateline Place",
    "place": "Place",
    "salutation": "Run-in Salutation",
    "date": "Date of Writing",
    "person": "Person",
    "term": "Term",
    "absent": "Absent Reference",
    "item-label": "Item Label",
    "note-again": "Note Cross-Reference",
    "reading": "Editorial Reading",
    "letter-spaced": "Letter-Spaced",
    "damage": "Damaged",
    "number": "Document Number",
    "title": "Running Title",
    "plain": "Default Paragraph Font",
}
# The properties of runs that show a look, since of styles in one another only one is seen.
DIRECT_LOOKS = {
    "letter-spaced": ("spacing", {"val": "40"}),
    "damage": ("shd", {"val": "clear", "color": "auto", "fill": "E7E6E6"}),
}
TITLE_PAGE = {
    "series": "Book Series",
    "title": "Title",
    "subtitle": "Subtitle",
    "editors": "Book Editors",
    "imprint": "Book Imprint",
    "rights": "Book Rights",
}
ENTRIES = {
    Role.SIGNS: "List Entry",
    Role.TERMS: "List Entry",
    Role.PERSONS: "List Entry",
    Role.INDEX: "Index Entry",
    Role.PLACES: "Index Entry",
}

DEEPEST_LIST = 5
DEEPEST_HEADING = 9


def paragraph(name: str, *, in_note: bool = False) -> str:
    """Give the style of a paragraph by the name that its part has in all formats."""
    own = _PARAGRAPHS.get(name) or name.replace("-", " ").title()
    return _IN_NOTES.get(name, own) if in_note else own


def numbered(name: str, level: int) -> str:
    """Give the style of a heading, or of a line of the contents, at ``level``."""
    return f"{name} {min(level, DEEPEST_HEADING)}"


def listed(name: str, depth: int) -> str:
    """Give the style of a paragraph in a list that stands in ``depth - 1`` others."""
    return name if depth == 1 else f"{name} {min(depth, DEEPEST_LIST)}"
