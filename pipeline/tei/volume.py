"""An edition as one TEI file."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from lxml import etree

from pipeline.document import Document
from pipeline.metadata import Metadata, Provenance
from pipeline.tei.header import write_header
from pipeline.tei.names import TEI
from pipeline.tei.read import parse, read_division
from pipeline.tei.write import new_root, serialize, write_division


def write_volume(
    documents: Iterable[Document], metadata: Metadata, provenances: Sequence[Provenance]
) -> bytes:
    """Write the documents of an edition, in their order, as one TEI file."""
    root = new_root(metadata.language)
    write_header(root, metadata, provenances)
    body = etree.SubElement(etree.SubElement(root, TEI + "text"), TEI + "body")
    pages: set[str] = set()
    for document in documents:
        write_division(body, document, pages)
    return serialize(root)


def read_volume(data: bytes) -> tuple[Document, ...]:
    """Read back what :func:`write_volume` wrote."""
    body = parse(data).find(f"{TEI}text/{TEI}body")
    divisions = () if body is None else body.iterchildren(TEI + "div")
    return tuple(read_division(division, None) for division in divisions)
