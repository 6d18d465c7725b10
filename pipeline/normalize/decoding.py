"""Strict decoding."""

from __future__ import annotations

from pipeline.model.diagnostics import Finding, Message, Severity
from pipeline.model.document import Span

_BYTE_ORDER_MARKS = {b"\xff\xfe": "UTF-16 (little-endian)", b"\xfe\xff": "UTF-16 (big-endian)"}
_SHOWN_BYTES = 4


def decode(data: bytes) -> tuple[str, list[Finding]]:
    """Decode ``data``; at a fault give the text before it and a finding at its place."""
    try:
        return data.decode("utf-8", errors="strict"), []
    except UnicodeDecodeError as error:
        before = data[: error.start].decode("utf-8")
        return before, [_fault(data, error.start, (len(before), len(before)))]


def _fault(data: bytes, offset: int, span: Span) -> Finding:
    shown = " ".join(f"0x{byte:02x}" for byte in data[offset : offset + _SHOWN_BYTES])
    likely = _BYTE_ORDER_MARKS.get(data[:2])
    if likely is None and b"\x00" in data[:64]:
        likely = "UTF-16"
    message = f"the file is not UTF-8 from byte {offset} on ({shown})"
    if likely:
        message += f"; it looks like {likely}"
    hint = "save the file as UTF-8 in the editor it was written with"
    return Finding(span, message, hint)


NOT_UTF_8 = Message(
    "T001", "not-utf-8", Severity.ERROR,
    summary="The file is not UTF-8 text.",
    why="""A transcription is read as strict UTF-8 and nothing else: a wrong guess at the encoding
    would change letters without a word. Overlong forms, surrogates and a text in UTF-16 or
    Windows-1252 are all refused at the first byte that does not fit.""",
    example='a file saved as "ANSI" on Windows, where a curly quote is the byte 0x93.',
    remedy="open the file in an editor with the encoding it was written in and save it as UTF-8.",
)  # fmt: skip
