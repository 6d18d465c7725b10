"""What stands where the encoding has no place for it, or lacks what it must hold."""

from __future__ import annotations

from pipeline.model.diagnostics import Finding
from pipeline.validate import words
from pipeline.validate.failure import Failure, FailureKind, explains, local

_CLOSINGS = frozenset({"closer", "postscript"})
_EMPTY_TEXT = frozenset({"head", "dateline", "opener", "pb", "note"})


def _expected(failure: Failure) -> str:
    return f"; {words.elements(failure.expected)} is expected" if failure.expected else ""


@explains("V101", FailureKind.ELEMENT,
    summary="A closing or postscript stands in a division that has no text before it.",
    why="""A letter that begins with its signature has lost its body, or a line of the heading was
    taken for a signature.""",
    example="a heading, then `Sincerely yours,` and nothing between them.",
    remedy="""look whether the text of the letter is missing in the transcription; see that a blank
    line parts the heading from what follows it.""",
)  # fmt: skip
def closing_without_text(failure: Failure) -> Finding | None:
    if failure.name not in _CLOSINGS:
        return None
    before = {local(e) for e in failure.element.itersiblings(preceding=True)}
    if failure.parent != "div" or before - _EMPTY_TEXT:
        return None
    return failure.finding(f"{words.element(failure.name)} stands here without any text before it")


@explains("V102", FailureKind.ELEMENT,
    summary="The TEI holds an element that the encoding does not have.",
    why="No later stage knows what to do with it, so its text would be lost.",
    example="`<q>` in a TEI file that was changed by hand.",
    remedy="take the element out and keep its text, or encode the transcription again.",
)  # fmt: skip
def element_unknown(failure: Failure) -> Finding | None:
    if words.is_known(failure.name):
        return None
    return failure.finding(
        f"the encoding has no element {words.element(failure.name)}{_expected(failure)}"
    )


@explains("V103", FailureKind.ELEMENT,
    summary="An element stands where the encoding does not allow it.",
    why="What stands in the wrong place is shown in the wrong place in every output, or in none.",
    example="a heading inside an opening.",
    remedy="look at the lines named: a missing blank line often makes one block of two.",
)  # fmt: skip
def element_misplaced(failure: Failure) -> Finding | None:
    return failure.finding(
        f"{words.element(failure.name)} is not allowed inside "
        f"{words.element(failure.parent)}{_expected(failure)}",
        "see that blank lines part this from what stands before and after it",
    )


@explains("V104", FailureKind.INCOMPLETE,
    summary="An element lacks something it must hold.",
    why="A list without items or a table without rows is a sign that its text went elsewhere.",
    example="`PARTICIPANTS` with no line below it.",
    remedy="look whether something is missing in the transcription at this place.",
)  # fmt: skip
def element_missing(failure: Failure) -> Finding | None:
    if failure.name == "note":
        return failure.finding(
            "the note that is marked here has no text",
            "write the text of the note after its number in the list of notes",
        )
    return failure.finding(
        f"this {words.element(failure.name)} is not complete{_expected(failure)}"
    )


@explains("V105", FailureKind.TEXT,
    summary="Text stands in an element that holds only other elements.",
    why="Such text is in no paragraph, so reading would pass over it.",
    example="words between two `<item>` of a list, in a TEI file that was changed by hand.",
    remedy="put the text into a paragraph or item, or encode the transcription again.",
)  # fmt: skip
def text_misplaced(failure: Failure) -> Finding | None:
    return failure.finding(
        f"the text {words.excerpt(failure.value)} is not allowed in "
        f"{words.element(failure.name)}, which holds no text of its own"
    )
