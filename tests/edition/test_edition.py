"""An edition is read as it lies on disk, and what is wrong with it is said with its place."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline import edition
from pipeline.model.errors import UsageError


def make(folder: Path, **files: str) -> Path:
    """Make an edition folder; ``__`` in a name stands for the dot."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in files.items():
        (folder / name.replace("__", ".")).write_text(text, encoding="utf-8")
    return folder


def test_orders_by_number_without_order_file(tmp_path: Path) -> None:
    folder = make(tmp_path / "e", d10__txt="a", d9__txt="b")
    loaded, said = edition.load(folder)
    assert [path.stem for path in loaded.order] == ["d9", "d10"]
    assert said == ()
    assert loaded.metadata.id == "e"


def test_keeps_the_order_of_the_order_file(tmp_path: Path) -> None:
    folder = make(tmp_path / "e", d1__txt="a", d2__txt="b", d3__txt="c", order__txt="d2\nd7\nd1\n")
    loaded, said = edition.load(folder)
    assert [path.stem for path in loaded.order] == ["d2", "d1", "d3"]
    assert [(d.code, d.location.line) for d in said] == [("M004", 2), ("M005", 1)]


def test_a_byte_order_mark_is_no_part_of_a_name_in_the_order_file(tmp_path: Path) -> None:
    folder = make(tmp_path / "e", d1__txt="a", d2__txt="b", order__txt="\ufeffd2\nd1\n")
    loaded, said = edition.load(folder)
    assert [path.stem for path in loaded.order] == ["d2", "d1"]
    assert said == ()


def test_reads_the_raw_folder_of_a_volume(tmp_path: Path) -> None:
    folder = make(tmp_path / "v", persons__txt="no transcription")
    make(folder / "raw", d1__txt="a")
    assert edition.find_editions(tmp_path) == (folder,)
    loaded, _ = edition.load(folder)
    assert [path.name for path in loaded.order] == ["d1.txt"]


def test_names_outputs_after_a_single_transcription(tmp_path: Path) -> None:
    folder = make(tmp_path / "e", d1__txt="a", d2__txt="b")
    loaded, _ = edition.load(folder, only=["d2.txt"])
    assert loaded.name == "d2"
    assert len(loaded.order) == 2


@pytest.mark.parametrize(
    ("settings", "code", "line"),
    [
        ('[edition]\ntitle = "x\n', "M001", 2),
        ('[edition]\ntilte = "x"\n', "M002", 2),
        ('[edition]\nid = "a"\ndate = 1960\n', "M003", 3),
        ('[edition]\nid = "../../etc"\n', "M003", 2),
        ('[edition]\nid = "a"\ndate = "1960-02-31"\n', "M013", 3),
        ('[edition]\nid = "a"\ndate = "1960-13"\n', "M013", 3),
        ('[edition]\nid = "a"\ndate = "0000"\n', "M013", 3),
        ('[edition]\nid = "a"\ndate = "sixty"\n', "M003", 3),
        ('[edition]\neditors = "A. Smith"\n', "M003", 2),
        ('[edition]\ntitle = "a\\u001bb"\n', "M003", 2),
        ('[printer]\nname = "x"\n', "M002", 1),
    ],
)
def test_says_what_is_wrong_with_the_settings(
    tmp_path: Path, settings: str, code: str, line: int
) -> None:
    folder = make(tmp_path / "e", d1__txt="a", edition__toml=settings)
    loaded, said = edition.load(folder)
    assert [(d.code, d.location.line) for d in said] == [(code, line)]
    assert loaded.metadata.id in {"e", "a"}


@pytest.mark.parametrize(
    ("settings", "hint"),
    [
        (
            '[output]\npaper = "a4"\n',
            "did you mean outputs? the tables are: allow, book, docx, edition, ",
        ),
        (
            '[edition]\ntilte = "x"\n',
            "did you mean title? the names below [edition] are: date, editors, ",
        ),
        ('\ufeff[edition]\ntitle = "x"\n', "save it as UTF-8 without BOM"),
        ('[edition]\nisbn = "978-0-306-40615-8"\n', "the last is reckoned from the others"),
    ],
)
def test_says_what_to_do_about_the_settings(tmp_path: Path, settings: str, hint: str) -> None:
    folder = make(tmp_path / "e", d1__txt="a", edition__toml=settings)
    (said,) = edition.load(folder)[1]
    assert hint in said.hint


@pytest.mark.parametrize(
    ("key", "told"),
    [
        ("ausstellungsort_zürich", "'ausstellungsort_zürich'"),
        ("a\\u001b[31m\\u202e", r"'a\x1b[31m\u202e'"),
    ],
)
def test_tells_a_name_as_it_stands_unless_it_acts_on_a_terminal(
    tmp_path: Path, key: str, told: str
) -> None:
    folder = make(tmp_path / "e", d1__txt="a", edition__toml=f'[edition]\n"{key}" = "x"\n')
    (said,) = edition.load(folder)[1]
    assert said.message == f"there is no setting named {told}"


@pytest.mark.parametrize(
    "name", ["-x.txt", "--lua-filter=evil.lua.txt", "a\nb.txt", "a b.txt", "é.txt", "1.txt"]
)
def test_refuses_names_that_outputs_could_not_have(tmp_path: Path, name: str) -> None:
    folder = make(tmp_path / "e")
    (folder / name).write_text("a")
    with pytest.raises(UsageError) as refused:
        edition.load(folder)
    assert "\n" not in str(refused.value)


def test_refuses_links_folders_and_names_that_differ_in_capitals(tmp_path: Path) -> None:
    linked = make(tmp_path / "linked")
    (linked / "d1.txt").symlink_to("/etc/hostname")
    folder = make(tmp_path / "folder")
    (folder / "d1.txt").mkdir()
    capitals = make(tmp_path / "capitals", d1__txt="a", D1__txt="b")
    for place in (linked, folder, capitals):
        with pytest.raises(UsageError):
            edition.load(place)


def test_a_folder_without_transcriptions_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="no transcription found"):
        edition.find_editions(tmp_path)
