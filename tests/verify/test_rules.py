"""What each rule of an output finds, where, and in what words."""

from __future__ import annotations

import pickle
from collections.abc import Sequence
from dataclasses import replace

import pytest

from pipeline.engine.pickling import pickled
from pipeline.model.document import (
    Attachment,
    Cell,
    Document,
    DocumentKind,
    Heading,
    Inline,
    LineBreak,
    Note,
    NoteMarker,
    PageBreak,
    Paragraph,
    Reference,
    Row,
    Table,
    Text,
)
from pipeline.verify.contents import ContentsEntry
from pipeline.verify.expected import expect
from pipeline.verify.reading import Mark, MarkKind, Passage, Reading
from pipeline.verify.rules import RULES, Discrepancy, judge, judge_contents, judge_facts
from pipeline.verify.sight import Addresses
from tests.verify.volume import documents

Verdict = list[tuple[str, str]]


def document(*content: Inline, notes: Sequence[Note] = (), name: str = "d1") -> Document:
    heading = Heading((Text("Head", (0, 4)),))
    paragraph = Paragraph(content)
    return Document(name, "1", DocumentKind.HISTORICAL, (heading, paragraph), tuple(notes))


def note(number: int, text: str, label: str = "") -> Note:
    block = Paragraph((Text(text, (100 * number, 100 * number + len(text))),))
    return Note(f"d1fn{number}", label or str(number), (block,))


def judged(wanted: Document, there: Document) -> tuple[Discrepancy, ...]:
    """Hold an output that has ``there`` against the document that was ``wanted``."""
    addresses = Addresses.of([wanted])
    found = expect(there, Addresses.of([there])).reading
    return judge([expect(wanted, addresses)], [found], addresses.unambiguous)


def codes(wanted: Document, there: Document) -> list[str]:
    return [discrepancy.rule.code for discrepancy in judged(wanted, there)]


def text(words: str, start: int = 10) -> Text:
    return Text(words, (start, start + len(words)))


ONE = (note(1, "One."), note(2, "Two."))
MARKERS = (NoteMarker("d1fn1", (20, 21)), NoteMarker("d1fn2", (30, 31)))


def test_text_lost_is_found_at_its_place() -> None:
    (found,) = judged(
        document(text("The Board met on May 4.")), document(text("The Board on May 4."))
    )
    assert found.rule.code == "O101"
    assert found.document_id == "d1"
    assert found.finding.span == (20, 24)
    assert "“met ”" in found.finding.message


def test_text_added_is_found() -> None:
    (found,) = judged(document(text("It rose.")), document(text("It never rose.")))
    assert (found.rule.code, found.finding.span) == ("O102", (13, 13))


def test_text_changed_is_found_also_in_a_note() -> None:
    wanted = document(text("See."), MARKERS[0], notes=[note(1, "Vol. --")])
    there = document(text("See."), MARKERS[0], notes=[note(1, "Vol. –")])
    (found,) = judged(wanted, there)
    assert (found.rule.code, found.finding.span) == ("O103", (105, 107))
    assert "note 1" in found.finding.message


def test_paragraphs_run_together_are_found() -> None:
    whole = document(text("One. Two."))
    parted = replace(
        whole, blocks=(*whole.blocks[:1], *(Paragraph((text(t),)) for t in ("One. ", "Two.")))
    )
    assert codes(parted, whole) == ["O104"]
    assert codes(whole, parted) == ["O104"]


def test_a_cell_in_another_column_is_found() -> None:
    def table(*words: str) -> Document:
        cells = tuple(Cell((Text(word),) if word else ()) for word in words)
        return replace(document(), blocks=(Table((Row(cells),)),))

    assert codes(table("April", "12", ""), table("April", "", "12")) == ["O104"]


@pytest.mark.parametrize(
    ("content", "notes", "expected"),
    [
        ((text("ab"), text("cd"), MARKERS[1]), ONE, ["O203"]),
        ((text("ab"), text("cd"), MARKERS[1]), ONE[1:], ["O201"]),
        ((text("ab"), MARKERS[0], text("cd"), MARKERS[1], MARKERS[0]), ONE, ["O202"]),
        ((text("ab"), text("cd"), MARKERS[0], MARKERS[1]), ONE, ["O203"]),
        ((text("ab"), MARKERS[1], text("cd"), MARKERS[0]), ONE, ["O203", "O203"]),
        (
            (text("ab"), MARKERS[0], text("cd"), MARKERS[1]),
            (note(1, "One.", "*"), ONE[1]),
            ["O204"],
        ),
    ],
)
def test_faults_of_notes_are_found(
    content: tuple[Inline, ...], notes: tuple[Note, ...], expected: list[str]
) -> None:
    wanted = document(text("ab"), MARKERS[0], text("cd"), MARKERS[1], notes=ONE)
    found = [code for code in codes(wanted, document(*content, notes=notes)) if code[1] == "2"]
    assert found == expected


def test_notes_that_change_places_without_changing_theirs_are_found() -> None:
    at_one_place = (text("ab"), MARKERS[0], MARKERS[1])
    wanted = document(*at_one_place, notes=ONE)
    there = document(text("ab"), MARKERS[1], MARKERS[0], notes=ONE)
    assert codes(wanted, there) == ["O203"]


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ((text("ab"), text("cd")), ["O301", "O404"]),
        ((text("ab"), PageBreak("12"), text("cd"), PageBreak("12")), ["O302", "O404"]),
        ((text("abcd"), PageBreak("12")), ["O303", "O404"]),
        ((text("ab"), PageBreak("21"), text("cd")), ["O303", "O404"]),
    ],
)
def test_faults_of_page_marks_are_found(content: tuple[Inline, ...], expected: list[str]) -> None:
    wanted = document(text("ab"), PageBreak("12", (12, 20)), text("cd", 20))
    assert codes(wanted, document(*content)) == expected


def test_a_page_mark_between_blocks_has_one_place() -> None:
    before, after = Paragraph((text("ab"),)), Paragraph((text("cd"),))
    mark = PageBreak("12")
    at_end, at_start = Paragraph((text("ab"), mark)), Paragraph((mark, text("cd")))
    documents = [
        replace(document(), blocks=blocks)
        for blocks in ((before, mark, after), (at_end, after), (before, at_start))
    ]
    for one in documents:
        for other in documents:
            assert codes(one, other) == []


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ((text("See page 12."),), ["O401"]),
        ((Reference("#pg_12", (text("See"),)), text(" page 12.")), ["O403"]),
        ((text("See "), Reference("#d1", (text("page 12"),)), text(".")), ["O403"]),
    ],
)
def test_faults_of_links_are_found(content: tuple[Inline, ...], expected: list[str]) -> None:
    mark = PageBreak("12", (30, 40))
    link = Reference("#pg_12", (text("page 12", 14),))
    wanted = document(text("See "), link, text(".", 21), mark)
    assert codes(wanted, document(*content, mark)) == expected


def test_a_link_that_should_not_be_is_found() -> None:
    wanted = document(text("See "), Reference("#d9", (text("document 9"),)))
    there = document(text("See "), Reference("#d1", (text("document 9"),)))
    assert codes(wanted, there) == ["O402"]


def test_a_document_that_is_missing_doubled_or_misplaced_is_found() -> None:
    documents = [document(text("a"), name="d1"), document(text("b"), name="d2")]
    addresses = Addresses.of(documents)
    expected = [expect(one, addresses) for one in documents]
    one, two = (each.reading for each in expected)

    def found(*readings: Reading) -> Verdict:
        verdict = judge(expected, readings, addresses.unambiguous)
        return [(each.rule.code, each.document_id) for each in verdict]

    assert found(one, two) == []
    assert found(one) == [("O001", "d2")]
    assert found(one, two, two) == [("O001", "d2")]
    assert found(two, one) == [("O001", "d1"), ("O001", "d2")]


def test_a_target_at_a_wrong_place_is_found() -> None:
    wanted = document(text("abcd"))
    addresses = Addresses.of([wanted])
    expected = expect(wanted, addresses)
    body = expected.reading.body
    rest = (mark for mark in body.marks if mark.kind is not MarkKind.ANCHOR)
    moved = Passage(body.text, (*rest, Mark(MarkKind.ANCHOR, 3, 3, "d1")))
    (found,) = judge([expected], [Reading("d1", moved)], addresses.unambiguous)
    assert found.rule.code == "O404"


def test_a_heading_that_is_none_or_stands_deeper_is_found() -> None:
    def attached(block: Heading | Paragraph) -> Document:
        return replace(document(), blocks=(*document().blocks, Attachment((block,))))

    wanted = attached(Heading((text("[Enclosure]"),)))
    assert codes(wanted, wanted) == []
    assert codes(wanted, attached(Paragraph((text("[Enclosure]"),)))) == ["O105"]
    beside = replace(wanted, blocks=(*document().blocks, Heading((text("[Enclosure]"),))))
    assert codes(wanted, beside) == ["O105"]


ENTRIES = (
    ContentsEntry("part-1", "Part", 1),
    ContentsEntry("d1", "Head", 2),
    ContentsEntry("d2", "Other", 2),
)


@pytest.mark.parametrize(
    ("found", "names"),
    [
        (ENTRIES, []),
        (ENTRIES[:2], ["d2"]),
        ((*ENTRIES, ENTRIES[1]), ["d1"]),
        ((ENTRIES[0], replace(ENTRIES[1], level=1), ENTRIES[2]), ["d1"]),
        ((ENTRIES[0], replace(ENTRIES[1], words="Heads"), ENTRIES[2]), ["d1"]),
        ((ENTRIES[0], ENTRIES[2], ENTRIES[1]), ["d1", "d2"]),
    ],
)
def test_contents_that_are_not_those_of_the_book_are_found(
    found: tuple[ContentsEntry, ...], names: list[str]
) -> None:
    said = list(judge_contents(ENTRIES, found))
    assert [one.document_id for one in said] == names
    assert {one.rule.code for one in said} <= {"O405"}


def test_metadata_that_is_not_the_edition_s_is_found() -> None:
    wanted = [("title", "Papers"), ("creator", "A. Mast"), ("creator", "B. Sail")]
    assert list(judge_facts("the file", wanted, wanted)) == []
    (found,) = judge_facts("the file", wanted, [*wanted[:1], *reversed(wanted[1:])])
    assert found.rule.code == "O501"
    assert "creator is “B. Sail / A. Mast” and not “A. Mast / B. Sail”" in found.finding.message


def test_every_rule_has_a_code_of_its_own() -> None:
    assert len({rule.code for rule in RULES}) == len(RULES)
    for rule in RULES:
        assert rule.code.startswith("O")


def test_a_document_is_what_is_expected_of_it() -> None:
    addresses = Addresses.of(documents())
    expected = [expect(one, addresses) for one in documents()]
    assert judge(expected, [one.reading for one in expected], addresses.unambiguous) == ()


def test_every_place_leads_back_to_the_transcription() -> None:
    first, second, last = text("ab ", 0), text("cd", 12), text("e", 15)
    page, line = PageBreak("3", (3, 12)), LineBreak((14, 15))
    one = replace(document(), blocks=(Paragraph((first, page, second, line, last)),))
    origins = expect(one, Addresses.of([one])).body
    assert origins.span(0, 3) == (0, 3)
    assert origins.span(3, 5) == second.span
    assert origins.span(6, 7) == last.span
    assert origins.span(1, 4) == (1, second.span[0] + 1)


def test_what_is_found_can_go_to_another_process() -> None:
    """Outputs are read back in processes of their own."""
    found = judged(document(text("ab")), document(text("ac")))
    assert [one.rule.code for one in found] == ["O103"]
    assert pickle.loads(pickled(found)) == found  # noqa: S301 - our own
