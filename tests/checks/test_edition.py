"""Documents and their edition: facts travel between processes, defects stay where they are."""

from __future__ import annotations

import pickle
import time
from pathlib import Path

import pytest

from pipeline.checks import EditionIndex, View, check_in_edition
from pipeline.model import document as model
from pipeline.model.source import Source
from tests.checks.editions import diagnose, read_edition

ROOT = Path(__file__).parents[2]
FIRST = ROOT / "input" / "frus1945Berlinv02"
CASES = ROOT / "tests" / "cases" / "checks_in_edition"


_WORD = model.Text("Coal.")


def _document(identifier: str, *blocks: model.Block, notes: int = 0) -> model.Document:
    words = (_WORD,)
    listed = tuple(
        model.Note(f"{identifier}fn{n}", str(n), (model.Paragraph(words),))
        for n in range(1, notes + 1)
    )
    marked = tuple(part for note in listed for part in (*words, model.NoteMarker(note.id)))
    blocks = (model.Heading(words), *blocks, model.Paragraph(words + marked))
    return model.Document(identifier, None, model.DocumentKind.HISTORICAL, blocks, listed)


def _referring(identifier: str, target: str) -> model.Document:
    reference = model.Reference(target, (model.Text("there"),))
    return _document(identifier, model.Paragraph((reference,)))


def _codes(documents: list[model.Document], edition: str = "edition", **given: object) -> list[str]:
    views = [_view(document) for document in documents]
    index = EditionIndex.of((view.facts for view in views), edition, **given)  # type: ignore[arg-type]
    return [found.code for view in views for found in check_in_edition(view, index)]


def _view(document: model.Document) -> View:
    return View.of(Source(f"{document.id}.txt", ""), document)


def test_first_transcription() -> None:
    """What the first real transcription must say, and nothing broken in it."""
    said = diagnose(FIRST)
    codes = [line.split(" ")[1] for line in said]
    assert codes.count("X104") == 1
    assert set(codes) == {"X102", "X104"}
    absent = [line for line in said if "X102" in line]
    assert sum("page 476" in line for line in absent) == 2
    assert sum("document d1382" in line for line in absent) == 1
    assert "d1282.txt:33:164 X104" in next(line for line in said if "X104" in line)


def test_facts_can_be_sent_between_processes() -> None:
    facts = _view(_document("d1", model.PageBreak("4"), notes=3)).facts
    assert pickle.loads(pickle.dumps(facts)) == facts  # noqa: S301 - our own bytes


@pytest.mark.parametrize(
    ("target", "codes"),
    [
        ("#d2", []),
        ("#d2fn1", []),
        ("#d2fn2", ["X101"]),
        ("#pg_4", []),
        ("#pg_5", ["X102"]),
        ("#d3", ["X101"]),
        ("#d3fn1", ["X101"]),
        ("#d9", ["X102"]),
        ("#d9fn1", ["X102"]),
        ("#d7", []),
        ("#d7fn1", ["X102"]),
        ("edition", []),
        ("edition#d2", []),
        ("edition#d3", ["X101"]),
        ("frus1948v04", ["X102"]),
        ("frus1948v04#d2", ["X102"]),
        ("#d1", ["X103"]),
        ("#" + "9" * 5000, ["X102"]),
        ("#pg_" + "9" * 5000, ["X102"]),
        ("#d2fn" + "9" * 5000, ["X102"]),
    ],
)
def test_references_are_found_broken_or_absent(target: str, codes: list[str]) -> None:
    documents = [
        _referring("d1", target),
        _document("d2", model.PageBreak("4"), notes=1),
        _document("d4"),
    ]
    assert _codes(documents, unread=["d7", "d4"]) == codes


def test_one_document_alone_breaks_no_reference() -> None:
    assert _codes([_referring("d5", "#d4")]) == ["X102"]


@pytest.mark.parametrize("name", ["X101-reference-broken", "N102-note-without-marker"])
def test_a_defect_takes_no_other_diagnostic_away(name: str) -> None:
    documents = [read.document for read in read_edition(CASES / name)]
    worse = [*documents, _referring("d8", "#d8fn7"), _document("d9", model.PageBreak("l4"))]
    assert set(_codes(documents)) <= set(_codes(worse))
    assert {"X101", "P104"} <= set(_codes(worse))


@pytest.mark.growth
def test_time_grows_in_step_with_the_number_of_notes() -> None:
    def seconds(notes: int) -> float:
        pages = (model.Paragraph((model.PageBreak(str(n)), _WORD)) for n in range(notes))
        document = _document("d1", *pages, notes=notes)
        start = time.process_time()
        assert _codes([document]) == []
        return time.process_time() - start

    seconds(100)
    assert seconds(20_000) < 30 * max(seconds(2_000), 0.005)


@pytest.mark.parametrize(
    ("language", "words", "day"),
    [
        ("de", "Ihr freundlicher Brief vom 14. Mai ist da.", "1926-05-14"),
        ("fr", "J’ai reçu votre aimable lettre du 14 mai.", "1926-05-14"),
        ("it", "La Sua lettera del 14 maggio 1926 è qui.", "1926-05-14"),
        ("es", "Llegó tu carta del 14 de mayo.", "1926-05-14"),
        ("de", "Ihr Brief vom 1. Mai ist da.", ""),
        ("fr", "Votre lettre du 30 décembre est ici.", ""),
        ("nl", "Ihr Brief vom 14. Mai ist da.", ""),
        ("de", "Ihr Brief vom 14. 5. ist da.", "1926-05-14"),
        ("de", "Ihr Brief vom 14. 5. 1925 ist da.", ""),
        ("de", "Ihr Brief vom 14.5.25 ist da.", ""),
        ("de", "Ihr Brief vom 14. Mai, 1925 abgesandt, ist da.", ""),
        ("de", "Ihr Brief vom 29. d. M. ist da.", ""),
        ("de", "Ihr Brief vom 14. Mai vorigen Jahres ist da.", ""),
        ("fr", "Votre lettre du 14 mai dernier est ici.", ""),
    ],
)
def test_an_answer_to_a_later_letter_is_told_in_its_language(
    language: str, words: str, day: str
) -> None:
    dateline = model.Dateline((model.Date((model.Text("9. V. 1926"),), "1926-05-09"),))
    blocks = (
        model.Heading((model.Text("Brief"),)),
        dateline,
        model.Paragraph((model.Text(words),)),
    )
    document = model.Document("d1", None, model.DocumentKind.HISTORICAL, blocks, ())
    view = View.of(Source("d1.txt", ""), document, language)
    index = EditionIndex.of([view.facts])
    found = [one.message for one in check_in_edition(view, index) if one.code == "S143"]
    said = f"what is answered here is of {day}, and the answer of 1926-05-09"
    assert found == ([said] if day else [])
