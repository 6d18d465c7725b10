"""The same letter out of every program: all notes at their place, all words there."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from pipeline.review import importing
from tests.imports.files import CHANGED, LETTER, LIBREOFFICE, WRITTEN, made

PICTURE = "\nThe mole from the sea\n"


def imported(path: Path, changes: str | None = None) -> importing.ImportedFile:
    (one,) = importing.plan([path], path.parent / "none", changes=changes)
    return one


def text_of(path: Path) -> str:
    one = imported(path)
    assert one.faults == ()
    return one.written.text


@pytest.mark.parametrize("form", ["docx", "odt", "html", "md"])
def test_pandoc(tmp_path: Path, form: str) -> None:
    path = tmp_path / f"d7.{form}"
    path.write_bytes(LETTER.encode() if form == "md" else made(form))
    assert text_of(path) == WRITTEN.format(picture="")


@pytest.mark.parametrize(
    ("name", "picture"),
    [
        ("letter.docx", PICTURE),
        ("endnotes.docx", "\n[figure: The mole from the sea | The mole from the sea]\n"),
    ],
)
def test_libreoffice(name: str, picture: str) -> None:
    assert text_of(LIBREOFFICE / name) == WRITTEN.format(picture=picture)


def test_a_page_that_libreoffice_made() -> None:
    picture = "\n_The mole from the sea_\n"
    assert text_of(LIBREOFFICE / "letter.html") == WRITTEN.format(picture=picture)


def test_words_that_pandoc_leaves_out_are_told() -> None:
    """The caption of a picture stands in a frame, which pandoc does not read in an ODT."""
    one = imported(LIBREOFFICE / "letter.odt")
    assert one.written.text == WRITTEN.format(picture=PICTURE)
    assert [fault.partition(" of the file")[0] for fault in one.faults] == ["5 words"]
    assert "“mole”" in one.faults[0]


def test_styles_with_other_names() -> None:
    assert text_of(LIBREOFFICE / "styles.docx") == (
        "Brief an den Hafenmeister\n\nDas Buch von 1907[1] zeigt keinen Felsen.[2]\n\n"
        "  1. Gedruckt 1908.\n  2. So in der Abschrift.\n"
    )


def test_what_a_transcription_cannot_say_is_told() -> None:
    said = imported(LIBREOFFICE / "endnotes.docx").remarks
    assert said == [
        "files of pictures were left out, to be named in their marks: 1, first in block 4, block 1",
        "endnotes became notes in one list with the footnotes: 2",
    ]


@pytest.mark.parametrize(
    ("choice", "words"),
    [("accept", "you sent in 1907[1]"), ("reject", "you gave in 1907[1]")],
)
@pytest.mark.parametrize("maker", ["pandoc", "libreoffice"])
def test_tracked_changes_and_comments(tmp_path: Path, maker: str, choice: str, words: str) -> None:
    path = LIBREOFFICE / "changes.docx"
    if maker == "pandoc":
        path = tmp_path / "changes.docx"
        path.write_bytes(made("docx", CHANGED))
    one = imported(path, choice)
    assert words in one.written.text
    assert one.faults == ()
    assert one.remarks == [
        f"tracked changes by Editor were {choice}ed: 3",
        "a comment by Reader on “no rock” was left out: “Is this so?”",
    ]


def test_the_changes_of_an_odt_can_be_accepted() -> None:
    one = imported(LIBREOFFICE / "changes.odt", "accept")
    assert "you sent in 1907[1]" in one.written.text
    assert one.remarks == ["tracked changes were accepted: 3", "comments were left out: 1"]


def test_the_ledger_leads_back(tmp_path: Path) -> None:
    path = tmp_path / "Brief an Anna.docx"
    path.write_bytes(made("docx"))
    (one,) = importing.plan([path], tmp_path / "letters")
    one.save()
    assert one.path == tmp_path / "letters" / "Brief-an-Anna.txt"
    ledger = json.loads(one.path.with_name("Brief-an-Anna.imported.json").read_bytes())
    assert ledger["made of"][0]["file"] == "Brief an Anna.docx"
    assert [(line["line"], line["place"]) for line in ledger["lines"]] == [
        (1, "block 1"), (3, "block 2"), (5, "block 3"),
        (7, "table 1, row 1"), (8, "table 1, row 2"), (9, "table 1, row 3"),
        (11, "block 5"), (13, "block 6"),
        (15, "note 1, block 1"), (16, "note 2, block 1"), (17, "note 2, block 2"),
        (18, "note 3, block 1"), (19, "note 4, block 1"),
    ]  # fmt: skip


def test_markdown_is_taken_as_it_was_typed(tmp_path: Path) -> None:
    path = tmp_path / "d7.md"
    path.write_text('Letter\n\nMr. Pell\'s "chart" -- $5 and <b>so</b>...', encoding="utf-8")
    assert text_of(path) == 'Letter\n\nMr. Pell\'s "chart" -- $5 and <b>so</b>...\n'


@pytest.mark.parametrize(
    ("markdown", "text"),
    [
        (
            "% Letter\n% Ada Quill\n% May 2\n\nIt rained.",
            "% Letter % Ada Quill % May 2\n\nIt rained.",
        ),
        (
            "\\newcommand{\\port}{the Port}\n\nTo \\port.",
            "\\newcommand{\\port}{the Port}\n\nTo \\port.",
        ),
        ("It rained.\n\n[12]: ibid.\n[13]: so", "It rained.\n\n[12]: ibid. [13]: so"),
        ("It rained.\n\n[^9]: Lost.\n\n    More.", "It rained.\n\n[^9]: Lost.\n\nMore."),
        ("Rain[^1].\n\n[^1]: One.\n\n[^1]: Two.", "Rain1.\n\n[^1]: One.\n\n  1. Two."),
        ("See [a] [B][].\n\n[A]: x.de\n[b]: y.de", "See a B."),
        ("> See the [old\n> Port].\n\n[Old port]: x.de", "See the old Port."),
        ("~~~\n[12]: ibid.\n~~~", "[12]: ibid."),
    ],
)
def test_nothing_of_markdown_vanishes(tmp_path: Path, markdown: str, text: str) -> None:
    """Lines about the author, macros, and definitions that nothing leads to are text."""
    path = tmp_path / "d7.md"
    path.write_text(markdown, encoding="utf-8")
    assert text_of(path) == f"{text}\n"


LOOKS = """# Letter

The _chart_[^1] of **1907**, *in*side H~2~O and M^r^ [Pell]{.smallcaps}; [under]{.underline}
~~struck~~ and _two words_.

[^1]: An _old_ one.
"""


@pytest.mark.parametrize("form", ["docx", "html"])
def test_emphasis_is_written_by_the_signs_of_the_house(tmp_path: Path, form: str) -> None:
    path = tmp_path / f"d7.{form}"
    path.write_bytes(made(form, LOOKS))
    assert text_of(path) == (
        "Letter\n\nThe [italic: chart]1 of **1907**, [italic: in]side H[sub: 2]O and M[sup: r] "
        "[small caps: Pell]; [underlined: under] [deleted: struck] and _two words_.\n\n"
        "  1. An _old_ one.\n"
    )


def test_emphasis_in_an_odt(tmp_path: Path) -> None:
    """Of an ODT, pandoc reads no small capitals, and underlining as italics."""
    path = tmp_path / "d7.odt"
    path.write_bytes(made("odt", LOOKS))
    assert "M[sup: r] Pell; _under_ [deleted: struck] and _two words_." in text_of(path)


def test_without_a_table_for_the_signs_the_words_alone_are_kept(tmp_path: Path) -> None:
    folder = tmp_path / "letters"
    folder.mkdir()
    settings = '[edition]\nid = "letters"\ntitle = "Letters"\n\n[marks]\ntables = ["loc"]\n'
    (folder / "edition.toml").write_text(settings, encoding="utf-8")
    (folder / "d1.txt").write_text("1. Letter\n\nIt rained.\n", encoding="utf-8")
    path = tmp_path / "d7.docx"
    path.write_bytes(made("docx", "# Letter\n\nThe _chart_ is old."))
    (one,) = importing.plan([path], folder)
    assert one.written.text == "Letter\n\nThe chart is old.\n"
    assert one.remarks == ["of italic, only the words are kept: 1"]
