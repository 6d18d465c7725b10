"""The server: what an editor tells and asks, and the main thread, which does the work.

Only there can an expression that runs on and on be stopped, as an edition's own profile may have.

Changes are told by the whole text: pygls would part lines at form feeds, which begin pages in
transcriptions and are no line ends to an editor.
"""

from __future__ import annotations

import asyncio
import logging
import sys
from collections.abc import Callable, Coroutine, Iterable
from functools import partial
from pathlib import Path
from threading import Thread
from typing import Any, BinaryIO, TypeVar
from uuid import uuid4

from lsprotocol import types
from pygls import uris
from pygls.lsp.server import LanguageServer

from pipeline import __version__
from pipeline.review.language_server.editions import OpenEditions, folder_of
from pipeline.review.language_server.findings import OpenFile, diagnostics, uri_of
from pipeline.system.shown import escaped
from pipeline.system.this_thread import ThisThread

_T = TypeVar("_T")
# A text is looked at when nobody has typed for so many seconds, the others when for longer.
_PAUSE, _LONG_PAUSE = 0.1, 0.7


def path_of_uri(uri: str) -> Path | None:
    """Give the path of a file that an editor names; None where it is none, as a new one."""
    path = uris.to_fs_path(uri) if uri.startswith("file:") else None
    return Path(path) if path else None


class EditionLanguageServer(LanguageServer):
    """The editions of one editor; what touches them is done in one thread, in turn."""

    def __init__(self) -> None:
        super().__init__(
            "edition", __version__, text_document_sync_kind=types.TextDocumentSyncKind.Full
        )
        self._editions = OpenEditions()
        self._told: dict[Path, str | None] = {}
        self._changed: set[Path] = set()
        self._tried: set[Path] = set()
        self._main = ThisThread()
        self._timers: dict[Callable[[], None], asyncio.TimerHandle] = {}
        self._tasks: set[asyncio.Task[None]] = set()
        self._catching_up = asyncio.Lock()
        self._sent: dict[Path, list[types.Diagnostic]] = {}
        self._said: dict[Path, str] = {}

    def serve(self, asked: BinaryIO, answered: BinaryIO) -> None:
        """Answer what comes over two streams, until the editor says that it is done."""

        def speak() -> None:
            try:
                self.start_io(BoundedStream(asked), answered)  # type: ignore[arg-type]  # it reads
            finally:
                self._main.shutdown()

        log_in_lines()
        speaking = Thread(target=speak, name="protocol")
        speaking.start()
        self._main.run()
        speaking.join()

    def begin(self) -> None:
        """Take up what was agreed on with the editor."""
        self._editions.codec = self.workspace.position_codec

    async def ask(self, uri: str, function: Callable[[OpenFile], _T]) -> _T | None:
        """Ask something of a file as it is now; None where it is of no edition that is open."""
        path = path_of_uri(uri)
        return await self._work(lambda: self._asked(path, function)) if path else None

    def tell(self, path: Path, text: str | None) -> None:
        """Take note that a file has another text; None is the one on disk."""
        self._told[path] = text
        self._later(self._look, _PAUSE)
        self._open_once(path)

    def tell_of_disk(self, path: Path) -> None:
        """Take note that a file was changed on disk; what is open in the editor counts first.

        An edition that could not be opened is tried again.
        """
        folder = folder_of(path)
        if folder is not None and folder not in self._editions.opened:
            self._tried.discard(folder)
        if path in self._editions.buffers:
            self._open_once(path)
        else:
            self.tell(path, None)

    def _open_once(self, path: Path) -> None:
        folder = folder_of(path)
        if folder is not None and folder not in self._tried:
            self._tried.add(folder)
            self._do(self._open(path, folder))

    async def _work(self, function: Callable[[], _T]) -> _T:
        """Do something with the editions, once what was told is taken up."""

        def done() -> _T:
            while self._told:
                path = next(iter(self._told))
                self._changed |= self._editions.update(path, self._told.pop(path))
            return function()

        return await asyncio.get_running_loop().run_in_executor(self._main, done)

    def _asked(self, path: Path, function: Callable[[OpenFile], _T]) -> _T | None:
        file = self._file(path)
        return function(file) if file else None

    def _file(self, path: Path) -> OpenFile | None:
        edition = self._editions.at(path)
        if edition is None:
            return None
        return OpenFile(
            edition, edition.own(path), lambda one: self._editions.text(edition, one), self._creates
        )

    @property
    def _creates(self) -> bool:
        """Whether the editor makes files that a change names."""
        known = self.client_capabilities.workspace
        edits = known.workspace_edit if known else None
        kinds = edits.resource_operations if edits and edits.document_changes else None
        return types.ResourceOperationKind.Create in (kinds or ())

    def _later(self, function: Callable[[], None], pause: float) -> None:
        """Do something once it was not asked for again for so many seconds."""
        if function in self._timers:
            self._timers[function].cancel()
        self._timers[function] = asyncio.get_running_loop().call_later(pause, function)

    def _look(self) -> None:
        """Check what was changed, then once nobody types what that means for other files."""
        self._do(self._publish(frozenset))
        self._later(self._look_at_others, _LONG_PAUSE)

    def _look_at_others(self) -> None:
        self._do(self._catch_up())

    async def _catch_up(self) -> None:
        """Take up what changes mean for other files; what is typed meanwhile is looked at first."""
        loop = asyncio.get_running_loop()
        async with self._catching_up:
            await self._publish(self._editions.close_gone)
            for folder, edition in tuple(self._editions.opened.items()):
                if not edition.behind:
                    continue
                here = await self._work(partial(self._editions.brings_expressions, folder))
                ahead = loop.run_in_executor(self._main if here else None, edition.ahead)
                await asyncio.wait([ahead])
                await self._publish(partial(self._editions.take, folder, ahead.result))

    async def _open(self, path: Path, folder: Path) -> None:
        """Open the edition of a file, and show how far that is."""
        window, token = self.client_capabilities.window, str(uuid4())
        shows = bool(window and window.work_done_progress)
        if shows:
            await self.work_done_progress.create_async(token)
            title = f"Reading {folder.name}"
            self.work_done_progress.begin(token, types.WorkDoneProgressBegin(title, percentage=0))
        loop = asyncio.get_running_loop()

        def report(what: str, done: int, total: int) -> None:
            if shows:
                now = types.WorkDoneProgressReport(
                    message=what, percentage=100 * done // max(total, 1)
                )
                loop.call_soon_threadsafe(self.work_done_progress.report, token, now)

        await self._publish(lambda: self._editions.open(path, report))
        if shows:
            self.work_done_progress.end(token, types.WorkDoneProgressEnd())

    def _do(self, task: Coroutine[Any, Any, None]) -> None:
        begun = asyncio.get_running_loop().create_task(task)
        self._tasks.add(begun)  # or else it may be collected before it is done
        begun.add_done_callback(self._tasks.discard)

    async def _publish(self, function: Callable[[], Iterable[Path]]) -> None:
        """Do something, and tell what was found in the files that it gives, where that is new."""
        found, failed = await self._work(lambda: self._found(function()))
        for path, told in found:
            if self._sent.get(path, []) != told:
                self._sent[path] = told
                self.text_document_publish_diagnostics(
                    types.PublishDiagnosticsParams(uri_of(path), told)
                )
        for folder, why in failed.items():
            if self._said.get(folder) != why:
                self.window_show_message(types.ShowMessageParams(types.MessageType.Warning, why))
        self._said = failed

    def _found(
        self, paths: Iterable[Path]
    ) -> tuple[list[tuple[Path, list[types.Diagnostic]]], dict[Path, str]]:
        told, self._changed = {*paths, *self._changed}, set()
        files = ((path, self._file(path)) for path in sorted(told))
        found = [(path, diagnostics(file) if file else []) for path, file in files]
        return found, dict(self._editions.failed)


MOST_ASKED = 1 << 26
"""Bytes of one message: many times the largest transcription, written in JSON."""
_LONGEST_LINE = 1_000
_LOG = logging.getLogger("pygls")


class BoundedStream:
    """What an editor asks; a message that says that it is larger than any ends the conversation."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream

    def readline(self) -> bytes:
        """Read a line of the head of a message."""
        return self._stream.readline(MOST_ASKED)

    def read(self, count: int) -> bytes:
        """Read a message of so many bytes; nothing of one that is too long."""
        if count > MOST_ASKED:
            _LOG.error("a message of %s bytes is not read; %s are the limit", count, MOST_ASKED)
            return b""
        return self._stream.read(count)


class _InOneLine(logging.Formatter):
    """An error of the protocol is the editor's, and a traceback of ours would say nothing of it."""

    def format(self, record: logging.LogRecord) -> str:
        error = record.exc_info[1] if record.exc_info else None
        lines = [record.getMessage(), *([str(error)] if error else [])]  # each may hold a traceback
        said = ": ".join(line.partition("\n")[0] for line in lines)
        return f"edition: lsp: {escaped(said[:_LONGEST_LINE])}"


def log_in_lines() -> None:
    """Have all that pygls tells go to standard error, a line for each fault."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(_InOneLine())
    _LOG.handlers, _LOG.propagate = [handler], False
