"""What encoding makes of published volumes follows the schema, and is TEI."""

from __future__ import annotations

import tarfile
from itertools import islice
from pathlib import Path

import pytest

from pipeline import encode, tei, validate
from pipeline.model.authority import Authorities
from pipeline.model.metadata import Metadata, Provenance
from pipeline.normalize import normalize
from tests.conftest import CORPUS
from tests.validate import tei_all

_EACH = 15


@pytest.mark.corpus
@pytest.mark.parametrize("part", ["train", "dev"])
def test_documents_of_every_volume_are_valid(part: str) -> None:
    volumes = sorted((CORPUS / part).glob("*.tar.xz"))
    assert volumes
    for volume in volumes:
        metadata = Metadata(volume.name.partition(".")[0], "A Volume")
        setting = encode.Setting.of(metadata.id, (), "frus", Authorities((), ()))
        for name, raw in _transcriptions(volume):
            source, _ = normalize(raw, name)
            document, ledger, _ = encode.encode(source, Path(name).stem, setting)
            written = tei.write(document, metadata, Provenance(name, source.sha256))
            assert validate.check(written, source, ledger) == (), (volume.name, name)
            assert tei_all.grammar().validate(tei.parse(written)), (volume.name, name)
            assert tei.read(written, ledger) == document


def _transcriptions(volume: Path) -> list[tuple[str, bytes]]:
    with tarfile.open(volume) as archive:
        members = (m for m in archive if "/raw/" in m.name and m.name.endswith(".txt"))
        files = ((m.name, archive.extractfile(m)) for m in islice(members, _EACH))
        return [(Path(name).name, file.read()) for name, file in files if file is not None]
