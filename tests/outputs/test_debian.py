"""LibreOffice, which pip does not bring, has a look at the outputs.

Each test skips with a reason where its program is not installed. On Debian LibreOffice is the
package ``libreoffice-writer-nogui``.
"""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pypdfium2
import pytest

from pipeline import tei
from pipeline.model import document as model

pytestmark = pytest.mark.debian


def program(*names: str) -> str:
    """Find a program by one of its names, or skip the test."""
    found = next((path for name in names if (path := shutil.which(name))), None)
    if found is None:
        pytest.skip(f"{names[0]} is not installed")
    return found


@pytest.fixture(scope="module")
def printed(built: Path, tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """Let LibreOffice open the DOCX and print it; give the text of the pages."""
    office = program("soffice", "libreoffice")
    out = tmp_path_factory.mktemp("office")
    subprocess.run(
        [
            office, f"-env:UserInstallation={(out / 'profile').as_uri()}", "--headless",
            "--convert-to", "pdf", "--outdir", str(out), str(built.with_suffix(".docx")),
        ],
        check=True,
        capture_output=True,
        timeout=120,
    )  # fmt: skip
    pdf = pypdfium2.PdfDocument(out / f"{built.name}.pdf")
    return [page.get_textpage().get_text_bounded() for page in pdf]


def test_libreoffice_opens_the_docx(printed: list[str]) -> None:
    assert 2 <= len(printed) <= 5
    title = "President Truman to Generalissimo Stalin"
    assert any(title in " ".join(page.split()) for page in printed)


def test_libreoffice_sets_each_note_below_its_marker(built: Path, printed: list[str]) -> None:
    (document,) = tei.read_volume(built.with_suffix(".xml").read_bytes()).documents
    pages = [squeezed(page) for page in printed]
    text = squeezed("".join(leaf.text for leaf in texts(document)))
    for note in document.notes:
        words = squeezed(note.label + "".join(leaf.text for leaf in texts(note)))
        (page,) = [page for page in pages if words in page]
        before = squeezed(before_marker(document, note.id))[-15:]
        assert before in text
        assert before + note.label in page, f"note {note.label} is not on the page of its marker"


def texts(node: model.Node) -> list[model.Text]:
    return [leaf for leaf in model.walk(node) if isinstance(leaf, model.Text)]


def before_marker(document: model.Document, note: str) -> str:
    """Give the text of the document up to the marker of a note."""
    words: list[str] = []
    for leaf in model.walk(document):
        if isinstance(leaf, model.NoteMarker) and leaf.note == note:
            break
        if isinstance(leaf, model.Text):
            words.append(leaf.text)
    return "".join(words)


def squeezed(text: str) -> str:
    """Leave out what lines and hyphenation change, and case, which small capitals change."""
    return "".join(c for c in text if c.isalnum()).casefold()
