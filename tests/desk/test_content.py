"""What the page is told: what was read, where it stands, how it reads, and who decided."""

from __future__ import annotations

import asyncio
import subprocess
from pathlib import Path

from starlette.testclient import TestClient

from pipeline.review.desk.state import Desk
from pipeline.review.desk.tree import Shown
from pipeline.review.workspace import Workspace
from tests.desk.conftest import ANSWER, LETTER


def words(tree: Shown) -> str:
    return tree if isinstance(tree, str) else "".join(map(words, tree[2:]))


def test_the_queue_names_all_findings_and_documents(client: TestClient) -> None:
    edition = client.get("/edition").json()
    assert list(edition["documents"]) == ["d1.txt", "d2.txt"]
    assert edition["documents"]["d2.txt"] == ["2. The Minister to the Consul", 0, 0, 0, 0]
    (doubt,) = (row for row in edition["queue"]["d1.txt"] if row[1] == "N201")
    assert doubt[2:5] == [1, 57, 5]
    assert [row[1] for row in edition["others"]] == ["M006"]


def test_raw_text_and_reading_text_know_each_others_places(client: TestClient) -> None:
    document = client.get("/documents/d1.txt").json()
    assert "\n".join(document["lines"]) == LETTER
    assert [row[:2] for row in document["roles"]][:3] == [
        [0, "heading"], [2, "dateline"], [4, "paragraph"],
    ]  # fmt: skip
    heading, opener = document["tree"][:2]
    assert heading[:2] == ["h2", {"c": "heading", "at": [0, 0]}]
    assert words(opener) == "Lisbon, May 3, 1921."
    assert words(document["tree"][-1]) == "1First <script>note</script>.2Second note.3Third note."
    marks = [mark for mark in document["marks"] if mark[0] in {"marker", "reference"}]
    assert [(mark[1][:2], mark[2]) for mark in marks][:2] == [([4, 20], "1"), ([4, 63], "2")]
    assert marks[2][2] == "#d2fn1"


def test_columns_are_those_of_a_browser(client: TestClient, letters: Path) -> None:
    (letters / "d1.txt").write_bytes(LETTER.replace("We met", "\U0001d11e met").encode())
    client.post("/documents/d1.txt/edit", json={"seen": "", "line": 0, "text": ""})
    document = client.get("/documents/d1.txt").json()
    (found,) = (one for one in document["findings"].values() if one["code"] == "T131")
    line, start, _, end = found["at"]
    units = document["lines"][line].encode("utf-16-le")
    assert units[2 * start : 2 * end].decode("utf-16-le") == "the the"


def test_a_text_that_cannot_be_read_is_still_shown(client: TestClient, letters: Path) -> None:
    (letters / "d2.txt").write_bytes(b"2. The Minister\n\nNot \xff UTF-8.\n")
    client.post("/documents/d2.txt/edit", json={"seen": "", "line": 0, "text": ""})
    document = client.get("/documents/d2.txt").json()
    assert document["tree"] == []
    assert [one["severity"] for one in document["findings"].values()] == ["error"]


def test_who_decided_and_when_is_known_from_git(client: TestClient, letters: Path) -> None:
    document = client.get("/documents/d1.txt").json()
    (doubt,) = (one for one in document["findings"].values() if one["code"] == "N201")
    kind, value, span = doubt["choices"][0][:3]
    body = {"seen": document["seen"], "kind": kind, "value": value, "span": span}
    client.post("/documents/d1.txt/decide", json=body)

    def git(*arguments: str) -> None:
        named = ("-c", f"user.name={name}", "-c", "user.email=ada@example.org")
        command = ["git", *named, *arguments]
        subprocess.run(command, cwd=letters, check=True, capture_output=True)

    name = "Ada\u2028--filters\x85Editor"  # lines for Python, and none for git
    git("init", "-q")
    git("add", ".")
    git("commit", "-qm", "Decide", "--date=2026-05-31T12:00:00")
    desk = Desk(Workspace.open(letters))
    (decision,) = asyncio.run(desk.document("d1.txt"))["decisions"]
    assert decision == ["marker", "2", "2", "", name, "2026-05-31"]
    assert asyncio.run(desk.edition())["decided"] == {"d1.txt": (name, "2026-05-31")}


def test_a_change_of_another_hand_is_told_to_every_page(letters: Path) -> None:
    async def told() -> list[bytes]:
        desk = Desk(Workspace.open(letters))
        pages = [desk.updates(), desk.updates()]
        assert [await anext(page) for page in pages] == [b"retry: 1000\n\n"] * 2
        (letters / "d2.txt").write_bytes(ANSWER.replace("The count", "The count count").encode())
        await desk.follow({letters / "d2.txt"})
        return [await anext(page) for page in pages]

    one, other = asyncio.run(told())
    assert one == other
    assert b'"T131"' in one


def test_what_a_change_means_for_other_documents_is_told_once_it_is_quiet(letters: Path) -> None:
    async def told() -> bytes:
        desk = Desk(Workspace.open(letters))
        keeping = asyncio.create_task(desk.keep_up())
        page = desk.updates()
        await anext(page)
        (letters / "d2.txt").write_bytes(
            ANSWER.replace("left.1", "left.").split("  1.")[0].encode()
        )
        await desk.follow({letters / "d2.txt"})
        assert b'"d1.txt"' not in await anext(page)
        later = await asyncio.wait_for(anext(page), 30)
        keeping.cancel()
        return later

    assert b'"X101"' in asyncio.run(told())
