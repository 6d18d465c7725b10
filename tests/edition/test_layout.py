"""What edition.toml says of the book is read, and what cannot be used is said at its line."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline import edition
from pipeline.book import BookPart, Outputs, Styles
from tests.edition.test_edition import make

TITLE = '[edition]\ntitle = "Letters"\n'
DOCUMENTS = {"d1__txt": "a", "d2__txt": "b", "d3__txt": "c", "d4__txt": "d"}
LISTED_TWICE = (
    '[[part]]\ntitle = "A"\ndocuments = ["d2"]\n[[part]]\ntitle = "B"\ndocuments = ["d2"]\n'
)
OUT_OF_ORDER = (
    '[[part]]\ntitle = "A"\nfrom = "d1"\n[[part]]\ntitle = "B"\nfrom = "d3"\n'
    '[[part]]\ntitle = "C"\nfrom = "d2"\n'
)


def load(
    folder: Path, settings: str, **files: str
) -> tuple[edition.Edition, list[tuple[str, int]]]:
    """Load an edition of four documents; give it with code and line of what is said."""
    make(folder, edition__toml=TITLE + settings, **DOCUMENTS, **files)
    loaded, said = edition.load(folder)
    return loaded, [(one.code, one.location.line) for one in said]


def test_without_settings_there_is_nothing_around_the_documents(tmp_path: Path) -> None:
    loaded, said = load(tmp_path / "e", "")
    assert said == []
    assert (loaded.plan.parts, loaded.plan.front, loaded.plan.back) == ((), (), ())
    assert loaded.plan.outputs == Outputs()


def test_parts_that_list_and_parts_that_begin(tmp_path: Path) -> None:
    loaded, said = load(
        tmp_path / "e",
        '[[part]]\ntitle = "A"\ndocuments = ["d4"]\n'
        '[[part]]\ntitle = "B"\n'
        '[[part.chapter]]\ntitle = "B1"\nfrom = "d1"\n'
        '[[part.chapter]]\ntitle = "B2"\nfrom = "d3"\n',
    )
    assert said == []
    assert loaded.plan.parts == (
        BookPart("A", ("d4",)),
        BookPart("B", (), (BookPart("B1", ("d1", "d2")), BookPart("B2", ("d3",)))),
    )
    assert [path.stem for path in loaded.order] == ["d4", "d1", "d2", "d3"]


def test_a_part_and_its_first_chapter_begin_with_the_same_document(tmp_path: Path) -> None:
    loaded, said = load(
        tmp_path / "e",
        '[[part]]\ntitle = "A"\nfrom = "d1"\n[[part.chapter]]\ntitle = "A1"\nfrom = "d1"\n',
    )
    assert said == []
    assert loaded.plan.parts[0].chapters[0].documents == ("d1", "d2", "d3", "d4")


@pytest.mark.parametrize(
    ("settings", "said"),
    [
        ('[[part]]\ntitle = "A"\nfrom = "d9"\n', [("M017", 5), ("M018", 5), ("M023", 5)]),
        ('[[part]]\ntitle = "A"\ndocuments = ["d1", "d9", "d2", "d3", "d4"]\n', [("M017", 5)]),
        ('[[part]]\ntitle = "A"\nfrom = "d2"\n', [("M018", 5)]),
        (
            LISTED_TWICE,
            [("M019", 8), ("M018", 5), ("M023", 8)],
        ),
        (
            '[[part]]\ntitle = "A"\ndocuments = ["d2"]\n[[part]]\ntitle = "B"\nfrom = "d2"\n',
            [("M019", 8), ("M018", 5), ("M023", 8)],
        ),
        (
            OUT_OF_ORDER,
            [("M022", 11), ("M023", 11)],
        ),
        ('[[part]]\ntitle = "A"\nfrom = "d1"\n[[part]]\ntitle = "B"\n', [("M023", 7)]),
        ('[[part]]\ntitle = 3\nfrom = "d1"\n', [("M003", 4)]),
        ('[[part]]\nfrom = "d1"\n', [("M003", 3)]),
        ('[[part]]\ntitle = "A"\nfrom = "d1"\nform = "d1"\n', [("M002", 6)]),
        ("[part]\ntitle = 7\n", [("M003", 3)]),
        ('[languages]\nd1 = "fr"\nd9 = "fr"\n', [("M047", 5)]),
        ('[form]\nusual = [\n"d1",\n"D2"]\nread = ["*"]\nhyphens = ["d9"]\n',
         [("M047", 6), ("M047", 8)]),
        ('[[marks.only]]\ndocuments = ["d1", "d2.txt"]\ntables = ["leiden"]\n', [("M047", 4)]),
        ('[book]\nfront = ["no.txt"]\n', [("M016", 4)]),
        ('[book]\nfront = ["../no.txt"]\n', [("M016", 4)]),
        ('[book]\nfront = ["/etc/hostname"]\n', [("M016", 4)]),
        ('[book]\nfront = ["-x.txt"]\n', [("M016", 4)]),
        ('[book]\nfront = "preface.txt"\n', [("M003", 4)]),
        ('[book]\nmiddle = ["preface.txt"]\n', [("M002", 4)]),
        ('[outputs]\nformats = ["doc"]\n', [("M003", 4)]),
        ("[outputs]\nformats = []\n", [("M003", 4)]),
        ('[outputs]\npaper = "a5"\n', [("M003", 4)]),
        ('[outputs]\npaper = ["a4"]\n', [("M003", 4)]),
        ('[outputs]\nper_document = "true"\n', [("M003", 4)]),
        ('[epub]\ncss = "own.css"\n', [("M016", 4)]),
        ('[epub]\ncss = "own.txt"\n', [("M016", 4)]),
        ("[epub]\ncss = 3\n", [("M003", 4)]),
        ('[pdf]\npaper = "a4"\n', [("M002", 4)]),
    ],
)  # fmt: skip
def test_says_what_is_wrong(tmp_path: Path, settings: str, said: list[tuple[str, int]]) -> None:
    assert load(tmp_path / "e", settings)[1] == said


def test_takes_outputs_and_files(tmp_path: Path) -> None:
    folder = tmp_path / "e"
    loaded, said = load(
        folder,
        '[book]\nfront = ["preface.txt"]\nback = ["afterword.xml"]\n'
        '[outputs]\nformats = ["pdf", "docx"]\npaper = "a4"\nper_document = true\n'
        '[epub]\ncss = "own.css"\n',
        preface__txt="Preface", afterword__xml="<TEI/>", own__css="p {}",
    )  # fmt: skip
    assert said == []
    assert (loaded.plan.front, loaded.plan.back) == (
        (folder / "preface.txt",),
        (folder / "afterword.xml",),
    )
    styles = Styles(epub_css=folder / "own.css")
    assert loaded.plan.outputs == Outputs(("docx", "pdf"), True, "a4", styles)  # noqa: FBT003 - a field
    assert [path.stem for path in loaded.order] == ["d1", "d2", "d3", "d4"]


def test_refuses_a_link_and_a_name_that_a_document_has(tmp_path: Path) -> None:
    folder = make(tmp_path / "e")
    (folder / "preface.xml").symlink_to("/etc/hostname")
    assert load(folder, '[book]\nfront = ["preface.xml"]\n')[1] == [("M016", 4)]
    assert load(tmp_path / "f", '[book]\nfront = ["d1.xml"]\n', d1__xml="<TEI/>")[1] == [
        ("M016", 4)
    ]


@pytest.mark.parametrize(
    ("isbn", "code"),
    [
        ("978-0-306-40615-7", None),
        ("0-306-40615-2", None),
        ("080442957X", None),
        ("978-0-306-40615-8", "M003"),
        ("0-306-40615-3", "M003"),
        ("978 0306", "M003"),
        ("", None),
    ],
)
def test_an_isbn_adds_up(tmp_path: Path, isbn: str, code: str | None) -> None:
    loaded, said = load(tmp_path / "e", f'isbn = "{isbn}"\nidentifiers = ["doi:1"]\n')
    assert said == ([(code, 3)] if code else [])
    assert loaded.metadata.identifiers == ("doi:1",)
