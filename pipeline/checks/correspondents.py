"""Who writes to whom and when, by the heading and by the letter itself."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from unicodedata import combining, normalize

from pipeline.book.correspondence import correspondence_of
from pipeline.checks.names import one_letter_apart
from pipeline.checks.rule import rule
from pipeline.checks.view import View
from pipeline.model import document as model
from pipeline.model.diagnostics import Finding, Severity

# What begins so, or has such words, says what somebody is, and not the name.
_ARTICLES = (
    "the ", "der ", "die ", "das ", "le ", "la ", "les ", "l’", "il ", "lo ", "el ", "los ", "las ",
    "de ", "het ",
)  # fmt: skip
# "The Minister in Norway (Gray)" gives the family name alone.
_OFFICE = re.compile(r"\((?P<name>[A-ZÀ-Þ][^\W\d_]+)\)\Z")
_TITLE = re.compile(r" of | für | der ")
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
# Shorter words are initials; names that one letter tells apart are longer.
_SHORTEST, _SHORTEST_NEAR = 3, 4
# One name alone may be that by which a friend signs.
_FEWEST = 2
_SHOWN = 60


@rule("S146", Severity.WARNING,
    summary="The signature has another name than the writer in the heading, or another spelling.",
    why="""One of the two was misread, the heading is that of another letter, or the line is no
    signature. In 5,400 published documents with both, 26 spell a name in two ways, most by faults
    of recognition; eight name two persons, as where an author signs with a pen name.""",
    example="`Letter From Rufus Penn to the Clerk`, signed `Rufus Pehn` or `Barnabas Garrow`.",
    remedy="""compare both with the printed page; where the print has both, the text stays. If the
    line is no signature, say so with `edition decide --role`.""",
)  # fmt: skip
def signature_differs(view: View) -> Iterator[Finding]:
    signed = [one for one in view.plain.main if isinstance(one.node, model.Signature)]
    sender = _sender(view) if signed else ""
    office = _OFFICE.search(sender)
    is_title = sender.lower().startswith(_ARTICLES) or _TITLE.search(sender) is not None
    if not sender or (is_title and office is None):
        return
    heads = _names(office["name"] if office else sender)
    signs = [(one, _names(view.plain.words(one))) for one in signed]
    if any(_share(heads, names) for _, names in signs):
        return
    near = next((one for one, names in signs if _is_near(heads, names)), None)
    is_named = heads and sum(len(names) for _, names in signs) >= _FEWEST
    if near or (is_named and office is None):
        one = near or signed[0]
        yield Finding(
            view.plain.span_of(one),
            f"“{' '.join(view.plain.words(one).split())[:_SHOWN]}” signs, and the writer named in "
            f"the heading, “{sender[:_SHOWN]}”, is {'spelt otherwise' if near else 'another'}",
            "compare both with the printed page; if the line is no signature, settle it with "
            "`edition decide FILE:LINE --role ROLE`",
            (("the heading", view.facts.span),),
        )


def _share(heads: Sequence[str], signs: Sequence[str]) -> bool:
    return any(one in other or other in one for one in heads for other in signs)


def _is_near(heads: Sequence[str], signs: Sequence[str]) -> bool:
    pairs = ((one, other) for one in heads for other in signs)
    return any(len(one) >= _SHORTEST_NEAR and one_letter_apart(one, other) for one, other in pairs)


def _sender(view: View) -> str:
    record = correspondence_of(view.document, view.language)
    return record.sender.name if record and record.sender and not record.sender.is_body else ""


@rule("S147", Severity.INFO,
    summary="A letter does not say who writes to whom, or when, so that its record lacks it.",
    why="""What heading, dateline and signature say goes into the TEI header and into the list of
    letters that other editions search. Of 296 letters of published volumes one lacks a part.""",
    example="a letter under the head of a firm, whose receiver stands in an address alone.",
    remedy="""write it into the heading, as `Ada Orme to Karl Stein, May 3, 1902`, or settle the
    line of the date with `edition decide --role dateline`. What nobody knows may lack.""",
)  # fmt: skip
def record_incomplete(view: View) -> Iterator[Finding]:
    kinds = {type(one.node) for one in view.plain.main}
    if model.Salutation not in kinds or kinds.isdisjoint((model.Valediction, model.Signature)):
        return
    record = correspondence_of(view.document, view.language)
    missing = ["writer", "receiver"] if record is None else []
    if not view.facts.date and (record is None or record.date is None):
        missing.append("date")
    if missing:
        yield Finding(
            view.facts.span,
            f"this reads as a letter, and its record lacks: {', '.join(missing)}",
            "write them into the heading, as “Ada Orme to Karl Stein, May 3, 1902”",
        )


def _names(words: str) -> list[str]:
    """Give the words with a capital, without accents and in small letters; no initials."""
    found = (word for word in _WORD.findall(words) if word[0].isupper() and len(word) >= _SHORTEST)
    return [
        "".join(c for c in normalize("NFKD", word) if not combining(c)).casefold() for word in found
    ]
