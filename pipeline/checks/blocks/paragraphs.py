"""Blocks and paragraphs that are empty, torn, doubled or missing."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from itertools import pairwise

from pipeline.checks.plain_text import PlainText, Stretch
from pipeline.checks.rule import DocumentRule, rule
from pipeline.checks.view import View
from pipeline.model import document as model
from pipeline.model.diagnostics import Finding, Severity

_KINDS = (
    model.SourceNote, model.Heading, model.Dateline, model.Salutation, model.OpenerLine,
    model.Paragraph, model.ListItem, model.Valediction, model.Signature, model.CloserLine,
)  # fmt: skip
# White space is no text, but so much of it is no accident either.
_LONGEST = 100


@rule("S103", Severity.WARNING,
    summary="A paragraph, heading, list item or line of the opening or closing holds no text.",
    why="It would be printed as a gap. What it should hold may have been lost.",
    example="a bullet with nothing after it.",
    remedy="write the text that is missing, or take the empty line out.",
)  # fmt: skip
def block_empty(view: View) -> Iterator[Finding]:
    plain = view.plain
    for passage in plain.text_passages:
        if passage.end - passage.start < _LONGEST and _is_empty(passage, plain):
            start = max(model.span_of(passage.node)[0], 0)
            yield Finding(
                (start, start), f"there is a {_name(type(passage.node))} without text here"
            )


def _is_empty(passage: Stretch, plain: PlainText) -> bool:
    if not isinstance(passage.node, _KINDS) or plain.words(passage).strip(" \t"):
        return False
    if any(isinstance(one, model.Figure) for one in model.walk(passage.node)):
        return False
    return not (isinstance(passage.node, model.ListItem) and passage.node.blocks)


def _name(kind: type) -> str:
    return "".join(f" {c.lower()}" if c.isupper() else c for c in kind.__name__).strip(" ")


@dataclass(frozen=True, slots=True)
class Numbered:
    """The number or letter of a paragraph, and where it stands in the plain text."""

    count: int
    label: str
    start: int
    end: int


def numbered_runs(
    plain: PlainText, pattern: re.Pattern[str], count: Callable[[str], int]
) -> list[list[Numbered]]:
    """Gather what ``pattern`` finds at the start of passages into rows that rise.

    Numbers of one form, of one home and division make a row; one that does not rise begins anew.
    """
    runs: list[list[Numbered]] = []
    last: dict[tuple[object, ...], list[Numbered]] = {}
    for passage in plain.text_passages:
        match = pattern.match(plain.text, passage.start, passage.end)
        if match is None:
            continue
        value = count(match["count"])
        form = passage.division, match["open"], match["close"], value >= _CASE
        one = Numbered(value, match.group().rstrip(" "), *match.span("count"))
        run = last.get(form)
        if run is None or one.count <= run[-1].count:
            run = []
            runs.append(run)
        run.append(one)
        last[form] = run
    return runs


def stands_between(plain: PlainText, one: Numbered, after: Numbered, label: str) -> bool:
    """Tell whether ``label`` can be found as a word of its own between two numbered paragraphs."""
    return re.search(rf"\b{label}\b", plain.text[one.end : after.start], re.ASCII) is not None


_CASE = ord("a")


# Shorter ones are formulas that documents repeat rightly, but none right below itself.
_SHORTEST_DOUBLED = 120
_SHORTEST_BELOW = 40
# The marker of a note stays a figure in the second of two copies.
_FIGURES = re.compile(r"[0-9]+", re.ASCII)
_BEGINNING = 80


@rule("S132", Severity.WARNING,
    summary="A paragraph stands twice in one document.",
    why="It was transcribed twice, most often where a page breaks.",
    example="the last paragraph of a page again at the top of the next.",
    remedy="compare with the printed page and take one of the two out.",
)  # fmt: skip
def paragraph_doubled(view: View) -> Iterator[Finding]:
    plain = view.plain
    first: dict[tuple[int, str], Stretch] = {}
    above = None
    for passage in plain.text_passages:
        words = plain.words(passage)
        is_below = above is not None and words == plain.words(above)
        above = passage
        # What editors put in brackets, as on omissions, they word alike each time.
        # Tables may set two versions side by side.
        if (
            len(words) < _SHORTEST_BELOW
            or words.startswith("[")
            or isinstance(passage.node, model.Cell)
        ):
            continue
        key = passage.division, _FIGURES.sub("", words[:_BEGINNING])
        earlier = first.setdefault(key, passage)
        is_long = len(words) >= _SHORTEST_DOUBLED or is_below
        if earlier is not passage and is_long and _same(words, plain.words(earlier)):
            yield Finding(
                plain.span_of(passage),
                "this paragraph stands here for the second time",
                related=(("the first time", plain.span_of(earlier)),),
            )


def _same(one: str, other: str) -> bool:
    return _FIGURES.sub("", one) == _FIGURES.sub("", other)


_NUMBER = re.compile(r"(?P<open>\(?)(?P<count>[0-9]{1,2})(?P<close>[.)]) (?=[A-Z“\[])", re.ASCII)
_LETTER = re.compile(r"(?P<open>\(?)(?P<count>[a-hA-H])(?P<close>[.)]) (?=[A-Za-z“\[])", re.ASCII)
_STEP = 2


def _find(
    view: View,
    pattern: re.Pattern[str],
    count: Callable[[str], int],
    label: Callable[[int], str],
    kind: str,
) -> Iterator[Finding]:
    """Yield where a row counts on but for one; ``label`` is the inverse of ``count``."""
    for run in numbered_runs(view.plain, pattern, count):
        for before, one, after in zip(run, run[1:], run[2:], strict=False):
            left_out = label(one.count + 1)
            is_jump = one.count == before.count + 1 and after.count == one.count + _STEP
            if is_jump and not stands_between(view.plain, one, after, left_out):
                yield Finding(
                    view.plain.span(after.start, after.end),
                    f"paragraph {left_out} is missing between {one.label} and {after.label}",
                    f"compare with the printed page: a paragraph may be lost or its {kind} misread",
                    (("the paragraph before", view.plain.span(one.start, one.end)),),
                )


NUMBERED_PARAGRAPH_MISSING = DocumentRule(
    "S124", "numbered-paragraph-missing", Severity.WARNING,
    summary="The numbers of paragraphs or items leave one out.",
    why="A paragraph was lost in transcribing, or its number was misread.",
    example="paragraphs that begin with `1.`, `2.` and `4.`",
    remedy="compare with the printed page; where the print leaves one out, the text stays.",
    check=partial(_find, pattern=_NUMBER, count=int, label=str, kind="number"),
)  # fmt: skip


LETTERED_PARAGRAPH_MISSING = DocumentRule(
    "S125", "lettered-paragraph-missing", Severity.WARNING,
    summary="The letters of paragraphs or items leave one out.",
    why="A paragraph was lost in transcribing, or its letter was misread.",
    example="paragraphs that begin with `a.`, `b.` and `d.`",
    remedy="compare with the printed page; where the print leaves one out, the text stays.",
    check=partial(_find, pattern=_LETTER, count=ord, label=chr, kind="letter"),
)  # fmt: skip


# The numbers of items, such as "ii." and "b)", begin no sentence that was torn.
_GOES_ON = re.compile(
    r"(?!(?:i{1,3}|iv|vi{0,3}|ix|x)[.):])[a-z]{2,}(?:[ ,.:;’-]|$)|a (?=[a-z])", re.ASCII
)
_SHORTEST_TORN = 40
_SHORTEST_IN_NOTE = 10
_SHOWN = 30


@rule("S134", Severity.WARNING,
    summary="A paragraph ends in the middle of a sentence and the next one goes on with it.",
    why="A blank line was set where the printed page has none, most often where a page breaks.",
    example="`the Board will` as the end of a paragraph, and below it `decide in May.`",
    remedy="take the blank line out.",
)  # fmt: skip
def paragraph_torn(view: View) -> Iterator[Finding]:
    plain = view.plain
    for one, after in pairwise(plain.passages):
        if _is_running(one) and _is_running(after) and _home(one) == _home(after):
            words, more = plain.words(one).rstrip(" \t"), plain.words(after)
            shortest = _SHORTEST_TORN if one.home == plain.id else _SHORTEST_IN_NOTE
            if len(words) > shortest and words[-1].islower() and _GOES_ON.match(more):
                yield Finding(
                    plain.span(after.start, after.start + 1),
                    f"the sentence “…{words[-_SHOWN:]}” goes on in a new paragraph",
                    "take the blank line out if the printed page has no paragraph here",
                    (("the end of the paragraph before", plain.span(one.end - 1, one.end)),),
                )


def _home(passage: Stretch) -> tuple[str, int]:
    return passage.home, passage.division


def _is_running(passage: Stretch) -> bool:
    return type(passage.node) is model.Paragraph
