"""What is typed while other texts are looked at is not kept waiting."""

from __future__ import annotations

import asyncio
import threading
from pathlib import Path

import pytest
from lsprotocol import types

from pipeline.model.errors import UsageError
from pipeline.review.language_server.server import EditionLanguageServer
from pipeline.review.workspace import CheckedEdition, Workspace
from tests.language_server.test_server import FIRST, SETTINGS


class TellingServer(EditionLanguageServer):
    """A server that keeps what it would tell an editor."""

    def __init__(self) -> None:
        super().__init__()
        self.protocol.client_capabilities = types.ClientCapabilities()
        self.told: dict[str, list[types.Diagnostic]] = {}
        self.said: list[str] = []
        self.begin_work = threading.Thread(target=self._main.run)
        self.begin_work.start()

    def text_document_publish_diagnostics(self, params: types.PublishDiagnosticsParams) -> None:
        self.told[Path(params.uri).name] = list(params.diagnostics)

    def window_show_message(self, params: types.ShowMessageParams) -> None:
        self.said.append(params.message)

    async def type(self, path: Path, text: str) -> None:
        self._told[path] = text
        await self._publish(frozenset)

    async def open(self, path: Path) -> None:
        await self._publish(lambda: self._editions.open(path, lambda *_: None))

    async def catch_up(self) -> None:
        await self._catch_up()

    def end(self) -> None:
        self._main.shutdown()
        self.begin_work.join()

    def codes(self, name: str) -> set[object]:
        return {one.code for one in self.told.get(name, ())}


@pytest.fixture
def letter(tmp_path: Path) -> Path:
    (tmp_path / "edition.toml").write_text(SETTINGS, encoding="utf-8")
    path = tmp_path / "d1.txt"
    path.write_text(FIRST, encoding="utf-8")
    return path


def test_what_is_typed_meanwhile_is_looked_at_first_and_stays(
    letter: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun, goes_on = threading.Event(), threading.Event()
    ahead = Workspace.ahead

    def slow(workspace: Workspace) -> CheckedEdition | None:
        made = ahead(workspace)
        begun.set()
        assert goes_on.wait(60)
        return made

    async def session(server: TellingServer) -> None:
        await server.open(letter)
        await server.type(letter, FIRST.replace("See Document", "See see Document"))
        monkeypatch.setattr(Workspace, "ahead", slow)
        catching_up = asyncio.create_task(server.catch_up())
        assert await asyncio.to_thread(begun.wait, 60)
        await server.type(letter, FIRST.replace("the the", "the"))
        assert "T131" not in server.codes("d1.txt")
        goes_on.set()
        await catching_up
        assert "T131" not in server.codes("d1.txt")

    server = TellingServer()
    try:
        asyncio.run(session(server))
    finally:
        server.end()


def test_why_others_cannot_be_looked_at_is_said(
    letter: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(_: Workspace) -> None:
        raise UsageError("this edition cannot be read")

    async def session(server: TellingServer) -> None:
        await server.open(letter)
        await server.type(letter, FIRST.replace("the the", "the"))
        monkeypatch.setattr(Workspace, "ahead", refused)
        await server.catch_up()
        await server.catch_up()
        assert server.said == ["this edition cannot be read"]

    server = TellingServer()
    try:
        asyncio.run(session(server))
    finally:
        server.end()
