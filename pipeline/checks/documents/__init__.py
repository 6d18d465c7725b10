"""Documents as wholes: where they begin and end, and what is attached to them."""

from __future__ import annotations

from pipeline.checks.documents import (
    attachment_absent,
    attachment_without_heading,
    closing_without_signature,
    document_doubled,
    document_inside_document,
    document_without_beginning,
    id_repeated,
    salutation_without_closing,
    text_after_closing,
    text_begins_mid_sentence,
    text_ends_mid_sentence,
)

RULES = (
    id_repeated.RULE,
    document_inside_document.RULE,
    text_begins_mid_sentence.RULE,
    text_ends_mid_sentence.RULE,
    closing_without_signature.RULE,
    text_after_closing.RULE,
    attachment_without_heading.RULE,
    attachment_absent.RULE,
    salutation_without_closing.RULE,
    document_doubled.RULE,
    document_without_beginning.RULE,
)
