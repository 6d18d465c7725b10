"""Books to EPUB 3.3: one page a section, notes that pop up, the pages of the printed source.

pandoc writes the text as HTML; the package around it is made here, because pandoc's own has no
page list, gives notes no way back and cuts files where it likes.
"""

from __future__ import annotations

from collections.abc import Sequence

from lxml import etree

from pipeline.book import Book
from pipeline.book.words import words_in
from pipeline.convert import archive, page_names, xhtml
from pipeline.convert.cover.front import Cover, cover
from pipeline.convert.epub import front, long_lists, ncx, style, text
from pipeline.convert.epub.accessible import Proved
from pipeline.convert.epub.nav import COVER, NAVIGATION, TITLE_PAGE, ContentDocument, navigation
from pipeline.convert.epub.opf import ManifestItem, identifier, package_document
from pipeline.convert.epub.text import XhtmlSection
from pipeline.convert.sections import SectionCache, divisions
from pipeline.convert.xhtml import EPUB_TYPE, Element
from pipeline.model.metadata import Metadata

CONTAINER = "urn:oasis:names:tc:opendocument:xmlns:container"


def make(book: Book, cache: SectionCache | None = None) -> bytes:
    """Convert ``book``; the same book gives the same bytes, whatever the ``cache`` has.

    Raises ConversionError, MissingProgramError, or UsageError for a clock that is none.
    """
    made = divisions(book, cache or SectionCache())
    sections = [text.section(*each) for each in zip(made, book.sections, strict=True)]
    return _pack(book, sections)


def _pack(book: Book, sections: Sequence[XhtmlSection]) -> bytes:
    """Make the EPUB of the sections of a book."""
    metadata, own_css = book.metadata, book.outputs.styles.epub_css
    ids = (section.element.get("id", "") for section in sections)
    names = page_names.named(ids, ".xhtml", {NAVIGATION, TITLE_PAGE, COVER})
    pages = [ContentDocument(name, section) for name, section in zip(names, sections, strict=True)]
    places = {found: page.name for page in pages for found in page.section.ids}
    for page in pages:
        text.link_across(page.section.element, page.name, places)
        xhtml.name_tables(page.section.element, words_in(metadata.language).site.table, "region")
    made = cover(book)
    sheets = (style.STYLESHEET,) if own_css is None else style.BOTH
    texts = _texts(metadata, pages, made, sheets)
    characters = frozenset().union(*("".join(html.itertext()) for html in texts.values()))
    contents = {
        **{name: xhtml.serialize(html) for name, html in texts.items()},
        **style.files(characters, own_css, book.outputs.typefaces),
        ncx.FILE: ncx.ncx(metadata, identifier(metadata), pages),
        **made.pictures,
        **{one.file: one.data for one in book.pictures.values()},
    }
    properties = {NAVIGATION: "nav", made.for_shelves: "cover-image"}
    items = [ManifestItem(name, properties.get(name, "")) for name in contents]
    proved = Proved(
        has_pages=any(section.pages for section in sections),
        is_headed=all(section.headed for section in sections),
        is_plain=own_css is None,
    )
    parts = {
        "mimetype": b"application/epub+zip",
        "META-INF/container.xml": _container(),
        "EPUB/package.opf": package_document(metadata, items, proved),
        **{f"EPUB/{name}": content for name, content in contents.items()},
    }
    return archive.pack(parts, stored=frozenset({"mimetype", f"EPUB/{made.for_shelves}"}))


def _texts(
    metadata: Metadata, pages: Sequence[ContentDocument], made: Cover, sheets: Sequence[str]
) -> dict[str, Element]:
    """Give all pages by name, in the order in which they are read."""
    words = words_in(metadata.language).ebook
    cover_page = front.cover_page(made.shown, made.description)

    def whole(title: str, content: Element, matter: str) -> Element:
        html, body = xhtml.page(title, metadata.language, sheets)
        body.set(EPUB_TYPE, matter)
        body.append(content)
        return html

    taken = {page.name.lower() for page in pages}
    files = [(*part, page) for page in pages for part in long_lists.parted(page, taken)]
    return {
        COVER: whole(words.cover, cover_page, "cover"),
        TITLE_PAGE: whole(metadata.title, front.title_page(metadata), "frontmatter"),
        NAVIGATION: navigation(metadata, pages, sheets),
        **{
            name: whole(page.section.title, element, page.section.meaning.matter)
            for name, element, page in files
        },
    }


def _container() -> bytes:
    root = etree.Element(f"{{{CONTAINER}}}container", nsmap={None: CONTAINER}, version="1.0")
    rootfiles = etree.SubElement(root, f"{{{CONTAINER}}}rootfiles")
    rootfile = etree.SubElement(rootfiles, f"{{{CONTAINER}}}rootfile")
    rootfile.set("full-path", "EPUB/package.opf")
    rootfile.set("media-type", "application/oebps-package+xml")
    return etree.tostring(root, encoding="UTF-8", xml_declaration=True)
