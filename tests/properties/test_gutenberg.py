"""What holds for every text with bracketed notes, however odd: nothing lost, one document."""

from __future__ import annotations

import re
import tempfile
from pathlib import Path

from hypothesis import example, given, settings
from hypothesis import strategies as st

from pipeline import edition, tei
from pipeline.engine.stages import EditionContext, EncodedDocument, TranscriptionFile, run_stages
from pipeline.model import document as model
from pipeline.model.diagnostics import has_errors
from pipeline.model.ledger import leaves

LINES = st.sampled_from([
    "", "", "", "CHAPTER I.", "CHAPTER II.", "THE RIVER", "The River at Night", "* * * * *",
    "It was a long day, and when it ended nobody in the house remembered how[1]",
    "it had begun, or who had been the first to leave.[2] The clock stood still",
    "and short.[1]", "[Footnote 1: He never came.]", "[Footnote 2: A note that is long enough",
    "to be wrapped, and closed.[A]]", "[Footnote A: See [1] and [sic].", "closed here.]",
    "[1] A note of a list, which goes on for a good while until the line is full", "[2] B.",
    "    An indented line, with a mark [Pg 7] in it,", "      And another.[*]", "NOTES:",
    "[Pg 12]", "[Pg 13] and on", "up to[Pg 14]", "[Illustration]", "[", "]", "[]", "[ [1] ]",
    "[Footnote: none]", "[Footnote *: A star.] [Pg 15]", "x\t\ty", " [1]", "[1] [2]",
    "1. One item of a list that is longer than the width of the page, and goes", "2. Two",
    "   three", "\u00a0",
    "It was\u00a0so, e\u0301t cetera, and the rest is in the other book.\u00a0",
    "[Footnote 1: [Pg 16] begins", "a b   c   d", "[1]", "[Pg 17] [Footnote 2: After a page.]",
])  # fmt: skip
ENDS = st.sampled_from(["\n", "\n", "\r\n", "\n\n"])
# What is set aside: white space, page marks, markers, what frames a note, the place of a sign.
ASIDE = re.compile(
    r"[ \t\n\ufffc]+|\[Pg [0-9]+\]|\[(?:Footnote )?(?:[0-9]{1,4}|[A-Z]|[*]):?\]?|\]", re.ASCII
)


@st.composite
def texts(draw: st.DrawFn) -> str:
    """Lines that such a text may hold, in any order."""
    lines = draw(st.lists(st.tuples(LINES | st.text(max_size=20), ENDS), max_size=30))
    return draw(st.sampled_from(["", "\ufeff"])) + "".join(line + end for line, end in lines)


def encoded(text: str) -> EncodedDocument:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "d7.txt")
        path.write_bytes(text.encode("utf-8", "ignore"))
        Path(folder, "edition.toml").write_bytes(b'[edition]\nprofile = "gutenberg"\n')
        loaded, _ = edition.load(Path(folder))
        return run_stages(TranscriptionFile.read(path), EditionContext.of(loaded))


def lost(work: EncodedDocument) -> str:
    """Give what of the text is neither in the TEI nor one of its marks."""
    assert work.tei is not None
    text = work.source.text
    parts = []
    done = 0
    held = sorted(leaves(tei.read(work.tei, work.ledger)), key=lambda leaf: leaf.span)
    for leaf in held:
        start, end = leaf.span
        assert done <= start
        parts.append(ASIDE.sub("", text[done:start]))
        if isinstance(leaf, model.Text):
            assert text[start:end] == leaf.text
        else:
            parts.append(ASIDE.sub("", text[start:end]))
        done = end
    return "".join([*parts, ASIDE.sub("", text[done:])])


@settings(max_examples=300)
@given(texts())
@example("[1] [2]\n[Footnote 1: He never came.]\n[2] B.\n")
def test_every_text_becomes_valid_tei_or_is_refused(text: str) -> None:
    work = encoded(text)
    raw = text.encode("utf-8", "ignore").decode()
    assert work.source.raw_text() == raw
    if work.tei is None:
        assert all(d.code.startswith("T") for d in work.diagnostics)
        assert has_errors(work.diagnostics)
        return
    assert [d for d in work.diagnostics if d.code.startswith(("V", "S201", "S202"))] == []
    assert lost(work) == ""
    assert work.ledger is not None
    assert tei.read(work.tei, work.ledger) == work.document


@settings(max_examples=100)
@given(texts())
def test_only_white_space_changes_where_lines_are_joined(text: str) -> None:
    work = encoded(text)
    if work.tei is None:
        return
    for edit in work.source.edits:
        if edit.reason.startswith("line end"):
            assert not edit.before.strip(" \t\r\n")
            assert edit.after in {"", " "}
            # What is joined has line ends of one kind, the file may have those of two characters.
            raw = work.source.raw_text()[edit.raw_start :].replace("\r\n", "\n")
            assert raw.startswith(edit.before)
