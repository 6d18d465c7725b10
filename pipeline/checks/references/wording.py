"""References whose own words cannot be right."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from functools import cache
from itertools import pairwise

from pipeline.checks.rule import ENGLISH, rule
from pipeline.checks.view import View
from pipeline.model import document as model
from pipeline.model.diagnostics import Finding, Mending, Severity
from pipeline.model.tables import read_table

_IBID = re.compile(r"(?:Ibid|Ebd\.|Ebenda|Ivi\b|Ibíd)")


@rule("X111", Severity.INFO,
    summary="A note repeats a source by `Ibid.`, and the note before it names none.",
    why="A reader cannot tell which source is meant: a note is lost, or out of its order.",
    example="`1. Ibid., p. 45.`",
    remedy="compare with the printed page: the note before it may be lost.",
)  # fmt: skip
def ibid_without_antecedent(view: View) -> Iterator[Finding]:
    plain = view.plain
    before = ""
    for note in view.facts.notes:
        passages = plain.note_passages.get(note.id, ())
        ibid = _IBID.match(plain.text, passages[0].start) if passages else None
        if ibid is not None and not _may_cite(before):
            yield Finding(
                plain.span(*ibid.span()),
                f"“{ibid.group()}” repeats a source, and the note before this one names none"
                if before
                else f"“{ibid.group()}” repeats a source, and no note stands before this one",
            )
        before = " ".join(map(plain.words, passages))


def _may_cite(words: str) -> bool:
    """Tell whether a note may name a source: it has a figure, or a name that does not begin it."""
    first, *others = words.split() or [""]
    is_plain = others and not any(word.strip("“‘(")[:1].isupper() for word in others)
    cites = _IBID.match(first) or any(map(str.isdigit, words)) or not is_plain
    return bool(words and cites)


_BETWEEN = re.compile(r"[ ,;.]{0,3}(?:and )?", re.ASCII)
_SHOWN = 60


@rule("X112", Severity.WARNING,
    summary="The same reference stands twice in a row.",
    why="It was transcribed twice.",
    example="`See Document 44, Document 44.`",
    remedy="compare with the printed page and take one of the two out.",
)  # fmt: skip
def reference_doubled(view: View) -> Iterator[Finding]:
    plain = view.plain
    references = [one for one in plain.annotated if isinstance(one.node, model.Reference)]
    for one, after in pairwise(references):
        between = plain.text[one.end : after.start]
        words = plain.words(after)
        is_same = f" {plain.words(one)}".endswith(f" {words}")
        if words and is_same and _BETWEEN.fullmatch(between):
            yield Finding(
                plain.span_of(after), f"the reference “{words[:_SHOWN]}” stands twice in a row"
            )


_LAST = re.compile(r"[–-](?<=[0-9].)(?P<last>[0-9]{1,6})(?![0-9/–-])", re.ASCII)
_FIRST = re.compile(
    r"(?:pp\.|[Pp]ages|[Dd]ocuments|Nos\.|[Ff]ootnotes) (?P<first>[0-9]{1,6})\Z", re.ASCII
)
_RANGE_REACH = 20


@rule("X106", Severity.WARNING, languages=ENGLISH,
    summary="A range of pages, documents or notes ends before it begins.",
    why="One of its two numbers was misread.",
    example="`pp. 209–208` or `Documents 44–41`.",
    remedy="""compare with the printed page: one of the two numbers may be misread; where the print
    has it, the text stays.""",
)  # fmt: skip
def reference_range_backwards(view: View) -> Iterator[Finding]:
    text = view.plain.text
    for last in _LAST.finditer(text):
        first = _FIRST.search(text, max(last.start() - _RANGE_REACH, 0), last.start())
        if first is not None and _is_backwards(first["first"], last["last"]):
            yield Finding(
                view.plain.span(first.start(), last.end()),
                f"the range “{text[first.start() : last.end()]}” ends before it begins",
            )


def _is_backwards(first: str, last: str) -> bool:
    """Tell whether a range falls; its last number may leave out shared figures: 1123–24."""
    return int(first[: len(first) - len(last)] + last) < int(first)


@rule("X113", Severity.INFO,
    summary="A reference leads to the page it stands on.",
    why="Nobody sends a reader to the page before his eyes, so the number was probably misread.",
    example="`see page 12` on page 12.",
    remedy="compare the number with the printed page; where the print has it, the text stays.",
)  # fmt: skip
def reference_to_own_page(view: View) -> Iterator[Finding]:
    breaks = [mark for mark in view.plain.marks if isinstance(mark.node, model.PageBreak)]
    starts = [mark.at for mark in breaks]
    for one in view.plain.annotated:
        if not isinstance(one.node, model.Reference) or one.home != view.facts.id:
            continue
        place = bisect_right(starts, one.start) - 1
        number = getattr(breaks[place].node, "number", "") if place >= 0 else ""
        if number and one.node.target == f"#pg_{number}":
            yield Finding(
                view.plain.span_of(one),
                f"the reference “{view.plain.words(one)}” leads to the page it stands on",
            )


_PAGE = re.compile(r"pp?\. ?[0-9]", re.ASCII)
_WORD_BEFORE = re.compile(r"\b([a-z]{2,8}),? \Z", re.ASCII)
_WORD_REACH = 12


@cache
def _misreadings() -> dict[str, str]:
    table: dict[str, list[str]] = read_table(__file__, "misread_words.toml")
    return {wrong: right for right, wrongs in table.items() for wrong in wrongs}


@rule("X104", Severity.WARNING, languages=ENGLISH,
    summary="A word before a page number is probably a misreading of `ante` or `post`.",
    why="""Such words are set in italics and often misread by recognition programs. The reference is
    not recognized, so nobody can follow it. The text stays as it was handed in.""",
    example="`See pod, p. 1585` for `See post, p. 1585`.",
    remedy="compare with the printed page and correct the word in the transcription.",
)  # fmt: skip
def reference_word_misread(view: View) -> Iterator[Finding]:
    text = view.plain.text
    for page in _PAGE.finditer(text):
        before = _WORD_BEFORE.search(text, max(page.start() - _WORD_REACH, 0), page.start())
        if before and (right := _misreadings().get(before[1])):
            wrong = before[1]
            span = view.plain.span(*before.span(1))
            yield Finding(
                span,
                f"“{wrong}” is probably a misreading of “{right}”",
                f"compare with the printed page; if it has “{right}”, correct the word",
                fix=Mending.wording(f"write “{right}”", (span, right)),
            )
