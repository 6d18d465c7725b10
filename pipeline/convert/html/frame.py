"""What every page has around its text: head, way to the text, name of the edition, search."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from lxml import etree

from pipeline.book.words import BookWords, SiteWords, words_in
from pipeline.convert import xhtml
from pipeline.convert.epub import style
from pipeline.convert.page_names import INDEX, SEARCH
from pipeline.convert.xhtml import Element, X, add
from pipeline.model.metadata import Metadata

SITE, OWN = "site.css", style.OWN
TEXT = "text"
# Nothing but files of the folder itself. A page opened from a disk is of no origin that ``'self'``
# means in every browser, so the scheme is named as well; from a server it opens nothing.
_POLICY = "; ".join(
    (
        "default-src 'none'",
        *(f"{kind}-src 'self' file:" for kind in ("style", "script", "font", "img")),
        "form-action 'self' file:",
        "base-uri 'none'",
    )
)
# A style sheet of the edition's own may hold pictures and faces; from elsewhere it takes none.
_WITH_OWN_SHEET = _POLICY.replace(
    "font-src 'self' file:; img-src 'self' file:",
    "font-src 'self' file: data:; img-src 'self' file: data:",
)


@dataclass(frozen=True, slots=True)
class Frame:
    """The edition that pages belong to; ``sheets`` are its own style sheets, which come last."""

    metadata: Metadata
    sheets: tuple[str, ...] = ()

    @property
    def book_words(self) -> BookWords:
        """The words of the book in all formats."""
        return words_in(self.metadata.language)

    @property
    def words(self) -> SiteWords:
        """The words of the pages."""
        return self.book_words.site

    def page(
        self, title: str, *scripts: str, ids: Collection[str] = ()
    ) -> tuple[Element, Element, Element]:
        """Make a page without text; give it, its header and what the text goes into.

        ``ids`` are those of the text. They are made of its name, so that only one named "text" can
        have that of the element it goes into.
        """
        main = "main-text" if TEXT in ids else TEXT
        sheets = (style.STYLESHEET, SITE, *self.sheets)
        html, body = xhtml.page(self._title(title), self.metadata.language, sheets)
        _describe(html[0], _WITH_OWN_SHEET if self.sheets else _POLICY, scripts)
        self.interface(body, "a", self.words.skip, href="#" + main, **{"class": "skip"})
        header = self.interface(body, "header")
        shown = self.metadata.short_title or self.metadata.title
        name = add(add(header, "p"), "a", shown, href=INDEX)
        name.set("lang", self.metadata.language)
        self._search_box(header)
        return html, header, add(body, "main", id=main, tabindex="-1")

    def interface(self, parent: Element, name: str, text: str = "", **attributes: str) -> Element:
        """Append an element with words of the pages, and say so if it has another language.

        An edition can be in a language that the pages have no words in.
        """
        element = add(parent, name, text or None, **attributes)
        if self.metadata.language.lower().partition("-")[0] != self.book_words.language:
            element.set("lang", self.book_words.language)
        return element

    def _title(self, title: str) -> str:
        return title if title == self.metadata.title else f"{title} · {self.metadata.title}"

    def _search_box(self, header: Element) -> None:
        form = add(header, "form", role="search", action=SEARCH, method="get")
        # The words may be of another language, and run another way, than the page.
        add(form, "label", self.words.search_for, **{"for": "query", "dir": "auto"})
        box = add(form, "input", type="search", id="query", autocomplete="off")
        box.set("name", "q")
        add(form, "button", self.words.search, type="submit")


def _describe(head: Element, policy: str, scripts: Iterable[str]) -> None:
    described = (
        {"charset": "utf-8"},
        {"http-equiv": "Content-Security-Policy", "content": policy},
        {"name": "viewport", "content": "width=device-width, initial-scale=1"},
    )
    for place, attributes in enumerate(described):
        head.insert(place, etree.Element(X + "meta", attributes))
    for script in scripts:
        add(head, "script", src=script, defer="defer")


def serialize(html: Element) -> bytes:
    """Give the bytes of a page, with every block on a line of its own."""
    xhtml.lay_out(html)
    for element in html.iter(X + "*"):
        element.attrib.pop(xhtml.XML_LANG, None)
        element.tag = etree.QName(element).localname
    etree.cleanup_namespaces(html)
    return etree.tostring(html, encoding="UTF-8", method="html", doctype="<!DOCTYPE html>")
