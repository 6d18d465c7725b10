"""Texts made to break the rules: they point into the text, and its time grows with the text."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline import checks
from pipeline.model import document as model
from pipeline.model.diagnostics import Diagnostic
from pipeline.model.source import Source

SIZE = 50_000
SECONDS = 5
# Normalizing lets none of these into a document.
NEVER = "\r\x0b\x0c\x85\u2028\u2029"


def check(*paragraphs: str) -> tuple[Diagnostic, ...]:
    blocks: list[model.Block] = []
    start = 0
    for text in paragraphs:
        span = (start, start + len(text))
        blocks.append(model.Paragraph((model.Text(text, span),)))
        start = span[1] + 2
    kind = model.DocumentKind.HISTORICAL
    document = model.Document("d1", "1", kind, tuple(blocks))
    source = Source("d1.txt", "\n\n".join(paragraphs))
    return checks.check_alone(checks.View.of(source, document))


@pytest.mark.growth
@pytest.mark.parametrize(
    "text",
    [
        "[" + "a" * SIZE,
        " " * SIZE + "x",
        "“" * SIZE,
        "(" * SIZE,
        "the " * SIZE,
        "<p " * SIZE,
        "_a" * SIZE,
        "**a" * SIZE,
        "&a" * SIZE,
        "A" * SIZE + " 1",
        "\n\n1 A" * SIZE,
        "\t" * SIZE + "x",
        "1" * SIZE + " p.m.",
        "l1" * SIZE,
        "Wedesda" * SIZE,
        "Ã" * SIZE,
        " ".join(f"l{number:03}x{number}" for number in range(SIZE // 5)),
        " ".join(f"{number}th" for number in range(SIZE // 5)),
    ],
    ids=lambda text: repr(text[:12]),
)
def test_is_done_in_time(text: str) -> None:
    before = time.process_time()
    check("1 May, 1945", text)
    assert time.process_time() - before < SECONDS


@pytest.mark.growth
def test_many_dates_and_words_struck_out_are_read_in_time() -> None:
    out = model.Alteration(model.AlterationKind.DELETED, (model.Text("in"),))
    of_it = model.Date((model.Text("1901"),), "1901")
    words: tuple[model.Inline, ...] = (out, model.Date((model.Text("1900"),), "1900")) * 20_000
    struck = model.Alteration(model.AlterationKind.DELETED, (of_it, model.Text("or"), out))
    kind = model.DocumentKind.HISTORICAL
    document = model.Document("d1", "1", kind, (model.Paragraph((*words, struck)),))
    before = time.process_time()
    proof = checks.View.of(Source("d1.txt", ""), document).proof
    assert time.process_time() - before < SECONDS
    assert set(proof.years) == {1900}


TEXTS = st.text(
    st.one_of(
        st.sampled_from("“”‘’\"'()[]…—–- .,;:lI1O0tbe\t\u00a0\ufffd&<>_*"),
        st.characters(exclude_categories=["Cc", "Cs"], exclude_characters=NEVER),
    ),
    min_size=1,
)


@given(st.lists(TEXTS, min_size=1, max_size=4))
def test_points_into_the_text_and_is_the_same_each_time(paragraphs: list[str]) -> None:
    said = check(*paragraphs)
    lines = "\n\n".join(paragraphs).split("\n")
    for diagnostic in said:
        place = diagnostic.location
        assert 1 <= place.line <= len(lines)
        assert 1 <= place.column <= len(lines[place.line - 1]) + 1
        assert (place.line, place.column) <= (place.end_line, place.end_column)
        assert diagnostic.message
        assert diagnostic.hint
    assert check(*paragraphs) == said
