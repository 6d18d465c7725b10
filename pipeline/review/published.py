"""The last published state of an edition, which changes are told against."""

from __future__ import annotations

from pathlib import Path

from pipeline import tei
from pipeline.model.document import Document
from pipeline.system import reading


def published_document(folder: Path, text: Path) -> Document | None:
    """Give a text as it was last published into ``folder``; None where it was not."""
    data = reading.read_if_there(folder / "tei" / f"{text.stem}.xml", reading.OUTPUT)
    return None if data is None else tei.read(data)
