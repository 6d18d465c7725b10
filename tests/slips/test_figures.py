"""Figures are accounted for in published transcriptions, as they are and with slips."""

from __future__ import annotations

import random
from dataclasses import replace
from pathlib import Path

import pytest

from pipeline import edition
from pipeline.engine.stages import EditionContext, TranscriptionFile, run_stages
from tests.accuracy.test_nothing_lost import unpack
from tests.conftest import CORPUS
from tests.slips.figures import unaccounted
from tests.slips.slips import slipped

VOLUMES = ("dev/frus1969-76v38p1", "eras-dev/frus1936v03", "train/frus1948v05p1")
EACH = 120


@pytest.mark.corpus
@pytest.mark.parametrize("volume", VOLUMES)
def test_no_figure_is_lost(volume: str, tmp_path: Path) -> None:
    loaded, _ = edition.load(unpack(CORPUS / f"{volume}.tar.xz", tmp_path))
    setting = EditionContext.of(loaded)
    rng = random.Random(volume)  # noqa: S311 - slips are no secret
    for path in loaded.order[:EACH]:
        raw = path.read_bytes()
        changed = slipped(raw.decode("utf-8"), rng.randint(1, 4), rng).encode()
        for read in (raw, changed):
            work = run_stages(TranscriptionFile(path, read), setting)
            if work.tei is not None:
                assert list(unaccounted(work)) == [], path.name


def test_a_figure_that_is_lost_or_changed_is_seen() -> None:
    folder = Path(__file__).resolve().parents[2] / "input" / "frus1945Berlinv02"
    loaded, _ = edition.load(folder)
    work = run_stages(TranscriptionFile.read(loaded.order[0]), EditionContext.of(loaded))
    text = work.source.text
    assert list(unaccounted(work)) == []
    longer = replace(work, source=replace(work.source, text=text + " 77"))
    assert list(unaccounted(longer)) == ["77"]
    other = replace(work, source=replace(work.source, text=text.replace("106 of", "107 of")))
    assert len(list(unaccounted(other))) == 1
