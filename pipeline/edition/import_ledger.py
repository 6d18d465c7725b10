"""The ledger of an import: the way back from a transcription to the files that it was made of."""

from __future__ import annotations

import json
from hashlib import sha256
from pathlib import Path

import msgspec

from pipeline.model.errors import UsageError
from pipeline.system import reading

ENDING = ".imported.json"
"""Of the name of a ledger, behind that of its transcription."""


class LedgerFile(msgspec.Struct, frozen=True):
    """A file by its name and what it held."""

    file: str
    sha256: str

    @classmethod
    def of(cls, name: str, data: bytes) -> LedgerFile:
        """Describe a file."""
        return cls(name, sha256(data).hexdigest())

    def holds(self, data: bytes) -> bool:
        """Tell whether it is as it was."""
        return sha256(data).hexdigest() == self.sha256


class ParagraphOrigin(msgspec.Struct, frozen=True):
    """The line that a paragraph begins in, and its place in the file that it is of."""

    line: int
    place: str


class ImportLedger(msgspec.Struct, frozen=True, rename={"made_of": "made of"}):
    """What a ledger says; ``remarks`` are what was said of the files."""

    made_of: tuple[LedgerFile, ...]
    transcription: LedgerFile
    remarks: tuple[str, ...]
    lines: tuple[ParagraphOrigin, ...]

    def as_json(self) -> bytes:
        """Give the bytes of the file."""
        text = json.dumps(msgspec.to_builtins(self), ensure_ascii=False, indent=1) + "\n"
        # Of a byte that is no UTF-8 in the name of a file, the escape of JSON is left.
        return text.encode("utf-8", "backslashreplace")


def path_of(transcription: Path) -> Path:
    """Give the place of the ledger of a transcription."""
    return transcription.with_name(transcription.stem + ENDING)


def read(transcription: Path) -> ImportLedger | None:
    """Read the ledger of a transcription; None where there is none.

    Raises UsageError where it cannot be read.
    """
    path = path_of(transcription)
    data = reading.read_if_there(path, reading.IMPORT_LEDGER)
    try:
        return None if data is None else msgspec.convert(json.loads(data), ImportLedger)
    except (ValueError, RecursionError) as error:  # msgspec.json refuses bytes that are no UTF-8
        raise UsageError(f"{path}: this ledger cannot be read ({error}); take it away") from error
