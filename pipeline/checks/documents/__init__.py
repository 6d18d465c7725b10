"""Documents as wholes: where they begin and end, and what is attached to them."""

from __future__ import annotations

from pipeline.checks.documents import beginning_and_end, extent

RULES = (
    extent.ID_REPEATED,
    extent.DOCUMENT_INSIDE_DOCUMENT,
    beginning_and_end.TEXT_BEGINS_MID_SENTENCE,
    beginning_and_end.TEXT_ENDS_MID_SENTENCE,
    beginning_and_end.CLOSING_WITHOUT_SIGNATURE,
    beginning_and_end.TEXT_AFTER_CLOSING,
    extent.ATTACHMENT_WITHOUT_HEADING,
    extent.ATTACHMENT_ABSENT,
    beginning_and_end.SALUTATION_WITHOUT_CLOSING,
    extent.DOCUMENT_DOUBLED,
    beginning_and_end.DOCUMENT_WITHOUT_BEGINNING,
)
