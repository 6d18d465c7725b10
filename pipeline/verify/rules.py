"""The table of rules that an output is held to, and the verdict on one output."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from pipeline import document as model
from pipeline.diagnostics import Finding, Rule, Severity
from pipeline.verify import checks
from pipeline.verify.differences import Change, Differences, compare
from pipeline.verify.expected import Addresses, expect
from pipeline.verify.reading import Reading

RULES = (
    Rule("O001", "document-missing-or-misplaced", Severity.ERROR, checks.check_document),
    Rule("O101", "text-lost", Severity.ERROR, checks.check_text_lost),
    Rule("O102", "text-added", Severity.ERROR, checks.check_text_added),
    Rule("O103", "text-changed", Severity.ERROR, checks.check_text_changed),
    Rule("O104", "text-divided-otherwise", Severity.ERROR, checks.check_division),
    Rule("O201", "note-missing", Severity.ERROR, checks.check_note_missing),
    Rule("O202", "note-added", Severity.ERROR, checks.check_note_added),
    Rule("O203", "note-moved", Severity.ERROR, checks.check_note_moved),
    Rule("O204", "note-label-changed", Severity.ERROR, checks.check_note_label),
    Rule("O301", "page-mark-missing", Severity.ERROR, checks.check_page_missing),
    Rule("O302", "page-mark-added", Severity.ERROR, checks.check_page_added),
    Rule("O303", "page-mark-moved", Severity.ERROR, checks.check_page_moved),
    Rule("O401", "link-missing", Severity.ERROR, checks.check_link_missing),
    Rule("O402", "link-added", Severity.ERROR, checks.check_link_added),
    Rule("O403", "link-wrong", Severity.ERROR, checks.check_link_wrong),
    Rule("O404", "link-broken", Severity.ERROR, checks.check_link_broken),
)


@dataclass(frozen=True, slots=True)
class Discrepancy:
    """What ``rule`` found in an output, at a place of the document ``document_id``."""

    rule: Rule
    document_id: str
    finding: Finding


def judge(
    documents: Sequence[model.Document], found: Sequence[Reading], *, line_ends: bool = True
) -> tuple[Discrepancy, ...]:
    """Hold what was read back, in its order, against the documents of the edition.

    ``line_ends``: whether the format shows where a line was ended on purpose.
    """
    addresses = Addresses.of(documents)
    by_id: dict[str, Reading] = {}
    for reading in found:
        by_id.setdefault(reading.id, reading)
    times = Counter(reading.id for reading in found)
    order = [document.id for document in documents if document.id in by_id]
    misplaced = {a for a, b in zip(order, by_id, strict=True) if a != b}
    discrepancies: list[Discrepancy] = []
    for document in documents:
        read_back = by_id.get(document.id)
        if read_back is None:
            differences = Differences.of_document(document, Change.MISSING)
        elif times[document.id] > 1:
            differences = Differences.of_document(document, Change.ADDED)
        elif document.id in misplaced:
            differences = Differences.of_document(document, Change.MOVED)
        else:
            expected = expect(document, addresses, line_ends=line_ends)
            differences = compare(expected, read_back, addresses.checked)
        discrepancies += (
            Discrepancy(rule, document.id, finding)
            for rule in RULES
            for finding in rule.check(differences)
        )
    return tuple(discrepancies)
