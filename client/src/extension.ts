/**
 * The VS Code extension: starts the language server as a child process and adds what only an editor can do – commands
 * with pickers and the clipboard, and the status item. No logic of its own.
 */
import * as vscode from 'vscode';
import {
  LanguageClient,
  TransportKind,
  type LanguageClientOptions,
  type ServerOptions,
} from 'vscode-languageclient/node';
import { registerCommands } from './commands.ts';
import { documentSelector } from './documents.ts';
import { registerGitBaselines } from './git-baselines.ts';
import { registerPictures } from './pictures.ts';
import { registerStatus } from './status.ts';
import {
  otherYamlServerChanged,
  settingsSection,
  statusChanged,
  trustGranted,
  type InitializationOptions,
} from '../../server/src/lsp/protocol.ts';

let client: LanguageClient | undefined;

export async function activate(context: vscode.ExtensionContext): Promise<void> {
  const module = vscode.Uri.joinPath(context.extensionUri, 'dist', 'server-cached.cjs').fsPath;
  // What V8 makes of the server's code is kept where VS Code lets an extension keep what is its own.
  const env = { ...process.env, VIRTLENS_CODE_CACHE: vscode.Uri.joinPath(context.globalStorageUri, 'code').fsPath };
  const serverOptions: ServerOptions = {
    run: { module, transport: TransportKind.ipc, options: { env } },
    // Compiled anew: a debugger wants the code as it is written.
    debug: {
      module: vscode.Uri.joinPath(context.extensionUri, 'dist', 'server.cjs').fsPath,
      transport: TransportKind.ipc,
      options: { execArgv: ['--nolazy', '--inspect=6009'] },
    },
  };
  // Made anew for each start of the server: what is true now may have changed by then.
  const initializationOptions = (): InitializationOptions => ({
    commands: 'client',
    counters: context.extensionMode === vscode.ExtensionMode.Test || process.env['VIRTLENS_COUNTERS'] === '1',
    otherYamlServer: isOtherYamlServerThere(),
    impact: { git: 'client' },
    untrusted: !vscode.workspace.isTrusted,
    ...(vscode.l10n.bundle && { l10n: vscode.l10n.bundle }),
  });
  const clientOptions: LanguageClientOptions = {
    documentSelector,
    initializationOptions,
    diagnosticPullOptions: { onChange: true, onFocus: true },
  };
  client = new LanguageClient(settingsSection, 'VirtLens', serverOptions, clientOptions);
  context.subscriptions.push(client);
  registerCommands(context, client);
  // The client takes one listener for a notification, and several want to hear this one.
  const factsChanged = new vscode.EventEmitter<void>();
  context.subscriptions.push(
    factsChanged,
    client.onNotification(statusChanged, () => factsChanged.fire()),
  );
  registerStatus(context, client, factsChanged.event);
  registerPictures(context, { client, extension: context.extensionUri, factsChanged: factsChanged.event });
  registerGitBaselines(context, client);
  await client.start();
  context.subscriptions.push(
    vscode.extensions.onDidChange(() => tell(otherYamlServerChanged, { isThere: isOtherYamlServerThere() })),
    vscode.workspace.onDidGrantWorkspaceTrust(() => tell(trustGranted, {})),
  );
}

function tell(notification: string, params: object): void {
  client?.sendNotification(notification, params).catch((fault: unknown) => client?.warn(String(fault)));
}

/** The YAML extension checks syntax in the same files; it says it, and VirtLens does not say it again. */
function isOtherYamlServerThere(): boolean {
  return vscode.extensions.getExtension('redhat.vscode-yaml') !== undefined;
}

export async function deactivate(): Promise<void> {
  await client?.stop();
}
