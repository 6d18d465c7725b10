"""Punctuation, dashes and the spaces beside them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, partial

from pipeline.checks.fixes import mended, run_of_spaces
from pipeline.checks.rule import CLOSE_MARKS, DocumentRule, rule
from pipeline.checks.view import View
from pipeline.model.diagnostics import Finding, Mending, Severity
from pipeline.model.document import Span
from pipeline.model.tables import read_table

_PUNCTUATION_DOUBLED = re.compile(
    r"[,;:.](?=[,;:.])(?:(?<=,)[,;:.]|(?<=[;:])[;:,.]|(?<=[a-z]{3}[.])[.](?![.]))"
    r"(?=[ \n\x01\x02\x1e”)])"
)

# Of two others either can be right, and two points may mark an omission.
_CERTAIN = frozenset({",,", ";;", "::"})


@rule("T132", Severity.WARNING,
    summary="Two marks of punctuation where one belongs.",
    why="One of them was left behind by a change, or is a speck that recognition took for a mark.",
    example="`London,, May 2`; `the Secretary.. He`.",
    remedy="take the wrong one out, as on the printed page.",
)  # fmt: skip
def punctuation_doubled(view: View) -> Iterator[Finding]:
    for match, span in view.proof.find(_PUNCTUATION_DOUBLED):
        marks = match.group()
        yield Finding(
            span,
            f"“{marks}”: one of the two marks is too many",
            fix=mended(view.proof, span, marks, marks[0]) if marks in _CERTAIN else None,
        )


_AFTER_STOP = re.compile(r"[A-Za-z]?[a-z]{3,}([.])[A-Z][a-z]+", re.ASCII)
_AFTER_COMMA = re.compile(r"[A-Za-z]?[a-z]+([,;])[A-Za-z]{2,}[.]?", re.ASCII)


def _find(view: View, pattern: re.Pattern[str], name: str) -> Iterator[Finding]:
    """Yield the mark in the first group of each match; ``name`` may quote it as ``{}``."""
    proof = view.proof
    for word in proof.unusual:
        found = pattern.fullmatch(word)
        if found is None:
            continue
        for start, _ in proof.places(word):
            mark, place = found[1], start + found.start(1)
            yield Finding(
                (place, place + 1),
                f"a space is missing after the {name.format(mark)}",
                fix=mended(proof, (place, place + 1), mark, f"{mark} "),
            )


SPACE_MISSING_AFTER_STOP = DocumentRule(
    "T133", "space-missing-after-stop", Severity.WARNING,
    summary="A full stop without a space between two sentences.",
    why="The last word of the one and the first of the other are one word for every search.",
    example="`left the room.Then he`.",
    remedy="put the space in.",
    check=partial(_find, pattern=_AFTER_STOP, name="full stop"),
)  # fmt: skip


SPACE_MISSING_AFTER_COMMA = DocumentRule(
    "T134", "space-missing-after-comma", Severity.WARNING,
    summary="A comma or semicolon without a space after it.",
    why="The words on both sides of it are one word for every search.",
    example="`bread,butter and tea`.",
    remedy="put the space in.",
    check=partial(_find, pattern=_AFTER_COMMA, name="“{}”"),
)  # fmt: skip


# Colons between figures part pounds from shillings, hours from minutes, or two sides of a ratio.
_SPACE_BEFORE_PUNCTUATION = re.compile(
    r" (?:[,;?!.]|:(?!(?<=[0-9] :) [0-9]))(?=[ \x1e\x01”])", re.ASCII
)
# The web view sets a space between italic words or marked-up names and the mark after them.
_BEFORE = re.compile(r"(?:[ (“—][a-z]{2,20}|[0-9]|[)”])$", re.ASCII)
_LATIN = (" ante", " ibid", " infra", " post", " supra")
_LONGEST = 22


@rule("T135", Severity.WARNING, languages=CLOSE_MARKS,
    summary="A space before a comma, a full stop or another mark.",
    why="""It comes from recognition, or a word between the space and the mark was lost. After names
    nothing is said, since the web view of older volumes sets a space there; points that mark an
    omission are let pass as well.""",
    example="`in the morning , he said`.",
    remedy="take the space out, or restore the word that is missing.",
)  # fmt: skip
def space_before_punctuation(view: View) -> Iterator[Finding]:
    proof = view.proof
    if not proof.has_pair(*_PAIRS):
        return
    for match, span in proof.find(_SPACE_BEFORE_PUNCTUATION):
        start = match.start()
        before = proof.prose[max(start - _LONGEST, 0) : start]
        is_omission = (
            match.group() == " ." and proof.prose[match.end() : match.end() + 2] in _POINTS
        )
        if _BEFORE.search(before) and not before.endswith(_LATIN) and not is_omission:
            yield Finding(
                span,
                f"there is a space before “{match.group()[1]}”",
                fix=mended(proof, span, match.group(), match.group()[1]),
            )


_PAIRS = (" ,", " ;", " :", " ?", " !", " .")
_POINTS = (" .", " ,", " ;", " ?", " ”", "..")


_SPACE_DOUBLED = re.compile(r"(?<=[^ .?!:\n\x1e])  (?=[^ \x1e])")


@rule("T136", Severity.INFO,
    summary="Two or more spaces inside a sentence.",
    why="""No page shows them, but they show up as differences, and a search for the two words finds
    nothing. A word between them may have been lost.""",
    example="`the  Secretary`.",
    remedy="take all but one out, or restore the word that is missing.",
)  # fmt: skip
def space_doubled(view: View) -> Iterator[Finding]:
    proof = view.proof
    if proof.has_pair("  "):
        for match, span in proof.find(_SPACE_DOUBLED):
            yield Finding(
                span,
                f"there are {len(match.group())} spaces in a row",
                fix=run_of_spaces(proof, span, " "),
            )


_HYPHEN_AT_LINE_BREAK = re.compile(r"[-‐](?<=[a-z]{2}.)\n(?=[a-z]{2})")
_ENDS = ("-\n", "‐\n")


@cache
def _joining_words() -> dict[str, list[str]]:
    return read_table(__file__, "joining_words.toml")


@cache
def _joined(language: str) -> re.Pattern[str]:
    """Match a hyphen before the space that a line end became; “pre- and postwar” is let pass."""
    words = "|".join(_joining_words()[language])
    return re.compile(rf"[-‐](?<=[a-z]{{2}}.) (?=[a-z]{{2}})(?!(?:{words})\b)")


@rule("T137", Severity.WARNING, languages=frozenset(_joining_words()),
    summary="A word is broken at the end of a line.",
    why="""A transcription has no lines but its paragraphs; the break comes from the printed page,
    and no search finds the word.""",
    example="`the govern-` and `ment of France` in the next line.",
    remedy="write the word in one.",
)  # fmt: skip
def hyphen_at_line_break(view: View) -> Iterator[Finding]:
    proof = view.proof
    places: list[Span] = []
    if any(end in proof.source.text for end in _ENDS):
        places += [span for _, span in proof.find_raw(_HYPHEN_AT_LINE_BREAK)]
    if proof.has_pair("- ") or "‐" in proof.characters:
        joined = _joined(view.main_language)
        places += [span for _, span in proof.find(joined)]
    for span in places:
        broken = proof.source.text[span[0] : span[1]]
        yield Finding(
            span,
            "a word is broken at the end of a line here",
            fix=Mending.wording("write the word in one", (span, ""))
            if len(broken) == len("- ")
            else None,
        )


_HYPHEN_FOR_DASH = re.compile(r"(?<=[a-z,]) --? (?=[a-z])|(?<=[a-z]{2})--(?=[a-z]{2})")


@rule("T138", Severity.INFO,
    summary="A hyphen between spaces, or two of them, for a dash.",
    why="Typewriters had no dash; print has one, and the rest of the text has it too.",
    example="`the plan - if it was one - failed` in a text that has `—` elsewhere.",
    remedy="write `—`, as on the printed page.",
)  # fmt: skip
def hyphen_for_dash(view: View) -> Iterator[Finding]:
    proof = view.proof
    if "—" in proof.prose and proof.has_pair(" -", "--"):
        for match, span in proof.find(_HYPHEN_FOR_DASH):
            fix = mended(proof, span, match.group(), "—")
            yield Finding(span, "a hyphen stands for a dash here", "write —", fix=fix)


_FORMS = ("…", ". . .", "...")


@rule("T139", Severity.INFO,
    summary="Omissions are marked in more than one way.",
    why="""Editors mark what they leave out with points; a text that has them in two forms looks as
    if they meant two things. It is said once a file.""",
    example="`. . .` and `...` in one document.",
    remedy="write one form everywhere.",
)  # fmt: skip
def ellipsis_mixed(view: View) -> Iterator[Finding]:
    places = {form: view.proof.prose.find(form) for form in _FORMS}
    found = sorted((place, form) for form, place in places.items() if place >= 0)
    if len(found) > 1:
        place, form = found[1]
        yield Finding(
            view.proof.span(place, place + len(form)),
            f"an omission is marked “{form}” here and “{found[0][1]}” before",
        )


_DASH_SPACED_UNEVENLY = re.compile(r"(?<=[a-z]{2}) —(?=[a-z]{2})|(?<=[a-z]{2})— (?=[a-z]{2})")


@rule("T140", Severity.INFO,
    summary="A dash has a space on one side and none on the other.",
    why="Either a space was lost or one is too many, or a word beside the dash is missing.",
    example="`the plan— if it was one`.",
    remedy="make both sides alike as on the printed page, or restore the word that is missing.",
)  # fmt: skip
def dash_spaced_unevenly(view: View) -> Iterator[Finding]:
    if view.proof.has_pair(" —", "— "):
        for _, span in view.proof.find(_DASH_SPACED_UNEVENLY):
            yield Finding(span, "the dash has a space on one side only")
