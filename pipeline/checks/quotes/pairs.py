"""Quotation marks and brackets without their partner."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator

from pipeline.checks.plain_text import MARKER, PAGE, Stretch
from pipeline.checks.proof import Proof
from pipeline.checks.quotes.forms import wrong_way
from pipeline.checks.rule import HIGH_QUOTES, rule
from pipeline.checks.view import View
from pipeline.model import document as model
from pipeline.model.diagnostics import Finding, Severity

_LABEL_BEFORE = re.compile(
    f"[ \\n{MARKER}{PAGE}]*(?:[(]?[A-Za-z0-9]{{1,4}}[.)]{{1,2}} )?", re.ASCII
)
_LONGEST = 12


def unpaired(
    proof: Proof,
    marks: Iterable[tuple[str, int]],
    is_opening: Callable[[str, int], bool],
    *,
    reopens: bool = False,
) -> Iterator[tuple[int, bool]]:
    """Yield the place in the prose of each of ``marks`` without a partner, and whether it opens.

    A pair may begin in one passage and end in a later one of the same flow. With ``reopens``
    no pair stands directly in another, and a passage that begins inside a pair may begin with
    the opening mark once more.
    """
    waiting: list[tuple[int, Stretch]] = []
    for mark, place in marks:
        passage = proof.passage(place)
        if waiting and waiting[-1][1].home != passage.home:
            yield from ((left, True) for left, _ in waiting)
            waiting = []
        if is_opening(mark, place):
            if reopens and waiting:
                left, home = waiting.pop()
                goes_on = home is not passage and _may_run_on(proof, left, home)
                if not (goes_on and _begins(proof, passage, place)):
                    yield left, True
            waiting.append((place, passage))
        elif waiting:
            waiting.pop()
        else:
            yield place, False
    yield from ((left, True) for left, _ in waiting)


def _begins(proof: Proof, passage: Stretch, place: int) -> bool:
    """Tell whether a mark is the first thing in its passage but for a label."""
    before = proof.prose[passage.start : place]
    return len(before) <= _LONGEST and _LABEL_BEFORE.fullmatch(before) is not None


def _may_run_on(proof: Proof, place: int, passage: Stretch) -> bool:
    """Tell whether a quotation may run over several passages.

    It begins its passage, or comes after a mark; after a word it is a phrase.
    """
    before = proof.prose[max(place - 2, passage.start) : place]
    return _begins(proof, passage, place) or not before[:1].isalnum()


# A straight mark opens after one of these.
_BEFORE = " \n([—–-“‘\x01\x02"


@rule("T121", Severity.WARNING, languages=HIGH_QUOTES,
    summary="A quotation mark without its partner.",
    why="""The reader cannot tell where the quotation ends. A quotation that runs over several
    paragraphs may open each of them anew and close only the last.""",
    example="`He said “we shall see and left.`",
    remedy="set the mark that is missing, as on the printed page.",
)  # fmt: skip
def quote_unpaired(view: View) -> Iterator[Finding]:
    proof = view.proof
    if "„" in proof.characters:  # where “ closes
        return
    turned = {place for _, place in wrong_way(proof)}

    def is_opening_mark(mark: str, place: int) -> bool:
        if mark == '"':
            return place == 0 or proof.prose[place - 1] in _BEFORE
        return (mark == "“") != (place in turned)

    marks = (
        (mark, place)
        for mark, place in proof.marks_of('“”"')
        if not isinstance(proof.passage(place).node, model.Cell)  # it may mean “the same”
    )
    for place, is_opening in unpaired(proof, marks, is_opening_mark, reopens=True):
        yield Finding(
            proof.span(place, place + 1),
            "this quotation is not closed" if is_opening else "this quotation was not opened",
            f"set the “{'”' if is_opening else '“'}” that is missing, or take this one out",
        )


_GUILLEMET = re.compile("[«»]")
_OPENS = re.compile(r"(?<![^ \n(\[—–])[«»](?=[^ \n.,;:!?)])")


@rule("T130", Severity.WARNING,
    summary="A guillemet without its partner.",
    why="""The reader cannot tell where the quotation ends. A quotation that runs over several
    paragraphs may open each of them anew and close only the last.""",
    example="`Er sagte: »Wir kommen.`",
    remedy="set the mark that is missing, as on the printed page.",
)  # fmt: skip
def guillemet_unpaired(view: View) -> Iterator[Finding]:
    proof = view.proof
    if proof.characters.isdisjoint("«»"):
        return
    marks = [(match.group(), match.start()) for match in _GUILLEMET.finditer(proof.prose)]
    # German has them »so«, French «so»: what stands before words opens, or else the first.
    opens = Counter([*(mark for mark, _ in marks[:1]), *_OPENS.findall(proof.prose)])
    opening = max(opens, key=opens.__getitem__, default="")
    for place, is_opening in unpaired(proof, marks, lambda mark, _: mark == opening, reopens=True):
        yield Finding(
            proof.span(place, place + 1),
            "this quotation is not closed" if is_opening else "this quotation was not opened",
            "set the guillemet that is missing, or take this one out",
        )


# Volumes of the 19th century set off the number of a despatch by a bracket behind it alone.
_NUMBER_LINE = re.compile(
    r"(?:[A-Z][A-Za-z-]*[.,]{1,2} )?(?:Nos?\.? ?)?(?:[0-9]{1,5}[A-Z½]?|—)\.?\]"
    r"|(?:Circular|Confidential|Informal|Private|Semi-official|Separate|Unofficial)\.\]"
)


def _ends_number_line(proof: Proof, place: int) -> bool:
    end = place + 1
    passage = proof.passage(place)
    start = max(passage.start, proof.prose.rfind("\n", 0, place) + 1)
    is_last = end == passage.end or proof.prose.startswith("\n", end)
    return is_last and _NUMBER_LINE.fullmatch(proof.prose, start, end) is not None


@rule("T122", Severity.WARNING,
    summary="A square bracket without its partner.",
    why="""Square brackets set off what the editors have added; without one of the two nobody can
    tell what is theirs.""",
    example="`[Here follows a list of those present.`",
    remedy="set the bracket that is missing, or take this one out.",
)  # fmt: skip
def bracket_unpaired(view: View) -> Iterator[Finding]:
    proof = view.proof
    marks = (
        (mark, place)
        for mark, place in proof.marks_of("[]")
        if mark == "[" or not _ends_number_line(proof, place)
    )
    for place, is_opening in unpaired(proof, marks, lambda mark, _: mark == "["):
        yield Finding(
            proof.span(place, place + 1),
            "this bracket is not closed" if is_opening else "this bracket was not opened",
        )


_LABEL = re.compile(r"(?<!\w)[A-Za-z0-9]{1,4}[.]?$", re.ASCII)


@rule("T123", Severity.INFO,
    summary="A parenthesis without its partner.",
    why="""It is most often lost in recognition, or a misread letter: `(` for C, `)` for J. The
    closing one after a letter or number, as in `a)`, is a label and let pass.""",
    example="`(see the memorandum of May 2 and the reply.`",
    remedy="set the parenthesis that is missing, or take this one out.",
)  # fmt: skip
def parenthesis_unpaired(view: View) -> Iterator[Finding]:
    proof = view.proof
    for place, is_opening in unpaired(proof, proof.marks_of("()"), lambda mark, _: mark == "("):
        if is_opening or not _LABEL.search(proof.prose, max(place - 6, 0), place):
            yield Finding(
                proof.span(place, place + 1),
                "this parenthesis is not closed"
                if is_opening
                else "this parenthesis was not opened",
            )
