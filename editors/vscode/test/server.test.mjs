// The server, spoken with by the library that VS Code's own client is made of.

import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { mkdtemp, readFile, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { pathToFileURL } from "node:url";
import protocol from "vscode-languageserver-protocol/node.js";
import { SETTINGS, TEXT } from "./letters.mjs";

const {
  CodeActionRequest, CodeAction, CompletionRequest, DefinitionRequest, DidChangeTextDocumentNotification,
  DidOpenTextDocumentNotification, DocumentSymbolRequest, ExecuteCommandRequest, ExitNotification,
  HoverRequest, InitializedNotification, InitializeRequest, PublishDiagnosticsNotification,
  ReferencesRequest, RegistrationRequest, SemanticTokensRequest, ShowDocumentRequest,
  ShutdownRequest, StreamMessageReader, StreamMessageWriter, WorkDoneProgressCreateRequest,
  createProtocolConnection,
} = protocol;

const package_ = JSON.parse(await readFile(new URL("../package.json", import.meta.url), "utf8"));

const found = new Map();
const waiting = new Set();
const shown = [];
let connection, server, folder, uri, capabilities;

/** Waits until what is found in a file is as wanted. */
function until(file, wanted) {
  return new Promise((resolve) => {
    const look = () => {
      const here = found.get(file);
      if (here && wanted(here.map((one) => one.code))) {
        waiting.delete(look);
        resolve(here);
      }
    };
    waiting.add(look);
    look();
  });
}

function at(words, beyond = 0) {
  const before = TEXT.slice(0, TEXT.indexOf(words));
  const lines = before.split("\n");
  return { line: lines.length - 1, character: lines.at(-1).length + beyond };
}

const ask = (request, more = {}) =>
  connection.sendRequest(request.type, { textDocument: { uri }, ...more });

before(async () => {
  folder = await mkdtemp(join(tmpdir(), "letters-"));
  await writeFile(join(folder, "edition.toml"), SETTINGS);
  await writeFile(join(folder, "d1.txt"), TEXT);
  uri = pathToFileURL(join(folder, "d1.txt")).href;
  const [command, ...first] = (process.env.EDITION_COMMAND ?? "edition").split(" ");
  server = spawn(command, [...first, "lsp"], { stdio: ["pipe", "pipe", "inherit"] });
  connection = createProtocolConnection(
    new StreamMessageReader(server.stdout), new StreamMessageWriter(server.stdin),
  );
  connection.onNotification(PublishDiagnosticsNotification.type, ({ uri, diagnostics }) => {
    found.set(uri, diagnostics);
    for (const look of waiting) look();
  });
  connection.onRequest(RegistrationRequest.type, () => {});
  connection.onRequest(WorkDoneProgressCreateRequest.type, () => {});
  connection.onRequest(ShowDocumentRequest.type, (given) => {
    shown.push(given);
    return { success: true };
  });
  connection.listen();
  ({ capabilities } = await connection.sendRequest(InitializeRequest.type, {
    processId: process.pid,
    rootUri: null,
    workspaceFolders: [{ uri: pathToFileURL(folder).href, name: "letters" }],
    capabilities: {
      general: { positionEncodings: ["utf-16"] },
      window: { workDoneProgress: true, showDocument: { support: true } },
      workspace: {
        didChangeWatchedFiles: { dynamicRegistration: true },
        workspaceEdit: { documentChanges: true, resourceOperations: ["create"] },
      },
      textDocument: { codeAction: { codeActionLiteralSupport: { codeActionKind: { valueSet: [] } } } },
    },
  }));
  await connection.sendNotification(InitializedNotification.type, {});
  await connection.sendNotification(DidOpenTextDocumentNotification.type, {
    textDocument: { uri, languageId: "plaintext", version: 1, text: TEXT },
  });
  await until(uri, (codes) => codes.includes("T131"));
});

after(async () => {
  await connection.sendRequest(ShutdownRequest.type);
  await connection.sendNotification(ExitNotification.type);
  const [code] = await new Promise((resolve) => server.on("exit", (...how) => resolve(how)));
  connection.dispose();
  assert.equal(code, 0);
});

test("what is found has its place in units of UTF-16", async () => {
  const [one] = found.get(uri).filter((one) => one.code === "T131");
  assert.deepEqual(one.range, { start: at("the the"), end: at("the the", 7) });
  assert.match(one.message, /stands twice/);
});

test("an explanation under the pointer", async () => {
  const hover = await ask(HoverRequest, { position: at("the the", 2) });
  assert.match(hover.contents.value, /\*\*T131\*\*/);
});

test("a fix, and decisions that make a file", async () => {
  const range = { start: at("the the"), end: at("the the") };
  const actions = await ask(CodeActionRequest, { range, context: { diagnostics: [] } });
  assert.ok(actions.every((one) => CodeAction.is(one)));
  const fix = actions.find((one) => one.edit.changes);
  assert.deepEqual(Object.keys(fix.edit.changes), [uri]);
  const decide = actions.find((one) => one.command);
  const [made, changed] = decide.edit.documentChanges;
  assert.equal(made.kind, "create");
  assert.equal(made.uri, pathToFileURL(join(folder, "d1.decisions.toml")).href);
  assert.match(changed.edits[0].newText, /accept = "T131"\nwhy = ""/);
  await connection.sendNotification(DidOpenTextDocumentNotification.type, {
    textDocument: { uri: made.uri, languageId: "toml", version: 1, text: changed.edits[0].newText },
  });
  await until(made.uri, (codes) => codes.includes("D002"));
  await connection.sendRequest(ExecuteCommandRequest.type, decide.command);
  assert.equal(shown[0].uri, made.uri);
  await connection.sendNotification(DidChangeTextDocumentNotification.type, {
    textDocument: { uri: made.uri, version: 2 },
    contentChanges: [{ text: changed.edits[0].newText.replace('why = ""', 'why = "so"') }],
  });
  await until(uri, (codes) => !codes.includes("T131"));
});

test("from a marker to its note, and all that leads there", async () => {
  const [there] = await ask(DefinitionRequest, { position: at("1 we wrote") });
  assert.deepEqual(there.range.start, at("1. First"));
  const all = await ask(ReferencesRequest, {
    position: at("1. First"), context: { includeDeclaration: true },
  });
  assert.equal(all.length, 3);
});

test("the outline", async () => {
  const [head] = await ask(DocumentSymbolRequest);
  assert.equal(head.name, "1. The Consul to the Minister");
  assert.deepEqual(head.children.map((one) => one.detail), ["dateline", "note"]);
});

test("the colours are those that the extension names", async () => {
  const { legend } = capabilities.semanticTokensProvider;
  const known = package_.contributes.semanticTokenTypes.map((one) => one.id);
  assert.deepEqual([...legend.tokenTypes].sort(), known.sort());
  assert.deepEqual(
    legend.tokenModifiers, package_.contributes.semanticTokenModifiers.map((one) => one.id),
  );
  const { data } = await ask(SemanticTokensRequest);
  assert.deepEqual(
    [...data.slice(0, 4)], [0, 0, TEXT.indexOf("\n"), legend.tokenTypes.indexOf("heading")],
  );
});

test("what can stand in the settings", async () => {
  const settings = pathToFileURL(join(folder, "edition.toml")).href;
  const text = `${SETTINGS}paper = "`;
  await connection.sendNotification(DidOpenTextDocumentNotification.type, {
    textDocument: { uri: settings, languageId: "toml", version: 1, text },
  });
  const { items } = await connection.sendRequest(CompletionRequest.type, {
    textDocument: { uri: settings }, position: { line: 6, character: 9 },
  });
  assert.ok(items.some((one) => one.label === "a4"));
});
