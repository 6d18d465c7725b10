"""A site on a disk, and a browser that opens it as a reader does."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from pipeline.book import Book, Role, Section
from pipeline.convert import html
from pipeline.model.document import Note, NoteMarker, Paragraph, Text
from tests.convert.samples import HOSTILE, LETTER, METADATA, document, note, paragraph

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

WORDS = "The harbour was closed for the winter, and no ship could leave before the ice broke. "


def _long() -> Section:
    """A text longer than a screen, whose notes are longer than the lines they belong to."""
    notes: list[Note] = []
    blocks = []
    for place in range(1, 21):
        notes.append(note("d9", place, str(place), paragraph(WORDS * 3)))
        blocks.append(Paragraph((Text(WORDS), NoteMarker(f"d9fn{place}"), Text(" " + WORDS * 2))))
    return Section(Role.DOCUMENT, document("d9", *blocks, notes=tuple(notes)), 2)


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Write the pages of an edition with parts, and give their folder."""
    folder = tmp_path_factory.mktemp("site of an edition")
    sections = (
        Section(Role.DOCUMENT, LETTER),
        Section(Role.PART, document("part-1")),
        Section(Role.DOCUMENT, HOSTILE, 2),
        _long(),
    )
    for name, data in html.make(Book(METADATA, sections, b"<TEI/>")).items():
        path = folder / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(data)
    return folder


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """Open a window of common width; what the browser complains of fails the test."""
    context = browser.new_context(viewport={"width": 1000, "height": 800})
    opened = context.new_page()
    complaints: list[str] = []
    opened.on("console", lambda message: complaints.append(message.text))
    opened.on("pageerror", lambda error: complaints.append(str(error)))
    opened.on("requestfailed", lambda request: complaints.append(request.url))
    yield opened
    context.close()
    assert complaints == []
