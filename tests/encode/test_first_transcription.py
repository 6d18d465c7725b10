"""Document No. 1282 of the Potsdam Conference volume, as it was handed in, becomes what it is."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline import checks, edition
from pipeline.engine.stages import EditionContext, EncodedDocument, TranscriptionFile, run_stages
from pipeline.model import document as model
from pipeline.model.document import text_of, walk
from pipeline.model.ledger import leaves, set_aside

FOLDER = Path(__file__).resolve().parents[2] / "input" / "frus1945Berlinv02"


@pytest.fixture(scope="module")
def work() -> EncodedDocument:
    loaded, said = edition.load(FOLDER)
    assert said == ()
    return run_stages(TranscriptionFile.read(FOLDER / "d1282.txt"), EditionContext.of(loaded))


@pytest.fixture(scope="module")
def document(work: EncodedDocument) -> model.Document:
    assert work.document is not None
    return work.document


def before_markers(document: model.Document) -> dict[str, str]:
    """Give the text before each marker, by the id of its note."""
    found: dict[str, str] = {}
    text = ""
    for node in walk(document):
        if isinstance(node, model.Text):
            text += node.text
        elif isinstance(node, model.NoteMarker):
            assert node.note not in found
            found[node.note] = text
    return found


def test_source_note_and_heading(document: model.Document) -> None:
    source, heading = document.blocks[:2]
    assert isinstance(source, model.SourceNote)
    assert text_of(source) == "Truman Papers"
    assert isinstance(heading, model.Heading)
    assert text_of(heading) == "No. 1282\nPresident Truman to Generalissimo Stalin"
    assert (document.id, document.number) == ("d1282", "1282")
    assert document.kind is model.DocumentKind.HISTORICAL


def test_six_notes_each_at_its_place(document: model.Document) -> None:
    places = before_markers(document)
    assert [note.id for note in document.notes] == [f"d1282fn{n}" for n in range(1, 7)]
    assert [note.label for note in document.notes] == list("123456")
    ends = (
        "suggestion",
        "China.",
        "judgment.",
        "[Draft of Letter From President Truman to Generalissimo Stalin]",
        "October 30, 1943",
        "United Nations",
    )
    for number, end in enumerate(ends, 1):
        assert places[f"d1282fn{number}"].endswith(end)
    assert len(places) == 6


def test_page_break_inside_its_sentence(document: model.Document) -> None:
    holders = [
        node
        for node in walk(document)
        if isinstance(node, model.Paragraph)
        and any(isinstance(inline, model.PageBreak) for inline in node.content)
    ]
    assert len(holders) == 1
    before, page, after = holders[0].content[:3]
    assert isinstance(before, model.Text)
    assert before.text.endswith("enable it to ")
    assert page == model.PageBreak("1334")
    assert isinstance(after, model.Text)
    assert after.text.startswith("begin the exercise")


def test_memorandum_is_signed(document: model.Document) -> None:
    closer = next(block for block in document.blocks if isinstance(block, model.Closer))
    assert [text_of(part) for part in closer.parts] == ["Harry S. Truman"]
    assert isinstance(closer.parts[0], model.Signature)


def test_draft_letter_is_an_attachment(document: model.Document) -> None:
    (attachment,) = (b for b in document.blocks if isinstance(b, model.Attachment))
    heading, opener, first = attachment.blocks[:3]
    assert isinstance(heading, model.Heading)
    assert text_of(heading) == "[Draft of Letter From President Truman to Generalissimo Stalin]"
    assert isinstance(opener, model.Opener)
    (salutation,) = opener.parts
    assert isinstance(salutation, model.Salutation)
    assert salutation.run_in
    assert text_of(salutation) == "Dear Generalissimo Stalin: "
    assert isinstance(first, model.Paragraph)
    assert text_of(first).startswith("Paragraph 5 of the Declaration signed")
    quoted = [block for block in attachment.blocks if isinstance(block, model.Quotation)]
    starts = ("“5. That for the purpose", "“Pending the coming", "“In the event")
    assert len(quoted) == len(starts)
    for quotation, start in zip(quoted, starts, strict=True):
        assert text_of(quotation).startswith(start)
    closer = attachment.blocks[-1]
    assert isinstance(closer, model.Closer)
    assert [(type(part), text_of(part)) for part in closer.parts] == [
        (model.Valediction, "Sincerely yours,"),
        (model.Signature, "[No signature]"),
    ]


def test_references_have_their_addresses(document: model.Document) -> None:
    found = [
        (text_of(node), node.target)
        for note in document.notes
        for node in walk(note)
        if isinstance(node, model.Reference)
    ]
    assert found == [
        ("ante, p. 476", "#pg_476"),
        ("ante, p. 476", "#pg_476"),
        ("footnote 1 to document No. 1382", "#d1382fn1"),
    ]


def test_dates_in_running_text_are_no_datelines(document: model.Document) -> None:
    assert not [n for n in walk(document) if isinstance(n, model.Dateline | model.Date)]


def test_nothing_is_lost(work: EncodedDocument, document: model.Document) -> None:
    aside = [
        piece.strip(" \n")
        for _, piece in set_aside(leaves(document), work.source.text)
        if piece.strip(" \n")
    ]
    assert aside == [
        "1", "2", "3", "4", "5", "6", "[Page 1334]", "1.", "2.", "3.", "4.", "5.", "6.",
    ]  # fmt: skip


MARKERS = ("suggestion1", "China.2", "judgment.3", "Stalin]4", "19435", "Nations6")


@pytest.mark.parametrize("marker", MARKERS)
def test_a_forgotten_marker_costs_the_text_nothing(marker: str) -> None:
    """No figure is cut to seat its note, and N102 names the note and where it may belong."""
    loaded, _ = edition.load(FOLDER)
    raw = (FOLDER / "d1282.txt").read_text(encoding="utf-8")
    assert raw.count(marker) == 1
    path, setting = FOLDER / "d1282.txt", EditionContext.of(loaded)
    whole = run_stages(TranscriptionFile.read(path), setting)
    lost = run_stages(TranscriptionFile(path, raw.replace(marker, marker[:-1]).encode()), setting)
    assert lost.document is not None
    assert whole.document is not None
    assert text_of(lost.document) == text_of(whole.document)
    assert lost.view is not None
    index = checks.EditionIndex.of([lost.view.facts])
    found = [f for f in checks.check_in_edition(lost.view, index) if f.code == "N102"]
    assert [finding.message for finding in found] == [
        f"note {marker[-1]} has no marker in the text"
    ]
    assert found[0].related
