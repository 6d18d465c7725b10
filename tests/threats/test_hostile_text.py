"""Text made to exhaust a program comes out whole, or is refused with a code."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline import edition
from pipeline.engine.stages import EditionContext, TranscriptionFile, run_stages

HEAD = "No. 1\nA Title\n\n"
TEXTS = {
    "open bracket": "[" + "a" * 50_000,
    "spaces": " " * 100_000 + "x",
    "tabs": "\t" * 50_000 + "x",
    "digits": "1" * 50_000,
    "open quotes": "“" * 50_000,
    "one paragraph of a million characters": "word and 12 more words. " * 41_000,
    "empty lines": "\n" * 100_000 + "x",
    "bullets": "  • \n" * 5_000,
    "deep bullets": "".join(" " * (2 + 4 * level) + "• x\n" for level in range(500)),
    "a list of references": "Documents " + ", ".join(map(str, range(3_000))),
    "dates": "May 1, 1950, " * 5_000,
    "page marks": "[Page 1] " * 3_000,
    "rows": "a\t\tb\t\tc\n" * 3_000,
    "dashes": "-" * 50_000,
    "abbreviations": "p. " * 10_000 + "vol. IX, " * 5_000,
    "initials": "A. " * 20_000,
    "many notes": " ".join(f"word{n}" for n in range(1, 501))
    + "\n\n"
    + "".join(f"  {n}. note {n}\n" for n in range(1, 501)),
}


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS.keys())
def test_ends_with_a_document_or_a_code(tmp_path: Path, text: str) -> None:
    path = tmp_path / "d1.txt"
    path.write_text(HEAD + text + "\n", encoding="utf-8")
    loaded, _ = edition.load(tmp_path)
    work = run_stages(TranscriptionFile.read(path), EditionContext.of(loaded))
    assert work.document is not None or work.diagnostics
