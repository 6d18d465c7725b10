"""The schema: what the writer gives is valid, both checkers agree, and TEI agrees as well."""

from __future__ import annotations

import pytest
from lxml import etree

from pipeline import tei, validate
from pipeline.tei.names import TEI, XML_ID
from pipeline.validate import compiled, divisions, failure
from tests.conftest import ROOT
from tests.validate import mutations, sample, tei_all

SEEDS = 1000
_STEP = 50
SMALL = sample.volume(small=True)  # faults hit the frame of a volume seldom among many words


def test_sample_holds_every_element_of_the_schema() -> None:
    xs = "{http://www.w3.org/2001/XMLSchema}"
    known = {e.get("name") for e in etree.parse(compiled.path()).iter(xs + "element")}
    used = {etree.QName(e).localname for e in tei.parse(sample.volume()).iter()}
    assert known == used


@pytest.mark.parametrize("page", ["README.md", "schema/README.md", "docs/accuracy.md"])
def test_the_pages_say_which_version_of_tei_is_meant(page: str) -> None:
    said = " ".join((ROOT / page).read_text("utf-8").split())
    assert f"`tei_all` of TEI P5 {tei_all.version()}" in said


def test_sample_is_valid_and_read_back() -> None:
    assert validate.check_artefact(sample.written(), "d1.xml") == ()
    assert tei.read(sample.written()) == sample.DOCUMENT


def test_volume_is_valid() -> None:
    volume = sample.volume()
    assert tei.read_volume(volume) == sample.VOLUME
    assert validate.check_artefact(volume, "edition.xml") == ()
    assert tei_all.grammar().validate(tei.parse(volume)), tei_all.grammar().error_log


def test_a_division_that_is_checked_apart_is_not_looked_at_again() -> None:
    data = sample.volume()
    root = tei.parse(data)
    assert len(divisions.hashed(root)) == data.count(b' type="document"') > 1
    for element in divisions.hashed(root):
        element.append(etree.Element("unknown"))
    assert list(failure.failures(root))
    assert not list(failure.failures(root, divisions.hashed(root)))


@pytest.mark.parametrize("start", range(0, SEEDS, _STEP))
def test_the_same_is_found_whatever_sound_files_are_checked_apart(start: int) -> None:
    for seed in range(start, start + _STEP):
        data = mutations.mutate(SMALL, seed)
        found = validate.check_artefact(data, "edition.xml", (SMALL, b"<TEI"))
        assert found == validate.check_artefact(data, "edition.xml"), seed


def test_sample_is_valid_tei() -> None:
    assert tei_all.grammar().validate(tei.parse(sample.written())), tei_all.grammar().error_log


@pytest.mark.parametrize("start", range(0, SEEDS, _STEP))
def test_both_checkers_agree(start: int) -> None:
    for seed in range(start, start + _STEP):
        root = tei.parse(mutations.mutate(sample.written() if seed % 4 else SMALL, seed))
        gate = compiled.gate().validate(root)
        explained = list(failure.failures(root))
        assert gate == (not explained), (seed, explained, compiled.gate().error_log)


@pytest.mark.parametrize("start", range(0, SEEDS, _STEP))
def test_what_passes_is_tei_and_can_be_read(start: int) -> None:
    """Repeated ids are set aside: that they are no valid TEI is for S106 to report."""
    for seed in range(start, start + _STEP):
        data = mutations.mutate(SMALL if seed % 2 else sample.written(), seed)
        if not validate.check_artefact(data, "d1.xml"):
            assert tei.read_volume(data)
            root = tei.parse(data)
            ids = [e.get(XML_ID) for e in root.iter() if e.get(XML_ID)]
            if len(ids) == len(set(ids)):
                assert tei_all.grammar().validate(root), (seed, tei_all.grammar().error_log)


def test_gate_takes_no_break_space_for_text() -> None:
    data = sample.written().replace(b"</row>", "\u00a0</row>".encode(), 1)
    found = validate.check_artefact(data, "d1.xml")
    assert [diagnostic.code for diagnostic in found] == ["V105"]


@pytest.mark.parametrize("space", "\u0085\u00a0\u1680\u2003\u2007\u2028\u2029\u202f\u205f\u3000")
def test_both_checkers_take_every_space_for_one(space: str) -> None:
    """Xmlschema takes those at the ends of a value away, however wide they are."""
    given = (("note", "n", space), ("note", "n", f"a{space}b"), ("gap", "reason", space))
    for name, attribute, value in given:
        root = tei.parse(sample.written())
        next(root.iter(TEI + name)).set(attribute, value)
        assert list(failure.failures(root)), (name, value)
        assert not compiled.gate().validate(root), (name, value)
