// The extension as it is bundled, with VS Code's own language client in it, against the server. What
// VS Code itself would do stands below: it keeps what is registered and what is found.

import assert from "node:assert/strict";
import { mkdtemp, writeFile } from "node:fs/promises";
import Module from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { build } from "esbuild";
import { createVSCodeMock } from "jest-mock-vscode";
import { SETTINGS, TEXT } from "./letters.mjs";

const NOTHING = { dispose() {} };
const [command, ...rest] = (process.env.EDITION_COMMAND ?? "edition").split(" ");

const providers = new Map(); // by the name of what they provide
const found = new Map(); // diagnostics by file
const told = [];
const fn = (call = () => undefined) => (...given) => call(...given);
const mock = createVSCodeMock({ fn, mock() {}, spyOn() {} });
const token = { isCancellationRequested: false, onCancellationRequested: () => NOTHING };
let document, extension, folder;

/** A part of the interface; what is not known of it is an event that never comes, or does nothing. */
const part = (known = {}) => new Proxy(known, {
  get: (all, name) => (name in all ? all[name] : () => NOTHING),
});

class Source {
  token = token;
  cancel() {}
  dispose() {}
}

const parts = {
  CancellationTokenSource: Source,
  CancellationError: Error,
  CodeActionTriggerKind: { Invoke: 1, Automatic: 2 },
  Hover: class {
    constructor(contents) { this.contents = [contents].flat(); }
  },
  InlayHint: class {},
  env: part({ appName: "test", language: "en" }),
  extensions: part({ getExtension: () => undefined }),
  commands: part(),
  window: part({
    visibleTextEditors: [],
    tabGroups: part({ all: [] }),
    createOutputChannel: () => part({ append: (said) => told.push(said), appendLine: (said) => told.push(said) }),
    showErrorMessage: async (said) => told.push(said),
    withProgress: async (_, run) => run({ report() {} }, token),
  }),
  workspace: part({
    get textDocuments() { return [document]; },
    notebookDocuments: [],
    workspaceFolders: undefined,
    getWorkspaceFolder: () => undefined,
    getConfiguration: () => ({ get: (key, otherwise) => (key === "command" ? command : otherwise) }),
    createFileSystemWatcher: () => part(),
  }),
  languages: part({
    match: () => 10,
    createDiagnosticCollection: () => part({
      set: (uri, some) => found.set(String(uri), some),
      delete: (uri) => found.delete(String(uri)),
    }),
    ...Object.fromEntries(
      ["CompletionItem", "Hover", "Definition", "Reference", "DocumentSymbol", "CodeActions", "DocumentSemanticTokens"]
        .map((name) => [`register${name}Provider`, (_, provider) => { providers.set(name, provider); return NOTHING; }]),
    ),
  }),
};
const vscode = new Proxy(mock, { get: (all, name) => parts[name] ?? all[name] });

function at(words, beyond = 0) {
  const lines = TEXT.slice(0, TEXT.indexOf(words)).split("\n");
  return new mock.Position(lines.length - 1, lines.at(-1).length + beyond);
}

const here = (range) => TEXT.split("\n")[range.start.line].slice(range.start.character, range.end.character);

async function until(holds) {
  for (let turn = 0; turn < 600 && !holds(); turn += 1) await new Promise((go) => setTimeout(go, 100));
  assert.ok(holds(), told.join("\n"));
}

before(async () => {
  folder = await mkdtemp(join(tmpdir(), "letters-"));
  await writeFile(join(folder, "edition.toml"), SETTINGS);
  await writeFile(join(folder, "d1.txt"), TEXT);
  const outfile = join(folder, "extension.cjs");
  await build({
    entryPoints: ["src/extension.ts"], bundle: true, platform: "node", external: ["vscode"], outfile,
  });
  document = {
    uri: mock.Uri.file(join(folder, "d1.txt")), languageId: "plaintext", version: 1, isClosed: false,
    getText: () => TEXT,
  };
  const load = Module._load;
  Module._load = (name, ...more) => (name === "vscode" ? vscode : load(name, ...more));
  extension = Module.createRequire(outfile)(outfile);
  assert.deepEqual(rest, [], "the extension takes a command without arguments");
  await extension.activate({ subscriptions: [] });
  await until(() => found.get(String(document.uri))?.length);
});

after(() => extension.deactivate());

test("what is found stands at its words", () => {
  const [one] = found.get(String(document.uri)).filter(({ code }) => (code.value ?? code) === "T131");
  assert.equal(here(one.range), "the the");
});

test("a fix and a decision are offered", async () => {
  const range = new mock.Range(at("the the"), at("the the", 7));
  const context = { diagnostics: found.get(String(document.uri)), triggerKind: 1 };
  const given = await providers.get("CodeActions").provideCodeActions(document, range, context, token);
  assert.ok(given.some(({ title, edit }) => title.startsWith("T131") && edit), String(given.map(({ title }) => title)));
});

test("the finding is explained where one points", async () => {
  const hover = await providers.get("Hover").provideHover(document, at("the the"), token);
  assert.match(hover.contents.map(({ value }) => value).join(), /T131/);
});

test("a marker leads to its note, and a note to all that leads there", async () => {
  const [led] = await providers.get("Definition").provideDefinition(document, at("port1", 4), token);
  assert.equal(here(led.range), "1");
  assert.equal(led.range.start.line, 8);
  const asked = [document, at("First note", -3), { includeDeclaration: false }, token];
  const references = await providers.get("Reference").provideReferences(...asked);
  assert.deepEqual(references.map(({ range }) => range.start.line), [4, 6]);
});

test("the outline, the colours and what can be typed come over", async () => {
  const symbols = await providers.get("DocumentSymbol").provideDocumentSymbols(document, token);
  assert.match(symbols[0].name, /Consul/);
  const colours = await providers.get("DocumentSemanticTokens").provideDocumentSemanticTokens(document, token);
  assert.ok(colours.data.length >= 10);
  const typed = await providers.get("CompletionItem")
    .provideCompletionItems(document, at("Document 1", 9), token, { triggerKind: 0 });
  assert.deepEqual(typed.items.map(({ label }) => label), ["1"]);
});
