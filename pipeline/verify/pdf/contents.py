"""The ways into a PDF: its bookmarks and its printed contents, held against the book.

A bookmark leads to every heading, as deep as it stands; the contents name every section with a
heading, by number, title and date and the number of its page. How an edition's own template sets
the contents is its own affair.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pipeline.book import Book, Role, Section
from pipeline.book.titles import date_of, title_of
from pipeline.book.words import words_in
from pipeline.model import document as model
from pipeline.model.numerals import roman
from pipeline.verify.about import MetadataFields
from pipeline.verify.contents import ContentsEntry, in_a_row, words_of
from pipeline.verify.expected import Expected
from pipeline.verify.pdf.file import Destination
from pipeline.verify.pdf.tree import HEADINGS, Content, LinkAnnotation, Tag
from pipeline.verify.pdf.tree import TaggedPdf as Pdf
from pipeline.verify.reading import MarkKind
from pipeline.verify.rules import Discrepancy, judge_contents, judge_facts

# Points between the place that leads to a heading and the foot of its first line.
NEAR = 30.0
_CONTENTS = "the contents"


def check(book: Book, expected: Sequence[Expected], pdf: Pdf) -> Iterator[Discrepancy]:
    """Compare bookmarks and contents with ``book``; ``expected`` has the levels of headings."""
    printed = list(_printed(pdf.root, 0))
    headings = [
        heading
        for text, read in zip(book.texts, expected, strict=True)
        for heading in _of(text, read)
    ]
    if contents_page(pdf) is not None:
        headings.insert(0, ContentsEntry(_CONTENTS, words_in(book.metadata.language).contents, 1))
    if book.outputs.styles.pdf_template is None:
        has_contents = book.has_contents
        yield from judge_contents(list(_wanted(book, pdf)) if has_contents else [], printed)
        first = contents_page(pdf)
        pages = range(pdf.first_page if first is None else first, pdf.first_page)
        words = [words_in(book.metadata.language).contents] if has_contents else []
        yield from judge_facts("the PDF", _headed_by(*words), _headed_by(*_beside(pdf.root, pages)))
    places = [place for tag in _tags(pdf.root) if (place := _place(tag)) is not None]
    marks = [
        ContentsEntry(_led(place, places, headings), in_a_row(words), depth)
        for words, place, depth in pdf.bookmarks
    ]
    yield from judge_contents(headings, marks, "the list of bookmarks")


def _of(text: model.Document, read: Expected) -> Iterator[ContentsEntry]:
    """Give the headings of a text with words in them, which have the levels that were read."""
    levels = [mark.value for mark in read.reading.body.marks if mark.kind is MarkKind.HEADING]
    found = (in_a_row(words_of(one)) for one in model.walk(text) if isinstance(one, model.Heading))
    spoken = [words for words in found if words.strip(" \u00a0\u00ad")]
    for place, (words, level) in enumerate(zip(spoken, levels, strict=True)):
        yield ContentsEntry(
            f"{text.id}, heading {place + 1}" if place else text.id, words, int(level)
        )


def _led(
    place: Destination, places: Sequence[Destination], headings: Sequence[ContentsEntry]
) -> str:
    """Say which heading stands where a bookmark leads."""
    page, _, top = place
    near = [
        (top - height, index)
        for index, (on, _, height) in enumerate(places)
        if on == page and 0 <= top - height <= NEAR
    ]
    index = min(near)[1] if near else len(headings)
    return headings[index].target if index < len(headings) else f"a place on page {page + 1}"


def _wanted(book: Book, pdf: Pdf) -> Iterator[ContentsEntry]:
    """Give what the printed contents must say, with the numbers of the pages there are."""
    for section in book.sections:
        name = section.text.id
        if headed(section.text):
            page = pdf.names[name][0] if name in pdf.names else -1
            yield ContentsEntry(name, _line(section) + folio(pdf, page), section.level)


def _line(section: Section) -> str:
    title = title_of(section.text)
    number = f"{title.number}." if title.number else ""
    date = f" {date_of(section.text)}" if section.role is Role.DOCUMENT else ""
    return in_a_row(f"{number}{title.text}{date}")


def headed(text: model.Document) -> bool:
    """Tell whether a text has a heading that shows something."""
    headings = (block for block in text.blocks if isinstance(block, model.Heading))
    return any(words_of(one).strip(" \u00a0\u00ad") for one in headings)


def _printed(tag: Tag, depth: int) -> Iterator[ContentsEntry]:
    for child in tag.children:
        if not isinstance(child, Tag):
            continue
        if child.name == "TOCI":
            yield ContentsEntry(_target(child), in_a_row(text_of(child)), depth)
        else:
            yield from _printed(child, depth + (child.name == "TOC"))


def _headed_by(*words: str) -> MetadataFields:
    return [("the heading of the contents", "".join(words))]


def _beside(tag: Tag, pages: range) -> Iterator[str]:
    """Give the text on the pages of the contents that is not part of the contents."""
    for child in tag.children:
        if isinstance(child, Tag) and child.name != "TOC":
            yield from _beside(child, pages)
        elif isinstance(child, Content) and child.page in pages:
            yield child.piece.text


def _target(entry: Tag) -> str:
    targets = list(
        dict.fromkeys(str(one.target) for one in _inside(entry) if isinstance(one, LinkAnnotation))
    )
    return targets[0] if len(targets) == 1 else f"{len(targets)} places"


def _tags(tag: Tag) -> Iterator[Tag]:
    for child in tag.children:
        if isinstance(child, Tag):
            if child.name in HEADINGS:
                yield child
            yield from _tags(child)


def _place(heading: Tag) -> Destination | None:
    for content in _inside(heading):
        if isinstance(content, Content) and content.piece.place is not None:
            return content.page, *content.piece.place
    return None


def _inside(tag: Tag) -> Iterator[Content | LinkAnnotation]:
    for child in tag.children:
        if isinstance(child, Tag):
            yield from _inside(child)
        else:
            yield child


def contents_page(pdf: Pdf) -> int | None:
    """Give the page that the contents begin on, if there are such."""
    pages = (one.page for tag in pdf.root.named("TOC") for one in _inside(tag))
    return min(pages, default=None)


def text_before(pdf: Pdf, page: int) -> str:
    """Give all text on the pages before ``page``."""
    said = (one for one in _inside(pdf.root) if isinstance(one, Content) and one.page < page)
    return "".join(one.piece.text for one in said)


def text_of(tag: Tag) -> str:
    """Give the text of a tag."""
    return "".join(one.piece.text for one in _inside(tag) if isinstance(one, Content))


def folio(pdf: Pdf, page: int) -> str:
    """Give the number of a page as a viewer shows it."""
    style, number = pdf.numbers[page] if 0 <= page < len(pdf.numbers) else ("", 0)
    if style == "D":
        return str(number)
    return roman(number) if style == "r" else ""
