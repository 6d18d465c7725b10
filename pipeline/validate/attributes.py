"""Attributes that are missing, unknown, or hold what they must not."""

from __future__ import annotations

import re

from pipeline.diagnostics import Finding
from pipeline.document import Span
from pipeline.validate import words
from pipeline.validate.failure import Failure, Kind

_AGAIN = "correct the attribute, or encode the transcription again"
_DATES = frozenset({"when", "from", "to"})
_DATE_FORM = re.compile(
    r"[0-9]{4}(-[0-9]{2}(-[0-9]{2}(T[0-9]{2}:[0-9]{2}:[0-9]{2}(Z|[+-][0-9]{2}:[0-9]{2})?)?)?)?"
)


def check_attribute_missing(failure: Failure, span: Span) -> Finding | None:
    """An element lacks an attribute it must have.

    Without its id or number a note or page cannot be referred to.

    Example: ``<note place="foot">`` without ``xml:id``.

    To mend it, add the attribute, or encode the transcription again.
    """
    if failure.kind is not Kind.ATTRIBUTE_MISSING:
        return None
    wanted = words.value(failure.name, failure.attribute)
    return Finding(
        span,
        f"this {words.element(failure.name)} lacks its attribute {failure.attribute}"
        f"{', ' + wanted if wanted else ''} ({failure.path})",
        _AGAIN,
    )


def check_attribute_unknown(failure: Failure, span: Span) -> Finding | None:
    """An element has an attribute that the encoding does not have.

    No later stage reads it, so what it says would be lost in silence.

    Example: ``<pb n="12" facs="0012"/>``.

    To mend it, take the attribute out; the message lists those that exist.
    """
    if failure.kind is not Kind.ATTRIBUTE_UNKNOWN:
        return None
    known = ", ".join(failure.expected) or "none"
    return Finding(
        span,
        f"{words.element(failure.name)} has no attribute {words.excerpt(failure.attribute)}; "
        f"its attributes are: {known} ({failure.path})",
        "take the attribute out",
    )


def check_value_unlisted(failure: Failure, span: Span) -> Finding | None:
    """An attribute holds a value that is not one of those allowed.

    Later stages decide by these values and know only those of the list.

    Example: ``<list type="numbered">``.

    To mend it, take one of the values that the message lists.
    """
    if failure.kind is not Kind.VALUE or not failure.expected:
        return None
    return Finding(
        span,
        f"{failure.attribute}={words.excerpt(failure.value)} is not allowed for "
        f"{words.element(failure.name)}; allowed: {', '.join(failure.expected)} ({failure.path})",
        _AGAIN,
    )


def check_date_impossible(failure: Failure, span: Span) -> Finding | None:
    """The value of a date is a day that does not exist.

    Indexes and timelines made from the edition would be wrong, or break.

    Example: ``when="1945-02-30"``.

    To mend it, see whether the date is misread in the transcription; where the source itself
    prints an impossible date, leave the text and take the value out.
    """
    if failure.kind is not Kind.VALUE or failure.attribute not in _DATES:
        return None
    if not _DATE_FORM.fullmatch(failure.value):
        return None
    return Finding(
        span,
        f"there is no date {failure.value} ({failure.path})",
        "see whether the date is misread in the transcription",
    )


def check_date_malformed(failure: Failure, span: Span) -> Finding | None:
    """The value of a date is not in the form the encoding uses.

    Programs that sort by date or draw a timeline read this form and no other.

    Example: ``when="May 1945"``.

    To mend it, write 1945, 1945-05, 1945-05-02 or 1945-05-02T13:00:00.
    """
    if failure.kind is not Kind.VALUE or failure.attribute not in _DATES:
        return None
    return Finding(
        span,
        f"{failure.attribute}={words.excerpt(failure.value)} is no date ({failure.path})",
        "write 1945, 1945-05, 1945-05-02 or 1945-05-02T13:00:00",
    )


def check_value_malformed(failure: Failure, span: Span) -> Finding | None:
    """An attribute holds a value of the wrong form.

    Ids and addresses of another form cannot be found again, here or in an output.

    Example: ``<pb n="page 12"/>``.

    To mend it, write the value in the form that the message names.
    """
    if failure.kind is not Kind.VALUE:
        return None
    wanted = words.value(failure.name, failure.attribute) or failure.reason
    return Finding(
        span,
        f"{failure.attribute}={words.excerpt(failure.value)} is not allowed for "
        f"{words.element(failure.name)}; it must be {wanted} ({failure.path})",
        _AGAIN,
    )


def check_content_malformed(failure: Failure, span: Span) -> Finding | None:
    """An element that holds a value holds a wrong one, or none.

    Later stages show or compare the value, and would show a gap or compare nothing.

    Example: ``<sic/>`` without the reading it stands for.

    To mend it, write the value, or encode the transcription again.
    """
    if failure.kind is not Kind.CONTENT:
        return None
    held = words.excerpt(failure.value) if failure.value else "nothing"
    return Finding(
        span,
        f"{words.element(failure.name)} holds {held}: {failure.reason} ({failure.path})",
        "write the value, or encode the transcription again",
    )
