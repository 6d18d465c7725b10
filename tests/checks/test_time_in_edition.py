"""Rules take time in step with the text, whatever stands in it."""

from __future__ import annotations

import time

import pytest

from pipeline.checks import EditionIndex, View, check_in_edition
from pipeline.model import document as model
from pipeline.model.source import Source

HOSTILE = {
    "bracket and letters": "[" + "a" * 50_000,
    "brackets": "[" * 50_000,
    "spaces": " " * 100_000 + "x",
    "figures": "1" * 50_000 + "a",
    "figures and commas": "1,111" * 20_000,
    "pages": "[Page " * 20_000,
    "page numbers": "Page 1 " * 20_000,
    "ranges": "pp. 9–8–7–" * 10_000,
    "names": "Dean A. B. " * 10_000,
    "documents": "Document 1, Document 1, " * 5_000,
    "numbered lines": "\n".join(f"{n % 97}. Coal" for n in range(2_000)),
    "lettered lines": "\n".join(f"({'abcdefgh'[n % 7]}) Coal" for n in range(2_000)),
    "salutations": "\n".join(["Dear Sir:", "Yours truly,"] * 1_000),
    "weekdays": "Monday, May 32, 1951 " * 5_000,
}


def _document(text: str) -> model.Document:
    def part(line: str) -> tuple[model.Inline, ...]:
        return (model.Text(line), model.PageBreak("1"), model.NoteMarker("d1fn1"))

    blocks = [model.Heading((model.Text("1. Letter"),))]
    paragraphs = tuple(model.Paragraph(part(line)) for line in text.split("\n") if line)
    note = model.Note("d1fn1", "1", paragraphs)
    return model.Document("d1", "1", model.DocumentKind.HISTORICAL, (*blocks, *paragraphs), (note,))


def _seconds(text: str) -> float:
    document = _document(text)
    start = time.process_time()
    view = View.of(Source("d1.txt", text), document)
    check_in_edition(view, EditionIndex.of([view.facts], "edition"))
    return time.process_time() - start


@pytest.mark.growth
@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE.keys())
def test_twice_the_text_takes_no_more_than_twice_the_time(text: str) -> None:
    _seconds(text)
    short = max(min(_seconds(text) for _ in range(3)), 0.01)
    assert min(_seconds(f"{text}\n{text}") for _ in range(3)) < 3 * short
