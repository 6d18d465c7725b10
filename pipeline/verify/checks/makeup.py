"""What can be wrong with the pages of a printed book, though all of its text is there."""

from __future__ import annotations

from pipeline.model.diagnostics import Finding, Message, Severity
from pipeline.model.document import NOWHERE, Span
from pipeline.verify.checks.words import OURS

_WHERE = {-1: "the page before", 1: "the page after"}


def note_off_its_page(label: str, pages: int, span: Span) -> Finding:
    """Say how many ``pages`` after its marker a note begins, or, below zero, before it."""
    far = f"{abs(pages)} pages {'after' if pages > 0 else 'before'}"
    message = f"in the PDF note {label} begins on {_WHERE.get(pages, far)} that of its marker"
    hint = "where it disturbs, part the table, list or paragraph, or shorten the notes beside it"
    return Finding(span, message, hint)


NOTE_OFF_ITS_PAGE = Message(
    "O205", "note-off-its-page", Severity.WARNING,
    summary="A note of the PDF begins on another page than that of its marker.",
    why="""A reader looks for a note at the foot of the page. A page that has no room for a note
    ends before its marker; where notes crowd, as in the rows of a table, that can part others.""",
    example="marker 3 stands on page 12, and note 3 begins on page 13.",
    remedy="""Nothing is lost and the book is published. Any change of the text near it sets the
    page otherwise.""",
)  # fmt: skip


def running_head_wrong(page: int, wanted: str, found: str) -> Finding:
    """Say what stands at the head of a page, counted from 1, and what should."""
    message = f"the head of page {page} of the PDF is “{found}” and not “{wanted}”"
    return Finding(NOWHERE, message)


RUNNING_HEAD_WRONG = Message(
    "O503", "running-head-wrong", Severity.ERROR,
    summary="The head of a page does not name the documents that stand on it.",
    why="Readers find a document by the numbers at the heads of the pages.",
    example="the head names documents 1 to 2 on a page that document 2 alone stands on.",
    remedy=OURS,
)  # fmt: skip


def cells_run_together(page: int, text: str, next_text: str) -> Finding:
    """Say which two cells have no space between, or, without the second, which leaves the page."""
    what = f"runs into “{next_text}”" if next_text else "goes beyond the page"
    message = f"in a table on page {page} of the PDF “{text}” {what}"
    hint = "part the table into two, or choose larger paper in edition.toml ([outputs])"
    return Finding(NOWHERE, message, hint)


CELLS_RUN_TOGETHER = Message(
    "O206", "cells-run-together", Severity.ERROR,
    summary="In a table of the PDF, the words of two cells run into one another.",
    why="""Figures without a space between are read as one: `999,999` beside `1,111,110` is
    `999,9991,111,110`.""",
    example="a table of thirty columns on paper of 6 by 9 inches.",
    remedy="""Part it into two tables that begin with the same column, or choose a larger `paper`.
    Where it may stand as it is, write `O206 = "warning"` below `[severity]` in `edition.toml`.""",
)  # fmt: skip


def index_page_wrong(name: str, shown: str) -> Finding:
    """Say which page, as ``shown`` behind a document, it is not on; without one, that none is."""
    message = (
        f"in the index of the PDF, “{shown}” is not where {name} stands"
        if shown
        else f"in the index of the PDF, no page is given for {name}"
    )
    return Finding(NOWHERE, message)


INDEX_PAGE_WRONG = Message(
    "O505", "index-page-wrong", Severity.ERROR,
    summary="A page that an index of the PDF gives is not one of the document that it names.",
    why="Readers look the page up, and do not find the name there.",
    example="the index gives page 12 for a document that stands on pages 14 to 16.",
    remedy=OURS,
)  # fmt: skip


def spine_too_narrow(millimetres: float) -> Finding:
    """Say how wide a spine is that has no words."""
    message = f"the spine is {millimetres:.1f} mm wide; below 6 mm it has no words"
    hint = "nothing need be done; thicker paper, as sheet in [print] says, makes a wider spine"
    return Finding(NOWHERE, message, hint)


SPINE_WITHOUT_WORDS = Message(
    "O207", "spine-without-words", Severity.INFO,
    summary="The spine of the cover has no words, since it is too narrow.",
    why="""A cover is folded up to a millimetre beside its place: words on a narrow spine come to
    stand on the front or the back.""",
    example="a book of 80 pages on paper of 0.1 mm, whose spine is 4 mm wide.",
    remedy="""Nothing need be done. Where the printer names another width, write it as `spine` below
    `[print.cover]`.""",
)  # fmt: skip


def cover_without_room(what: str, hint: str) -> Finding:
    """Say which words of a cover have no room."""
    return Finding(NOWHERE, f"on the cover of the printed book {what}", hint)


COVER_WITHOUT_ROOM = Message(
    "O208", "cover-without-room", Severity.ERROR,
    summary="Words of the cover have no room, even in the smallest type.",
    why="They would be printed over others, or cut off.",
    example="a description of 4,000 characters on the back of a small book.",
    remedy="""Shorten `description` below `[publication]`, or give a `short_title` below `[edition]`
    for the spine.""",
)  # fmt: skip


def cover_picture_coarse(dots: float) -> Finding:
    """Say how many dots to an inch the picture of a cover has."""
    message = f"the picture of the cover has {dots:.0f} dots to an inch in print"
    return Finding(NOWHERE, message, "give a larger picture; printers ask for 300")


COVER_PICTURE_COARSE = Message(
    "O209", "cover-picture-coarse", Severity.WARNING,
    summary="The picture of the cover has too few dots to be printed well.",
    why="Below 200 dots to an inch their edges can be seen.",
    example="a picture of 600 by 900 dots, made for the EPUB, on a front of 6 by 9 inches.",
    remedy="""Give a larger picture as `cover` below `[epub]`: a book of 6 by 9 inches with a
    bleed of 3 mm needs 1,836 by 2,771 dots.""",
)  # fmt: skip
