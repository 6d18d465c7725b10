"""``edition new``: what it writes, that it builds as it stands, and what it refuses."""

from __future__ import annotations

import re
from pathlib import Path

import msgspec
import pytest

from pipeline.edition.conform import Conformer, TomlTable
from pipeline.edition.schema import EditionFile
from pipeline.edition.toml_text import parse
from pipeline.encode.profile import names
from tests.command import edition
from tests.imports.files import LIBREOFFICE

ROOT = Path(__file__).resolve().parents[2]
SETTINGS = Path("input", "letters", "edition.toml")
_HEADER = re.compile(r"\[+([a-z_.]+)\]+")
_KEY = re.compile(r"([A-Za-z0-9_]+) = ")


@pytest.fixture
def begun(tmp_path: Path) -> Path:
    made = edition(
        "new", "input/letters", "--title", 'He said "no" \\', "--date", "2026",
        "--publisher", "Port Press", "--rights", "CC BY 4.0", cwd=tmp_path,
    )  # fmt: skip
    assert made.returncode == 0, made.stderr
    return tmp_path


def test_it_builds_as_it_stands_without_a_finding(begun: Path) -> None:
    built = edition("build", "input/letters", cwd=begun)
    assert built.stdout.splitlines()[-1] == "1 document: 0 errors, 0 warnings, 0 remarks"
    assert {path.suffix for path in (begun / "build" / "letters").iterdir()} >= {
        ".docx", ".epub", ".pdf", ".xml",
    }  # fmt: skip


@pytest.mark.parametrize("profile", names())
def test_the_first_document_is_in_the_form_of_its_profile(profile: str, tmp_path: Path) -> None:
    options = ("--profile", profile, "--date", "2026", "--publisher", "P", "--rights", "CC BY 4.0")
    assert edition("new", "letters", *options, cwd=tmp_path).returncode == 0
    checked = edition("check", "letters", "--fail-on", "warning", cwd=tmp_path)
    assert checked.returncode == 0, checked.stdout


def test_a_build_says_what_is_there_to_be_opened_or_that_nothing_is(begun: Path) -> None:
    built = edition("build", "input/letters", "--only", "epub", cwd=begun)
    assert built.stderr == (
        "edition: build/letters: published letters.xml, cmif.xml, letters.epub and 1 more file\n"
    )
    text = begun / "input" / "letters" / "d1.txt"
    text.write_text(text.read_text(encoding="utf-8").replace("chart1", "chart"), encoding="utf-8")
    refused = edition("build", "input/letters", cwd=begun)
    assert refused.returncode == 1
    assert refused.stderr == (
        "edition: build/letters: not published, since it has errors; see above\n"
    )


def test_what_was_said_of_it_is_kept(begun: Path) -> None:
    known = parse((begun / SETTINGS).read_text(encoding="utf-8")).table["edition"]
    assert known == {
        "id": "letters", "title": 'He said "no" \\', "date": "2026", "language": "en",
        "publisher": "Port Press", "rights": "CC BY 4.0", "profile": "frus",
    }  # fmt: skip


def test_each_setting_there_is_can_be_used_as_it_is_shown(begun: Path) -> None:
    shown = (begun / SETTINGS).read_text(encoding="utf-8")
    used = re.sub(r"(?m)^#(?! )", "", shown)
    conformer = Conformer(printable=True)
    conformer.table(EditionFile, parse(used).table)
    assert conformer.faults == []
    assert set(_settings(used)) >= set(_known(EditionFile))


def _settings(text: str) -> list[str]:
    """Give the settings of a text, each with the table it stands in: ``edition.title``."""
    table, found = "", []
    for line in text.splitlines():
        if header := _HEADER.match(line):
            table = header[1]
            found.append(table)  # itself a setting, where users choose the names in it
        elif key := _KEY.match(line):
            found.append(f"{table}.{key[1]}")
    return found


def _known(kind: type[TomlTable], above: str = "") -> list[str]:
    """Give all settings of the schema, but names that users choose themselves."""
    found: list[str] = []
    for field in msgspec.structs.fields(kind):
        inner = _tables(field.type)
        name = f"{above}.{field.encode_name}".strip(".")
        if inner:
            found += _known(inner[0], name)
        elif above:
            found.append(name)
    return found


def _tables(kind: object) -> list[type[TomlTable]]:
    """Give the tables that a type is made of."""
    if isinstance(kind, type) and issubclass(kind, TomlTable):
        return [kind]
    return [table for part in getattr(kind, "__args__", ()) for table in _tables(part)]


def test_files_that_are_there_are_imported_in_place_of_the_sample(tmp_path: Path) -> None:
    (tmp_path / "d7.md").write_text(
        "# 7. Letter\n\nIn 1907[^a] it was lost.\n\n[^a]: So he says.\n", encoding="utf-8"
    )
    made = edition("new", "letters", "--from", "d7.md", cwd=tmp_path)
    assert made.returncode == 0, made.stderr
    assert not (tmp_path / "letters" / "d1.txt").exists()
    checked = edition("check", "letters", "--fail-on", "warning", cwd=tmp_path)
    assert checked.returncode == 0, checked.stdout


def test_a_workflow_is_written_where_it_is_asked_for(tmp_path: Path) -> None:
    made = edition("new", "input/letters", "--ci", "port/edition-pipeline", cwd=tmp_path)
    assert made.returncode == 0, made.stderr
    workflow = (tmp_path / ".github" / "workflows" / "edition.yml").read_text(encoding="utf-8")
    used = re.search(r"uses: (\S+?)/(\.github/workflows/check\.yml)@main", workflow)
    assert used
    assert used[1] == "port/edition-pipeline"
    inputs = (ROOT / used[2]).read_text(encoding="utf-8")
    given = dict(re.findall(r"(?m)^      ([a-z]+): (.+)$", workflow))
    assert given == {
        "pipeline": "port/edition-pipeline", "path": '"input/letters"', "proof": '"input/letters"',
    }  # fmt: skip
    assert all(f"\n      {name}:\n" in inputs for name in given)
    again = edition("new", "input/more", "--ci", "port/edition-pipeline", cwd=tmp_path)
    assert again.returncode == 2
    assert "is there already" in again.stderr
    assert not (tmp_path / "input" / "more").exists()


def test_what_may_be_lost_of_a_file_is_an_exit_code(tmp_path: Path) -> None:
    """Where import would give 1, so does this; the commands to come can be copied."""
    file = str(LIBREOFFICE / "letter.odt")  # of which pandoc leaves words out
    alone = edition("import", file, "--into", "other", cwd=tmp_path)
    made = edition("new", "my letters", "--from", file, cwd=tmp_path)
    assert made.returncode == alone.returncode == 1, made.stdout
    assert "edition check 'my letters'" in made.stdout


def test_of_a_file_that_cannot_be_read_no_edition_is_begun(tmp_path: Path) -> None:
    (tmp_path / "d7.docx").write_bytes(b"no archive")
    refused = edition("new", "letters", "--from", "d7.docx", cwd=tmp_path)
    assert refused.returncode == 2, refused.stdout
    assert not (tmp_path / "letters").exists()


def test_nothing_that_is_there_is_written_over(begun: Path) -> None:
    before = (begun / SETTINGS).read_bytes()
    again = edition("new", "input/letters", cwd=begun)
    assert again.returncode == 2
    assert "name a folder that is new or empty" in again.stderr
    assert (begun / SETTINGS).read_bytes() == before


@pytest.mark.parametrize(
    ("option", "value", "said"),
    [
        ("--profile", "x", "the profiles are frus"),
        ("--language", "de-1996-1996", "twice"),
        ("--date", "May", "year"),
        ("--title", "a\x07b", "7"),
    ],
)
def test_a_value_that_cannot_be_used_is_refused(
    tmp_path: Path, option: str, value: str, said: str
) -> None:
    refused = edition("new", "letters", option, value, cwd=tmp_path)
    assert refused.returncode == 2
    assert said in refused.stderr
    assert not (tmp_path / "letters").exists()
