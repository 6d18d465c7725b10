"""The table of rules that an output is held to, and the verdict on one output."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from pipeline.model.diagnostics import Finding, Message, Rule, stated_in
from pipeline.verify import about, contents
from pipeline.verify.about import MetadataFields
from pipeline.verify.checks import book, links, makeup, notes, pages, text
from pipeline.verify.contents import ContentsEntry
from pipeline.verify.differences import Differences, MarkFault, compare
from pipeline.verify.expected import Expected
from pipeline.verify.reading import Reading

_OF_TEXTS = stated_in(Rule, book, text, notes, pages, links)
RULES = stated_in(Message, book, text, notes, pages, links, makeup)


@dataclass(frozen=True, slots=True)
class Discrepancy:
    """What ``rule`` found in an output, at a place of the document ``document_id``.

    ``note`` is the id of a note that could be set otherwise.
    """

    rule: Message
    document_id: str
    finding: Finding
    note: str = ""


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
            differences = Differences(name, one.span, MarkFault.MISSING)
        elif times[name] > 1:
            differences = Differences(name, one.span, MarkFault.ADDED)
        elif name in misplaced:
            differences = Differences(name, one.span, MarkFault.MOVED)
        else:
            differences = compare(one, by_id[name], names)
        discrepancies += (
            Discrepancy(rule.message, name, finding)
            for rule in _OF_TEXTS
            for finding in rule.check(differences)
        )
    return tuple(discrepancies)


def judge_contents(
    wanted: Sequence[ContentsEntry],
    found: Sequence[ContentsEntry],
    where: str = "the table of contents",
) -> Iterator[Discrepancy]:
    """Hold a table of contents, which messages call ``where``, against what it must say."""
    for one in contents.compare(wanted, found, where):
        yield Discrepancy(book.CONTENTS_WRONG, one.name, book.contents_wrong(one))


def judge_facts(where: str, wanted: MetadataFields, found: MetadataFields) -> Iterator[Discrepancy]:
    """Hold what is said of the edition, at ``where`` in the output, against its metadata."""
    for one in about.compare(where, wanted, found):
        yield Discrepancy(book.METADATA_CHANGED, "", book.metadata_changed(one))
