"""Each request and notification of an editor, led to what answers it."""

from __future__ import annotations

import re
from functools import partial

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


@server.feature(types.TEXT_DOCUMENT_HOVER)
async def hover(ls: EditionLanguageServer, params: types.HoverParams) -> types.Hover | None:
    """Say what was found and read at a place, or what a setting does."""

    def said(file: OpenFile) -> types.Hover | None:
        setting = completion.described(file, params.position)
        return shown.hover(file, params.position, setting)

    return await ls.ask(params.text_document.uri, said)


@server.feature(types.TEXT_DOCUMENT_CODE_ACTION)
async def code_actions(
    ls: EditionLanguageServer, params: types.CodeActionParams
) -> list[types.CodeAction] | None:
    """Offer the fixes and decisions for what was found in a stretch."""
    return await ls.ask(params.text_document.uri, lambda file: findings.actions(file, params.range))


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


@server.feature(types.TEXT_DOCUMENT_DEFINITION)
async def definition(
    ls: EditionLanguageServer, params: types.DefinitionParams
) -> list[types.Location] | None:
    """Lead from a marker to its note and back, from a reference or name to what it names."""
    return await ls.ask(
        params.text_document.uri, lambda file: navigation.definitions(file, params.position)
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


@server.feature(types.TEXT_DOCUMENT_DOCUMENT_SYMBOL)
async def symbols(
    ls: EditionLanguageServer, params: types.DocumentSymbolParams
) -> list[types.DocumentSymbol] | None:
    """Give the outline of a text."""
    return await ls.ask(params.text_document.uri, shown.symbols)


@server.feature(types.TEXT_DOCUMENT_SEMANTIC_TOKENS_FULL, shown.LEGEND)
async def tokens(
    ls: EditionLanguageServer, params: types.SemanticTokensParams
) -> types.SemanticTokens | None:
    """Give the colours of a text."""
    return await ls.ask(params.text_document.uri, shown.tokens)


@server.feature(
    types.TEXT_DOCUMENT_COMPLETION, types.CompletionOptions(trigger_characters=['"', "[", "#", " "])
)
async def completions(
    ls: EditionLanguageServer, params: types.CompletionParams
) -> types.CompletionList | None:
    """Give what can stand at a place."""
    return await ls.ask(
        params.text_document.uri, lambda file: completion.completions(file, params.position)
    )
