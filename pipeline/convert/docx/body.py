"""A book to pandoc's document: title page, contents, and every section with its end.

A section of Word's begins with each section of the book, so that Word counts its notes from 1 and
its running head is its own; titles of parts and chapters that follow one another share one.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from itertools import groupby

from pipeline.book import Book, Role, Section
from pipeline.book.title_page import TitlePage
from pipeline.book.words import words_in
from pipeline.convert import ast
from pipeline.convert.ast import Nodes, PandocNode
from pipeline.convert.docx import raw, styles
from pipeline.convert.docx.blocks import StyledBlocks, box
from pipeline.convert.docx.heading import BOOK, NO_HEAD, RunningHead, head_of
from pipeline.convert.docx.inlines import DIALECT
from pipeline.convert.docx.page import PageSetup, section_properties
from pipeline.convert.docx.xml import Element
from pipeline.convert.pandoc_json import targets
from pipeline.model.document import line_of
from pipeline.model.languages import direction

_TITLES = frozenset({Role.PART, Role.CHAPTER})


@dataclass(frozen=True, slots=True)
class BookBlocks:
    """A book as pandoc's blocks, each in JSON.

    ``heads`` are the running heads that are in it, by their relationships, ``last`` is the set-up
    of the pages of its last section; ``marks`` has for each note its label where Word would count
    to another.
    """

    blocks: Sequence[bytes]
    heads: Mapping[str, RunningHead]
    last: Element
    marks: Sequence[str | None]


@dataclass(frozen=True, slots=True)
class _WordSection:
    """What makes one section of Word's: its running head, its blocks, the labels of its notes."""

    head: RunningHead
    blocks: list[bytes]
    labels: Sequence[str] = ()


def write(book: Book, page: PageSetup) -> BookBlocks:
    """Write a whole book."""
    stretches = list(_stretches(book, page.width))
    marks, restart = _shown_labels([stretch.labels for stretch in stretches])
    heads = dict.fromkeys(stretch.head for stretch in stretches[1:])
    runs = direction(book.metadata.language)
    names = {head: f"rIdHead{place}" for place, head in enumerate(heads, 1)}
    ends = [
        section_properties(
            page, names[stretch.head] if place else None, restart=restart, runs=runs,
            titles=bool(place) and stretch.head is NO_HEAD,
        )
        for place, stretch in enumerate(stretches)
    ]  # fmt: skip
    for stretch, end in zip(stretches[:-1], ends[:-1], strict=True):
        stretch.blocks.append(ast.encode_block(raw.section_end(end)))
    blocks = [block for stretch in stretches for block in stretch.blocks]
    return BookBlocks(blocks, {name: head for head, name in names.items()}, ends[-1], marks)


def _stretches(book: Book, width: int) -> Iterator[_WordSection]:
    runs = direction(book.metadata.language)
    opening = {NO_HEAD: list(_title_page(book)), BOOK: _contents(book) if book.has_contents else []}
    for head, lines in opening.items():
        if lines:
            yield _WordSection(head, [ast.encode_block(ast.div(lines, attributes=[("dir", runs)]))])
    known, pages = targets(book.texts), set[str]()
    dialect = replace(
        DIALECT, pictures={name: p.address for name, p in book.pictures.items()},
        direction=runs,
    )  # fmt: skip
    for head, sections in _grouped(book, width):
        writers = [StyledBlocks(section, known, pages, width, dialect) for section in sections]
        blocks = [ast.encode_block(writer.whole()) for writer in writers]
        yield _WordSection(head, blocks, [label for w in writers for label in w.inline.labels])


def _grouped(book: Book, width: int) -> Iterator[tuple[RunningHead, list[Section]]]:
    """Yield the sections of the book that make one of Word's, with their running head."""
    for titles, group in groupby(book.sections, lambda section: section.role in _TITLES):
        if titles:
            yield NO_HEAD, list(group)
            continue
        for section in group:
            yield head_of(section.text, width), [section]


def _title_page(book: Book) -> Iterator[PandocNode]:
    """Write the lines of the title page; the rights where no colophon has them."""
    page = TitlePage.of(book.metadata)
    if any(section.role is Role.COLOPHON for section in book.sections):
        page = replace(page, rights="")
    for name, words in asdict(page).items():
        if words:
            yield box([ast.para([ast.string(words)])], styles.TITLE_PAGE[name])


def _contents(book: Book) -> Nodes:
    """Write the contents: a field of Word's with an entry for each section that has a heading.

    They give no page numbers, since only Word knows them: a number from elsewhere would be wrong
    in silence.
    """
    headed = [
        (section, heading)
        for section in book.sections
        if (heading := section.text.heading) is not None
    ]
    deepest = max((section.level for section, _ in headed), default=1)
    lines: list[tuple[str, Nodes]] = [
        (
            styles.numbered("TOC", section.level),
            [ast.link([_unstyled(line_of(heading, readings=True))], "#" + section.text.id)],
        )
        for section, heading in headed
    ]
    if lines:
        lines[0][1].insert(0, raw.entries_start(min(deepest, styles.DEEPEST_HEADING)))
        lines[-1][1].append(raw.ENTRIES_END)
    title = ast.string(words_in(book.metadata.language).contents)
    return [
        raw.CONTENTS_START,
        box([ast.para([title])], "TOC Heading"),
        *(box([ast.para(line)], style) for style, line in lines),
        raw.CONTENTS_END,
    ]


def _unstyled(words: str) -> PandocNode:
    """Write the words of a link that does not look like one."""
    look = [("custom-style", styles.CHARACTERS["plain"])]
    return ast.span([ast.string(words)], attributes=look)


def _shown_labels(sections: Sequence[Sequence[str]]) -> tuple[list[str | None], bool]:
    """Give for each note its mark, None where Word counts, and whether Word is to count anew.

    Word counts the notes of each section from 1. A note whose printed label is the next of that
    count is left to Word; any other, a symbol, say, or 0, has a custom mark, which is not counted.

    ``sections`` are the labels of the notes of each of Word's sections. Where only one of them has
    notes to count, Word counts on, since LibreOffice 7.4 loses count of notes that begin anew.
    """
    found = [list(_marks(labels)) for labels in sections]
    restart = sum(None in section for section in found) > 1
    flat = [mark for section in found for mark in section]
    if restart:
        # LibreOffice 7.4 shows 0 for each counted note that no custom mark comes after.
        *_, flat[-1] = (label for labels in sections for label in labels)
    return flat, restart


def _marks(labels: Sequence[str]) -> list[str | None]:
    counted = 0
    found: list[str | None] = []
    for label in labels:
        by_word = label == str(counted + 1)
        counted += by_word
        found.append(None if by_word else label)
    return found
