"""Deposits are valid by Crossref's own schema; ``nox -s crossref`` gets it from npm."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from pipeline.convert.records.crossref import crossref
from pipeline.model.metadata import Metadata
from tests.verify.faults.records import PUBLICATION, described
from tests.verify.volume import volume

FOLDER = os.environ.get("CROSSREF_SCHEMAS", "")
FULL = described(volume())


class InFolder(etree.Resolver):
    """Finds every schema in the folder by its name, wherever another says that it is."""

    def __init__(self, folder: Path) -> None:
        self.files = {path.name: str(path) for path in folder.rglob("*.xsd")}

    def resolve(self, system_url: str | None, public_id: str | None, context: Any) -> Any:  # noqa: ANN401, ARG002 - lxml's own
        name = (system_url or "").rpartition("/")[2]
        return self.resolve_filename(self.files[name], context) if name in self.files else None


@pytest.fixture(scope="module")
def schema() -> etree.XMLSchema:
    found = InFolder(Path(FOLDER))
    parser = etree.XMLParser()
    parser.resolvers.add(found)
    return etree.XMLSchema(etree.parse(found.files["crossref5.3.1.xsd"], parser))


@pytest.mark.skipif(not FOLDER, reason="Crossref's schema is not there: nox -s crossref")
@pytest.mark.parametrize(
    "metadata",
    [
        FULL.metadata,
        replace(FULL.metadata, series="", subtitle="", place="", date="1935"),
        replace(FULL.metadata, language="gsw", id="a" * 200),
        replace(FULL.metadata, publication=replace(PUBLICATION, isbns=()), isbn=""),
        replace(FULL.metadata, publication=replace(PUBLICATION, isbns=()), isbn="0-306-40615-2"),
        replace(FULL.metadata, publication=replace(PUBLICATION, contributors=()), editors=()),
        replace(FULL.metadata, publication=replace(PUBLICATION, description="", issn="")),
    ],
)
def test_a_deposit_is_valid(metadata: Metadata, schema: etree.XMLSchema) -> None:
    made = crossref(replace(FULL, metadata=metadata))
    assert made is not None
    schema.assertValid(etree.fromstring(made))


@pytest.mark.skipif(not FOLDER, reason="Crossref's schema is not there: nox -s crossref")
def test_what_is_no_deposit_is_not_valid(schema: etree.XMLSchema) -> None:
    made = crossref(FULL)
    assert made is not None
    assert not schema.validate(etree.fromstring(made.replace(b"doi_data", b"data")))
