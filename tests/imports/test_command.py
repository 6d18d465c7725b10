"""``edition import`` as a user meets it, and what a build says of a file that was not imported."""

from __future__ import annotations

from pathlib import Path

from pipeline.model.diagnostics import Diagnostic
from tests.command import edition
from tests.imports.files import CHANGED, made

SETTINGS = '[edition]\nid = "letters"\ntitle = "Letters"\n'


def about_files(folder: Path) -> list[str]:
    from pipeline import edition as editions  # noqa: PLC0415 - the name is the command's here

    loaded, _ = editions.load(folder)
    said: tuple[Diagnostic, ...] = loaded.unread()
    return [one.code for one in said]


def test_a_document_that_is_not_imported_is_an_error(tmp_path: Path) -> None:
    folder = tmp_path / "letters"
    folder.mkdir()
    (folder / "edition.toml").write_text(SETTINGS, encoding="utf-8")
    (folder / "d1.txt").write_text("1. Letter\n\nIt rained.\n", encoding="utf-8")
    (folder / "d2.docx").write_bytes(made("docx"))
    built = edition("build", "letters", "--only", "html", cwd=tmp_path)
    assert built.returncode == 1
    assert "error M044 'd2.docx' is not imported" in built.stdout
    command = "edition import letters/d2.docx --into letters"
    assert command in built.stdout
    done = edition(*command.split()[1:], cwd=tmp_path)
    assert (done.returncode, done.stdout.splitlines()[0]) == (
        0, "letters/d2.docx -> letters/d2.txt: 4 notes",
    )  # fmt: skip
    assert about_files(folder) == []
    (folder / "d2.docx").write_bytes(made("docx", "# Other"))
    assert about_files(folder) == ["M045"]


def test_a_text_that_was_worked_on_is_not_written_over(tmp_path: Path) -> None:
    (tmp_path / "d2.docx").write_bytes(made("docx"))
    command = ("import", "d2.docx", "--into", "letters")
    assert edition(*command, cwd=tmp_path).returncode == 0
    (tmp_path / "d2.docx").write_bytes(made("docx", "# Other"))
    assert edition(*command, cwd=tmp_path).returncode == 0
    text = tmp_path / "letters" / "d2.txt"
    assert text.read_text(encoding="utf-8") == "Other\n"
    text.write_text("Other, mended\n", encoding="utf-8")
    refused = edition(*command, cwd=tmp_path)
    assert refused.returncode == 2
    assert "may have been worked on" in refused.stderr
    assert text.read_text(encoding="utf-8") == "Other, mended\n"


def test_tracked_changes_are_asked_about(tmp_path: Path) -> None:
    (tmp_path / "d2.docx").write_bytes(made("docx", CHANGED))
    command = ("import", "d2.docx", "--into", "letters")
    assert edition(*command, cwd=tmp_path).returncode == 2
    assert not (tmp_path / "letters").exists()
    done = edition(*command, "--track-changes", "accept", cwd=tmp_path)
    assert done.returncode == 0
    assert "  tracked changes by Editor were accepted: 3" in done.stdout.splitlines()


def test_a_file_that_is_more_than_one_document_is_told(tmp_path: Path) -> None:
    (tmp_path / "d2.md").write_text("It rained.\n\n" * 11_000, encoding="utf-8")
    done = edition("import", "d2.md", "--into", "letters", cwd=tmp_path)
    assert done.returncode == 1
    assert "lines; 20,000 lines are the limit: a file holds one document" in done.stdout
