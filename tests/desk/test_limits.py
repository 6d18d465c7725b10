"""Expressions that an edition brings along do not keep the desk from its work."""

from __future__ import annotations

import os
import signal
import threading
import time
from pathlib import Path
from typing import Any

import httpx2
import pytest

from pipeline.engine import time_limit
from pipeline.model.errors import UsageError
from pipeline.review.desk.server import serve
from pipeline.review.workspace import Workspace
from tests.desk.conftest import ANSWER, LETTER

ENDLESS = "{f. " + "x" * 40 + "!"


def asked(url: str, line: int, text: str) -> tuple[int, dict[str, Any]]:
    """Open the desk as soon as it answers, and edit a line of a text."""
    origin, _, _ = url.partition("/?")
    with httpx2.Client(headers={"origin": origin}, timeout=60) as client:
        while True:
            try:
                client.get(url)
                break
            except httpx2.ConnectError:
                time.sleep(0.05)
        document = f"{origin}/documents/d1.txt"
        body = {"seen": client.get(document).json()["seen"], "line": line, "text": text}
        answer = client.post(f"{document}/edit", json=body)
        return answer.status_code, answer.json()


@pytest.fixture
def own_profile(letters: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An edition whose own expression for page numbers tries ways without end on ENDLESS."""
    (letters / "edition.toml").write_text('[edition]\nprofile = "profile"\n', encoding="utf-8")
    own = letters / "profile"
    own.mkdir()
    (own / "shared.toml").write_text('base = "frus"\n', encoding="utf-8")
    pages = 'before = "{f. "\nafter = "}"\nnumber = "(?:x+)+"\n'
    (own / "pages.toml").write_text(pages, encoding="utf-8")
    monkeypatch.setattr(time_limit, "_SECONDS", 0.3)
    return letters


@pytest.mark.usefixtures("heeds_interrupts")
def test_an_expression_that_does_not_come_to_an_end_is_stopped(own_profile: Path) -> None:
    answers = []

    def opened(url: str) -> None:
        def visit() -> None:
            answers.append(asked(url, 6, ENDLESS))
            os.kill(os.getpid(), signal.SIGINT)

        threading.Thread(target=visit).start()

    with pytest.raises(KeyboardInterrupt):
        serve(Workspace.open(own_profile), opened)
    ((status, said),) = answers
    assert status == 422
    assert "the expressions of the profile profile do not come to an end" in said["trouble"]


def test_what_cannot_be_followed_is_left_to_the_look_at_the_whole_edition(
    own_profile: Path,
) -> None:
    workspace = Workspace.open(own_profile)
    (own_profile / "d1.txt").write_bytes((LETTER + ENDLESS).encode())
    changed = ANSWER.replace("The count", "The count count").encode()
    (own_profile / "d2.txt").write_bytes(changed)
    paths = own_profile / "d1.txt", own_profile / "d2.txt"
    assert paths[1] in workspace.follow(paths)
    assert workspace.brings_expressions()
    with pytest.raises(UsageError, match="do not come to an end"):
        workspace.catch_up()
