"""What the pages of a folder say of the edition: titles, language, title page, contents."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import takewhile

from pipeline.book import Book
from pipeline.verify import about, markup
from pipeline.verify.about import MetadataFields
from pipeline.verify.contents import ContentsEntry, named, outline
from pipeline.verify.html import citations
from pipeline.verify.html.site import INDEX, Site
from pipeline.verify.markup import X, text_of
from pipeline.verify.rules import Discrepancy, judge_contents, judge_facts


def check(book: Book, site: Site) -> Iterator[Discrepancy]:
    """Compare the contents, and what is said of the edition, with the book."""
    entries = named(outline(book))
    yield from judge_contents(entries, site.entries(INDEX, "contents"))
    for place, entry in enumerate(entries):
        yield from _below(entries, place, site)
        yield from judge_facts(entry.target, _wanted(book, entry), _found(site, entry))
    yield from judge_facts("the pages", about.languages(book), _languages_found(book, site))
    lines = about.title_page(book.metadata)
    yield from judge_facts(INDEX, lines, markup.title_page(site.pages[INDEX]))
    yield from judge_facts("the pages", _framed(book, site), _framed_as(site))
    yield from citations.check(book, site)


def _below(entries: Sequence[ContentsEntry], place: int, site: Site) -> Iterator[Discrepancy]:
    """Hold the list of what a part or chapter contains, on its page, against the contents."""
    own = entries[place]
    inside = takewhile(lambda entry: entry.level > own.level, entries[place + 1 :])
    wanted = [ContentsEntry(one.target, one.words, one.level - own.level) for one in inside]
    name = site.holding.get(own.target, INDEX)
    found = site.entries(name, "contents") if name != INDEX else []
    yield from judge_contents(wanted, found, f"the list of what is in {own.target}")


def _wanted(book: Book, entry: ContentsEntry) -> MetadataFields:
    title = book.metadata.title
    yield "title", entry.words if entry.words == title else f"{entry.words} · {title}"


def _found(site: Site, entry: ContentsEntry) -> MetadataFields:
    if entry.target in site.holding:
        yield "title", site.pages[site.holding[entry.target]].findtext(f"{X}head/{X}title", "")


def _languages_found(book: Book, site: Site) -> MetadataFields:
    names = {text.id for text in book.texts}
    for name in dict.fromkeys(site.holding.values()):
        for section in site.pages[name].iter(f"{X}section"):
            if section.get("id") in names:
                yield f"language of {section.get('id')}", section.get("lang", "")


def _framed(book: Book, site: Site) -> MetadataFields:
    shown = book.metadata.short_title or book.metadata.title
    for name in site.pages:
        yield f"language of {name}", book.metadata.language
        yield f"name of the edition on {name}", shown
        yield f"way to the index on {name}", INDEX
    yield f"title of {INDEX}", book.metadata.title


def _framed_as(site: Site) -> MetadataFields:
    for name, root in site.pages.items():
        yield f"language of {name}", root.get("lang", "")
        for link in root.iterfind(f"{X}body/{X}header/{X}p/{X}a"):
            yield f"name of the edition on {name}", text_of(link)
            yield f"way to the index on {name}", link.get("href", "")
    yield f"title of {INDEX}", site.pages[INDEX].findtext(f"{X}head/{X}title", "")
