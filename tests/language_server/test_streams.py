"""What no editor sends ends in no traceback, and takes no memory."""

from __future__ import annotations

import io
import logging

import pytest

from pipeline.review.language_server.server import MOST_ASKED, BoundedStream, log_in_lines


def test_a_message_that_is_too_long_is_not_read(capsys: pytest.CaptureFixture[str]) -> None:
    log_in_lines()
    stream = BoundedStream(io.BytesIO(b"Content-Length: 3\r\n\r\n{}x"))
    assert stream.readline() == b"Content-Length: 3\r\n"
    assert stream.read(MOST_ASKED + 1) == b""
    assert stream.read(2) == b"\r\n"
    assert capsys.readouterr().err == (
        f"edition: lsp: a message of {MOST_ASKED + 1} bytes is not read; "
        f"{MOST_ASKED} are the limit\n"
    )


def test_an_error_of_the_protocol_is_told_in_a_line(capsys: pytest.CaptureFixture[str]) -> None:
    log_in_lines()
    error = ValueError("\x1b[31m\nTraceback")
    logging.getLogger("pygls.protocol").error("Unable to handle\nTraceback", exc_info=error)
    assert capsys.readouterr().err == "edition: lsp: Unable to handle: \\u{001b}[31m\n"
