"""The program pandoc: found, run, and what is said when it fails."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.convert import ast, pandoc
from pipeline.model.errors import ConversionError, MissingProgramError


def test_program_is_an_absolute_path_to_a_file() -> None:
    assert pandoc.program().is_absolute()
    assert pandoc.program().is_file()


def test_version_is_one_that_was_tried() -> None:
    assert pandoc.version().startswith("3.")


def test_failure_is_an_error_with_pandocs_reason() -> None:
    with pytest.raises(ConversionError, match="JSON"):
        pandoc.run("docx", b"no json")


def test_missing_program_is_said(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(pandoc, "program", lambda: tmp_path / "pandoc")
    with pytest.raises(MissingProgramError, match="install pypandoc_binary"):
        pandoc.run("docx", ast.encode([], {}))
