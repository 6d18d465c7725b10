"""What holds for every transcription, however odd: nothing lost, one document, valid TEI."""

from __future__ import annotations

import tempfile
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline import edition, tei
from pipeline.checks import EditionIndex, check_in_edition
from pipeline.engine.stages import EditionContext, EncodedDocument, TranscriptionFile, run_stages
from pipeline.model.diagnostics import has_errors
from tests.accuracy.test_nothing_lost import lost

LINES = st.sampled_from([
    "", "No. 7", "12. Telegram From the Embassy in Freedonia1", "Firefly Papers",
    "Glockenburg, May 16, 1956—1 p.m.", "secret", "Dear Mr. Secretary: I write again.2",
    "Sincerely yours,", "Rufus T. Firefly", "[Enclosure]3", "Attachment", "SUBJECT",
    "  • The treaty", "    • its text", "      • and more", "Year\t\tImports\t\tExports",
    "1950\t\t\t\t8.1", "[Page 31]", "He said [Page 32] that 19451 was over.",
    "“Quoted, and closed.”", "See Document 7 and footnote 2 above; ante, p. 31.", "a. First,",
    "1. a numbered paragraph", "P.S. One word more.", "\u00a0", "x\ty", "40. Editorial Note",
    "Documents 4, 5 and 6–8", "\u202etxet", "*", "in 1943† or later‡", " leading", "trailing ",
])  # fmt: skip
NOTES = st.lists(
    st.sampled_from(["Source: Files.", "Not printed.", "See Document 3.\n    More of it.", "• x"]),
    max_size=5,
)


@st.composite
def transcriptions(draw: st.DrawFn) -> str:
    """Lines that a transcription may hold, in any order, with any list of notes."""
    lines = draw(st.lists(LINES | st.text(max_size=30), max_size=25))
    notes = draw(NOTES)
    text = "".join(draw(st.sampled_from(["{}\n", "{}\n\n"])).format(line) for line in lines)
    return text + "".join(f"  {n}. {note}\n" for n, note in enumerate(notes, 1))


def encoded(text: str) -> EncodedDocument:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "d7.txt")
        path.write_bytes(text.encode("utf-8", "ignore"))
        loaded, _ = edition.load(Path(folder))
        return run_stages(TranscriptionFile.read(path), EditionContext.of(loaded))


@settings(max_examples=150)
@given(transcriptions())
def test_every_transcription_becomes_valid_tei_or_is_refused(text: str) -> None:
    work = encoded(text)
    if work.tei is None:
        assert all(d.code.startswith("T") for d in work.diagnostics)
        assert has_errors(work.diagnostics)
        return
    assert work.ledger is not None
    assert [d for d in work.diagnostics if d.code.startswith(("V", "S201", "S202"))] == []
    assert list(lost(work)) == []
    again = tei.read(work.tei, work.ledger)
    assert again == work.document
    assert work.view is not None
    index = EditionIndex.of([work.view.facts])
    for diagnostic in check_in_edition(work.view, index):
        assert diagnostic.location.line <= len(work.source.raw_lines)


@settings(max_examples=60)
@given(st.text(max_size=400))
def test_any_text_becomes_valid_tei_or_is_refused(text: str) -> None:
    test_every_transcription_becomes_valid_tei_or_is_refused.hypothesis.inner_test(text)  # type: ignore[attr-defined]
