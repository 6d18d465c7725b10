"""Whatever a text holds: mending brings nothing bad, is done at once, and keeps the words."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import example, given, settings
from hypothesis import strategies as st

from pipeline.model.diagnostics import Severity
from pipeline.review.fix import FixSelection, plan
from pipeline.review.fix.rounds import Mended
from tests.fix.test_cases import check, quiet

HEAD = "1. Letter From the Consul at Trieste\n\nTrieste, May 2, 1951.\n\n"
PIECES = (
    "The note", "the the", "tbe", "l952", "was sent", "don’t", "don't", "“so”", '"so"', "`", "(",
    ")", "[page 12]", "[Page 13", "Page 14]", "<i>Ibid.</i>", "&amp;", "cafÃ©", "_Ibid._",
    "o\ufb01ce", " ", "  ", "\u00a0", "\u2009", "\t", "\t\t", "\u200b", "\u00ad", "\n", "\r\n",
    "\n\n", "\n\n\n\n\n", "\n ", ",", ".", ",,", " ,", " .", "—", " - ", "--", "1",
    "  1. See it.\n", "  2. See it.\n", "See pod, p. 12",
)  # fmt: skip
TEXTS = st.lists(st.sampled_from(PIECES), max_size=12).map(lambda pieces: HEAD + " ".join(pieces))
# What a safe fix may touch: everything but letters and figures, which stay in their order.
WORDS = re.compile(r"[A-Za-z0-9]+", re.ASCII)
GARBLED = re.compile(r"cafÃ©|café|o\ufb01ce|ofice|\[?[pP]age|</?i>|&amp;|^ {2}[0-9]+", re.MULTILINE)


def bad(folder: Path) -> Counter[str]:
    return Counter(
        one.code for one in check(folder).diagnostics if one.severity is not Severity.INFO
    )


def mended(folder: Path, selection: FixSelection) -> Mended:
    planned = plan(folder, selection, quiet, 1)
    planned.write()
    return planned.mended


@settings(max_examples=60)
@example(HEAD + "[Page 13   1. See it.\n Page 14]", False)  # noqa: FBT003
@given(TEXTS, st.booleans())
def test_mending_is_done_at_once_and_does_no_harm(text: str, unsafe: bool) -> None:  # noqa: FBT001
    with TemporaryDirectory() as name:
        folder = Path(name) / "letters"
        folder.mkdir()
        (folder / "d1.txt").write_bytes(text.encode())
        before = bad(folder)
        mended(folder, FixSelection(unsafe=unsafe))
        assert not bad(folder) - before
        once = (folder / "d1.txt").read_bytes()
        assert not mended(folder, FixSelection(unsafe=unsafe)).texts
        assert (folder / "d1.txt").read_bytes() == once
        if not unsafe:
            assert letters(once.decode()) == letters(text)


def letters(text: str) -> str:
    return "".join(WORDS.findall(GARBLED.sub("", text)))
