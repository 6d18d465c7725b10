"""X101, X102, X103, X105: a reference does not lead to one place of the edition."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from pipeline.checks.references.target import Outcome, followed
from pipeline.checks.rule import DocumentRule
from pipeline.checks.view import View
from pipeline.model.diagnostics import Finding, Severity

_COMPARE = "compare the number with the printed page"


def _find(view: View, outcome: Outcome, message: str, hint: str) -> Iterator[Finding]:
    """Yield the references of one outcome; ``message`` has places for their text and the reason."""
    for reference, resolution in followed(view, outcome):
        yield Finding(reference.span, message.format(reference.excerpt, resolution.reason), hint)


REFERENCE_BROKEN = DocumentRule(
    "X101", "reference-broken", Severity.WARNING,
    summary="A reference leads to a place of this edition that is not there.",
    why="""It is no link in the outputs. A number was misread, something is lost, or the print errs,
    as some published volumes do.""",
    example="`footnote 9, Document 44` where document 44 has six notes.",
    remedy="""To mend it, compare the number with the printed page; where the print has it, the text
    stays.""",
    check=partial(
        _find, outcome=Outcome.BROKEN, message="the reference {} is broken: {}", hint=_COMPARE
    ),
)  # fmt: skip


REFERENCE_ABSENT = DocumentRule(
    "X102", "reference-absent", Severity.INFO,
    summary="A reference leads to a part of the series that is not in this edition.",
    why="""Nothing is wrong, but the outputs cannot link it, and whether its number is right could
    not be checked.""",
    example="`ante, p. 476` in an edition that holds the pages from 1333.",
    remedy="""There is nothing to mend; the reference arrives once the part it names is in the
    edition.""",
    check=partial(
        _find,
        outcome=Outcome.ABSENT,
        message="the target of {} is absent: {}",
        hint="nothing need be done; the reference is printed without a link",
    ),
)  # fmt: skip


REFERENCE_TO_ITSELF = DocumentRule(
    "X103", "reference-to-itself", Severity.WARNING,
    summary="A reference leads to the very document or note it stands in.",
    why="Nobody refers to the place he is at, so the number was probably misread.",
    example="`See footnote 3 above` in footnote 3.",
    remedy="""To mend it, compare the number with the printed page; where the print has it, the text
    stays.""",
    check=partial(
        _find,
        outcome=Outcome.ITSELF,
        message="the reference {} leads to {}, where it stands",
        hint=_COMPARE,
    ),
)  # fmt: skip


REFERENCE_AMBIGUOUS = DocumentRule(
    "X105", "reference-ambiguous", Severity.WARNING,
    summary="A reference leads to a page that begins in more than one document.",
    why="The outputs link the first of them, which may be the wrong one.",
    example="`p. 2` in an edition that counts the pages of each document from 1.",
    remedy="""To mend it, correct the page break that is wrong; where each document counts its own
    pages, see that the reference names its document.""",
    check=partial(
        _find,
        outcome=Outcome.AMBIGUOUS,
        message="the reference {} can mean several places: {}",
        hint="correct the page break that is wrong",
    ),
)  # fmt: skip
