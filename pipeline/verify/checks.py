"""What can be wrong with an output, each in words for the user.

A check takes the differences of one document and yields what its rule is about. Whatever an
output has lost, the transcription is not at fault; the finding says where to look.
"""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.diagnostics import Finding
from pipeline.document import Span
from pipeline.verify.differences import Change, Differences, MarkDifference, TextDifference
from pipeline.verify.reading import MarkKind, excerpt, shown

HINT = (
    "the output was not published; the fault is not in the transcription, "
    "so please report it with this file"
)
_MARKERS = (MarkKind.NOTE, MarkKind.SECOND_MARKER)


def check_document(differences: Differences) -> Iterator[Finding]:
    """A document is missing from the output, stands in it twice or at another place.

    A volume whose order changed cannot be cited, and one that lacks a document is no edition.

    Example: the output of an edition of 12 documents holds 11.

    To mend it, build the document on its own and look whether its output is complete; the fault is
    the program's, so please report it with the transcription.
    """
    said = {
        Change.MISSING: "is missing from the output",
        Change.ADDED: "stands more than once in the output",
        Change.MOVED: "stands at another place in the output than in the edition",
    }
    if differences.document in said:
        what = f"document {differences.document_id} {said[differences.document]}"
        yield Finding(differences.span, what, HINT)


def check_text_lost(differences: Differences) -> Iterator[Finding]:
    """The output lacks text of the transcription.

    Nothing may be lost on the way; a reader would never know.

    Example: of ``the Board met on May 4`` the output has ``the Board on May 4``.

    To mend it, look for a character there that the format cannot hold, which is the usual cause;
    the fault is the program's, so please report it with the transcription.
    """
    for text in _texts(differences):
        if not text.found:
            yield _finding(text.span, f"{text.where} has lost {_quoted(text)}")


def check_text_added(differences: Differences) -> Iterator[Finding]:
    """The output has text that is not in the transcription.

    What a reader takes for the source must be the source.

    Example: the number of a note stands as if it were text.

    Nothing needs mending in the transcription; the fault is the program's, so please report it with
    the transcription.
    """
    for text in _texts(differences):
        if not text.wanted:
            near = excerpt(text.expected.text, text.start, text.start)
            yield _finding(text.span, f"{text.where} has gained “{shown(text.found)}” in “{near}”")


def check_text_changed(differences: Differences) -> Iterator[Finding]:
    """The output has other text than the transcription.

    A changed quotation mark, dash or digit is a false quotation. Typographic replacement in a
    writer is the usual cause.

    Example: ``--`` has become ``–``.

    Nothing needs mending in the transcription; the fault is the program's, so please report it with
    the transcription.
    """
    for text in _texts(differences):
        if text.wanted and text.found:
            message = f"{text.where} has “{shown(text.found)}” in place of {_quoted(text)}"
            yield _finding(text.span, message)


def check_division(differences: Differences) -> Iterator[Finding]:
    """Paragraphs, rows, cells or lines begin or end elsewhere in the output.

    Two paragraphs run together, or a cell moved to the next column, is another text, though no
    character is lost.

    Example: the row ``April | 12 |`` has become ``April 12``.

    Nothing needs mending in the transcription; the fault is the program's, so please report it with
    the transcription.
    """
    for text in differences.texts:
        if text.only_separators:
            near = excerpt(text.expected.text, text.start, text.end)
            message = f"{text.where} is divided otherwise at “{near}”: {_division(text)}"
            yield _finding(text.span, message)


def check_note_missing(differences: Differences) -> Iterator[Finding]:
    """The output lacks a note, or a second marker of one.

    Its text may be there, but nobody who reads the document is led to it.

    Example: the output has five of six footnotes.

    Nothing needs mending in the transcription; the fault is the program's, so please report it with
    the transcription.
    """
    for mark in _marks(differences, Change.MISSING, *_MARKERS):
        label = differences.label(mark.mark.value)
        yield _finding(mark.span, f"the {_marker(mark)} {label} is missing at {_place(mark)}")


def check_note_added(differences: Differences) -> Iterator[Finding]:
    """The output has a note or a marker that the transcription does not have.

    A reader would take it for a note of the source.

    Example: a note with two markers has become two notes.

    Nothing needs mending in the transcription; the fault is the program's, so please report it with
    the transcription.
    """
    for mark in _marks(differences, Change.ADDED, *_MARKERS):
        yield _finding(mark.span, f"there is a {_marker(mark)} too many at {_place(mark)}")


def check_note_moved(differences: Differences) -> Iterator[Finding]:
    """The marker of a note stands elsewhere in the output.

    A note in the wrong place explains the wrong thing.

    Example: the marker stands before the comma and not after it, or two notes have changed places.

    Nothing needs mending in the transcription; the fault is the program's, so please report it with
    the transcription.
    """
    for mark in _marks(differences, Change.MOVED, *_MARKERS):
        label = differences.label(mark.mark.value)
        now = "" if mark.found is None else f", now at {_place(mark, moved=True)}"
        yield _finding(mark.span, f"the {_marker(mark)} {label} belongs at {_place(mark)}{now}")
    for mark in _marks(differences, Change.OTHER, *_MARKERS):
        label = differences.label(mark.mark.value)
        yield _finding(mark.span, f"another note than {label} stands at {_place(mark)}")


def check_note_label(differences: Differences) -> Iterator[Finding]:
    """The marker of a note shows another number or symbol than the printed one.

    Documents cite notes by their number.

    Example: the note printed ``*`` shows ``4``.

    Nothing needs mending in the transcription; the fault is the program's, so please report it with
    the transcription.
    """
    for wanted, found, span in differences.labels:
        yield _finding(span, f"note {wanted.label} is numbered “{found.label}” in the output")


def check_page_missing(differences: Differences) -> Iterator[Finding]:
    """The output does not mark a page of the printed source.

    An edition is cited by the pages of its printed source.

    Example: the output goes from page 11 to page 13.

    Nothing needs mending in the transcription; the fault is the program's, so please report it with
    the transcription.
    """
    for mark in _marks(differences, Change.MISSING, MarkKind.PAGE):
        message = f"the mark of page {mark.mark.value} is missing at {_place(mark)}"
        yield _finding(mark.span, message)


def check_page_added(differences: Differences) -> Iterator[Finding]:
    """The output marks a page that the transcription does not have.

    A citation of that page would lead to a place that is not in the source.

    Example: page 12 is marked twice.

    Nothing needs mending in the transcription; the fault is the program's, so please report it with
    the transcription.
    """
    for mark in _marks(differences, Change.ADDED, MarkKind.PAGE):
        message = f"there is a mark of page {mark.mark.value} too many at {_place(mark)}"
        yield _finding(mark.span, message)


def check_page_moved(differences: Differences) -> Iterator[Finding]:
    """The mark of a page stands elsewhere in the output, or shows another number.

    A citation by page would lead to other words than the printed source has on it.

    Example: the mark of page 12 has gone to the end of its paragraph.

    Nothing needs mending in the transcription; the fault is the program's, so please report it with
    the transcription.
    """
    for mark in _marks(differences, Change.MOVED, MarkKind.PAGE):
        now = "" if mark.found is None else f", now at {_place(mark, moved=True)}"
        message = f"the mark of page {mark.mark.value} belongs at {_place(mark)}{now}"
        yield _finding(mark.span, message)
    for mark in _marks(differences, Change.OTHER, MarkKind.PAGE):
        if mark.found is not None:
            message = f"page {mark.mark.value} is marked as page {mark.found.value}"
            yield _finding(mark.span, f"{message} at {_place(mark)}")


def check_link_missing(differences: Differences) -> Iterator[Finding]:
    """A reference is no link in the output though its target is in the edition.

    The reference was proved; a reader should be able to follow it in every output.

    Example: ``document No. 8`` is plain text, and document 8 is in the same volume.

    Nothing needs mending in the transcription; the fault is the program's, so please report it with
    the transcription.
    """
    for mark in _marks(differences, Change.MISSING, MarkKind.LINK):
        yield _finding(mark.span, f"the link to {mark.mark.value} is missing at {_place(mark)}")


def check_link_added(differences: Differences) -> Iterator[Finding]:
    """The output has a link that the transcription does not have.

    Such a link says that the editors refer to something they never named.

    Example: a reference to another volume has become a link into this one.

    Nothing needs mending in the transcription; the fault is the program's, so please report it with
    the transcription.
    """
    for mark in _marks(differences, Change.ADDED, MarkKind.LINK):
        yield _finding(mark.span, f"there is a link to {mark.mark.value} at {_place(mark)}")


def check_link_wrong(differences: Differences) -> Iterator[Finding]:
    """A link leads elsewhere than it should, or covers other words.

    A reader who follows it arrives at another document and takes it for the one that is meant.

    Example: ``document No. 8`` leads to document 9.

    Nothing needs mending in the transcription; the fault is the program's, so please report it with
    the transcription.
    """
    for mark in _marks(differences, Change.OTHER, MarkKind.LINK):
        if mark.found is not None:
            message = f"the link to {mark.mark.value} leads to {mark.found.value}"
            yield _finding(mark.span, f"{message} at {_place(mark)}")
    for mark in _marks(differences, Change.MOVED, MarkKind.LINK):
        message = f"the link to {mark.mark.value} covers other words than {_place(mark)}"
        yield _finding(mark.span, message)


def check_link_broken(differences: Differences) -> Iterator[Finding]:
    """Links cannot arrive at a document, note or page of the output.

    Every link into the edition needs its target, once and at the right place.

    Example: links to page 12 lead nowhere, since the output has no bookmark of that name.

    Nothing needs mending in the transcription; the fault is the program's, so please report it with
    the transcription.
    """
    said = {
        Change.MISSING: "links to {} do not arrive: its place is not marked at {}",
        Change.ADDED: "links to {} can arrive at a wrong place: {}",
        Change.MOVED: "links to {} arrive at a wrong place and not at {}",
        Change.OTHER: "links to {} do not arrive: something else is marked at {}",
    }
    for mark in differences.marks:
        if mark.mark.kind is MarkKind.ANCHOR:
            yield _finding(mark.span, said[mark.change].format(mark.mark.value, _place(mark)))


def _texts(differences: Differences) -> Iterator[TextDifference]:
    return (text for text in differences.texts if not text.only_separators)


def _marks(differences: Differences, change: Change, *kinds: MarkKind) -> Iterator[MarkDifference]:
    return (m for m in differences.marks if m.change is change and m.mark.kind in kinds)


def _finding(span: Span, message: str) -> Finding:
    return Finding(span, message, HINT)


def _marker(difference: MarkDifference) -> str:
    return "note" if difference.mark.kind is MarkKind.NOTE else "second marker of note"


def _place(difference: MarkDifference, *, moved: bool = False) -> str:
    mark = difference.found if moved and difference.found else difference.mark
    return f"“{excerpt(difference.expected.text, mark.start, mark.end)}” in {difference.where}"


def _quoted(text: TextDifference) -> str:
    near = excerpt(text.expected.text, text.start, text.end)
    return f"“{shown(text.wanted)}” in “{near}”"


def _division(text: TextDifference) -> str:
    return f"“{shown(text.wanted)}” has become “{shown(text.found)}”"
