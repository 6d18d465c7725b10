"""The way back from a transcription to the file that it was made of, kept beside it."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

from pipeline.edition.imported import ENDING
from pipeline.model.errors import UsageError
from pipeline.system import reading


@dataclass(frozen=True, slots=True)
class ImportLedger:
    """What a ledger says; ``lines`` gives for the start of each paragraph its place in a file."""

    sha256: str
    lines: tuple[tuple[int, str], ...]

    def is_of(self, data: bytes) -> bool:
        """Tell whether a transcription is as it was written."""
        return sha256(data).hexdigest() == self.sha256


def path_of(transcription: Path) -> Path:
    """Give the place of the ledger of a transcription."""
    return transcription.with_name(transcription.stem + ENDING)


def ledger(
    files: Sequence[tuple[str, bytes]], name: str, text: bytes, lines: Sequence[tuple[int, str]],
    remarks: Sequence[str],
) -> bytes:  # fmt: skip
    """Write a ledger; ``files`` are those that the transcription ``name`` was made of."""
    content = {
        "made of": [{"file": file, "sha256": sha256(data).hexdigest()} for file, data in files],
        "transcription": {"file": name, "sha256": sha256(text).hexdigest()},
        "remarks": list(remarks),
        "lines": [{"line": line, "place": place} for line, place in lines],
    }
    # Of a byte that is no UTF-8 in the name of a file, the escape of JSON is left.
    return (json.dumps(content, ensure_ascii=False, indent=1) + "\n").encode(
        "utf-8", "backslashreplace"
    )


def read(transcription: Path) -> ImportLedger | None:
    """Read the ledger of a transcription; None where there is none, or none that can be read."""
    data = reading.read_if_there(path_of(transcription), reading.IMPORT_LEDGER)
    if data is None:
        return None
    try:
        content: Any = json.loads(data)
        lines = tuple((int(one["line"]), str(one["place"])) for one in content["lines"])
        return ImportLedger(str(content["transcription"]["sha256"]), lines)
    except (ValueError, KeyError, TypeError, OverflowError, RecursionError) as error:
        fault = f"{path_of(transcription)}: this ledger cannot be read ({error}); take it away"
        raise UsageError(fault) from error
