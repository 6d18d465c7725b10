"""Quotation marks and apostrophes of a wrong form, and spaces inside them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.checks.fixes import mended
from pipeline.checks.proof import Proof, once
from pipeline.checks.rule import ENGLISH, HIGH_QUOTES, rule
from pipeline.checks.view import View
from pipeline.model import document as model
from pipeline.model.diagnostics import Finding, Mending, Severity
from pipeline.model.document import Span

_WRONG_WAY = re.compile(
    "“(?<=[A-Za-z0-9,.]“)(?=[ .,;:)\x1e])"  # opens at the end of a word
    "|”(?<=[ (]”)(?=[A-Za-z])"  # closes at its beginning
    "|”(?<=\\n”)(?=[^\x1e\x01])"  # or at that of a paragraph
    "|”(?<=:”)(?= [A-Z])",
    re.ASCII,
)


def wrong_way(proof: Proof) -> list[tuple[str, int]]:
    """Give each quotation mark that opens at the end of a word or closes at its beginning."""
    if "„" in proof.characters:  # where “ closes
        return []
    return [
        (mark, place)
        for mark, place in proof.marks_of("“”")
        if _WRONG_WAY.match(proof.prose, place)
    ]


@rule("T126", Severity.WARNING, languages=HIGH_QUOTES,
    summary="A quotation mark turned the wrong way.",
    why="Programs that make quotation marks curly guess, and go wrong after dashes and markers.",
    example="`the “Big Three“ met`.",
    remedy="turn the mark.",
)  # fmt: skip
def quote_wrong_way(view: View) -> Iterator[Finding]:
    proof = view.proof
    for mark, place in wrong_way(proof):
        opens = mark == "“"
        span = proof.span(place, place + 1)
        yield Finding(
            span,
            "“ stands at the end of a word" if opens else "” stands at the beginning of a word",
            f"turn the mark: {'”' if opens else '“'}",
            fix=mended(proof, span, mark, "”" if opens else "“"),
        )


_APOSTROPHE_WRONG_WAY = re.compile(
    r"‘(?:[0-9]{2}s?|em|tis|twas|til)(?![\w’])|(?<=[a-z])‘(?=(?:s|t|re|ve|ll|d)\b)"
)


@rule("T127", Severity.INFO, languages=ENGLISH,
    summary="An apostrophe is written as an opening quotation mark.",
    why="""Programs that make quotation marks curly take each one before a letter for an opening
    one.""",
    example="`the ‘40s` for `the ’40s`; `don‘t` for `don’t`.",
    remedy="write ’.",
)  # fmt: skip
def apostrophe_wrong_way(view: View) -> Iterator[Finding]:
    proof = view.proof
    if "‘" not in proof.characters:
        return
    for match, span in proof.find(_APOSTROPHE_WRONG_WAY):
        if not proof.prose.startswith("’", match.end()):
            yield Finding(
                (span[0], span[0] + 1),
                "this opening quotation mark is most likely an apostrophe",
                fix=mended(proof, (span[0], span[0] + 1), "‘", "’"),
            )


_OPENING = frozenset(" \n([—–")
_CLOSING = frozenset(["", *" \n)].,;:?!—–"])


@rule("T124", Severity.INFO, languages=HIGH_QUOTES,
    summary="A straight quotation mark in a text whose others are curly.",
    why="""A passage was pasted in from elsewhere, or a mark was typed by hand; it cannot be told
    whether it opens or closes. It is said once a file.""",
    example='`"the first` in a text that has `“the second”`.',
    remedy="write “ or ”, as on the printed page.",
)  # fmt: skip
def straight_quote_among_curly(view: View) -> Iterator[Finding]:
    proof = view.proof
    if '"' not in proof.source.text or not ("“" in proof.source.text or "”" in proof.source.text):
        return
    yield from once(
        list(proof.spans('"')),
        "a straight quotation mark stands in a text with curly ones",
        _fix(proof),
    )


def _fix(proof: Proof) -> Mending | None:
    """Turn all of them, if what stands beside each shows which way."""
    text = proof.source.text
    changes: list[tuple[Span, str]] = []
    for start, end in proof.spans('"'):
        after_gap = text[start - 1 : start] in _OPENING if start else True
        before_gap = text[end : end + 1] in _CLOSING
        if after_gap == before_gap:
            return None
        # After a figure it may stand for inches.
        if before_gap and text[start - 1].isdecimal():
            return None
        changes.append(((start, end), "“" if after_gap else "”"))
    return Mending.safely("write “ or ”", *changes)


@rule("T125", Severity.INFO,
    summary="A straight apostrophe in a text whose others are curly.",
    why="""The same word is written in two ways, and a search finds only one of them. It is said
    once a file.""",
    example="`don't` in a text that has `won’t`.",
    remedy="write the curly apostrophe everywhere.",
)  # fmt: skip
def straight_apostrophe_among_curly(view: View) -> Iterator[Finding]:
    proof = view.proof
    if "'" not in proof.source.text or "’" not in proof.source.text:
        return
    spans = list(proof.spans("'"))
    # One that no letter stands before may be an opening quotation mark.
    certain = all(proof.source.text[start - 1 : start].isalpha() for start, _ in spans)
    fix = Mending.safely("write ’", *((span, "’") for span in spans)) if certain else None
    message = "a straight apostrophe stands in a text with curly ones"
    yield from once(spans, message, fix)


_SPACE_INSIDE_QUOTE = re.compile(r"(?<=[ —(])“ (?=\w)|(?<=[\w.,;?!]) ”(?=[ .,;\x1e])")


@rule("T128", Severity.INFO, languages=HIGH_QUOTES,
    summary="A space stands between a quotation mark and what it quotes.",
    why="It comes from recognition, and the mark may be left alone at the end of a line.",
    example="`“ the Treaty”`.",
    remedy="take the space out.",
)  # fmt: skip
def space_inside_quote(view: View) -> Iterator[Finding]:
    proof = view.proof
    if proof.has_pair("“ ", " ”"):
        for match, span in proof.find(_SPACE_INSIDE_QUOTE):
            yield Finding(
                span,
                "there is a space between the quotation mark and what it quotes",
                fix=mended(proof, span, match.group(), match.group().strip(" ")),
            )


_SPACE_INSIDE_BRACKETS = re.compile(r"[(\[] (?=\w)|(?<=[\w.]) [)\]]")
# The web view of older volumes sets names in headings and datelines between spaces.
_MARKED_UP = (model.Heading, model.Dateline, model.OpenerLine)


@rule("T129", Severity.INFO,
    summary="A space stands between a bracket or parenthesis and what it holds.",
    why="""It comes from recognition, and the bracket may be left alone at the end of a line. Forms
    to be filled in, as `( )`, are let pass.""",
    example="`( see below)`.",
    remedy="take the space out.",
)  # fmt: skip
def space_inside_brackets(view: View) -> Iterator[Finding]:
    proof = view.proof
    if proof.has_pair("( ", "[ ", " )", " ]"):
        for match, span in proof.find(_SPACE_INSIDE_BRACKETS):
            if isinstance(proof.passage(match.start()).node, _MARKED_UP):
                continue
            yield Finding(
                span,
                f"there is a space beside “{match.group().strip(' ')}”",
                fix=mended(proof, span, match.group(), match.group().strip(" ")),
            )
