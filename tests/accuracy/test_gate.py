"""Two small volumes are encoded no worse than when the figures here were written down.

``figures.json`` holds F1 by kind of fact, and the share of documents that are exactly right.
``pytest --accept`` writes the figures of this run; never commit lower ones without a reason.
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from pipeline.engine import commands
from pipeline.engine.processes import ProcessPool
from tests.accuracy.test_nothing_lost import unpack
from tests.conftest import CORPUS

VOLUMES = ("frus1917-72PubDip", "frus1969-76v38p1")
SCORER = CORPUS.parent / "bench" / "score.py"
FIGURES = Path(__file__).with_name("figures.json")
EXACT = ("text", "footnote markers", "structure")


def measure(folder: Path) -> dict[str, float]:
    """Encode the volumes and have them scored."""
    for volume in VOLUMES:
        unpack(CORPUS / "dev" / f"{volume}.tar.xz", folder / "corpus")
    commands.encode(folder / "corpus", folder / "encoded", lambda *_: None, ProcessPool(1))
    written = folder / "figures.json"
    subprocess.run(
        [sys.executable, SCORER, folder / "corpus", folder / "encoded", "--json", written],
        check=True, capture_output=True,
    )  # fmt: skip
    scored = json.loads(written.read_text(encoding="utf-8"))
    documents = scored["exact"]["documents"]
    exact = {f"documents exactly right: {k}": scored["exact"][k] / documents for k in EXACT}
    return {
        name: round(value, 4)
        for name, value in (
            *exact.items(),
            *((k, row["f1"]) for k, row in scored["rows"].items() if not k.startswith("  ")),
        )
    }


@pytest.mark.corpus
def test_figures_are_no_lower(tmp_path: Path, request: pytest.FixtureRequest) -> None:
    found = measure(tmp_path)
    if request.config.getoption("--accept"):
        FIGURES.write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")
    expected = json.loads(FIGURES.read_text(encoding="utf-8"))
    lower = {k: (found[k], value) for k, value in expected.items() if found[k] < value}
    assert not lower, f"lower than committed: {lower}"
