"""What stands where the encoding has no place for it, or lacks what it must hold."""

from __future__ import annotations

from pipeline.diagnostics import Finding
from pipeline.document import Span
from pipeline.validate import words
from pipeline.validate.failure import Failure, Kind, local

_CLOSINGS = frozenset({"closer", "postscript"})
_EMPTY_TEXT = frozenset({"head", "dateline", "opener", "pb", "note"})


def _expected(failure: Failure) -> str:
    return f"; {words.elements(failure.expected)} is expected" if failure.expected else ""


def check_closing_without_text(failure: Failure, span: Span) -> Finding | None:
    """A closing or postscript stands in a division that has no text before it.

    A letter that begins with its signature has lost its body, or a line of the heading was
    taken for a signature.

    Example: a heading, then ``Sincerely yours,`` and nothing between them.

    To mend it, look whether the text of the letter is missing in the transcription; see that a
    blank line parts the heading from what follows it.
    """
    if failure.kind is not Kind.ELEMENT or failure.name not in _CLOSINGS:
        return None
    before = {local(e) for e in failure.element.itersiblings(preceding=True)}
    if failure.parent != "div" or before - _EMPTY_TEXT:
        return None
    return Finding(
        span,
        f"{words.element(failure.name)} stands here without any text before it ({failure.path})",
        "see whether the text between the heading and this line is missing in the transcription",
    )


def check_element_unknown(failure: Failure, span: Span) -> Finding | None:
    """The TEI holds an element that the encoding does not have.

    No later stage knows what to do with it, so its text would be lost.

    Example: ``<hi>`` in a TEI file that was changed by hand.

    To mend it, take the element out and keep its text, or encode the transcription again.
    """
    if failure.kind is not Kind.ELEMENT or words.is_known(failure.name):
        return None
    return Finding(
        span,
        f"the encoding has no element {words.element(failure.name)}{_expected(failure)}"
        f" ({failure.path})",
        "take the element out and keep its text, or encode the transcription again",
    )


def check_element_misplaced(failure: Failure, span: Span) -> Finding | None:
    """An element stands where the encoding does not allow it.

    What stands in the wrong place is shown in the wrong place in every output, or in none.

    Example: a heading inside an opening.

    To mend it, look at the lines named: a missing blank line often makes one block of two.
    """
    if failure.kind is not Kind.ELEMENT:
        return None
    return Finding(
        span,
        f"{words.element(failure.name)} is not allowed inside "
        f"{words.element(failure.parent)}{_expected(failure)} ({failure.path})",
        "see that blank lines part this from what stands before and after it",
    )


def check_element_missing(failure: Failure, span: Span) -> Finding | None:
    """An element lacks something it must hold.

    A list without items or a table without rows is a sign that its text went elsewhere.

    Example: ``PARTICIPANTS`` with no line below it.

    To mend it, look whether something is missing in the transcription at this place.
    """
    if failure.kind is not Kind.INCOMPLETE:
        return None
    if failure.name == "note":
        return Finding(
            span,
            f"the note that is marked here has no text ({failure.path})",
            "write the text of the note after its number in the list of notes",
        )
    return Finding(
        span,
        f"this {words.element(failure.name)} is not complete{_expected(failure)} ({failure.path})",
        "see whether something is missing in the transcription at this place",
    )


def check_text_misplaced(failure: Failure, span: Span) -> Finding | None:
    """Text stands in an element that holds only other elements.

    Such text is in no paragraph, so reading would pass over it.

    Example: words between two ``<item>`` of a list, in a TEI file that was changed by hand.

    To mend it, put the text into a paragraph or item, or encode the transcription again.
    """
    if failure.kind is not Kind.TEXT:
        return None
    return Finding(
        span,
        f"the text {words.excerpt(failure.value)} is not allowed in "
        f"{words.element(failure.name)}, which holds no text of its own ({failure.path})",
        "put the text into a paragraph, or encode the transcription again",
    )
