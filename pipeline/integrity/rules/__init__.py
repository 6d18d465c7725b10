"""The rules of integrity, one a file."""

from __future__ import annotations

from pipeline.diagnostics import Rule, Severity
from pipeline.integrity.rules import (
    block_empty,
    date_impossible,
    date_span_reversed,
    heading_doubtful,
    heading_missing,
    heading_number_differs,
    id_repeated,
    marker_of_no_note,
    marker_without_note,
    note_empty,
    note_number_doubled,
    note_number_missing,
    note_without_marker,
    notes_out_of_order,
    page_in_two_documents,
    page_number_doubled,
    page_number_falling,
    page_number_jumps,
    page_number_unreadable,
    reference_absent,
    reference_ambiguous,
    reference_broken,
    reference_to_itself,
    reference_word_misread,
)

_ERROR, _WARNING, _INFO = Severity.ERROR, Severity.WARNING, Severity.INFO

RULES = (
    Rule("N101", "marker-without-note", _ERROR, marker_without_note.check),
    Rule("N102", "note-without-marker", _ERROR, note_without_marker.check),
    Rule("N103", "note-number-missing", _WARNING, note_number_missing.check),
    Rule("N104", "note-number-doubled", _WARNING, note_number_doubled.check),
    Rule("N105", "notes-out-of-order", _WARNING, notes_out_of_order.check),
    Rule("N106", "note-empty", _ERROR, note_empty.check),
    Rule("N107", "marker-of-no-note", _WARNING, marker_of_no_note.check),
    Rule("P101", "page-number-falling", _ERROR, page_number_falling.check),
    Rule("P102", "page-number-doubled", _ERROR, page_number_doubled.check),
    Rule("P103", "page-number-jumps", _WARNING, page_number_jumps.check),
    Rule("P104", "page-number-unreadable", _WARNING, page_number_unreadable.check),
    Rule("P105", "page-in-two-documents", _WARNING, page_in_two_documents.check),
    Rule("S101", "heading-missing", _ERROR, heading_missing.check),
    Rule("S102", "heading-number-differs", _WARNING, heading_number_differs.check),
    Rule("S103", "block-empty", _WARNING, block_empty.check),
    Rule("S104", "date-impossible", _WARNING, date_impossible.check),
    Rule("S105", "date-span-reversed", _WARNING, date_span_reversed.check),
    Rule("S106", "id-repeated", _ERROR, id_repeated.check),
    Rule("S107", "heading-doubtful", _ERROR, heading_doubtful.check),
    Rule("X101", "reference-broken", _ERROR, reference_broken.check),
    Rule("X102", "reference-absent", _INFO, reference_absent.check),
    Rule("X103", "reference-to-itself", _WARNING, reference_to_itself.check),
    Rule("X104", "reference-word-misread", _WARNING, reference_word_misread.check),
    Rule("X105", "reference-ambiguous", _WARNING, reference_ambiguous.check),
)
