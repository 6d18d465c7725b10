"""With markers, page breaks and bullets set aside, the text of the TEI is the raw text."""

from __future__ import annotations

import re
import tarfile
from collections.abc import Iterator
from operator import itemgetter
from pathlib import Path

import pytest

from pipeline import edition, tei
from pipeline.engine.stages import EditionContext, EncodedDocument, TranscriptionFile, run_stages
from pipeline.model import document as model
from pipeline.model.diagnostics import Severity
from pipeline.model.ledger import leaves
from tests.conftest import CORPUS

VOLUMES = sorted((CORPUS / "dev").glob("*.tar.xz"))
# What a transcription may show beside its text: note numbers of the list, bullets, and the
# white space that lays out lines and columns.
LAYOUT = re.compile(r"[ \t\n]*(•[ \t\n]*)*")
NUMBER = re.compile(r"[ \t\n]*\n {2}[0-9]+\.[ \t\n]*(•[ \t\n]*)*")


def unpack(archive: Path, folder: Path) -> Path:
    with tarfile.open(archive) as tar:
        tar.extractall(folder, filter="data")
    return folder / archive.name.removesuffix(".tar.xz")


def lost(work: EncodedDocument) -> Iterator[str]:
    """Yield what of the raw text is neither in the TEI nor one of its marks."""
    assert work.tei is not None
    assert work.ledger is not None
    document = tei.read(work.tei, work.ledger)
    text = work.source.text
    held = sorted(((leaf.span, leaf) for leaf in leaves(document)), key=itemgetter(0))
    done = 0
    for (start, end), leaf in held:
        if not LAYOUT.fullmatch(text, done, start) and not NUMBER.fullmatch(text, done, start):
            yield text[done:start]
        if isinstance(leaf, model.Text) and text[start:end] != leaf.text:
            yield leaf.text
        done = end
    if not LAYOUT.fullmatch(text, done):
        yield text[done:]


@pytest.mark.corpus
@pytest.mark.parametrize("archive", VOLUMES, ids=lambda path: path.name.removesuffix(".tar.xz"))
def test_nothing_is_lost(archive: Path, tmp_path: Path) -> None:
    loaded, _ = edition.load(unpack(archive, tmp_path))
    setting = EditionContext.of(loaded)
    for path in loaded.order:
        work = run_stages(TranscriptionFile.read(path), setting)
        errors = [d for d in work.diagnostics if d.severity is Severity.ERROR]
        assert not errors, errors[0]
        assert list(lost(work)) == [], path.name
