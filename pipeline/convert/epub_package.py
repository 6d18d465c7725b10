"""The package of an EPUB: its pages, navigation, metadata and faces (EPUB 3.3)."""

from __future__ import annotations

import re
import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from lxml import etree

from pipeline.convert import archive, epub_fonts, epub_text, xhtml
from pipeline.convert.epub_fonts import TEMPLATE
from pipeline.convert.epub_opf import Item, package_document
from pipeline.convert.epub_text import Section
from pipeline.convert.xhtml import EPUB_TYPE, Element, X, add
from pipeline.metadata import Metadata

STYLESHEET = "edition.css"
NAVIGATION = "nav.xhtml"
TITLE_PAGE = "title.xhtml"
LICENCE = "fonts/OFL.txt"
CONTAINER = "urn:oasis:names:tc:opendocument:xmlns:container"
PLAIN_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.-]*")
# The words of the package itself, which an edition in another language would want in it.
CONTENTS, PAGES, LANDMARKS = "Contents", "Pages of the printed source", "Landmarks"


@dataclass(frozen=True, slots=True)
class Page:
    """A page of the EPUB: a file and the document in it."""

    name: str
    section: Section


def pack(metadata: Metadata, title_page: Element, sections: Sequence[Section]) -> bytes:
    """Make the EPUB of a title page and the sections of its documents."""
    pages = [Page(name, section) for name, section in zip(_names(sections), sections, strict=True)]
    places = {found: page.name for page in pages for found in page.section.ids}
    for page in pages:
        epub_text.link_across(page.section.element, page.name, places)
    texts = {
        NAVIGATION: _navigation(metadata, pages),
        TITLE_PAGE: _page(metadata.title, metadata, title_page),
        **{page.name: _page(page.section.title, metadata, page.section.element) for page in pages},
    }
    contents = {
        **{name: xhtml.serialize(html) for name, html in texts.items()},
        **_style(frozenset().union(*("".join(html.itertext()) for html in texts.values()))),
    }
    has_pages = any(page.section.pages for page in pages)
    items = [Item(name) for name in contents]
    opf = package_document(metadata, items, _identifier(metadata), has_pages=has_pages)
    parts = {
        "mimetype": b"application/epub+zip",
        "META-INF/container.xml": _container(),
        "EPUB/package.opf": opf,
        **{f"EPUB/{name}": content for name, content in contents.items()},
    }
    return archive.pack(parts, stored=frozenset({"mimetype"}))


def _style(characters: frozenset[str]) -> dict[str, bytes]:
    """Give the style sheet and the faces that ``characters`` need, with their licence."""
    rules: list[str] = []
    files: dict[str, bytes] = {}
    for face, part in epub_fonts.needed(characters):
        path = f"fonts/{epub_fonts.file_name(face, part)}"
        rules.append(epub_fonts.css(face, part, path))
        files[path] = (TEMPLATE / path).read_bytes()
    rules.append((TEMPLATE / STYLESHEET).read_text("utf-8"))
    licence = (TEMPLATE / LICENCE).read_bytes()
    return {STYLESHEET: "\n".join(rules).encode(), **files, LICENCE: licence}


def _names(sections: Iterable[Section]) -> list[str]:
    """Name a file after each document, where that makes a plain name no other has."""
    taken = {NAVIGATION, TITLE_PAGE}
    names: list[str] = []
    for place, section in enumerate(sections, 1):
        name = section.element.get("id", "") + ".xhtml"
        if not PLAIN_NAME.fullmatch(name) or name.lower() in taken:
            name = f"document.{place}.xhtml"
        taken.add(name.lower())
        names.append(name)
    return names


def _page(title: str, metadata: Metadata, content: Element) -> Element:
    html, body = xhtml.page(title, metadata.language, STYLESHEET)
    body.append(content)
    return html


def _navigation(metadata: Metadata, pages: Sequence[Page]) -> Element:
    """Make the navigation document: contents, page list, landmarks (EPUB 3.3, section 7)."""
    html, body = xhtml.page(CONTENTS, metadata.language, STYLESHEET)
    entries = [(TITLE_PAGE, metadata.title)]
    entries += [(page.name, page.section.title) for page in pages]
    _list(body, "toc", "doc-toc", CONTENTS, entries)
    marks = [
        (f"{page.name}#{mark.id}", mark.number) for page in pages for mark in page.section.pages
    ]
    if marks:
        _list(body, "page-list", "doc-pagelist", PAGES, marks).set("hidden", "hidden")
    landmarks = _list(
        body, "landmarks", "navigation", LANDMARKS,
        [(NAVIGATION, CONTENTS), (TITLE_PAGE, metadata.title), *entries[1:2]],
    )  # fmt: skip
    landmarks.set("hidden", "hidden")
    kinds = ("toc", "titlepage", "bodymatter")
    for link, kind in zip(landmarks.iter(X + "a"), kinds, strict=False):
        link.set(EPUB_TYPE, kind)
    return html


def _list(
    body: Element, kind: str, role: str, title: str, entries: Iterable[tuple[str, str]]
) -> Element:
    nav = add(body, "nav", role=role, id=kind)
    nav.set(EPUB_TYPE, kind)
    nav.set("aria-labelledby", kind + "-title")
    add(nav, "h2" if body.find(X + "nav") is not nav else "h1", title, id=kind + "-title")
    entry_list = add(nav, "ol")
    for href, text in entries:
        add(add(entry_list, "li"), "a", text, href=href)
    return nav


def _identifier(metadata: Metadata) -> str:
    """Give an identifier that is the same for every building of the same edition."""
    return uuid.uuid5(uuid.NAMESPACE_OID, "edition-pipeline:" + metadata.id).urn


def _container() -> bytes:
    root = etree.Element(f"{{{CONTAINER}}}container", nsmap={None: CONTAINER}, version="1.0")
    rootfiles = etree.SubElement(root, f"{{{CONTAINER}}}rootfiles")
    rootfile = etree.SubElement(rootfiles, f"{{{CONTAINER}}}rootfile")
    rootfile.set("full-path", "EPUB/package.opf")
    rootfile.set("media-type", "application/oebps-package+xml")
    return etree.tostring(root, encoding="UTF-8", xml_declaration=True)
