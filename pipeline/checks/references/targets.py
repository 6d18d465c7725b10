"""References that lead nowhere, or elsewhere than their words say."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial

from pipeline.checks.index import is_arabic
from pipeline.checks.references.target import Outcome, followed, owner_of
from pipeline.checks.rule import ENGLISH, DocumentRule, rule
from pipeline.checks.view import View
from pipeline.model import document as model
from pipeline.model.diagnostics import Finding, Severity


def _unreached(view: View, outcome: Outcome, message: str) -> Iterator[Finding]:
    """Yield the references of one outcome; ``message`` has places for their text and the reason."""
    for reference, resolution in followed(view, outcome):
        yield Finding(reference.span, message.format(reference.excerpt, resolution.reason))


REFERENCE_BROKEN = DocumentRule(
    "X101", "reference-broken", Severity.WARNING,
    summary="A reference leads to a place of this edition that is not there.",
    why="""It is no link in the outputs. A number was misread, something is lost, or the print errs,
    as some published volumes do.""",
    example="`footnote 9, Document 44` where document 44 has six notes.",
    remedy="compare the number with the printed page; where the print has it, the text stays.",
    check=partial(_unreached, outcome=Outcome.BROKEN, message="the reference {} is broken: {}"),
)  # fmt: skip


REFERENCE_ABSENT = DocumentRule(
    "X102", "reference-absent", Severity.INFO,
    summary="A reference leads to a part of the series that is not in this edition.",
    why="""Nothing is wrong, but the outputs cannot link it, and whether its number is right could
    not be checked.""",
    example="`ante, p. 476` in an edition that holds the pages from 1333.",
    remedy="""Nothing need be done; the reference is printed without a link until the part that it
    names is in the edition.""",
    check=partial(_unreached, outcome=Outcome.ABSENT, message="the target of {} is absent: {}"),
)  # fmt: skip


REFERENCE_TO_ITSELF = DocumentRule(
    "X103", "reference-to-itself", Severity.WARNING,
    summary="A reference leads to the very document or note it stands in.",
    why="Nobody refers to the place he is at, so the number was probably misread.",
    example="`See footnote 3 above` in footnote 3.",
    remedy="compare the number with the printed page; where the print has it, the text stays.",
    check=partial(_unreached, outcome=Outcome.ITSELF,
                  message="the reference {} leads to {}, where it stands"),
)  # fmt: skip


REFERENCE_AMBIGUOUS = DocumentRule(
    "X105", "reference-ambiguous", Severity.WARNING,
    summary="A reference leads to a page that begins in more than one document.",
    why="The outputs link the first of them, which may be the wrong one.",
    example="`p. 2` in an edition that counts the pages of each document from 1.",
    remedy="""correct the page break that is wrong; where each document counts its own pages, see
    that the reference names its document.""",
    check=partial(_unreached, outcome=Outcome.AMBIGUOUS,
                  message="the reference {} can mean several places: {}"),
)  # fmt: skip


_SUPRA = re.compile(r"\bsupra\b(?!-)", re.ASCII)
_INFRA = re.compile(r"\binfra\b(?!-)", re.ASCII)
# "footnote 3, supra" may stand in the same document.
_VOLUME_REACH = 40


@rule("X107", Severity.WARNING,
    summary="The first document of the edition refers with `supra` to one before it.",
    why="""Nothing stands before it, so that the word is misread for `infra` or documents are
    missing.""",
    example="`See the letter of May 2, supra.` in the first document.",
    remedy="compare with the printed page, or add the documents that are missing.",
)  # fmt: skip
def reference_before_first(view: View) -> Iterator[Finding]:
    before, after = view.edition.before(view.facts.id), view.edition.after(view.facts.id)
    if before is None and after is not None:
        said = "“supra” points to a document before this one, which is the first"
        yield from _beyond_the_edition(view, _SUPRA, said)


@rule("X108", Severity.WARNING,
    summary="The last document of the edition refers with `infra` to one after it.",
    why="""Nothing stands after it, so that the word is misread for `supra` or documents are
    missing.""",
    example="`See the letter of May 2, infra.` in the last document.",
    remedy="compare with the printed page, or add the documents that are missing.",
)  # fmt: skip
def reference_after_last(view: View) -> Iterator[Finding]:
    before, after = view.edition.before(view.facts.id), view.edition.after(view.facts.id)
    if after is None and before is not None:
        said = "“infra” points to a document after this one, which is the last"
        yield from _beyond_the_edition(view, _INFRA, said)


def _beyond_the_edition(view: View, word: re.Pattern[str], message: str) -> Iterator[Finding]:
    for match in word.finditer(view.plain.text):
        before = view.plain.text[max(match.start() - _VOLUME_REACH, 0) : match.start()]
        if "note" not in before:
            yield Finding(view.plain.span(*match.span()), message)


_ADDRESS = re.compile(
    r"#(?:d(?P<document>[0-9]{1,9})(?:fn(?P<note>[0-9]{1,9}))?|pg_(?P<page>[0-9]{1,9}))", re.ASCII
)
_NUMBER = re.compile(r"[0-9]+", re.ASCII)


@rule("X110", Severity.WARNING,
    summary="The numbers that a reference prints are not those of its address.",
    why="A reader of the print and a reader of the edition would arrive at different places.",
    example="`Document 44` that leads to document 45.",
    remedy="correct the address, or the number in the text if it was misread.",
)  # fmt: skip
def reference_address_differs(view: View) -> Iterator[Finding]:
    for reference in view.facts.references:
        match = _ADDRESS.fullmatch(reference.target)
        printed = set(_NUMBER.findall(reference.text))
        if match is None or not printed:
            continue
        number = match["note"] or match["page"] or match["document"]
        if number not in printed:
            yield Finding(
                reference.span,
                f"the reference {reference.excerpt} leads to {reference.target}, "
                f"and {number} is no number in it",
            )


_BEFORE = frozenset({"ante", "supra"})
_WORD = re.compile(r"\b(?:ante|supra|post|infra)\b(?=, p|[.,;)]?$|[.;)])", re.ASCII)
_DIRECTION_REACH = 7
_SHOWN = 60


@rule("X109", Severity.WARNING,
    summary="A reference points back to what stands after it, or forward to what stands before.",
    why="Either the word or the number is wrong; a number that was misread leads to a wrong place.",
    example="`post, p. 12` where page 12 begins in an earlier document.",
    remedy="compare both word and number with the printed page.",
)  # fmt: skip
def reference_direction_differs(view: View) -> Iterator[Finding]:
    text, places = view.plain.text, view.edition.places
    for one in view.plain.annotated:
        if not isinstance(one.node, model.Reference):
            continue
        word = _WORD.search(
            text, max(one.start - _DIRECTION_REACH, 0), min(one.end + _DIRECTION_REACH, len(text))
        )
        owner = owner_of(one.node.target, view.edition)
        if word is None or owner is None or owner == view.facts.id:
            continue
        is_before = places[owner] < places[view.facts.id]
        if is_before != (word.group() in _BEFORE):
            yield Finding(
                view.plain.span_of(one),
                f"“{word.group()}” points {'back' if word.group() in _BEFORE else 'forward'}, but "
                f"“{view.plain.words(one)[:_SHOWN]}” is in {owner}, which stands "
                f"{'before' if is_before else 'after'} this document",
            )


_ABOVE_OR_BELOW = re.compile(
    r"\b[Ff]ootnote (?P<number>[0-9]{1,4}),? (?P<where>above|below)(?=[.,;)])", re.ASCII
)


@rule("X115", Severity.WARNING, languages=ENGLISH,
    summary="A footnote sends the reader up to a later note, or down to an earlier one.",
    why="Either the word or the number is wrong.",
    example="`See footnote 5 above.` in note 3.",
    remedy="compare both with the printed page; where the print has it, the text stays.",
)  # fmt: skip
def note_direction_differs(view: View) -> Iterator[Finding]:
    rising = all(note.id.endswith(f"fn{note.label}") for note in view.facts.notes)
    labels = {note.id: note.label for note in view.facts.notes if rising}
    for match in _ABOVE_OR_BELOW.finditer(view.plain.text, view.plain.text_end):
        own = labels.get(view.plain.passage_at(match.start()).home, "")
        if not is_arabic(own) or int(own) == int(match["number"]):
            continue
        if (int(match["number"]) < int(own)) != (match["where"] == "above"):
            yield Finding(
                view.plain.span(*match.span()),
                f"this is note {own}; footnote {match['number']} is not {match['where']} it",
            )


_BOTH = re.compile(
    r"ocument (?P<document>[0-9]{1,6}),? (?:at )?pp?\. ?(?P<page>[0-9]{1,6})(?![0-9])", re.ASCII
)


@rule("X114", Severity.WARNING, languages=ENGLISH,
    summary="A reference names a document and a page that is not in it.",
    why="One of the two numbers was misread.",
    example="`Document 44, p. 300` where document 44 fills the pages 120 to 123.",
    remedy="compare both numbers with the printed page.",
)  # fmt: skip
def page_outside_document(view: View) -> Iterator[Finding]:
    for match in _BOTH.finditer(view.plain.text):
        owners = view.edition.numbers.get(match["document"], ())
        span = view.edition.pages_of(owners[0]) if len(owners) == 1 else None
        if span is not None and not span[0] - 1 <= int(match["page"]) <= span[1]:
            yield Finding(
                view.plain.span(match.start() - 1, match.end()),
                f"page {match['page']} is not in document {owners[0]}, "
                f"which ends on page {span[1]}",
            )
