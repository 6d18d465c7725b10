"""Read a book in BITS back and compare it with the book it was made from.

Every element is taken for that of XHTML which it stands for, and the texts are then read as those
of EPUB and pages are (``markup``). The book parts, as deep as they stand in one another, must be
the sections of the book in their order, under their headings.
"""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from pipeline.book import Book
from pipeline.book.contributors import contributor_roles
from pipeline.model.metadata import Metadata
from pipeline.system.xml import parse_xml
from pipeline.verify import markup
from pipeline.verify.about import MetadataFields, contributors
from pipeline.verify.archive import Element
from pipeline.verify.contents import ContentsEntry, outline
from pipeline.verify.expected import expect
from pipeline.verify.markup import X
from pipeline.verify.rules import Discrepancy, judge, judge_contents, judge_facts
from pipeline.verify.sight import Addresses

_HREF = "{http://www.w3.org/1999/xlink}href"
_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_TITLE = "title-place"
_PARTS = frozenset({"front-matter-part", "book-part", "book-app"})
_AS = {
    "italic": "em", "bold": "strong", "underline": "u", "sup": "sup", "sub": "sub",
    "strike": "del", "break": "br", "list": "ul", "list-item": "li", "disp-quote": "blockquote",
    "boxed-text": "section", "fn-group": "div", "table": "table", "thead": "thead",
    "tbody": "tbody",
    "tr": "tr", "td": "td", "th": "th", "p": "p", "caption": "div", "table-wrap": "div",
}  # fmt: skip

# Where each fact of the book stands in ``book-meta``; persons are read as wholes.
_PATHS = {
    "id": "book-id[@book-id-type='publisher']", "doi": "book-id[@book-id-type='doi']",
    "title": "book-title-group/book-title", "subtitle": "book-title-group/subtitle",
    "share": "contrib-group/contrib/role/@specific-use",
    "day": "pub-date/@iso-8601-date", "date": "pub-date/*",
    "isbn": "isbn", "form": "isbn/@publication-format",
    "publisher": "publisher/publisher-name", "place": "publisher/publisher-loc",
    "rights": "permissions/copyright-statement",
    "licence": "permissions/license/@*[local-name()='href']",
    "licence in words": "permissions/license/license-p",
    "description": "abstract/p", "keyword": "kwd-group/kwd",
}  # fmt: skip


def check(book: Book, data: bytes) -> tuple[Discrepancy, ...]:
    """Compare ``data``, a file in BITS, with ``book``."""
    addresses = Addresses.of(book.texts)
    expected = [expect(text, addresses) for text in book.texts]
    parts = _BookParts(parse_xml(data))
    sections = outline(book)
    # The words of a heading are held against the text, with the signs that the contents leave out.
    titles = {one.target: one.words for one in sections}
    contents = [ContentsEntry(i, titles.get(i, ""), level) for i, level in parts.levels.items()]
    found = [
        reading
        for part in parts.parts
        for reading in markup.documents(parts, "", part, {text.id for text in book.texts})
    ]
    facts = [*_about(book.metadata)]
    facts += [
        (f"note of {one.reading.id}", note.id) for one in expected for note in one.reading.notes
    ]
    facts += [(f"language of {one.id}", one.language or "") for one in book.texts]
    facts += [(f"kind of {one.text.id}", one.role.value) for one in book.sections]
    facts += [(f"number of {one.text.id}", one.text.number or "") for one in book.body]
    return (
        *judge(expected, found, addresses.unambiguous),
        *judge_contents(sections, contents, "the order of the book parts"),
        *judge_facts("the BITS", _given(facts), _given(parts.facts())),
    )


def _given(facts: MetadataFields) -> MetadataFields:
    return (fact for fact in facts if fact[1])


class _BookParts:
    """The parts of a book as sections of XHTML, and where the links in them lead."""

    def __init__(self, root: Element) -> None:
        self.root = root
        self.ids = {str(one) for one in root.xpath("//@id")}
        self.ids |= {f"ref-{note.get('id')}" for note in root.iter("fn")}
        self.listed = {
            mark.get("id", "")
            for mark in root.iter("named-content")
            if mark.get("id") == f"pg_{mark.get('specific-use', '').strip('[]')}"
        }
        written = [one for one in root.iter(etree.Element) if one.tag in _PARTS]
        self.levels = {
            one.get("id", ""): 1 + sum(1 for above in one.iterancestors() if above.tag in _PARTS)
            for one in written
        }
        self.parts = [self._part(one) for one in written]

    def target(self, _: str, href: str) -> str:
        """Give the id that a link leads to, or say that it does not arrive."""
        name = href.removeprefix("#")
        return name if not href.startswith("#") or name in self.ids else f"{name}, which is nowhere"

    def read(self, _file: str, _src: str) -> bytes:
        """Give nothing: pictures are described alone."""
        return b""

    def facts(self) -> Iterator[tuple[str, str]]:
        """Give what is said of the book and of its parts."""
        yield "language", self.root.get(_LANG, "")
        for name, path in _PATHS.items():
            for one in self.root.xpath(f"book-meta/{path}"):
                yield name, str(one) if isinstance(one, str) else one.text or ""
        for person in self.root.iterfind("book-meta/contrib-group/contrib"):
            said = [person.get("contrib-type", ""), *(one.text or "" for one in person)]
            yield "contributor", "; ".join(said)
        for part in self.root.iter(*_PARTS):
            for note in part.iterfind("back/fn-group/fn"):
                yield f"note of {part.get('id')}", note.get("id", "")
            name = part.get("id", "")
            yield f"kind of {name}", part.get("book-part-type", part.get("content-type", ""))
            yield f"number of {name}", part.get("book-part-number", "")
            yield f"language of {name}", part.get(_LANG, "")

    def _part(self, part: Element) -> Element:
        section = etree.Element(X + "section", {"id": part.get("id", ""), "class": "document"})
        title = part.find("book-part-meta/title-group/title")
        place = part.find(f"body/p[@content-type='{_TITLE}']")
        if title is not None and place is None:
            _fill(etree.SubElement(section, X + "h1"), title, 1)
        for holder in part:
            if holder.tag in ("body", "named-book-part-body"):
                for block in holder:
                    if block is place and title is not None:
                        _fill(etree.SubElement(section, X + "h1"), title, 1)
                    elif block.tag not in _PARTS:
                        _read(section, block, 1)
            elif holder.tag == "back":
                notes = etree.SubElement(section, X + "div", {"class": "footnotes"})
                for note in holder.iter("fn"):
                    _note(notes, note)
            elif holder.tag != "book-part-meta":
                etree.SubElement(section, X + "p").text = "".join(map(str, holder.itertext()))
        return section


def _about(metadata: Metadata) -> MetadataFields:
    """Give what must be said of the book."""
    said = metadata.publication
    year, *days = metadata.date.split("-")
    shares = contributors(metadata)
    people = (
        (one.role, one.orcid and f"https://orcid.org/{one.orcid}", one.name, one.role)
        for one in shares
    )
    return (
        ("language", metadata.language), ("id", metadata.id), ("doi", said.doi),
        ("title", metadata.title), ("subtitle", metadata.subtitle),
        *(("contributor", "; ".join(filter(None, one))) for one in people),
        *(("share", contributor_roles()[one.role].marc) for one in shares),
        ("day", metadata.date), *(("date", one) for one in (*reversed(days), year)),
        *(("isbn", isbn) for _, isbn in said.isbns or (("", metadata.isbn),)),
        *(("form", form) for form, _ in said.isbns),
        ("publisher", metadata.publisher),
        ("place", metadata.publisher and metadata.place),
        ("rights", metadata.rights), ("licence", said.licence),
        ("licence in words", said.licence and (metadata.rights or said.licence)),
        ("description", said.description), *(("keyword", one) for one in said.keywords),
    )  # fmt: skip


def _note(section: Element, note: Element) -> None:
    """Read a note; its label leads back to its marker, as in an EPUB."""
    name = note.get("id", "")
    aside = etree.SubElement(section, X + "aside", {"id": name, "class": "footnote"})
    back = etree.SubElement(aside, X + "a", {"href": f"#ref-{name}", "role": "doc-backlink"})
    for place, block in enumerate(note):
        if block.tag == "label" and not place:
            back.text = block.text
        else:
            _read(aside, block, 1)


def _read(parent: Element, element: Element, depth: int) -> None:
    """Append the element of XHTML that ``element`` stands for; ``depth`` is that of headings."""
    kind, attributes = element.get("content-type", ""), {}
    tag = _AS.get(str(element.tag), "span")
    if element.tag == "title":
        tag = f"h{depth}"
    elif element.tag == "p" and kind.startswith("heading-"):
        tag = f"h{kind.removeprefix('heading-')}"
    elif kind == "line-break":
        tag = "br"
    elif kind == "page-break":
        number = element.get("specific-use", "")
        mark = etree.SubElement(parent, X + "span", {"class": kind, "aria-label": number})
        mark.text = f"[{number}] "
        if element.get("id"):
            mark.set("id", element.get("id", ""))
        return
    elif element.get("ref-type") == "fn":
        rid = element.get("rid", "")
        is_again = any(one.get("id") == f"ref-{rid}" for one in _root(parent).iter(X + "a"))
        attributes = {"class": "note-again" if is_again else "note-marker", "href": f"#{rid}"}
        link = etree.SubElement(parent, X + "a", attributes)
        if not is_again:
            link.set("id", f"ref-{rid}")
        link.text = "".join(map(str, element.itertext()))
        return
    elif element.tag in ("xref", "ext-link"):
        tag = "a"
        attributes = {
            "href": f"#{element.get('rid')}" if element.get("rid") else element.get(_HREF, "")
        }
    elif element.tag == "named-content":
        attributes = {"class": kind}
    if element.get("id"):
        attributes["id"] = element.get("id", "")
    depth += element.tag == "boxed-text"
    _fill(etree.SubElement(parent, X + tag, attributes), element, depth)


def _fill(target: Element, element: Element, depth: int) -> None:
    target.text = element.text
    for child in element:
        _read(target, child, depth)
        target[-1].tail = child.tail


def _root(element: Element) -> Element:
    top = element
    while (above := top.getparent()) is not None:
        top = above
    return top
