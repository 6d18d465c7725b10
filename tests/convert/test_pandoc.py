"""The program pandoc: found, run, and what is said when it fails."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from pipeline.cli.doctor import examine
from pipeline.convert import ast
from pipeline.engine.cache.version import parts
from pipeline.model.errors import ConversionError, MissingProgramError
from pipeline.system import pandoc


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


@pytest.fixture
def on_path(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Path]:
    """Do without the package, and give a folder that alone is on PATH."""
    folder = tmp_path / "bin"
    folder.mkdir()
    monkeypatch.setattr(pandoc, "of_package", lambda: None)
    monkeypatch.setenv("PATH", str(folder))
    pandoc.program.cache_clear()
    yield folder
    pandoc.program.cache_clear()


PACKAGED = pandoc.program()


def says(path: Path, text: str) -> None:
    path.write_text(f"#!/bin/sh\necho '{text}'\n", encoding="utf-8")
    path.chmod(0o755)


def test_without_the_package_one_on_path_is_used(on_path: Path) -> None:
    (on_path / "pandoc").symlink_to(PACKAGED)
    assert pandoc.program() == on_path / "pandoc"
    assert b"<p>a</p>" in pandoc.run("html5", ast.encode([ast.para([ast.string("a")])], {}))


@pytest.mark.parametrize(
    ("said", "version"),
    [
        ("pandoc 3.7.0.2", "3.7.0.2"),
        ("pandoc 2.17.1.1", "2.17.1.1"),
        ("pandoc 4.0", "4.0"),
        ("panda 3.9", "none"),
        ("pandoc 3", "none"),
    ],
)
def test_one_that_cannot_be_used_is_named_with_its_version(
    on_path: Path, said: str, version: str
) -> None:
    says(on_path / "pandoc", said)
    with pytest.raises(MissingProgramError) as told:
        pandoc.program()
    assert str(told.value).endswith(f"3.x; {str(on_path / 'pandoc')!a} is {version}")


@pytest.mark.parametrize("said", ["pandoc 3.8", "pandoc 3.10.1", "pandoc.exe 3.9"])
def test_any_later_one_of_its_version_is_used(on_path: Path, said: str) -> None:
    says(on_path / "pandoc", said)
    assert pandoc.program() == on_path / "pandoc"


def test_one_in_the_folder_we_are_started_in_is_not_run(
    on_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    says(on_path / "pandoc", "pandoc 3.9")
    monkeypatch.chdir(on_path)
    monkeypatch.setenv("PATH", os.pathsep.join(("", ".", os.curdir)))
    with pytest.raises(MissingProgramError, match=r"pandoc is missing: .* 3\.x$"):
        pandoc.program()


def test_a_later_folder_of_path_may_have_the_right_one(
    on_path: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    says(on_path / "pandoc", "pandoc 2.9")
    other = tmp_path / "other"
    other.mkdir()
    says(other / "pandoc", "pandoc 3.9")
    monkeypatch.setenv("PATH", f"{on_path}{os.pathsep}{other}")
    assert pandoc.program() == other / "pandoc"


def test_the_doctor_says_which_one_is_used_or_why_none(on_path: Path) -> None:
    def said() -> str:
        (part,) = (one for one in examine() if one.name == "pandoc")
        return part.found or part.remedy

    assert said().startswith("install the package pypandoc_binary")
    says(on_path / "pandoc", "pandoc 3.9")
    assert said() == f"3.9 ({on_path / 'pandoc'})"


def test_results_depend_on_the_version_of_one_on_path(on_path: Path) -> None:
    says(on_path / "pandoc", "pandoc 3.9")
    assert parts()["pandoc"] == "3.9"
