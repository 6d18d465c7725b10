"""The page as files: it opens from a disk, says what is open and what changed, and does nothing."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import pypdfium2
import pytest

from pipeline.book import Outputs
from pipeline.checks.plain_text import plain_text_of
from pipeline.convert.pdf.galley import GalleyPassage, galley
from pipeline.engine.commands import examine
from pipeline.model.diagnostics import Severity
from pipeline.model.metadata import Metadata
from pipeline.review.desk.report import make_report
from pipeline.review.galleys import make_galleys, passages_of
from pipeline.review.workspace import Workspace
from tests.command import edition
from tests.desk.conftest import LETTER
from tests.triage.editions import git

if TYPE_CHECKING:
    from playwright.sync_api import Browser


def data_of(script: bytes) -> dict[str, object]:
    data: dict[str, object] = json.loads(script.partition(b" = ")[2].rstrip(b";\n"))
    return data


def test_it_says_what_changed_since_the_last_published_state(letters: Path) -> None:
    root = letters.parent
    (letters / "d1.txt").write_bytes(LETTER.replace("count1", "consul1").encode())
    assert edition("build", "letters", "--only", "html", cwd=root).returncode == 0
    (letters / "d1.txt").write_bytes(LETTER.encode())
    assert edition("proof", ".", cwd=root).returncode == 0
    made = root / "build" / "letters" / "proof"
    changed = data_of((made / "documents" / "0.js").read_bytes())["changed"]
    assert changed == [
        ["-", "We met the the consul in room 22 of the inn, by the plan (NSC 1) of 1920."],
        ["+", "We met the the count in room 22 of the inn, by the plan (NSC 1) of 1920."],
    ]
    assert data_of((made / "documents" / "1.js").read_bytes())["changed"] == []


def test_a_proof_for_the_pen_has_queries_and_what_changed_beside_the_words(letters: Path) -> None:
    root = letters.parent
    (letters / "d1.txt").write_bytes(LETTER.replace("count1", "consul1").encode())
    assert edition("build", "letters", "--only", "html", cwd=root).returncode == 0
    (letters / "d1.txt").write_bytes(LETTER.encode())
    assert edition("proof", ".", cwd=root).returncode == 0
    made = (root / "build" / "letters" / "proof" / "proof.pdf").read_bytes()
    workspace = Workspace.open(letters)
    assert make_galleys(workspace, root / "build" / "letters") == made
    shown = "".join(page.get_textpage().get_text_bounded() for page in pypdfium2.PdfDocument(made))
    said = " ".join(shown.split())
    assert "was: consul" in said
    asked = [
        one
        for path in workspace.texts
        for one in workspace.findings(path)
        if one.severity is not Severity.INFO
    ]
    assert asked
    squeezed = "".join(said.split())
    assert [one.code for one in asked if f"{one.code}:" not in squeezed] == []
    for path in workspace.texts:
        document = workspace.document(path).document
        assert document is not None
        lines = plain_text_of(document).text.splitlines()
        assert [one for one in lines if "".join(one.split())[:12] not in squeezed] == []


def test_a_proof_tells_what_changed_since_a_revision_of_git(letters: Path) -> None:
    root = letters.parent
    (letters / "d1.txt").write_bytes(LETTER.replace("count1", "consul1").encode())
    for command in (("init", "--quiet"), ("add", "."), ("commit", "--quiet", "-m", "first")):
        git(*command, cwd=root)
    assert edition("build", "letters", "--only", "html", cwd=root).returncode == 0
    (letters / "d1.txt").write_bytes(LETTER.encode())
    (letters / "d9.txt").write_text("9. Letter\n\nWe are new here.\n", encoding="utf-8")
    assert edition("proof", ".", "--since", "HEAD", cwd=root).returncode == 0
    made = root / "build" / "letters" / "proof"
    assert data_of((made / "documents" / "0.js").read_bytes())["changed"] != []
    new = [["+", "9. Letter"], ["+", "We are new here."]]
    assert data_of(max((made / "documents").iterdir()).read_bytes())["changed"] == new
    shown = pypdfium2.PdfDocument(made / "proof.pdf")
    said = " ".join(page.get_textpage().get_text_bounded() for page in shown)
    assert "was: consul" in " ".join(said.split())
    assert edition("proof", ".", "--since", "nowhere", cwd=root).returncode == 2


def test_a_text_that_was_put_in_has_a_bar_at_each_of_its_paragraphs(letters: Path) -> None:
    published = letters.parent / "published"
    (published / "tei").mkdir(parents=True)
    workspace = Workspace.open(letters)
    for path in workspace.texts:
        passages = [*passages_of(workspace, path, published)]
        assert passages
        assert all(one.changed for one in passages)
        assert not any(one.changed for one in passages_of(workspace, path, letters / "nowhere"))


def test_what_is_asked_of_a_text_without_words_is_in_the_proof(letters: Path) -> None:
    (letters / "d1.txt").write_text("[Page 14]\n", encoding="utf-8")
    made = make_galleys(Workspace.open(letters), letters / "nowhere")
    shown = "".join(page.get_textpage().get_text_bounded() for page in pypdfium2.PdfDocument(made))
    assert "S137:" in "".join(shown.split())


def test_a_line_separator_in_a_preface_given_as_tei_is_no_change(letters: Path) -> None:
    root, preface = letters.parent, letters / "preface.txt"
    preface.write_text("Preface\n\nThe quay of stone.\n", encoding="utf-8")
    encoded, _ = examine(preface)
    assert encoded.tei is not None
    written = encoded.tei.decode()
    assert "quay of" in written
    preface.unlink()
    preface.with_suffix(".xml").write_text(written.replace("quay of", "quay\u2028of"), "utf-8")
    settings = letters / "edition.toml"
    settings.write_text('[book]\nfront = ["preface.xml"]\n', encoding="utf-8")
    assert edition("build", "letters", "--only", "html", cwd=root).returncode == 0
    made = make_galleys(Workspace.open(letters), root / "build" / "letters")
    shown = "".join(page.get_textpage().get_text_bounded() for page in pypdfium2.PdfDocument(made))
    assert "stone" in shown
    assert "was:" not in " ".join(shown.split())


def test_what_no_face_has_is_shown_by_its_number() -> None:
    passages = [GalleyPassage([("a \u4e2d b", False)])]
    made = galley(Metadata("x", "X"), Outputs(paper="a4"), "Proof", [("d1.txt", passages)])
    shown = pypdfium2.PdfDocument(made)[0].get_textpage().get_text_bounded()
    assert "a [U+4E2D] b" in shown


def test_it_is_the_same_bytes_again(letters: Path) -> None:
    made = make_report(Workspace.open(letters), letters / "nowhere")
    assert made == make_report(Workspace.open(letters), letters / "nowhere")
    assert b"changed" not in made["documents/0.js"]


@pytest.mark.debian
def test_it_opens_from_a_disk(browser: Browser, letters: Path, tmp_path: Path) -> None:
    for name, data in make_report(Workspace.open(letters), tmp_path / "nowhere").items():
        path = tmp_path / "proof" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    page = browser.new_page()
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.goto((tmp_path / "proof" / "index.html").as_uri())
    page.wait_for_selector("#card .message")
    assert "N201" in page.locator("#card .head").inner_text()
    assert "First <script>note</script>" in page.locator("#reading").inner_text()
    for key in ("n", "Enter", "x", "u", "e"):
        page.keyboard.press(key)
    assert page.locator("#card button, textarea").count() == 0
    page.keyboard.press("?")
    keys = page.locator("#help kbd").all_inner_texts()
    assert set(keys) == {"j", "k", "/", "s", "d", "h", "Esc"}
    page.keyboard.press("Escape")
    page.keyboard.press("j")
    assert "T131" in page.locator("#card .head").inner_text()
    page.close()
    assert complaints == []
