"""Blocks are found in a time that grows in step with the text."""

from __future__ import annotations

import time

import pytest

from pipeline.encode import blocks
from pipeline.encode.leaves import leaf_marks
from pipeline.encode.pages import find_pages
from tests.blocks.outline import PAGES, SETTINGS


@pytest.mark.growth
@pytest.mark.parametrize(
    "text",
    [
        "[" + "a" * 50_000,
        " " * 100_000 + "x",
        "x" + "\t" * 30_000 + "y",
        "\n\n".join(["Top Secret"] * 1_500),
        "".join(f"{' ' * (depth % 400)} • x\n" for depth in range(1_500)),
        "".join(f"{'(' * (n % 50)}{n}.\nx\n" for n in range(1_500)),
        "[Page 1] " * 8_000,
        "Dear " + "A" * 100_000,
    ],
    ids=lambda text: repr(text[:12]),
)
def test_odd_texts_take_time_in_step_with_their_length(text: str) -> None:
    def seconds(times: int) -> float:
        long = "\n\n".join(["12. Title", *[text] * times])
        pages = find_pages(long, PAGES)
        start = time.process_time()
        marks = blocks.segment(long, None, blocks.Asides(pages, ()), SETTINGS).blocks
        spent = time.process_time() - start
        spans = [mark.span for mark in leaf_marks(marks)]
        assert spans == sorted(spans)
        return spent

    once = min(seconds(1) for _ in range(3))
    assert min(seconds(2) for _ in range(3)) < 2.5 * once + 0.05
