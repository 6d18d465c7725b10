"""Rules on the decisions of encoding: what was doubtful, and whether anything was lost."""

from pipeline.encode.doubt import blocks, forms, lists, markers, marks, series, text

RULES = (
    *forms.RULES,
    series.NUMBERS_UNREAD,
    *marks.RULES,
    markers.MARKER_OF_NO_NOTE,
    markers.MARKER_IN_DOUBT,
    markers.BRACKETED_NUMBER_WITHOUT_NOTE,
    text.NOTE_NOT_READ,
    lists.MARKER_OTHER_THAN_NUMBER,
    markers.DECISION_FOR_UNKNOWN_NOTE,
    lists.LIST_NUMBER_WRONG,
    lists.NUMBERS_GO_ON,
    lists.NOTE_AT_THE_MARGIN,
    text.REFERENCE_UNRESOLVED,
    text.TEXT_IN_NO_BLOCK,
    text.TEXT_OUT_OF_ORDER,
    blocks.LINE_IN_DOUBT,
)
