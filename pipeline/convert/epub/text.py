"""pandoc's HTML to the XHTML of an EPUB: notes, page breaks and structure get their meaning.

Meanings are those of EPUB 3 Structural Semantics (``epub:type``) and of DPUB-ARIA (``role``).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from lxml import etree

from pipeline import book
from pipeline.book import Role, Section
from pipeline.convert import xhtml
from pipeline.convert.xhtml import EPUB_TYPE, Element, X
from pipeline.model.document import Document, line_of
from pipeline.model.errors import ConversionError
from pipeline.model.languages import TO_LEFT
from pipeline.model.tables import read_table

# A line of these classes is a paragraph of that class, not a paragraph in a box.
LINES = frozenset(
    {
        "source-note", "dateline", "opener-line", "salutation", "valediction", "signature",
        "closer-line", "center", "flush-left", "right", "section-title", "list-head", "page",
        "unplaced-note",
    }
)  # fmt: skip
MARKER_PREFIX = "ref-"


@dataclass(frozen=True, slots=True)
class PrintPage:
    """A page of the printed source and where it begins."""

    number: str
    id: str


@dataclass(frozen=True, slots=True)
class XhtmlSection:
    """One section of the book as XHTML: its heading on one line, its ids and its page marks.

    ``level`` is that of the table of contents; one that is not ``headed``, or whose
    heading holds nothing but marks, has its id for a title.
    """

    element: Element
    meaning: Meaning
    level: int
    title: str
    headed: bool
    ids: frozenset[str]
    pages: tuple[PrintPage, ...]


def section(element: Element, of: book.Section, *, keys: bool = False) -> XhtmlSection:
    """Make the page of the section ``of`` from its division; with ``keys`` names keep theirs."""
    for name in () if keys else element.iter(X + "span"):
        name.attrib.pop("data-key", None)
    identifier, meaning = of.text.id, _meaning_of(of)
    element.tag = X + "section"
    if meaning.type:
        element.set(EPUB_TYPE, meaning.type)
    if meaning.role:
        element.set("role", meaning.role)
    element.attrib.pop("kind", None)
    if of.text.language is not None:
        element.set(xhtml.XML_LANG, of.text.language)
    _unwrap_lines(element)
    pages = tuple(_mark_pages(element))
    _mark_notes(element)
    for part in element.iter(X + "div", X + "section"):
        names = xhtml.classes(part)
        if "quotation" in names:
            part.tag = X + "blockquote"
        elif "attachment" in names:
            part.tag = X + "section"
    _scope_headings(element)
    heading = element.find(X + "h1")
    title = _title(of.text) or identifier
    if heading is not None:
        heading.set("id", "heading-" + identifier)
        element.set("aria-labelledby", "heading-" + identifier)
    ids = frozenset(found for each in element.iter(X + "*") if (found := each.get("id")))
    return XhtmlSection(element, meaning, of.level, title, heading is not None, ids, pages)


def _title(text: Document) -> str:
    """Give the heading of ``text`` on one line, its words one space apart."""
    line = "" if text.heading is None else line_of(text.heading, readings=True)
    return " ".join(word for word in line.split(" ") if word)


def link_across(element: Element, own: str, places: Mapping[str, str]) -> None:
    """Add to each link into the book the file of its target; ``places`` gives the file of an id."""
    for link in element.iter(X + "a"):
        target = link.get("href", "")
        place = places[target[1:]] if target.startswith("#") else own
        if place != own:
            link.set("href", place + target)


def _unwrap_lines(element: Element) -> None:
    for box in list(element.iter(X + "div")):
        names = xhtml.classes(box)
        if len(box) == 1 and box[0].tag == X + "p" and not LINES.isdisjoint(names):
            line = box[0]
            line.set("class", box.get("class", ""))
            _replace(box, line)


PAGE_PICTURE = "page-picture"


def _mark_pages(element: Element) -> Iterator[PrintPage]:
    """Make page marks of the page breaks; yield those that a page list can name.

    One whose page has a picture on the web leads there, unless it stands in another link.
    """
    for mark in list(element.iter(X + "span")):
        if "page-break" in xhtml.classes(mark):
            number = mark.attrib.pop("data-number")
            picture = mark.attrib.pop("data-picture", "")
            if picture and next(mark.iterancestors(X + "a"), None) is None:
                link = etree.Element(X + "a", {"class": PAGE_PICTURE, "href": picture})
                _replace(mark, link)
                link.append(mark)
                mark.tail = None
            mark.set(EPUB_TYPE, "pagebreak")
            mark.set("role", "doc-pagebreak")
            mark.set("aria-label", number)
            identifier = mark.get("id")
            if identifier:
                yield PrintPage(number, identifier)


def _mark_notes(element: Element) -> None:
    is_mixed = bool(TO_LEFT.search("".join(element.itertext())))
    for link in element.iter(X + "a"):
        names = xhtml.classes(link)
        if "note-marker" in names or "note-again" in names:
            link.set(EPUB_TYPE, "noteref")
            link.set("role", "doc-noteref")
            if is_mixed:  # else a number would stand before the word that it is behind
                link.set("dir", "ltr")
        if "note-marker" in names:
            link.set("id", MARKER_PREFIX + link.get("href", "")[1:])
    for note in element.iter(X + "div"):
        if "footnote" in xhtml.classes(note):
            note.tag = X + "aside"
            note.set(EPUB_TYPE, "footnote")
            note.set("role", "doc-footnote")
            _lead_back(note, note.attrib.pop("data-label"))


def _lead_back(note: Element, label: str) -> None:
    """Open ``note`` with its printed label, which leads back to its first marker."""
    back = etree.Element(X + "a")
    back.set("class", "note-back")
    back.set("role", "doc-backlink")
    back.set("href", "#" + MARKER_PREFIX + note.get("id", ""))
    back.text = label
    if len(note) == 0 or note[0].tag != X + "p":
        note.insert(0, etree.Element(X + "p"))
    first = note[0]
    back.tail, first.text = first.text, None
    first.insert(0, back)


def _scope_headings(element: Element) -> None:
    for heading in element.iter(X + "th"):
        if len(heading) or heading.text:
            heading.set("scope", "col")
        else:
            heading.tag = X + "td"


def _replace(old: Element, new: Element) -> None:
    parent = old.getparent()
    if parent is None:
        raise ConversionError("pandoc wrote a line outside its document")
    new.tail = old.tail
    parent.replace(old, new)


# A document at this level stands below a chapter.
_BELOW_CHAPTER = 3


@dataclass(frozen=True, slots=True)
class Meaning:
    """Front, body or back matter, ``epub:type`` and ``role``; an empty word is none."""

    matter: str
    type: str = ""
    role: str = ""


def _meaning_of(section: Section) -> Meaning:
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
