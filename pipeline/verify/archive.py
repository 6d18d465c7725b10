"""Packed outputs, opened as if they came from a stranger."""

from __future__ import annotations

import io
import zipfile
import zlib

from lxml import etree

from pipeline.model.errors import ConversionError
from pipeline.system.xml import DoctypeError, xml_parser

Element = etree._Element  # noqa: SLF001 - lxml's only name for the type

MOST_MEMBERS = 20_000
MOST_BYTES = 1 << 29
# ValueError comes of a member that would lie before the file.
_UNREADABLE = (
    KeyError, ValueError, OSError, EOFError, NotImplementedError, zipfile.BadZipFile, zlib.error,
)  # fmt: skip


class Archive:
    """A ZIP file whose members are read whole, up to a sum of ``MOST_BYTES``."""

    def __init__(self, data: bytes) -> None:
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except (zipfile.BadZipFile, ValueError) as error:
            raise ConversionError(f"the output is no ZIP file: {error}") from error
        self.names = self._zip.namelist()
        if len(self.names) > MOST_MEMBERS:
            raise ConversionError(f"the output has more than {MOST_MEMBERS} members")
        self._left = MOST_BYTES

    def read(self, name: str) -> bytes:
        """Read a member; raise ConversionError where it is missing, damaged or too large."""
        try:
            with self._zip.open(name) as member:
                data = member.read(self._left + 1)
        except _UNREADABLE as error:
            raise ConversionError(f"{name} cannot be read from the output: {error}") from error
        self._left -= len(data)
        if self._left < 0:
            raise ConversionError(f"the output unpacks to more than {MOST_BYTES} bytes")
        return data

    def xml(self, name: str) -> Element:
        """Parse a member, which may have a DOCTYPE, but without entities."""
        try:
            root = etree.fromstring(self.read(name), xml_parser())
        except etree.XMLSyntaxError as error:
            raise ConversionError(f"{name} in the output is no XML: {error}") from error
        except DoctypeError as error:
            raise ConversionError(f"{name} in the output names a DTD of its own") from error
        document_type = root.getroottree().docinfo.internalDTD
        if document_type is not None and next(document_type.iterentities(), None) is not None:
            raise ConversionError(f"{name} in the output declares entities")
        if next(root.iter(etree.Entity), None) is not None:
            raise ConversionError(f"{name} in the output holds an entity that is not declared")
        return root
