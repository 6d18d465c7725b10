"""Headings and the numbers in them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.checks.rule import rule
from pipeline.checks.view import View
from pipeline.model import document as model
from pipeline.model.diagnostics import Finding, Severity


@rule("S101", Severity.WARNING,
    summary="A document has no heading.",
    why="The contents show the name of its file, or nothing, and nobody can cite it by a title.",
    example="a transcription that begins with the first paragraph of the text.",
    remedy="""put the number and the title at the top, with a blank line below them. A document that
    has no heading in print may stay without one.""",
)  # fmt: skip
def heading_missing(view: View) -> Iterator[Finding]:
    headings = (b for b in view.document.blocks if isinstance(b, model.Heading))
    if not any(model.line_of(heading).strip(" \t") for heading in headings):
        start = max(model.span_of(view.document)[0], 0)
        yield Finding((start, start), "no heading was recognized in this document")


_FILE_NUMBER = re.compile(r"[A-Za-z_.-]*?([0-9]{1,9})", re.ASCII)
_NUMBER = re.compile(r"0*([0-9]{1,9})", re.ASCII)


@rule("S102", Severity.WARNING,
    summary="The number in the heading is not the number in the name of the file.",
    why="""References are made to the number in the heading and found by the name of the file, so
    they would lead to another document.""",
    example="`No. 1283` in `d1282.txt`.",
    remedy="rename the file, or correct the number if it was misread.",
)  # fmt: skip
def heading_number_differs(view: View) -> Iterator[Finding]:
    named = _FILE_NUMBER.fullmatch(view.facts.id)
    printed = _NUMBER.fullmatch(view.facts.number or "")
    if named and printed and int(named[1]) != int(printed[1]):
        yield Finding(
            view.facts.span,
            f"the heading has the number {printed[1]}, the file is named {view.facts.id}",
        )


# Of 7,086 headings in published volumes none without a number begins with a small letter, is
# longer than this, or is a sentence of over 150 characters.
_LONGEST_SURE = 400
_LONGEST_SENTENCE = 150


@rule("S107", Severity.ERROR,
    summary="What stands first in a document reads like running text, and not like a heading.",
    why="""Taken as the heading it would stand in the table of contents and in the running heads,
    and the text would lack its beginning.""",
    example="a transcription whose first line is `and so the matter was left to the Board.`",
    remedy="put the number and the title at the top, with a blank line below them.",
)  # fmt: skip
def heading_doubtful(view: View) -> Iterator[Finding]:
    if view.document.number is not None:
        return
    for block in view.document.blocks:
        if isinstance(block, model.Heading):
            if _is_running_text(model.line_of(block).strip(" \t\n")):
                yield Finding(
                    model.span_of(block),
                    "no heading was recognized: the first lines read like running text",
                )
            return


def _is_running_text(text: str) -> bool:
    first = next((character for character in text if character.isalpha()), "")
    is_sentence = text.endswith(".") and len(text) > _LONGEST_SENTENCE
    return first.islower() or len(text) > _LONGEST_SURE or is_sentence


@rule("S108", Severity.WARNING,
    summary="The heading has no number, though the documents of this edition are numbered.",
    why="""Documents are cited by their numbers, and a reference to this one would have no name to
    use.""",
    example="`Letter From the Consul at Trieste` where the heading before it has the number 11.",
    remedy="put the number in front of the title, as “12. Letter From …”.",
)  # fmt: skip
def heading_without_number(view: View) -> Iterator[Finding]:
    if view.document.number is not None or not view.edition.is_numbered:
        return
    for passage in view.plain.main:
        if isinstance(passage.node, model.Heading):
            yield Finding(
                view.plain.span_of(passage),
                "the heading has no number, and nearly all others of the edition have one",
            )
            return


@rule("S109", Severity.WARNING,
    summary="The number in the heading is lower than that of the document before it.",
    why="Either the number was misread, or the document stands at the wrong place in the edition.",
    example="document 13 between the documents 21 and 22.",
    remedy="correct the number, or put the document at its place in `order.txt`.",
)  # fmt: skip
def heading_number_falling(view: View) -> Iterator[Finding]:
    before = view.edition.before(view.facts.id)
    if before is None:
        return
    number, number_before = (_NUMBER.fullmatch(one.number or "") for one in (view.facts, before))
    if number and number_before and int(number[1]) < int(number_before[1]):
        yield Finding(
            view.facts.span, f"document {number[1]} comes after document {number_before[1]}"
        )


@rule("S110", Severity.WARNING,
    summary="Two documents of the edition bear the same number.",
    why="A reference to the number can lead to only one of them.",
    example="`12. Letter` in `d12.txt` and `12. Telegram` in `d13.txt`.",
    remedy="compare with the printed page and correct the number that was misread.",
)  # fmt: skip
def heading_number_doubled(view: View) -> Iterator[Finding]:
    others = view.edition.numbers.get(view.facts.number or "", ())
    if len(others) > 1:
        other = next((one for one in others if one != view.facts.id), view.facts.id)
        yield Finding(
            view.facts.span, f"the number {view.facts.number} is also that of document {other}"
        )


# Of the headings of published volumes none in a thousand is as long as this.
_LONGEST = 500
_SHOWN_HEADING = 80


@rule("S128", Severity.WARNING,
    summary="A heading is longer than headings are.",
    why="Text that belongs below the heading was probably taken into it, for want of a blank line.",
    example="a number, a title and the whole first paragraph in lines without a blank one.",
    remedy="put a blank line where the heading ends.",
)  # fmt: skip
def heading_too_long(view: View) -> Iterator[Finding]:
    for passage in view.plain.text_passages:
        if isinstance(passage.node, model.Heading) and passage.end - passage.start > _LONGEST:
            yield Finding(
                view.plain.span(passage.start, passage.start + _SHOWN_HEADING),
                f"this heading is {passage.end - passage.start} characters long",
            )


_SHOWN_TITLE = 60


@rule("S131", Severity.WARNING,
    summary="A section title or heading is the last thing in its document.",
    why="The text below it was lost, or the line belongs to the next document.",
    example="`Conclusions` as the last line of a report.",
    remedy="compare with the printed page: move the line to where it belongs, or supply the text.",
)  # fmt: skip
def title_without_text(view: View) -> Iterator[Finding]:
    for blocks in _divisions(view.document):
        filled = [b for b in blocks if not isinstance(b, model.PageBreak | model.UnplacedNote)]
        if len(filled) > 1 and _is_title(filled[-1]):
            yield Finding(
                model.span_of(filled[-1]),
                f"no text follows the title “{model.line_of(filled[-1])[:_SHOWN_TITLE]}”",
                "move the line to where it belongs, or supply the text that is lost",
            )


def _is_title(block: model.Block) -> bool:
    if isinstance(block, model.Paragraph):
        return block.style is model.ParagraphStyle.SECTION_TITLE
    return isinstance(block, model.Heading)


@rule("S136", Severity.WARNING,
    summary="""The numbers of the documents leave one out, in an edition that numbers them without
    gaps.""",
    why="""A document was not transcribed, its file was not handed in, or it stands in one file with
    the document before it and its heading was not seen. Where the numbers begin with 2 or 3, the
    first documents are missing. A selection, in which most numbers are missing, is let pass.""",
    example="`8. Letter`, and `10. Letter` right after it.",
    remedy="""add the transcription that is missing, give each document a file of its own, or
    correct the number if it was misread.""",
)  # fmt: skip
def heading_number_missing(view: View) -> Iterator[Finding]:
    gap = view.edition.number_gaps.get(view.facts.id)
    if gap is None:
        return
    first, last = gap
    which = f"document {first} is" if first == last else f"documents {first} to {last} are"
    yield Finding(
        view.facts.span,
        f"{which} missing before document {view.facts.number}",
        "add what is missing, see whether the file before holds two documents, or correct "
        "the number",
    )


def _divisions(document: model.Document) -> Iterator[tuple[model.Block, ...]]:
    """Yield the blocks of ``document`` and then those of each attachment, nested ones too."""
    waiting: list[model.Document | model.Attachment] = [document]
    for division in waiting:
        yield division.blocks
        waiting += [block for block in division.blocks if isinstance(block, model.Attachment)]
