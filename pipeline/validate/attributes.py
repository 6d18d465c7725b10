"""Attributes that are missing, unknown, or hold what they must not."""

from __future__ import annotations

import re

from pipeline.model.diagnostics import Finding
from pipeline.validate import words
from pipeline.validate.failure import Failure, FailureKind, explains

_DATES = frozenset({"when", "from", "to"})
_DATE_FORM = re.compile(
    r"[0-9]{4}(-[0-9]{2}(-[0-9]{2}(T[0-9]{2}:[0-9]{2}:[0-9]{2}(Z|[+-][0-9]{2}:[0-9]{2})?)?)?)?"
)


@explains("V201", FailureKind.ATTRIBUTE_MISSING,
    summary="An element lacks an attribute it must have.",
    why="Without its id or number a note or page cannot be referred to.",
    example="`<ref>` without `target`.",
    remedy="add the attribute, or encode the transcription again.",
)  # fmt: skip
def attribute_missing(failure: Failure) -> Finding | None:
    wanted = words.value(failure.name, failure.attribute)
    return failure.finding(
        f"this {words.element(failure.name)} lacks its attribute {failure.attribute}"
        f"{', ' + wanted if wanted else ''}"
    )


@explains("V202", FailureKind.ATTRIBUTE_UNKNOWN,
    summary="An element has an attribute that the encoding does not have.",
    why="No later stage reads it, so what it says would be lost in silence.",
    example='`<pb n="12" corresp="#p12"/>`.',
    remedy="take the attribute out; the message lists those that exist.",
)  # fmt: skip
def attribute_unknown(failure: Failure) -> Finding | None:
    known = ", ".join(failure.expected) or "none"
    return failure.finding(
        f"{words.element(failure.name)} has no attribute {words.excerpt(failure.attribute)}; "
        f"its attributes are: {known}"
    )


@explains("V203", FailureKind.VALUE,
    summary="An attribute holds a value that is not one of those allowed.",
    why="Later stages decide by these values and know only those of the list.",
    example='`<list type="numbered">`.',
    remedy="take one of the values that the message lists.",
)  # fmt: skip
def value_unlisted(failure: Failure) -> Finding | None:
    if not failure.expected:
        return None
    return failure.finding(
        f"{failure.attribute}={words.excerpt(failure.value)} is not allowed for "
        f"{words.element(failure.name)}; allowed: {', '.join(failure.expected)}"
    )


@explains("V204", FailureKind.VALUE,
    summary="The value of a date is a day that does not exist.",
    why="Indexes and timelines made from the edition would be wrong, or break.",
    example='`when="1945-02-30"`.',
    remedy="""see whether the date is misread in the transcription; where the source itself prints
    an impossible date, leave the text and take the value out.""",
)  # fmt: skip
def date_value_impossible(failure: Failure) -> Finding | None:
    if failure.attribute not in _DATES:
        return None
    if not _DATE_FORM.fullmatch(failure.value):
        return None
    return failure.finding(f"there is no date {failure.value}")


@explains("V205", FailureKind.VALUE,
    summary="The value of a date is not in the form the encoding uses.",
    why="Programs that sort by date or draw a timeline read this form and no other.",
    example='`when="May 1945"`.',
    remedy="write 1945, 1945-05, 1945-05-02 or 1945-05-02T13:00:00.",
)  # fmt: skip
def date_malformed(failure: Failure) -> Finding | None:
    if failure.attribute not in _DATES:
        return None
    return failure.finding(f"{failure.attribute}={words.excerpt(failure.value)} is no date")


@explains("V206", FailureKind.VALUE,
    summary="An attribute holds a value of the wrong form.",
    why="Ids and addresses of another form cannot be found again, here or in an output.",
    example='`<pb n="page 12"/>`.',
    remedy="write the value in the form that the message names.",
)  # fmt: skip
def value_malformed(failure: Failure) -> Finding | None:
    wanted = words.value(failure.name, failure.attribute) or failure.reason
    return failure.finding(
        f"{failure.attribute}={words.excerpt(failure.value)} is not allowed for "
        f"{words.element(failure.name)}; it must be {wanted}"
    )


@explains("V207", FailureKind.CONTENT,
    summary="An element that holds a value holds a wrong one, or none.",
    why="Later stages show or compare the value, and would show a gap or compare nothing.",
    example="`<sic/>` without the reading it stands for.",
    remedy="write the value, or encode the transcription again.",
)  # fmt: skip
def content_malformed(failure: Failure) -> Finding | None:
    held = words.excerpt(failure.value) if failure.value else "nothing"
    return failure.finding(f"{words.element(failure.name)} holds {held}: {failure.reason}")
