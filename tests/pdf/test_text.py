"""Text comes out of the PDF as it went in, whatever it looks like."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.book import Book
from pipeline.convert import pdf
from pipeline.convert.pdf.source import literal
from pipeline.model.document import (
    Cell,
    Document,
    DocumentKind,
    Heading,
    List,
    ListItem,
    ListKind,
    Note,
    NoteMarker,
    PageBreak,
    Paragraph,
    Row,
    Table,
    Text,
)
from tests.convert.samples import MARKUP, SPACES
from tests.pdf.reading import METADATA, lines, made, paragraph, tagged_text

OWN = (
    '"; #read("x")', '"', "\\", '\\"', "#", "]", "[", "}", "*/", "/*", "~", "_e_", "- item",
    "+ n", "/ t: x", "<d1>", "https://example.org/a//b", "#sys.inputs", "\\u{41}", "$", "``",
    "=", "== x", "fi ffl", "a-b", "1\u20142", " lead", "trail ",
)  # fmt: skip
LINES = (*MARKUP, *OWN)


@pytest.fixture(scope="module")
def hostile() -> bytes:
    return made(*(paragraph(f"x{line}x") for line in LINES))


@pytest.mark.parametrize("line", LINES)
def test_markup_is_text(hostile: bytes, line: str) -> None:
    assert f"x{line}x" in lines(hostile)


@pytest.mark.parametrize("line", MARKUP)
def test_markup_is_text_in_every_place(line: str) -> None:
    """Heading, note, label, cell, list; title, series, publisher, editors."""
    metadata = replace(METADATA, title=line, series=line, publisher=line, editors=(line,))
    heading = Heading((Text(line), NoteMarker("d1fn1")))
    blocks = (
        heading,
        Table((Row((Cell((Text(line),)), Cell((Text(line),)))),)),
        List(ListKind.SIMPLE, (ListItem((Text(line),)),)),
    )
    note = Note("d1fn1", line, (paragraph(line),))
    document = Document("d1", None, DocumentKind.HISTORICAL, blocks, (note,))
    data = pdf.make(Book.of(metadata, (document,), b"<TEI/>"))
    parts = ("series", "title", "editor", "publisher", "heading", "mark", "mark", "item", "cells")
    assert tagged_text(data).count(line) >= len(parts)


@pytest.mark.parametrize("line", [SPACES, "a\u00a0b", "two  three   x", "x  "])
def test_every_space_is_kept(line: str) -> None:
    assert f"before{line}after" in tagged_text(
        made(Paragraph(tuple(map(Text, ("before", line, "after")))))
    )


LETTERS = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
MARKS = "\u0301\u0304\u0312\u0323\u0327\u0331\u0334"


def test_a_letter_with_its_marks_is_in_the_text_once() -> None:
    clusters = [letter + mark for letter in LETTERS for mark in (*MARKS, "\u0308\u0304")]
    found = tagged_text(made(paragraph(" ".join(clusters))))
    assert [one for one in clusters if one not in found or one + one in found] == []


def test_a_word_stays_whole_at_a_page_break() -> None:
    """The bar of a page is set with its first word."""
    words = Paragraph((Text("enable it to "), PageBreak("12"), Text("begin the exercise")))
    assert "enable it to 12begin the exercise" in tagged_text(made(words))


@given(st.text(st.characters(exclude_categories=("Cs", "Cc"))))
def test_a_literal_ends_where_the_text_does(text: str) -> None:
    """No quote and no backslash of the text is without its own backslash."""
    written = literal(text)
    inner = written[1:-1]
    assert written[0] == written[-1] == '"'
    assert inner.replace("\\\\", "").count('"') == inner.replace("\\\\", "").count('\\"')
    assert not (len(inner) - len(inner.rstrip("\\"))) % 2


@settings(max_examples=15)
@given(st.text(st.sampled_from("ab #\"\\[](){}<>@$*_`~=-+/.:;,'^&%!?|1\u00a0“”’–—é"), min_size=1))
def test_any_text_comes_back(text: str) -> None:
    assert f"x{text}x" in tagged_text(made(paragraph(f"x{text}x")))
