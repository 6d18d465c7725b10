"""A build makes the outputs that are asked for, with what stands around the documents."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from pipeline import tei
from pipeline.book import BookPart
from pipeline.engine import commands, publish
from pipeline.engine.processes import ProcessPool
from pipeline.model.document import Note, Paragraph, Text
from tests.edition.test_edition import make

SETTINGS = (
    '[edition]\nid = "letters"\ntitle = "Letters"\npublisher = "The Press"\ndate = "1960"\n'
    'language = "en"\nrights = "Free"\n'
)
PREFACE = (
    "Preface\n\nThese letters were found in a box.1 They are printed here for the first time, in "
    "the order in which they were written.\n\n  1. The box is lost.\n"
)
FIRST = (
    "1. Letter to Firefly\n\nSylvania, May 1, 1933.\n\nDear Rufus:\n\nThe war is on, and nobody "
    "has told me of it before today.\n\nSincerely yours,\n\nTrentino\n"
)
SECOND = FIRST.replace("1. Letter", "2. Letter").replace("May 1", "May 2")


def build(folder: Path, settings: str, **files: str) -> tuple[set[str], set[str]]:
    """Build an edition of two letters; give the outputs and the codes."""
    make(folder / "in" / "letters", edition__toml=SETTINGS + settings, **files)
    make(folder / "in" / "letters", d1__txt=FIRST, d2__txt=SECOND)
    report = commands.build(folder / "in", folder / "out", lambda *_: None, ProcessPool(1))
    top = folder / "out" / "letters"
    outputs = {path.relative_to(top).as_posix() for path in top.rglob("*") if path.is_file()}
    return outputs - {publish.RECORD}, {one.code for one in report.diagnostics}


def test_makes_what_is_asked_for_and_no_more(tmp_path: Path) -> None:
    settings = (
        '[book]\nfront = ["preface.txt"]\n[outputs]\nformats = ["docx"]\nper_document = true\n'
    )
    outputs, codes = build(tmp_path, settings, preface__txt=PREFACE)
    assert codes == set()
    assert outputs == {
        "letters.docx", "letters.xml", "cmif.xml", "report.json", "report.txt",
        "documents/d1.docx", "documents/d2.docx", "tei/d1.xml", "tei/d2.xml", "tei/preface.xml",
    }  # fmt: skip
    (tmp_path / "in" / "letters" / "preface.txt").unlink()
    later, _ = build(tmp_path, '[outputs]\nformats = ["html"]\n')
    assert {name for name in later if not name.startswith("html/")} == {
        "letters.xml", "cmif.xml", "report.json", "report.txt", "tei/d1.xml", "tei/d2.xml",
    }  # fmt: skip


def test_prose_is_encoded_with_its_notes_and_can_come_back_as_tei(tmp_path: Path) -> None:
    settings = '[book]\nfront = ["preface.txt"]\n[outputs]\nformats = ["docx"]\n'
    build(tmp_path, settings, preface__txt=PREFACE)
    written = tmp_path / "out" / "letters" / "tei" / "preface.xml"
    preface = tei.read(written.read_bytes())
    assert preface.notes == (
        Note("prefacefn1", "1", (Paragraph((Text("The box is lost."),)),)),
    )  # fmt: skip
    again = tmp_path / "again"
    make(again / "in" / "letters")
    shutil.copy(written, again / "in" / "letters" / "preface.xml")
    _, codes = build(again, settings.replace("preface.txt", "preface.xml"))
    assert codes == set()
    assert (again / "out" / "letters" / "tei" / "preface.xml").read_bytes() == written.read_bytes()


def test_a_character_of_the_settings_that_cannot_be_printed_has_its_line(tmp_path: Path) -> None:
    settings = SETTINGS.replace('"The Press"', '"The 北 Press"')
    make(tmp_path / "in" / "letters", edition__toml=settings, d1__txt=FIRST)
    report = commands.build(tmp_path / "in", tmp_path / "out", lambda *_: None, ProcessPool(1))
    (said,) = report.diagnostics
    assert (said.code, Path(said.location.file).name, said.location.line) == (
        "C101", "edition.toml", 4,
    )  # fmt: skip


def test_the_edition_as_one_file_is_the_whole_book(tmp_path: Path) -> None:
    settings = (
        '[book]\nfront = ["preface.txt"]\nback = ["after.txt"]\n[outputs]\nformats = ["docx"]\n'
        '[[part]]\ntitle = "War"\n[[part.chapter]]\ntitle = "May"\ndocuments = ["d2", "d1"]\n'
    )
    _, codes = build(
        tmp_path, settings, preface__txt=PREFACE, after__txt="Afterword\n\nIt is over.\n"
    )
    assert not {code for code in codes if code.startswith("V")}
    top = tmp_path / "out" / "letters"
    volume = tei.read_volume((top / "letters.xml").read_bytes())
    assert volume.parts == (BookPart("War", (), (BookPart("May", ("d2", "d1")),)),)
    kept = {one.id: one for one in (*volume.front, *volume.documents, *volume.back)}
    assert list(kept) == ["preface", "d2", "d1", "after"]
    for name, text in kept.items():
        assert text == tei.read((top / "tei" / f"{name}.xml").read_bytes())
    again = tmp_path / "again"
    make(again / "in" / "letters")
    shutil.copy(top / "letters.xml", again / "in" / "letters" / "preface.xml")
    _, codes = build(again, '[book]\nfront = ["preface.xml"]\n')
    assert codes == {"M016"}


@pytest.mark.parametrize(
    ("text", "code"),
    [("<TEI/>", "V901"), ("<TEI>", "V001"), ("<!DOCTYPE a []><TEI/>", "V001")],
)
def test_refuses_tei_that_it_would_not_write(tmp_path: Path, text: str, code: str) -> None:
    outputs, codes = build(tmp_path, '[book]\nback = ["after.xml"]\n', after__xml=text)
    assert codes == {code}
    assert outputs == {"report.json", "report.txt"}
    report = (tmp_path / "out" / "letters" / "report.txt").read_text(encoding="utf-8")
    assert "hint: correct the file; a good start is what `edition encode` makes" in report


def preface_with(folder: Path, target: str) -> str:
    """Build a preface, and give its TEI with a reference to ``target`` put into it."""
    build(
        folder,
        '[book]\nfront = ["preface.txt"]\n[outputs]\nformats = ["docx"]\n',
        preface__txt=PREFACE,
    )
    written = (folder / "out" / "letters" / "tei" / "preface.xml").read_text("utf-8")
    return written.replace("The box is", f'The <ref target="{target}">box on the web</ref> is')


@pytest.mark.parametrize(
    "target", ["https://example.org:81/a.b?c=1&amp;d=%20#e", "mailto:a.b@example.org"]
)
def test_an_address_of_the_web_arrives(tmp_path: Path, target: str) -> None:
    text = preface_with(tmp_path / "a", target)
    settings = '[book]\nfront = ["preface.xml"]\n[outputs]\nformats = ["epub", "html", "pdf"]\n'
    outputs, codes = build(tmp_path / "b", settings, preface__xml=text)
    assert codes == set()  # what is read back of each format has the link, or there were an error
    assert {"letters.epub", "letters.pdf", "html/preface.html"} <= outputs
    page = (tmp_path / "b" / "out" / "letters" / "html" / "preface.html").read_text("utf-8")
    assert f'href="{target}"' in page


@pytest.mark.parametrize(
    "target",
    [
        "javascript:alert(1)", "data:text/html,x", "file:///etc/passwd", "ftp://example.org/",
        "https://a b", "https://", "https:example.org", "//example.org", "HTTPS://example.org",
        "https://user@example.org", "mailto:",
        "https://ex\u0430mple.org", "https://example.org/\u202e",
    ],
)  # fmt: skip
def test_no_other_address_is_taken(tmp_path: Path, target: str) -> None:
    text = preface_with(tmp_path / "a", target)
    _, codes = build(tmp_path / "b", '[book]\nfront = ["preface.xml"]\n', preface__xml=text)
    assert codes == {"V206"}


@pytest.mark.parametrize(("old", "new"), [('"preface"', '"other"'), ('"prefacefn1"', '"d1fn1"')])
def test_refuses_tei_with_other_ids(tmp_path: Path, old: str, new: str) -> None:
    settings = '[book]\nfront = ["preface.txt"]\n[outputs]\nformats = ["docx"]\n'
    build(tmp_path, settings, preface__txt=PREFACE)
    written = (tmp_path / "out" / "letters" / "tei" / "preface.xml").read_text("utf-8")
    settings = settings.replace("preface.txt", "preface.xml")
    _, codes = build(tmp_path / "b", settings, preface__xml=written.replace(old, new))
    assert codes == {"M016"}


def test_a_fault_in_the_preface_is_found(tmp_path: Path) -> None:
    broken = PREFACE.replace("box.1", "box.")
    _, codes = build(tmp_path, '[book]\nfront = ["preface.txt"]\n', preface__txt=broken)
    assert "N102" in codes


def test_a_note_whose_id_is_given_twice_loses_nothing(tmp_path: Path) -> None:
    text = preface_with(tmp_path / "a", "https://example.org/")
    note = '<note n="2" place="foot" xml:id="prefacefn1"><p>It was found again.</p></note>'
    text = text.replace("written.</p>", f"written.{note}</p>")
    assert note in text
    outputs, codes = build(tmp_path / "b", '[book]\nfront = ["preface.xml"]\n', preface__xml=text)
    assert codes == {"M016"}
    assert outputs == {"report.json", "report.txt"}
    report = (tmp_path / "b" / "out" / "letters" / "report.txt").read_text(encoding="utf-8")
    assert "the xml:id prefacefn1 is given a second time, first in line " in report
    assert "the first time" in report
    read = tei.read(text.encode())
    assert [note.label for note in read.notes] == ["1", "2"]
