"""Books to a folder of static pages: one a section, an index, a search that needs no server.

The text of a page is what an EPUB has, made with the same pandoc and the same hands
(``epub.text``); the pages around it, their navigation and their scripts are made here. Nothing in
them comes from elsewhere: a reader can take the folder along and open it from a disk.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from pipeline.book import Book
from pipeline.convert import page_names
from pipeline.convert.epub import style, text
from pipeline.convert.epub.text import XhtmlSection
from pipeline.convert.html import names, pages, prepare, search_index, side_by_side
from pipeline.convert.html.frame import OWN, SITE, Frame, serialize
from pipeline.convert.html.navigation import HtmlPage
from pipeline.convert.page_names import INDEX, SEARCH
from pipeline.convert.sections import SectionCache, divisions

_TEMPLATE = Path(__file__).with_name("template")
_FIXED = (SITE, pages.NOTES_SCRIPT, pages.SEARCH_SCRIPT, pages.CITE_SCRIPT)


def make(book: Book, cache: SectionCache | None = None) -> dict[str, bytes]:
    """Convert ``book`` to files by name; the same bytes whatever the ``cache`` has.

    Raises ConversionError or MissingProgramError.
    """
    made = divisions(book, cache or SectionCache())
    sections = [prepare.section(*each) for each in zip(made, book.sections, strict=True)]
    return _files(book, sections)


def _files(book: Book, sections: Sequence[XhtmlSection]) -> dict[str, bytes]:
    """Give the files of a site by name."""
    own = book.outputs.styles.html_css
    frame = Frame(book.metadata, (OWN,) if own else ())
    ids = (section.element.get("id", "") for section in sections)
    files = page_names.of_site(ids)
    listed = list(map(HtmlPage, files, sections, book.sections))
    places = {found: page.name for page in listed for found in page.section.ids}
    for page in listed:
        text.link_across(page.section.element, page.name, places)
    names.link_names(listed)
    entries = [search_index.entry(p.name, p.section.title, p.section.element) for p in listed]
    for page in listed:
        prepare.label_parts(page.section.element, frame.words.notes, frame.words.table)
    pairs = side_by_side.pairs(listed, book.outputs.parallel)
    htmls = {
        INDEX: pages.index(frame, listed),
        **{page.name: pages.text(frame, listed, place, pairs) for place, page in enumerate(listed)},
        SEARCH: pages.search(frame),
        **{
            side_by_side.page_name(*(one.of.text.id for one in pair)): side_by_side.page(
                frame, pair
            )
            for pair in pairs
        },
    }
    characters = frozenset().union(*("".join(html.itertext()) for html in htmls.values()))
    return {
        **{name: serialize(html) for name, html in htmls.items()},
        search_index.NAME: search_index.write(entries),
        **{name: (_TEMPLATE / name).read_bytes() for name in _FIXED},
        **style.files(characters, own, book.outputs.typefaces),
        **{one.file: one.data for one in book.pictures.values()},
    }
