"""Books to BITS 2.0, the form of JATS for books, for a typesetter or an archive to go on with.

The text is the XHTML that pandoc writes for EPUB and pages, each element put into that of BITS
which means the same. What BITS has no element for says so in ``content-type``, so that nothing of
what is known is lost. Notes stand at the end of their document, with their printed labels.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from lxml import etree

from pipeline.book import Book, Role, Section
from pipeline.book.contributors import contributor_roles, contributors
from pipeline.convert import xhtml
from pipeline.convert.epub.text import LINES
from pipeline.convert.sections import SectionCache, divisions
from pipeline.convert.xhtml import XML_LANG, Element, X
from pipeline.model.metadata import Metadata

XLINK = "{http://www.w3.org/1999/xlink}"
_INLINES = {
    "em": "italic", "strong": "bold", "u": "underline", "sup": "sup", "sub": "sub",
    "del": "strike",
}  # fmt: skip
# Where the title stands, if something of the text stands before it, as a source note.
TITLE_PLACE = "title-place"
_NAMESPACES = {"xlink": XLINK[1:-1]}
_MARKERS = frozenset({"note-marker", "note-again"})
_BLOCKS = frozenset(X + name for name in ("p", "ul", "ol", "div", "table", "section"))
_LEVELS = {X + f"h{level}": level for level in range(1, 7)}


def make(book: Book, cache: SectionCache | None = None) -> bytes:
    """Convert ``book``; raises ConversionError or MissingProgramError."""
    root = etree.Element("book", nsmap=_NAMESPACES)
    root.set("dtd-version", "2.0")
    root.set(XML_LANG, book.metadata.language)
    _describe(_add(root, "book-meta"), book.metadata)
    described = replace(book, pictures={})  # the file stands alone, and can hold none
    made = dict(zip(book.sections, divisions(described, cache or SectionCache()), strict=True))
    for name, tag, sections in (
        ("front-matter", "front-matter-part", book.front),
        ("book-body", "book-part", book.body),
        ("book-back", "book-app", book.back),
    ):
        if sections:
            _sections(_add(root, name), tag, [(one, made[one]) for one in sections])
    return etree.tostring(root, encoding="UTF-8", xml_declaration=True)


def _sections(parent: Element, tag: str, sections: list[tuple[Section, Element]]) -> None:
    """Write sections, those of a deeper level into the body of the one before them."""
    holders: list[tuple[int, Element]] = [(0, parent)]
    for section, division in sections:
        while holders[-1][0] >= section.level:
            holders.pop()
        part = _add(holders[-1][1], tag, id=section.text.id)
        if tag == "book-part":
            part.set("book-part-type", section.role.value)
            if section.text.number:
                part.set("book-part-number", section.text.number)
        else:
            part.set("content-type", section.role.value)
        if section.text.language is not None:
            part.set(XML_LANG, section.text.language)
        body = _BitsSection(
            part, division, "named-book-part-body" if tag[0] == "f" else "body"
        ).write()
        if section.role in (Role.PART, Role.CHAPTER):
            holders.append((section.level, body))


class _BitsSection:
    """Writes one section: its heading, its body, its notes."""

    def __init__(self, part: Element, division: Element, body: str) -> None:
        self.part, self.division, self.body = part, division, body

    def write(self) -> Element:
        """Write the section and give the element that its text stands in."""
        blocks = list(self.division)
        title = next((one for one in blocks if one.tag == X + "h1"), None)
        if title is not None:
            titles = _add(_add(self.part, "book-part-meta"), "title-group")
            self.inlines(_add(titles, "title"), title)
            if title is blocks[0]:
                blocks.remove(title)
        notes = [one for one in blocks if "footnotes" in xhtml.classes(one)]
        body = _add(self.part, self.body)
        self.blocks(body, [one for one in blocks if one not in notes])
        if notes:
            group = _add(_add(self.part, "back"), "fn-group")
            for note in (one for box in notes for one in box):
                entry = _add(group, "fn", id=note.get("id", ""))
                _add(entry, "label").text = note.get("data-label", "")
                self.note(entry, note)
        return body

    def blocks(self, parent: Element, blocks: Iterable[Element]) -> None:
        """Write blocks below one another."""
        for block in blocks:
            self.block(parent, block)

    def note(self, entry: Element, blocks: Iterable[Element]) -> None:
        """Write what is in a note, which holds paragraphs alone; they hold what is none."""
        for block in blocks:
            holder = entry if block.tag == X + "p" else _add(entry, "p")
            self.block(holder, block)

    def block(self, parent: Element, block: Element) -> None:
        """Write a block of the text."""
        names = xhtml.classes(block)
        if block.tag == X + "h1":  # it is in the metadata; what stands before it is no part of it
            _add(parent, "p", **{"content-type": TITLE_PLACE})
        elif block.tag == X + "section":
            self.blocks(_add(parent, "boxed-text", **{"content-type": names[0]}), block)
        elif block.tag in _LEVELS:
            if parent.tag == "boxed-text" and not len(parent):
                self.inlines(_add(_add(parent, "caption"), "title"), block)
            else:
                kind = {"content-type": f"heading-{_LEVELS[str(block.tag)]}"}
                self.inlines(_add(parent, "p", **kind), block)
        elif block.tag == X + "table":
            self.table(parent, block)
        elif block.tag in (X + "ul", X + "ol"):
            self.list(parent, block, "")
        elif block.tag == X + "p":
            self.inlines(_add(parent, "p"), block)
        elif "quotation" in names:
            self.blocks(_add(parent, "disp-quote"), block)
        elif "list" in names and len(block) == 1:
            self.list(parent, block[0], names[-1])
        elif len(block) == 1 and block[0].tag == X + "p" and not LINES.isdisjoint(names):
            self.inlines(_add(parent, "p", **{"content-type": " ".join(names)}), block[0])
        else:  # a frame: JATS has none that may stand anywhere
            self.blocks(parent, block)

    def list(self, parent: Element, block: Element, kind: str) -> None:
        """Write a list; what stands in an item without a block of its own is a paragraph."""
        given = {"list-type": "bullet" if kind == "bulleted" else "simple"}
        written = _add(parent, "list", **given, **({"list-content": kind} if kind else {}))
        for item in block:
            self.flow(_add(written, "list-item"), item)

    def flow(self, parent: Element, holder: Element) -> None:
        """Write what may be words and blocks side by side, the words in paragraphs."""
        line: Element | None = None
        if holder.text:
            line = _add(parent, "p")
            line.text = holder.text
        for child in holder:
            if child.tag in _BLOCKS:
                line = None
                self.block(parent, child)
            else:
                line = _add(parent, "p") if line is None else line
                self.inline(line, child)
            if child.tail:
                line = _add(parent, "p") if line is None else line
                _append(line, child.tail)

    def table(self, parent: Element, block: Element) -> None:
        """Write a table, whose rows and cells are those of XHTML in BITS too."""
        wrap = _add(parent, "table-wrap")
        for caption in block.iterchildren(X + "caption"):
            self.flow(_add(wrap, "caption"), caption)
        table = _add(wrap, "table")
        for group in block:
            name = etree.QName(group).localname
            if name in ("thead", "tbody"):
                written = _add(table, name)
                for row in group:
                    cells = _add(written, "tr")
                    for cell in row:
                        self.cell(cells, cell)

    def cell(self, row: Element, cell: Element) -> None:
        """Write a cell, with how many columns it spans."""
        spans = {k: v for k, v in cell.attrib.items() if k in ("colspan", "rowspan")}
        written = _add(row, etree.QName(cell).localname, **spans)
        if any(child.tag in _BLOCKS for child in cell):
            self.flow(written, cell)
        else:
            self.inlines(written, cell)

    def inlines(self, parent: Element, holder: Element) -> None:
        """Write the words in ``holder``."""
        _append(parent, holder.text or "")
        for child in holder:
            self.inline(parent, child)
            _append(parent, child.tail or "")

    def inline(self, parent: Element, child: Element) -> None:
        """Write an element of a line."""
        name, names = etree.QName(child).localname, xhtml.classes(child)
        if name == "br":
            is_free = parent.tag in ("title", "td", "th")
            kind = {} if is_free else {"content-type": "line-break"}
            _add(parent, "break" if is_free else "named-content", **kind)
        elif "page-break" in names:
            given = {"content-type": "page-break", "specific-use": child.get("data-number", "")}
            mark = _add(parent, "named-content", **given)
            if child.get("id"):
                mark.set("id", child.get("id", ""))
        elif not _MARKERS.isdisjoint(names):
            marker = _add(parent, "xref", **{"ref-type": "fn"}, rid=child.get("href", "")[1:])
            self.inlines(_add(marker, "sup"), child)
        elif name == "a":
            self.link(parent, child)
        elif name in _INLINES:
            self.inlines(_add(parent, _INLINES[name]), child)
        else:
            given = {"content-type": " ".join(filter(None, names)) or "text"}
            written = _add(parent, "named-content", **given)
            if child.get("id"):
                written.set("id", child.get("id", ""))
            self.inlines(written, child)

    def link(self, parent: Element, link: Element) -> None:
        """Write a link into the book, or to the web."""
        address = link.get("href", "")
        if address.startswith("#"):
            written = _add(parent, "xref", **{"ref-type": "other"}, rid=address[1:])
        else:
            written = _add(parent, "ext-link", **{"ext-link-type": "uri"})
            written.set(XLINK + "href", address)
        self.inlines(written, link)


def _describe(about: Element, metadata: Metadata) -> None:
    """Write what is known of the book, in the order of BITS."""
    said = metadata.publication
    _fact(about, "book-id", metadata.id, **{"book-id-type": "publisher"})
    _fact(about, "book-id", said.doi, **{"book-id-type": "doi"})
    titles = _add(about, "book-title-group")
    _fact(titles, "book-title", metadata.title)
    _fact(titles, "subtitle", metadata.subtitle)
    shares = contributors(metadata)
    group = _add(about, "contrib-group") if shares else about
    for one in shares:
        person = _add(group, "contrib", **{"contrib-type": one.role})
        if one.orcid:
            address = f"https://orcid.org/{one.orcid}"
            _fact(person, "contrib-id", address, **{"contrib-id-type": "orcid"})
        _fact(person, "string-name", one.name)
        _fact(person, "role", one.role, **{"specific-use": contributor_roles()[one.role].marc})
    if metadata.date:
        date = _add(about, "pub-date", **{"iso-8601-date": metadata.date})
        year, *rest = metadata.date.split("-")
        for name, value in reversed([("year", year), *zip(("month", "day"), rest, strict=False)]):
            _fact(date, name, value)
    for form, isbn in said.isbns or (("", metadata.isbn),):
        _fact(about, "isbn", isbn, **({"publication-format": form} if form else {}))
    if metadata.publisher:
        publisher = _add(about, "publisher")
        _fact(publisher, "publisher-name", metadata.publisher)
        _fact(publisher, "publisher-loc", metadata.place)
    if metadata.rights or said.licence:
        rights = _add(about, "permissions")
        _fact(rights, "copyright-statement", metadata.rights)
        if said.licence:
            licence = _add(rights, "license")
            licence.set(XLINK + "href", said.licence)
            _fact(licence, "license-p", metadata.rights or said.licence)
    if said.description:
        _fact(_add(about, "abstract"), "p", said.description)
    if said.keywords:
        words = _add(about, "kwd-group")
        for word in said.keywords:
            _fact(words, "kwd", word)


def _fact(parent: Element, tag: str, text: str, **attributes: str) -> None:
    if text:
        _add(parent, tag, **attributes).text = text


def _append(element: Element, text: str) -> None:
    """Append words behind all that ``element`` has."""
    if len(element):
        element[-1].tail = (element[-1].tail or "") + text
    else:
        element.text = (element.text or "") + text


def _add(parent: Element, tag: str, **attributes: str) -> Element:
    return etree.SubElement(parent, tag, attributes)
