"""Attributes that are missing, unknown, or hold what they must not."""

from __future__ import annotations

import re

from pipeline.model.diagnostics import Finding, Severity
from pipeline.validate import words
from pipeline.validate.failure import Failure, FailureKind, FailureRule

_AGAIN = "correct the attribute, or encode the transcription again"
_DATES = frozenset({"when", "from", "to"})
_DATE_FORM = re.compile(
    r"[0-9]{4}(-[0-9]{2}(-[0-9]{2}(T[0-9]{2}:[0-9]{2}:[0-9]{2}(Z|[+-][0-9]{2}:[0-9]{2})?)?)?)?"
)


def _attribute_missing(failure: Failure) -> Finding | None:
    wanted = words.value(failure.name, failure.attribute)
    return failure.finding(
        f"this {words.element(failure.name)} lacks its attribute {failure.attribute}"
        f"{', ' + wanted if wanted else ''}",
        _AGAIN,
    )


ATTRIBUTE_MISSING = FailureRule(
    "V201", "attribute-missing", Severity.ERROR,
    kind=FailureKind.ATTRIBUTE_MISSING, check=_attribute_missing,
    summary="An element lacks an attribute it must have.",
    why="Without its id or number a note or page cannot be referred to.",
    example="`<ref>` without `target`.",
    remedy="add the attribute, or encode the transcription again.",
)  # fmt: skip


def _attribute_unknown(failure: Failure) -> Finding | None:
    known = ", ".join(failure.expected) or "none"
    return failure.finding(
        f"{words.element(failure.name)} has no attribute {words.excerpt(failure.attribute)}; "
        f"its attributes are: {known}",
        "take the attribute out",
    )


ATTRIBUTE_UNKNOWN = FailureRule(
    "V202", "attribute-unknown", Severity.ERROR,
    kind=FailureKind.ATTRIBUTE_UNKNOWN, check=_attribute_unknown,
    summary="An element has an attribute that the encoding does not have.",
    why="No later stage reads it, so what it says would be lost in silence.",
    example='`<pb n="12" corresp="#p12"/>`.',
    remedy="take the attribute out; the message lists those that exist.",
)  # fmt: skip


def _value_unlisted(failure: Failure) -> Finding | None:
    if not failure.expected:
        return None
    return failure.finding(
        f"{failure.attribute}={words.excerpt(failure.value)} is not allowed for "
        f"{words.element(failure.name)}; allowed: {', '.join(failure.expected)}",
        _AGAIN,
    )


VALUE_UNLISTED = FailureRule(
    "V203", "value-unlisted", Severity.ERROR, kind=FailureKind.VALUE, check=_value_unlisted,
    summary="An attribute holds a value that is not one of those allowed.",
    why="Later stages decide by these values and know only those of the list.",
    example='`<list type="numbered">`.',
    remedy="take one of the values that the message lists.",
)  # fmt: skip


def _date_impossible(failure: Failure) -> Finding | None:
    if failure.attribute not in _DATES:
        return None
    if not _DATE_FORM.fullmatch(failure.value):
        return None
    return failure.finding(
        f"there is no date {failure.value}", "see whether the date is misread in the transcription"
    )


DATE_VALUE_IMPOSSIBLE = FailureRule(
    "V204", "date-value-impossible", Severity.ERROR, kind=FailureKind.VALUE, check=_date_impossible,
    summary="The value of a date is a day that does not exist.",
    why="Indexes and timelines made from the edition would be wrong, or break.",
    example='`when="1945-02-30"`.',
    remedy="""see whether the date is misread in the transcription; where the source itself prints
    an impossible date, leave the text and take the value out.""",
)  # fmt: skip


def _date_malformed(failure: Failure) -> Finding | None:
    if failure.attribute not in _DATES:
        return None
    return failure.finding(f"{failure.attribute}={words.excerpt(failure.value)} is no date")


DATE_MALFORMED = FailureRule(
    "V205", "date-malformed", Severity.ERROR, kind=FailureKind.VALUE, check=_date_malformed,
    summary="The value of a date is not in the form the encoding uses.",
    why="Programs that sort by date or draw a timeline read this form and no other.",
    example='`when="May 1945"`.',
    remedy="write 1945, 1945-05, 1945-05-02 or 1945-05-02T13:00:00.",
)  # fmt: skip


def _value_malformed(failure: Failure) -> Finding | None:
    wanted = words.value(failure.name, failure.attribute) or failure.reason
    return failure.finding(
        f"{failure.attribute}={words.excerpt(failure.value)} is not allowed for "
        f"{words.element(failure.name)}; it must be {wanted}",
        _AGAIN,
    )


VALUE_MALFORMED = FailureRule(
    "V206", "value-malformed", Severity.ERROR, kind=FailureKind.VALUE, check=_value_malformed,
    summary="An attribute holds a value of the wrong form.",
    why="Ids and addresses of another form cannot be found again, here or in an output.",
    example='`<pb n="page 12"/>`.',
    remedy="write the value in the form that the message names.",
)  # fmt: skip


def _content_malformed(failure: Failure) -> Finding | None:
    held = words.excerpt(failure.value) if failure.value else "nothing"
    return failure.finding(f"{words.element(failure.name)} holds {held}: {failure.reason}")


CONTENT_MALFORMED = FailureRule(
    "V207", "content-malformed", Severity.ERROR, kind=FailureKind.CONTENT, check=_content_malformed,
    summary="An element that holds a value holds a wrong one, or none.",
    why="Later stages show or compare the value, and would show a gap or compare nothing.",
    example="`<sic/>` without the reading it stands for.",
    remedy="write the value, or encode the transcription again.",
)  # fmt: skip
