"""Lines that begin or end as none does."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from pipeline.checks.plain_text import END, Stretch
from pipeline.checks.proof import Proof, once
from pipeline.checks.rule import FRUS, rule
from pipeline.checks.view import View
from pipeline.model import document as model
from pipeline.model.diagnostics import Finding, Mending, Severity
from pipeline.model.document import Span

_NUMBERED = re.compile(r"[0-9]{1,3}\. ", re.ASCII)
_INDENT = "\n  "
_SHOWN = 30


@rule("T180", Severity.WARNING, profiles=FRUS,
    summary="A line in the form of a footnote is part of something else.",
    why="""A line of the list that has lost its number becomes a paragraph of the note above, or of
    the text. Lines that count from 1 inside a note are read as a list of that note.""",
    example="`  Not printed.` in the list of notes between 2 and 4.",
    remedy="compare with the printed page and set the right number.",
)  # fmt: skip
def note_line_unread(view: View) -> Iterator[Finding]:
    proof = view.proof
    for passage in proof.passages:
        if not isinstance(passage.node, model.Paragraph):
            continue
        start = proof.origin(passage.start)
        if not _is_line(proof, start):
            continue
        is_numbered = _NUMBERED.match(proof.prose, passage.start) is not None
        if is_numbered or _goes_on(proof, passage):
            words = proof.text(passage)[:_SHOWN]
            yield Finding(
                (start, start + 1),
                f"“{words}…” has the form of a footnote and is none"
                if is_numbered
                else f"“{words}…” stands in the list of notes without a number",
                "set the number that the note has in the list, or bring the notes in their order",
            )


def _is_line(proof: Proof, start: int) -> bool:
    """Whether just two spaces stand before a place in its line; further paragraphs have four."""
    return proof.source.text[max(start - len(_INDENT), 0) : start] == _INDENT


def _goes_on(proof: Proof, passage: Stretch) -> bool:
    """Whether a passage is a further paragraph of a note, or stands where the notes should."""
    return passage.home != proof.passages[0].home or passage is proof.passages[-1]


_ITEM_WITHOUT_TEXT = re.compile(r"^[ \t]{0,20}(•)[ \t]{0,20}$", re.MULTILINE)


@rule("T179", Severity.WARNING,
    summary="A bullet with nothing behind it.",
    why="The text of the item was lost, and no output shows that there was one.",
    example="a line that holds `•` and nothing else.",
    remedy="write the text that is missing, or take the line out.",
)  # fmt: skip
def item_without_text(view: View) -> Iterator[Finding]:
    if "•" in view.proof.source.text:
        for match, _ in view.proof.find_raw(_ITEM_WITHOUT_TEXT):
            yield Finding(match.span(1), "this item of a list has no text")


_LINE_INDENTED = re.compile(r"\n( +)(?=[^ \n])")


@rule("T177", Severity.INFO, profiles=FRUS,
    summary="A line begins with blanks in a way the raw form has no meaning for.",
    why="""Two blanks begin a list item or a note, four more a level deeper. An odd number of them
    was left in from a print or a word processor. It is said once a file.""",
    example="a paragraph that begins with five blanks.",
    remedy="take the blanks out; a list item or note begins with two.",
)  # fmt: skip
def line_indented(view: View) -> Iterator[Finding]:
    odd = [m.span(1) for m in _LINE_INDENTED.finditer(view.proof.source.text) if len(m[1]) % 2]
    yield from once(
        odd,
        "this line begins with an odd number of blanks, which means nothing",
        _fix(view.proof, odd),
    )


def _fix(proof: Proof, odd: list[Span]) -> Mending | None:
    """Take the blanks out, where no line can belong to an indented note or list above it."""
    if all(end - start == 1 or _begins_anew(proof.source.text, start) for start, end in odd):
        return Mending.safely("take the blanks out", *((span, "") for span in odd))
    return None


def _begins_anew(text: str, start: int) -> bool:
    """Tell whether a blank line and a paragraph that is not indented stand above."""
    end = start - len("\n\n")
    above = text.rfind("\n", 0, end) + 1
    return text[end:start] == "\n\n" and above < end and text[above] != " "


# Shorter than this it is a title, which older volumes print in small capitals.
_LINE = 40
# Neither a copy line, a name nor a roman number.
_WORD = re.compile(r"(?!b?cc\b|de |von |van |al\b|el\b|ibn |[ivx]+\b)[a-z]{2,}[ ,]", re.ASCII)


@rule("T174", Severity.INFO,
    summary="A paragraph begins with a small letter after a sentence that has ended.",
    why="Its beginning was lost, or the paragraph was parted inside a sentence.",
    example="a paragraph that begins `and left the room.` after one that ends `He rose.`",
    remedy="restore the beginning from the printed page, or join the two paragraphs.",
)  # fmt: skip
def paragraph_begins_small(view: View) -> Iterator[Finding]:
    proof = view.proof
    for one, other in pairwise(proof.passages):
        first = proof.first(other)
        if (
            proof.prose[first].islower()
            and isinstance(one.node, model.Paragraph)
            and isinstance(other.node, model.Paragraph)
            and one.home == other.home
            and min(one.end - one.start, other.end - other.start) >= _LINE
            and proof.text(one).endswith(".")
            and _WORD.match(proof.prose, first)
        ):
            yield Finding(proof.span(first, first + 1), "this paragraph begins with a small letter")


_BLANK_LINES_MANY = re.compile(r"\n{4,}(?=[^\n])")


@rule("T178", Severity.INFO,
    summary="More than two blank lines stand in a row.",
    why="""One blank line parts two blocks. A larger gap often marks a place where something, a
    table or a picture, was taken out. It is said once a file.""",
    example="four blank lines between two paragraphs.",
    remedy="see whether something is missing, and leave one blank line.",
)  # fmt: skip
def blank_lines_many(view: View) -> Iterator[Finding]:
    if "\n\n\n\n" not in view.proof.source.text:
        return
    gaps = [
        (match.start() + 1, match.end())
        for match in _BLANK_LINES_MANY.finditer(view.proof.source.text)
    ]
    yield from once(
        gaps,
        "more than two blank lines stand in a row",
        Mending.safely("leave one blank line", *(((start + 1, end), "") for start, end in gaps)),
    )


_SIGN = re.compile(r"[-*•‣◦·](?=[ \t]+\S)")
_LABEL = re.compile(r"\(?(?P<count>[0-9]{1,2}|[a-z])[.)](?=[ \t]+\S)", re.ASCII)


@rule("T182", Severity.INFO, profiles=FRUS | {"letters"},
    summary="Lines that look like the items of a list were read as text.",
    why="""They are printed as they stand, without the indentation of a list; programs that read
    aloud do not count them. It is said once a file.""",
    example="`- oil` above `- wicks`, or `1) oil` above `2) wicks`.",
    remedy="begin each item with two spaces and `•`; where the page has the lines so, they stay.",
)  # fmt: skip
def list_unread(view: View) -> Iterator[Finding]:
    proof = view.proof
    run: list[int] = []
    runs = [run]
    for place, is_joined in _lines(proof):
        if not (run and _goes_with(proof.prose, run, place, is_joined=is_joined)):
            run = []
            runs.append(run)
        run.append(place)
    yield from once(
        [proof.span(run[0], _line_end(proof, run[-1])) for run in runs if len(run) > 1],
        "the lines that begin here look like a list, and were read as text",
    )


def _line_end(proof: Proof, place: int) -> int:
    ends = (proof.prose.find(sign, place) for sign in ("\n", END))
    return min((end for end in ends if end > place), default=len(proof.prose))


def _lines(proof: Proof) -> Iterator[tuple[int, bool]]:
    """Yield where each line of a paragraph begins, and whether it is not the first of it."""
    for passage in proof.passages:
        if isinstance(passage.node, model.Paragraph) and passage.start < passage.end:
            place = proof.first(passage)
            yield place, False
            while (place := proof.prose.find("\n", place, passage.end) + 1) > 0:
                yield place, True


def _goes_with(prose: str, run: list[int], place: int, *, is_joined: bool) -> bool:
    """Tell whether a line begins as the item above it does, or with the next number or letter."""
    last = run[-1]
    sign, above = _SIGN.match(prose, place), _SIGN.match(prose, last)
    if sign and above:
        return sign.group() == above.group()
    label, before = _LABEL.match(prose, place), _LABEL.match(prose, last)
    if not (is_joined and label and before):
        return False
    return _value(label["count"]) == _value(before["count"]) + 1


def _value(count: str) -> int:
    return int(count) if count.isdecimal() else ord(count)
