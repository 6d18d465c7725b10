/** Starts `edition lsp` for the editions of a workspace, and says so where it cannot be started. */

import { ExtensionContext, commands, env, window, workspace } from "vscode";
import { LanguageClient, LanguageClientOptions, ServerOptions } from "vscode-languageclient/node";

const INSTALL = 'pip install "edition-pipeline[lsp]"';
const FILES = ["txt", "toml", "xml"];

let client: LanguageClient | undefined;

export async function activate(context: ExtensionContext): Promise<void> {
  context.subscriptions.push(
    commands.registerCommand("edition.restart", start),
    workspace.onDidChangeConfiguration(async (change) => {
      if (change.affectsConfiguration("edition.command")) {
        await start();
      }
    }),
  );
  await start();
}

export async function deactivate(): Promise<void> {
  await client?.dispose();
  client = undefined;
}

async function start(): Promise<void> {
  await deactivate();
  const command = workspace.getConfiguration("edition").get("command", "edition");
  const server: ServerOptions = { command, args: ["lsp"] };
  const options: LanguageClientOptions = {
    documentSelector: FILES.map((ending) => ({ scheme: "file", pattern: `**/*.${ending}` })),
    outputChannelName: "Edition",
  };
  client = new LanguageClient("edition", "Edition", server, options);
  try {
    await client.start();
  } catch {
    await advise(command);
  }
}

async function advise(command: string): Promise<void> {
  const copy = "Copy the command to install it";
  const show = "Show what it said";
  const said = `“${command} lsp” could not be started. Install it, or say where it is: edition.command.`;
  const chosen = await window.showErrorMessage(said, copy, show);
  if (chosen === copy) {
    await env.clipboard.writeText(INSTALL);
  } else if (chosen === show) {
    client?.outputChannel.show();
  }
}
