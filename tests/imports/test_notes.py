"""Notes stand where the file has them, whatever precedes their markers."""

from __future__ import annotations

import random
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline import edition
from pipeline.convert import ast
from pipeline.convert.ast import Nodes
from pipeline.engine.stages import EditionContext, TranscriptionFile, run_stages
from pipeline.model import document as model
from pipeline.review import importing
from pipeline.system import pandoc
from tests.imports.files import LIBREOFFICE, made
from tests.merge.edition import SETTINGS, built

AFTER_FIGURES = """# 7. Letter

Sandwick, May 2, 1908[^1]

In 1943[^2], 17[^3] ships; No. 5[^4] of 12[^5] (1,204[^6]) at 3.14[^7] on § 12[^8].

[^1]: Note a.
[^2]: Note b.
[^3]: Note c.
[^4]: Note d.
[^5]: Note e.
[^6]: Note f.
[^7]: Note g.
[^8]: Note h.
"""


def encoded(path: Path, *, profile: str = "frus") -> model.Document:
    """Import a file into an edition of its own and encode it as a build does."""
    folder = path.parent / "edition"
    folder.mkdir()
    settings = f'[edition]\nid = "e"\ntitle = "E"\nprofile = "{profile}"\n'
    (folder / "edition.toml").write_text(settings, encoding="utf-8")
    (one,) = importing.plan([path], folder)
    assert one.faults == ()
    one.save()
    loaded, _ = edition.load(folder)
    work = run_stages(TranscriptionFile.read(one.path), EditionContext.of(loaded))
    assert work.document is not None
    return work.document


def before_notes(document: model.Document) -> list[tuple[str, str]]:
    """Give the word before each marker, and the words of the note that it leads to."""
    notes = {note.id: model.text_of(note) for note in document.notes}
    found, words = [], ""
    for leaf in model.leaves_of(document):
        match leaf:
            case model.Text():
                words += leaf.text
            case model.NoteMarker():
                found.append((words.split()[-1], notes[leaf.note]))
            case _:
                words += " "
    return found


BEHIND_FIGURES = [
    ("1908", "Note a."), ("1943", "Note b."), ("17", "Note c."), ("5", "Note d."),
    ("12", "Note e."), ("(1,204", "Note f."), ("3.14", "Note g."), ("12", "Note h."),
]  # fmt: skip


@pytest.mark.parametrize("form", ["docx", "odt", "html"])
@pytest.mark.parametrize("profile", ["frus", "gutenberg"])
def test_notes_behind_figures(tmp_path: Path, form: str, profile: str) -> None:
    path = tmp_path / f"d7.{form}"
    path.write_bytes(made(form, AFTER_FIGURES))
    assert before_notes(encoded(path, profile=profile)) == BEHIND_FIGURES


@pytest.mark.parametrize("name", ["figures.docx", "figures.odt"])
def test_notes_behind_figures_in_files_of_libreoffice(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_bytes((LIBREOFFICE / name).read_bytes())
    assert before_notes(encoded(path)) == BEHIND_FIGURES


def test_markers_are_glued_where_no_figure_is_before_them(tmp_path: Path) -> None:
    path = tmp_path / "d7.docx"
    path.write_bytes(made("docx", "# Letter\n\nThe chart[^1] shows no rock.\n\n[^1]: Lost.\n"))
    (one,) = importing.plan([path], tmp_path / "edition")
    assert one.written.text == "Letter\n\nThe chart1 shows no rock.\n\n  1. Lost.\n"


OWN_MARKS = """1. Letter

The chart* shows rocks2 here.†

  *. In The Book.
  2. Second.
  †. Third note.
"""


def test_notes_with_marks_of_their_own_are_numbered(tmp_path: Path) -> None:
    """Word keeps such a mark in the text of the note as well."""
    folder = tmp_path / "words"
    folder.mkdir()
    (folder / "edition.toml").write_text(SETTINGS.format("frus"), encoding="utf-8")
    (folder / "d1.txt").write_text(OWN_MARKS, encoding="utf-8")
    path = tmp_path / "book.docx"
    path.write_bytes(built(folder))
    (one,) = importing.plan([path], tmp_path / "edition")
    assert one.faults == ()
    assert "The chart1 shows rocks2 here.3\n" in one.written.text
    assert one.written.text.endswith("  1. In The Book.\n  2. Second.\n  3. Third note.\n")
    assert one.remarks == ["notes with marks of their own, as “*”, are numbered: 3"]


WORDS = (
    *("Sir", "chart", "Port", "shows", "no", "rock", "off", "mole", "Document", "Secretary"),
    *("1943", "17", "No.", "May", "2,", "1908.", "1,204", "(12)", "§12", "$50", "1900–1905", "it."),
)


def words(source: random.Random, most: int) -> list[str]:
    return [source.choice(WORDS) for _ in range(source.randint(1, most))]


def inlines(source: random.Random, most: int, notes: list[str] | None = None) -> Nodes:
    """Make words, some in italics, and some of them with a note where these are asked for."""
    made: Nodes = []
    for word in words(source, most):
        made += [{"t": "Space"}] if made else []
        text = ast.string(word)
        made.append({"t": "Emph", "c": [text]} if source.random() < 0.1 else text)
        if notes is not None and source.random() < 0.15:
            notes.append(" ".join(words(source, 9)))
            more = [ast.para(inlines(source, 4))] if source.random() < 0.2 else []
            made.append(ast.note([ast.para(_spaced(notes[-1])), *more]))
    return made


def _spaced(text: str) -> Nodes:
    parted = [[ast.string(word), {"t": "Space"}] for word in text.split()]
    return [node for pair in parted for node in pair][:-1]


def blocks(source: random.Random, notes: list[str]) -> Iterator[dict[str, object]]:
    yield ast.header(1, inlines(source, 5))
    for kind in source.choices(range(4), [6, 1, 1, 1], k=source.randint(1, 7)):
        match kind:
            case 0:
                yield ast.para(inlines(source, 50, notes))
            case 1:
                yield ast.header(2, inlines(source, 3))
            case 2:
                yield ast.bullet_list([[ast.plain(inlines(source, 6, notes))] for _ in range(3)])
            case _:
                width = source.randint(2, 4)
                rows = [
                    [[ast.plain(inlines(source, 2, notes))] for _ in range(width)] for _ in range(3)
                ]
                yield ast.table([], [], rows)


@settings(max_examples=25)
@given(st.integers(0, 1 << 32), st.sampled_from(["docx", "odt"]))
def test_random_documents_keep_their_words_and_notes(seed: int, form: str) -> None:
    notes: list[str] = []
    source = random.Random(seed)  # noqa: S311 - the same number gives the same document
    document = ast.encode(list(blocks(source, notes)), {})
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, f"d7.{form}")
        path.write_bytes(pandoc.run(form, document))
        (one,) = importing.plan([path], Path(folder, "none"))
    assert one.faults == ()
    listed = one.written.text[one.written.items[0][0] :] if notes else ""
    starts = [line.partition(". ")[2] for line in listed.split("\n") if line[2:3].isdigit()]
    starts = [listed.partition("\n")[0].partition(". ")[2], *starts] if notes else []
    assert starts == notes
