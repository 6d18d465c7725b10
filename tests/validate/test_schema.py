"""The schema: what the writer gives is valid, both checkers agree, and TEI agrees as well."""

from __future__ import annotations

from dataclasses import replace

import pytest
from lxml import etree

from pipeline import tei, validate
from pipeline.validate import compiled
from tests.validate import mutations, sample, tei_all

SEEDS = range(0, 1500)
_STEP = 50


def test_sample_holds_every_element_of_the_schema() -> None:
    xs = "{http://www.w3.org/2001/XMLSchema}"
    known = {e.get("name") for e in etree.parse(compiled.path()).iter(xs + "element")}
    used = {etree.QName(e).localname for e in tei.parse(sample.written()).iter()}
    assert known == used


def test_sample_is_valid_and_read_back() -> None:
    assert validate.check_artefact(sample.written(), "d1.xml") == ()
    assert tei.read(sample.written()) == sample.DOCUMENT


def test_volume_is_valid() -> None:
    second = replace(sample.DOCUMENT, id="d2", notes=(), blocks=(sample.paragraph("Coal"),))
    provenances = [sample.PROVENANCE, sample.PROVENANCE]
    volume = tei.write_volume([sample.DOCUMENT, second], sample.METADATA, provenances)
    assert validate.check_artefact(volume, "edition.xml") == ()
    assert tei_all.grammar().validate(tei.parse(volume)), tei_all.grammar().error_log


def test_sample_is_valid_tei() -> None:
    assert tei_all.grammar().validate(tei.parse(sample.written())), tei_all.grammar().error_log


@pytest.mark.parametrize("start", range(0, SEEDS.stop, _STEP))
def test_both_checkers_agree(start: int) -> None:
    for seed in range(start, start + _STEP):
        root = mutations.mutate(sample.written(), seed)
        gate = compiled.gate().validate(root)
        explained = [error.reason for error in compiled.errors(root)]
        assert gate == (not explained), (seed, explained, compiled.gate().error_log)


@pytest.mark.parametrize("start", range(0, SEEDS.stop, _STEP))
def test_what_passes_is_tei_and_can_be_read(start: int) -> None:
    for seed in range(start, start + _STEP):
        data = etree.tostring(mutations.mutate(sample.written(), seed))
        if not validate.check_artefact(data, "d1.xml"):
            assert tei_all.grammar().validate(tei.parse(data)), (seed, tei_all.grammar().error_log)
            tei.read(data)
