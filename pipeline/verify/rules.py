"""The table of rules that an output is held to, and the verdict on one output."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from pipeline.diagnostics import Finding, Rule, Severity
from pipeline.verify import about, contents
from pipeline.verify.about import Facts
from pipeline.verify.checks import book, links, notes, pages, text
from pipeline.verify.contents import Entry
from pipeline.verify.differences import Change, Differences, compare
from pipeline.verify.expected import Expected
from pipeline.verify.reading import Reading

_OF_TEXTS = (
    Rule("O001", "document-missing-or-misplaced", Severity.ERROR, book.check_document),
    Rule("O101", "text-lost", Severity.ERROR, text.check_text_lost),
    Rule("O102", "text-added", Severity.ERROR, text.check_text_added),
    Rule("O103", "text-changed", Severity.ERROR, text.check_text_changed),
    Rule("O104", "text-divided-otherwise", Severity.ERROR, text.check_division),
    Rule("O105", "heading-changed", Severity.ERROR, text.check_heading),
    Rule("O201", "note-missing", Severity.ERROR, notes.check_note_missing),
    Rule("O202", "note-added", Severity.ERROR, notes.check_note_added),
    Rule("O203", "note-moved", Severity.ERROR, notes.check_note_moved),
    Rule("O204", "note-label-changed", Severity.ERROR, notes.check_note_label),
    Rule("O301", "page-mark-missing", Severity.ERROR, pages.check_page_missing),
    Rule("O302", "page-mark-added", Severity.ERROR, pages.check_page_added),
    Rule("O303", "page-mark-moved", Severity.ERROR, pages.check_page_moved),
    Rule("O401", "link-missing", Severity.ERROR, links.check_link_missing),
    Rule("O402", "link-added", Severity.ERROR, links.check_link_added),
    Rule("O403", "link-wrong", Severity.ERROR, links.check_link_wrong),
    Rule("O404", "link-broken", Severity.ERROR, links.check_link_broken),
)
CONTENTS = Rule("O405", "contents-wrong", Severity.ERROR, book.check_contents)
METADATA = Rule("O501", "metadata-changed", Severity.ERROR, book.check_metadata)
VOLUME = Rule("O502", "edition-file-differs", Severity.ERROR, book.check_volume)
RULES = (*_OF_TEXTS, CONTENTS, METADATA, VOLUME)


@dataclass(frozen=True, slots=True)
class Discrepancy:
    """What ``rule`` found in an output, at a place of the document ``document_id``."""

    rule: Rule
    document_id: str
    finding: Finding


def judge(
    expected: Sequence[Expected], found: Sequence[Reading], names: Collection[str]
) -> tuple[Discrepancy, ...]:
    """Hold what was read back, in its order, against what is expected of it.

    ``names`` are the places that links must be able to arrive at.
    """
    by_id: dict[str, Reading] = {}
    for reading in found:
        by_id.setdefault(reading.id, reading)
    times = Counter(reading.id for reading in found)
    order = [one.reading.id for one in expected if one.reading.id in by_id]
    misplaced = {wanted for wanted, there in zip(order, by_id, strict=True) if wanted != there}
    discrepancies: list[Discrepancy] = []
    for one in expected:
        name = one.reading.id
        if name not in by_id:
            differences = Differences(name, one.span, Change.MISSING)
        elif times[name] > 1:
            differences = Differences(name, one.span, Change.ADDED)
        elif name in misplaced:
            differences = Differences(name, one.span, Change.MOVED)
        else:
            differences = compare(one, by_id[name], names)
        discrepancies += (
            Discrepancy(rule, name, finding)
            for rule in _OF_TEXTS
            for finding in rule.check(differences)
        )
    return tuple(discrepancies)


def judge_contents(
    wanted: Sequence[Entry], found: Sequence[Entry], where: str = "the table of contents"
) -> Iterator[Discrepancy]:
    """Hold a table of contents, which messages call ``where``, against what it must say."""
    for one in contents.compare(wanted, found, where):
        for finding in book.check_contents(one):
            yield Discrepancy(CONTENTS, one.name, finding)


def judge_facts(where: str, wanted: Facts, found: Facts) -> Iterator[Discrepancy]:
    """Hold what is said of the edition, at ``where`` in the output, against its metadata."""
    for one in about.compare(where, wanted, found):
        for finding in book.check_metadata(one):
            yield Discrepancy(METADATA, "", finding)
