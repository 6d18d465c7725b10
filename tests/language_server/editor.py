"""An editor without a screen: a client of pygls that opens files, types, and asks."""

from __future__ import annotations

import asyncio
import signal
import sys
import threading
from collections.abc import Callable, Coroutine
from pathlib import Path
from typing import Any, TypeVar, Union

from cattrs import Converter
from lsprotocol import types
from pygls import uris
from pygls.lsp.client import LanguageClient
from pygls.protocol import default_converter

T = TypeVar("T")
COMMAND = (sys.executable, "-m", "pipeline", "lsp")
_WAIT = 60.0  # for a machine that is busy; nothing here takes a second by itself
_CAPABILITIES = types.ClientCapabilities(
    workspace=types.WorkspaceClientCapabilities(
        workspace_edit=types.WorkspaceEditClientCapabilities(
            document_changes=True, resource_operations=[types.ResourceOperationKind.Create]
        ),
        did_change_watched_files=types.DidChangeWatchedFilesClientCapabilities(
            dynamic_registration=True
        ),
    ),
    window=types.WindowClientCapabilities(
        show_document=types.ShowDocumentClientCapabilities(support=True), work_done_progress=True
    ),
)


def _converter() -> Converter:
    """Take for a command only what is one; lsprotocol takes an action with a command for one."""

    def action(given: dict[str, Any], _: object) -> types.Command | types.CodeAction:
        if isinstance(given.get("command"), str):
            return converter.structure(given, types.Command)
        return converter.structure(given, types.CodeAction)

    converter: Converter = default_converter()
    kind = Union[types.Command, types.CodeAction]  # noqa: UP007 - what the hook is known by
    converter.register_structure_hook(kind, action)
    return converter


class Editor:
    """One server, and what it has told; calls wait for their answer."""

    def __init__(self) -> None:
        self.client = LanguageClient("editor", "1", converter_factory=_converter)
        self.found: dict[str, list[types.Diagnostic]] = {}
        self.told: list[str] = []
        self.shown: list[types.ShowDocumentParams] = []
        self.registered: list[str] = []
        self.opened: dict[str, int] = {}
        self._news = threading.Condition()
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, daemon=True)
        self._thread.start()
        self._listen()
        self.wait_for(self.client.start_io(*COMMAND))
        self.capabilities = self.wait_for(
            self.client.initialize_async(types.InitializeParams(_CAPABILITIES))
        ).capabilities
        self.client.initialized(types.InitializedParams())

    def _listen(self) -> None:
        @self.client.feature(types.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS)
        def found(params: types.PublishDiagnosticsParams) -> None:
            with self._news:
                self.found[params.uri] = list(params.diagnostics)
                self._news.notify_all()

        @self.client.feature(types.WINDOW_SHOW_MESSAGE)
        def said(params: types.ShowMessageParams) -> None:
            with self._news:
                self.told.append(params.message)
                self._news.notify_all()

        @self.client.feature(types.WINDOW_SHOW_DOCUMENT)
        def show(params: types.ShowDocumentParams) -> types.ShowDocumentResult:
            self.shown.append(params)
            return types.ShowDocumentResult(success=True)

        @self.client.feature(types.WINDOW_WORK_DONE_PROGRESS_CREATE)
        def progress(_: types.WorkDoneProgressCreateParams) -> None:
            return None

        @self.client.feature(types.PROGRESS)
        def how_far(_: types.ProgressParams) -> None:
            return None

        @self.client.feature(types.CLIENT_REGISTER_CAPABILITY)
        def register(params: types.RegistrationParams) -> None:
            self.registered += [one.method for one in params.registrations]

    @property
    def process(self) -> int:
        return self._server.pid

    @property
    def _server(self) -> asyncio.subprocess.Process:
        server = self.client._server  # noqa: SLF001 - known nowhere else
        assert server is not None
        return server

    def wait_for(self, what: Coroutine[Any, Any, T]) -> T:
        return asyncio.run_coroutine_threadsafe(what, self._loop).result(_WAIT)

    def close(self) -> None:
        self.wait_for(self.client.shutdown_async(None))
        self.client.exit(None)
        assert self._ended() == 0

    def stopped_by(self, number: signal.Signals) -> int:
        """Send the server a signal, and give its exit code."""
        self._server.send_signal(number)
        return self._ended()

    def _ended(self) -> int:
        self.wait_for(self.client.stop())
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(_WAIT)
        self._loop.close()
        code = self._server.returncode
        assert code is not None
        return code

    def open(self, path: Path, text: str | None = None) -> str:
        uri = uri_of(path)
        self.opened[uri] = 1
        given = path.read_text(encoding="utf-8") if text is None else text
        item = types.TextDocumentItem(uri, "plaintext", 1, given)
        self.client.text_document_did_open(types.DidOpenTextDocumentParams(item))
        return uri

    def type(self, uri: str, text: str) -> None:
        self.opened[uri] += 1
        identifier = types.VersionedTextDocumentIdentifier(self.opened[uri], uri)
        change = types.TextDocumentContentChangeWholeDocument(text)
        self.client.text_document_did_change(
            types.DidChangeTextDocumentParams(identifier, [change])
        )

    def shut(self, uri: str) -> None:
        identifier = types.TextDocumentIdentifier(uri)
        self.client.text_document_did_close(types.DidCloseTextDocumentParams(identifier))

    def changed_on_disk(self, path: Path) -> None:
        event = types.FileEvent(uri_of(path), types.FileChangeType.Changed)
        self.client.workspace_did_change_watched_files(types.DidChangeWatchedFilesParams([event]))

    def until(self, uri: str, codes: set[str]) -> list[types.Diagnostic]:
        """Wait until just these codes are found in a file."""
        return self.until_found(uri, lambda found: found == codes)

    def until_found(self, uri: str, wanted: Callable[[set[str]], bool]) -> list[types.Diagnostic]:
        """Wait until what is found in a file is as wanted."""

        def as_wanted() -> bool:
            found = self.found.get(uri)
            return found is not None and wanted({str(one.code) for one in found})

        with self._news:
            assert self._news.wait_for(as_wanted, _WAIT), self.found.get(uri)
            return self.found[uri]

    def until_told(self, words: str) -> None:
        with self._news:
            assert self._news.wait_for(lambda: any(words in one for one in self.told), _WAIT)


def uri_of(path: Path) -> str:
    uri: str | None = uris.from_fs_path(str(path))
    assert uri is not None
    return uri
