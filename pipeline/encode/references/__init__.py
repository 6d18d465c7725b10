"""Finds cross-references by a grammar and gives them the addresses of ``ref/@target``."""

from pipeline.encode.references.addresses import find_addresses
from pipeline.encode.references.find import find_references
from pipeline.encode.references.marks import (
    CitedVolume,
    PageIndex,
    ReferenceContext,
    ReferenceMark,
    References,
    Unresolved,
)
from pipeline.encode.references.settings import ReferenceSettings

__all__ = [
    "CitedVolume",
    "PageIndex",
    "ReferenceContext",
    "ReferenceMark",
    "ReferenceSettings",
    "References",
    "Unresolved",
    "find_addresses",
    "find_references",
]
