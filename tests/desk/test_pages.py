"""Pages beside the raw text: each begins where it is said, and no other file can be had."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pypdfium2
import pytest
from PIL import Image
from starlette.testclient import TestClient

from pipeline.review.desk.guard import DeskAddress
from pipeline.review.desk.printed import PrintedPages
from pipeline.review.desk.server import application
from pipeline.review.desk.state import Desk
from pipeline.review.preview import preview
from pipeline.review.workspace import Workspace
from tests.desk.conftest import LETTER, PORT


@pytest.fixture
def scanned(letters: Path) -> Path:
    (letters / "edition.toml").write_text(
        '[edition]\ntitle = "Letters"\n[source]\npages = "scans/p{page}.jpg"\n', encoding="utf-8"
    )
    (letters / "d1.txt").write_bytes(LETTER.replace("See Doc", "[Page 12]\n\nSee Doc").encode())
    (letters / "scans").mkdir()
    Image.new("L", (60, 90)).save(letters / "scans" / "p12.jpg")
    (letters / "scans" / "p13.jpg").write_bytes(b"GIF89a")
    (letters / "scans" / "p14.jpg").symlink_to(letters / "scans" / "p12.jpg")
    return letters


@pytest.fixture
def scans(scanned: Path, address: DeskAddress) -> Iterator[TestClient]:
    served = application(Desk(Workspace.open(scanned)), address, follows=False)
    with TestClient(served, f"http://127.0.0.1:{PORT}", follow_redirects=False) as client:
        client.get("/", params={"token": address.token})
        yield client


def test_a_text_has_the_pages_that_it_stands_on(scans: TestClient) -> None:
    assert scans.get("/documents/d1.txt").json()["scans"] == [["12", 6]]
    assert scans.get("/documents/d2.txt").json()["scans"] == [["12", 0]]


def test_a_page_of_the_source_is_a_picture_in_the_folder(scans: TestClient) -> None:
    answer = scans.get("/scans/12")
    assert answer.headers["content-type"] == "image/jpeg"
    assert Image.open(BytesIO(answer.content)).size == (60, 90)


@pytest.mark.parametrize("number", ["13", "14", "15", "%2e%2e%2fp12", "..%5cp12", "%00"])
def test_no_other_file_is_handed_out(scans: TestClient, number: str) -> None:
    assert scans.get(f"/scans/{number}").status_code in {404, 422}


def test_the_pages_of_the_pdf_are_drawn(client: TestClient) -> None:
    pages = client.get("/documents/d1.txt/pages").json()["pages"]
    assert [row[:3] for row in pages] == [[2, "1", 0]]
    answer = client.get("/documents/d1.txt/pages/2")
    assert answer.headers["content-type"] == "image/png"
    width, height = Image.open(BytesIO(answer.content)).size
    assert (width, height) == pytest.approx([2 * size for size in pages[0][3:]], abs=2)
    assert client.get("/documents/d1.txt/pages/3").status_code == 422
    assert client.get("/documents/d2.txt/pages/0").status_code == 422


def test_pages_are_for_who_was_given_the_token_alone(stranger: TestClient) -> None:
    for path in ("/documents/d1.txt/pages", "/documents/d1.txt/pages/2", "/scans/12"):
        assert stranger.get(path).status_code == 403


def test_each_page_begins_with_the_line_that_it_shows_first(letters: Path) -> None:
    days = ["".join(f"Ship {n}-{m} lay there. " for m in range(30)) for n in range(24)]
    text = LETTER.replace("See Document", "\n\n".join([*days, "See Document"]))
    (letters / "d1.txt").write_bytes(text.encode())
    workspace = Workspace.open(letters)
    path = workspace.texts[0]
    (data,) = preview(workspace, path, "pdf").values()
    lines = workspace.document(path).source.raw_lines
    pages = list(PrintedPages("d1.txt", data, lines).pages())
    assert len(pages) > 2
    printed = pypdfium2.PdfDocument(data)
    for place, _, line, *_ in pages:
        shown = printed[place].get_textpage().get_text_bounded().split("\n")[0].split()
        assert "".join(shown) in "".join(lines[line].split())
