"""Each request and notification of an editor, led to what answers it."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import partial
from typing import Any

from lsprotocol import types

from pipeline.review.language_server import completion, findings, navigation, shown
from pipeline.review.language_server.findings import SHOW_REASON, OpenFile
from pipeline.review.language_server.server import EditionLanguageServer, path_of_uri

server = EditionLanguageServer()
_WATCHED = ("**/*.txt", "**/*.toml", "**/*.xml")
_NO_REASON = re.compile(r'^why = ""$', re.MULTILINE)


@server.feature(types.INITIALIZED)
async def initialized(ls: EditionLanguageServer, _: types.InitializedParams) -> None:
    """Ask to be told of files that are changed on disk."""
    ls.begin()
    known = ls.client_capabilities.workspace
    watching = known.did_change_watched_files if known else None
    if watching and watching.dynamic_registration:
        watchers = [types.FileSystemWatcher(pattern) for pattern in _WATCHED]
        options = types.DidChangeWatchedFilesRegistrationOptions(watchers)
        wanted = types.Registration("watched", types.WORKSPACE_DID_CHANGE_WATCHED_FILES, options)
        await ls.client_register_capability_async(types.RegistrationParams([wanted]))


@server.feature(types.TEXT_DOCUMENT_DID_OPEN)
def did_open(ls: EditionLanguageServer, params: types.DidOpenTextDocumentParams) -> None:
    """Open the edition of a file, and take its text for what it holds."""
    if path := path_of_uri(params.text_document.uri):
        ls.tell(path, params.text_document.text)


@server.feature(types.TEXT_DOCUMENT_DID_CHANGE)
def did_change(ls: EditionLanguageServer, params: types.DidChangeTextDocumentParams) -> None:
    """Take what was typed."""
    if path := path_of_uri(params.text_document.uri):
        ls.tell(path, ls.workspace.get_text_document(params.text_document.uri).source)


@server.feature(types.TEXT_DOCUMENT_DID_CLOSE)
def did_close(ls: EditionLanguageServer, params: types.DidCloseTextDocumentParams) -> None:
    """From now on the file counts, and no text that was not saved."""
    if path := path_of_uri(params.text_document.uri):
        ls.tell(path, None)


@server.feature(types.TEXT_DOCUMENT_DID_SAVE)
def did_save(ls: EditionLanguageServer, params: types.DidSaveTextDocumentParams) -> None:
    """Open an edition that could not be opened before."""
    if path := path_of_uri(params.text_document.uri):
        ls.tell_of_disk(path)


@server.feature(types.WORKSPACE_DID_CHANGE_WATCHED_FILES)
def did_change_files(ls: EditionLanguageServer, params: types.DidChangeWatchedFilesParams) -> None:
    """Read what was changed on disk."""
    for change in params.changes:
        if path := path_of_uri(change.uri):
            ls.tell_of_disk(path)


@server.command(SHOW_REASON)
async def show_reason(ls: EditionLanguageServer, uri: str) -> None:
    """Lead a person to the reason that a decision lacks."""

    def place(file: OpenFile) -> types.Range | None:
        match = _NO_REASON.search(file.text.text)
        end = file.text.position(match.end() - 1) if match else None
        return types.Range(end, end) if end else None

    where = await ls.ask(uri, place)
    known = ls.client_capabilities.window
    if where and known and known.show_document and known.show_document.support:
        await ls.window_show_document_async(
            types.ShowDocumentParams(uri, take_focus=True, selection=where)
        )


@server.feature(types.TEXT_DOCUMENT_REFERENCES)
async def references(
    ls: EditionLanguageServer, params: types.ReferenceParams
) -> list[types.Location]:
    """Give all that leads where what stands at a place leads.

    A text is looked through at a time, so that one can go on typing.
    """
    uri, found = params.text_document.uri, list[types.Location]()
    address = await ls.ask(uri, lambda file: navigation.sought(file, params.position))
    if not address:
        return found
    if params.context.include_declaration:
        found += await ls.ask(uri, lambda file: navigation.declarations(file, address)) or ()
    texts = await ls.ask(uri, lambda file: navigation.texts_that_lead(file.edition, address))
    for path in texts or ():
        looked_through = partial(navigation.references_in, address=address, path=path)
        found += await ls.ask(uri, looked_through) or ()
    return found


def _answer(feature: str, answer: Callable[[OpenFile, Any], object], options: Any = None) -> None:  # noqa: ANN401 - each has its own
    """Answer requests of a feature with what ``answer`` gives of the file and their parameters."""

    async def handle(ls: EditionLanguageServer, asked: Any) -> object:  # noqa: ANN401 - as above
        return await ls.ask(asked.text_document.uri, lambda file: answer(file, asked))

    server.feature(feature, options)(handle)


def _hover(file: OpenFile, asked: types.HoverParams) -> types.Hover | None:
    setting = completion.described(file, asked.position)
    return shown.hover(file, asked.position, setting)


_answer(types.TEXT_DOCUMENT_HOVER, _hover)
_answer(types.TEXT_DOCUMENT_CODE_ACTION, lambda file, asked: findings.actions(file, asked.range))
_answer(
    types.TEXT_DOCUMENT_DEFINITION,
    lambda file, asked: navigation.definitions(file, asked.position),
)
_answer(types.TEXT_DOCUMENT_DOCUMENT_SYMBOL, lambda file, _: shown.symbols(file))
_answer(types.TEXT_DOCUMENT_SEMANTIC_TOKENS_FULL, lambda file, _: shown.tokens(file), shown.LEGEND)
_answer(
    types.TEXT_DOCUMENT_COMPLETION,
    lambda file, asked: completion.completions(file, asked.position),
    types.CompletionOptions(trigger_characters=['"', "[", "#", " "]),
)
