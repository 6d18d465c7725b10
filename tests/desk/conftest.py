"""A small edition at the desk, and a browser that was let in, or not."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from pipeline.review.desk.guard import DeskAddress
from pipeline.review.desk.server import application
from pipeline.review.desk.state import Desk
from pipeline.review.workspace import Workspace

PORT = 8421
LETTER = """1. The Consul to the Minister

Lisbon, May 3, 1921.

We met the the count1 in room 22 of the inn, by the plan (NSC 12) of 1920.

See Document 2, footnote 1.3

  1. First <script>note</script>.
  2. Second note.
  3. Third note.
"""
ANSWER = """2. The Minister to the Consul

Lisbon, May 8, 1921.

The count has left.1

  1. Not printed.
"""


@pytest.fixture
def letters(tmp_path: Path) -> Path:
    folder = tmp_path / "letters"
    folder.mkdir()
    (folder / "d1.txt").write_bytes(LETTER.encode())
    (folder / "d2.txt").write_bytes(ANSWER.encode())
    return folder


@pytest.fixture
def address() -> DeskAddress:
    return DeskAddress(PORT)


@pytest.fixture
def stranger(letters: Path, address: DeskAddress) -> Iterator[TestClient]:
    """A browser on the same machine that was not given the token."""
    desk = Desk(Workspace.open(letters))
    served = application(desk, address, follows=False)
    with TestClient(served, f"http://127.0.0.1:{PORT}", follow_redirects=False) as client:
        yield client


@pytest.fixture
def client(stranger: TestClient, address: DeskAddress) -> TestClient:
    """A browser that has opened the address, and asks from the page."""
    assert stranger.get("/", params={"token": address.token}).status_code == 303
    stranger.headers["origin"] = f"http://127.0.0.1:{PORT}"
    return stranger
