"""Tracked changes come back exactly, and what cannot is listed."""

from __future__ import annotations

import random
from collections.abc import Callable
from pathlib import Path

import pytest

from pipeline.model.errors import PublishError, UsageError
from pipeline.review import merging
from tests.merge.edition import SETTINGS, built, made, one_text
from tests.merge.editor import Editor

LETTER = """1. Letter From Ada Quill to the Keeper of the Port

Sandwick, May 2, 1908.

Sir: The chart{1} that you sent in spring shows no rock [Page 12] off the mole.{2}

  • Lamps and glass
  • Ropes

Port\t\tShips
Lerwick\t\tseventeen

I am, Sir, yours truly,

A. Quill

  1. Printed in the report.
  2. Not found in the files.
"""


def in_form(marker: str) -> str:
    return LETTER.replace("{1}", marker.format(1)).replace("{2}", marker.format(2))


@pytest.fixture(scope="module", params=["{}", "[{}]", "[^{}]"], ids=["glued", "square", "caret"])
def letter(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> tuple[Path, bytes]:
    """Give a folder with the letter in one of three forms, and its DOCX."""
    folder = one_text(tmp_path_factory.mktemp("merge"), in_form(request.param))
    return folder, built(folder)


def merged(folder: Path, editor: Editor, path: Path) -> tuple[str, list[str]]:
    """Give the text of the transcription after the merge, and what is left to a person."""
    path.write_bytes(editor.save())
    plan = merging.plan(path, folder)
    before = (folder / "d1.txt").read_text(encoding="utf-8")
    return next((one.text for one in plan.files), before), [one.what for one in plan.left]


@pytest.mark.parametrize(
    ("change", "old", "new"),
    [
        (lambda e: e.replace("sent", "gave"), "sent", "gave"),
        (lambda e: e.replace("no rock ", ""), "no rock ", ""),
        (lambda e: e.insert("shows", " clearly"), "shows", "shows clearly"),
        (lambda e: e.insert("chart", "s"), "chart", "charts"),
        (lambda e: e.replace(" that you", ", which you"), " that you", ", which you"),
        (lambda e: e.replace("the mole.", "Sandwick."), "the mole.", "Sandwick."),
        (lambda e: e.insert("off", "far ", before=True), "off", "far off"),
        (lambda e: e.replace("Keeper", "Master"), "Keeper", "Master"),
        (lambda e: e.replace("glass", "oil"), "glass", "oil"),
        (lambda e: e.replace("seventeen", "eighteen"), "seventeen", "eighteen"),
        (lambda e: e.insert("Printed", "Also ", before=True), "Printed", "Also Printed"),
        (lambda e: e.replace("files.", "files of the Port."), "files.", "files of the Port."),
        (lambda e: e.insert("A. Quill", " (signed)"), "A. Quill", "A. Quill (signed)"),
    ],
)
def test_words(
    letter: tuple[Path, bytes], tmp_path: Path,
    change: Callable[[Editor], None], old: str, new: str,
) -> None:  # fmt: skip
    folder, book = letter
    editor = Editor(book)
    change(editor)
    before = (folder / "d1.txt").read_text(encoding="utf-8")
    assert merged(folder, editor, tmp_path / "book.docx") == (before.replace(old, new), [])


def test_words_behind_the_marker_that_ends_a_paragraph(
    letter: tuple[Path, bytes], tmp_path: Path
) -> None:
    folder, book = letter
    editor = Editor(book)
    editor.insert_behind_marker("the mole.", " It is deep there.")
    before = (folder / "d1.txt").read_text(encoding="utf-8")
    marker = before.partition("mole.")[2].partition("\n")[0]
    after = before.replace(f"mole.{marker}", f"mole.{marker} It is deep there.")
    assert merged(folder, editor, tmp_path / "book.docx") == (after, [])


def test_one_word_for_another_around_a_marker(letter: tuple[Path, bytes], tmp_path: Path) -> None:
    folder, book = letter
    editor = Editor(book)
    editor.replace("chart", "map")
    editor.replace(" that you sent", " sent")
    before = (folder / "d1.txt").read_text(encoding="utf-8")
    after = before.replace("The chart", "The map").replace(" that you sent", " sent")
    assert merged(folder, editor, tmp_path / "book.docx") == (after, [])


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda e: e.delete_marker("chart"), "a note was deleted"),
        (lambda e: e.change_look("chart"), "the look of “Sir: The chart” was changed"),
        (lambda e: e.wrap("no rock ", "moveFrom"), "“no rock ” was moved away"),
        (lambda e: e.wrap("no rock ", "moveTo"), "“no rock ” was moved here"),
        (lambda e: e.end_of_paragraph("the mole.", "ins"), "the end of a paragraph was inserted"),
        (lambda e: e.end_of_paragraph("the mole.", "del"), "the end of a paragraph was deleted"),
        (lambda e: e.comment("chart", "Which one?"), "a comment by Reader: “Which one?”"),
        (lambda e: e.retitle("The "), "1 change"),
        (
            lambda e: e.insert("shows", " [Page 99]"),
            "“ [Page 99]” was put in: notes or words would be read otherwise than in the DOCX",
        ),
    ],
)
def test_what_is_left_to_a_person(
    letter: tuple[Path, bytes], tmp_path: Path, change: Callable[[Editor], None], said: str
) -> None:
    """It is told, and the other change is made all the same."""
    folder, book = letter
    editor = Editor(book)
    change(editor)
    editor.replace("Ropes", "Rope")
    text, left = merged(folder, editor, tmp_path / "book.docx")
    before = (folder / "d1.txt").read_text(encoding="utf-8")
    assert text == before.replace("Ropes", "Rope")
    assert said in left


def test_words_that_differ_and_are_not_tracked(letter: tuple[Path, bytes], tmp_path: Path) -> None:
    folder, book = letter
    editor = Editor(book)
    editor.retype("spring", "autumn")
    editor.replace("no rock", "no reef")
    text, left = merged(folder, editor, tmp_path / "book.docx")
    before = (folder / "d1.txt").read_text(encoding="utf-8")
    assert text == before.replace("no rock", "no reef")
    assert left == ["“autumn” is “spring” in the transcription, and not tracked"]


def test_a_page_mark_that_was_lost_hinders_no_change_of_words(
    letter: tuple[Path, bytes], tmp_path: Path
) -> None:
    folder, book = letter
    editor = Editor(book)
    editor.drop_page_marks()
    editor.replace("no rock", "no reef")
    editor.insert("shows", " clearly")
    text, left = merged(folder, editor, tmp_path / "book.docx")
    before = (folder / "d1.txt").read_text(encoding="utf-8")
    assert text == before.replace("shows no rock", "shows clearly no reef")
    assert left == []


def test_a_transcription_that_was_mended_since(tmp_path: Path) -> None:
    folder = one_text(tmp_path, in_form("{}"))
    editor = Editor(built(folder))
    mended = in_form("{}").replace("in spring", "in the spring").replace("Ropes", "Rope")
    (folder / "d1.txt").write_text(mended, encoding="utf-8")
    editor.replace("no rock", "no reef")
    editor.replace("Ropes", "Lines")
    text, left = merged(folder, editor, tmp_path / "book.docx")
    assert text == mended.replace("no rock", "no reef")
    assert left == [
        "“the ” of the transcription is not there, and not tracked",
        "“s” is not in the transcription, and not tracked",
        "“Lines” was put in: the words around it are others in the transcription",
    ]


def test_a_file_that_changes_meanwhile_is_left(letter: tuple[Path, bytes], tmp_path: Path) -> None:
    folder, book = letter
    editor = Editor(book)
    editor.replace("no rock", "no reef")
    (tmp_path / "book.docx").write_bytes(editor.save())
    (file,) = merging.plan(tmp_path / "book.docx", folder).files
    path = folder / "d1.txt"
    before = path.read_bytes()
    path.write_bytes(before + b"\n")
    with pytest.raises(PublishError, match="changed meanwhile"):
        file.save()
    assert path.read_bytes() == before + b"\n"
    path.write_bytes(before)
    file.save()
    assert path.read_bytes() == before.replace(b"no rock", b"no reef")
    path.write_bytes(before)


def test_files_that_are_no_such_book(letter: tuple[Path, bytes], tmp_path: Path) -> None:
    folder, book = letter
    path = tmp_path / "book.docx"
    path.write_bytes(book.replace(b"PK", b"XX"))
    with pytest.raises(UsageError, match="no DOCX that can be read"):
        merging.plan(path, folder)
    path.write_bytes(book)
    other = tmp_path / "other"
    other.mkdir()
    (other / "x1.txt").write_text("1. Letter\n\nIt rained.\n", encoding="utf-8")
    with pytest.raises(UsageError, match="holds no document of"):
        merging.plan(path, other)


def test_random_changes_come_back(tmp_path: Path) -> None:
    """Words are inserted, deleted and replaced in all documents and in their notes."""
    folder = tmp_path / "words"
    book, words = made(folder)
    source = random.Random(7)  # noqa: S311 - as above
    editor = Editor(book)
    texts = {path: path.read_text(encoding="utf-8") for path in sorted(folder.glob("d*.txt"))}
    expected = dict(texts)
    changed = 0
    source.shuffle(words)
    for number, word in enumerate(words):
        path = next(path for path, text in texts.items() if word in text.lower())
        shown = word if word in texts[path] else word.capitalize()
        new = " ".join(source.choice(["zweig", "zwölf,", "zone"]) for _ in range(number % 3 + 1))
        match number % 4:
            case 0:
                editor.replace(shown, new)
                made_so = new
            case 1:
                editor.insert(shown, f" {new}")
                made_so = f"{shown} {new}"
            case 2:
                editor.insert(shown, f"{new} ", before=True)
                made_so = f"{new} {shown}"
            case _:
                if not editor.holds(f" {shown} "):
                    continue
                editor.replace(f"{shown} ", "")
                shown, made_so = f"{shown} ", ""
        expected[path] = expected[path].replace(shown, made_so)
        changed += 1
        if changed == CHANGES:
            break
    (tmp_path / "book.docx").write_bytes(editor.save())
    plan = merging.plan(tmp_path / "book.docx", folder)
    assert plan.left == ()
    assert changed == CHANGES
    assert {**texts, **{file.path: file.text for file in plan.files}} == expected


CHANGES = 500


WRAPPED = """LETTER TO THE KEEPER

SIR,--The chart[1] that you were so kind as to send me when you sent
in spring for the pilots shows no rock that a ship could touch off
the mole of Sandwick, nor does it show any in the roads of Lerwick.

[Footnote 1: Printed in
the report.]
"""


@pytest.mark.parametrize(
    ("change", "old", "new"),
    [
        (lambda e: e.replace("sent in ", ""), "sent\nin ", ""),
        (lambda e: e.replace("off the", "near the"), "off\nthe", "near the"),
        (lambda e: e.insert("sent", " me"), "sent", "sent me"),
        (lambda e: e.insert("in spring", "late ", before=True), "in spring", "late in spring"),
        (lambda e: e.replace("the report", "a report"), "the report", "a report"),
        (lambda e: e.insert("chart", "s"), "chart", "charts"),
    ],
)
def test_wrapped_lines_and_bracketed_notes(
    tmp_path: Path, change: Callable[[Editor], None], old: str, new: str
) -> None:
    folder = one_text(tmp_path, WRAPPED, "gutenberg")
    editor = Editor(built(folder))
    change(editor)
    after = WRAPPED.replace(old, new)
    assert merged(folder, editor, tmp_path / "book.docx") == (after, [])


MARKED = """1. Letter

The _chart_ that he sent **now** shows [small caps: Pell] M[sup: r] and a [gap: 2 words].

So _on paper_.1

He [deleted: was] is [unclear: here] at once.

  1. In _The Book_, p. 3.
"""


@pytest.mark.parametrize(
    ("change", "old", "new", "left"),
    [
        (lambda e: e.replace("chart", "map"), "_chart_", "_map_", []),
        (lambda e: e.insert("chart", " of old"), "_chart_", "_chart of old_", []),
        (lambda e: e.insert("chart", " of old", plain=True), "_chart_", "_chart_ of old", []),
        (lambda e: e.insert("paper", " then", plain=True), "paper_", "paper_ then", []),
        (lambda e: e.insert("The Book", "Old ", before=True), "_The Book_", "_Old The Book_", []),
        (lambda e: e.insert(" that he", ", true,", before=True), "_ that", "_, true, that", []),
        (lambda e: e.replace("here", "there"), "[unclear: here]", "[unclear: there]", []),
        (lambda e: e.replace("was", "is"), "[deleted: was]", "[deleted: is]", []),
        (lambda e: e.insert("now", " on"), "**now**", "**now on**", []),
        (lambda e: e.replace(" and a ", " and "), "and a [gap", "and [gap", []),
        (
            lambda e: e.insert("he sent", " _it_"), "he sent", "he sent",
            ["“ _it_” was put in: notes or words would be read otherwise than in the DOCX"],
        ),
        (
            lambda e: e.replace("The Book", ""), "_The", "_The",
            ["words were deleted: notes or words would be read otherwise than in the DOCX"],
        ),
        (
            lambda e: e.insert_italic(" sent", " once"), " sent", " sent once",
            ["the look of “ once”, which was put in"],
        ),
    ],
)  # fmt: skip
def test_words_in_and_beside_marks(
    tmp_path: Path, change: Callable[[Editor], None], old: str, new: str, left: list[str]
) -> None:
    folder = one_text(tmp_path, MARKED)
    editor = Editor(built(folder))
    change(editor)
    after = MARKED.replace(old, new)
    assert merged(folder, editor, tmp_path / "book.docx") == (after, left)


@pytest.mark.parametrize(
    ("change", "old", "new"),
    [
        (lambda e: e.replace("is ", "was "), "] is [unclear", "] was [unclear"),
        (lambda e: e.replace("at once", "at noon"), "at once", "at noon"),
        (lambda e: e.replace("Pell", "Penn"), ": Pell]", ": Penn]"),
        (lambda e: e.insert("He is here", " now"), ": here]", ": here now]"),
    ],
)
def test_a_book_whose_texts_are_shown_as_they_are_read(
    tmp_path: Path, change: Callable[[Editor], None], old: str, new: str
) -> None:
    folder = tmp_path / "words"
    folder.mkdir()
    settings = SETTINGS.format("frus") + '\n[text]\nview = "reading"\n'
    (folder / "edition.toml").write_text(settings, encoding="utf-8")
    (folder / "d1.txt").write_text(MARKED, encoding="utf-8")
    editor = Editor(built(folder))
    change(editor)
    after = MARKED.replace(old, new)
    assert merged(folder, editor, tmp_path / "book.docx") == (after, [])
