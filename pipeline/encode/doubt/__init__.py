"""Rules on the decisions of encoding: what was doubtful, and whether anything was lost."""

from pipeline.diagnostics import Rule, Severity
from pipeline.encode.doubt import lists, markers, text

RULES = (
    Rule("N107", "marker-of-no-note", Severity.WARNING, markers.check_figure),
    Rule("N201", "marker-in-doubt", Severity.WARNING, markers.check_marker_in_doubt),
    Rule("N202", "bracketed-number-without-note", Severity.WARNING, markers.check_stray),
    Rule("N203", "note-not-read", Severity.WARNING, text.check_unread),
    Rule("N204", "marker-other-than-number", Severity.WARNING, lists.check_label_differs),
    Rule("N205", "decision-for-unknown-note", Severity.WARNING, markers.check_note_unknown),
    Rule("N206", "list-number-wrong", Severity.WARNING, lists.check_list_number),
    Rule("N207", "numbers-go-on", Severity.INFO, lists.check_goes_on),
    Rule("N208", "note-at-the-margin", Severity.WARNING, lists.check_torn),
    Rule("X201", "reference-unresolved", Severity.INFO, text.check_reference_unresolved),
    Rule("S201", "text-in-no-block", Severity.ERROR, text.check_text_lost),
)
