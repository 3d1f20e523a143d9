/** Commands of the palette and of code lenses: pickers, clipboard and editors around requests to the server. */
import * as vscode from 'vscode';
import { ReferencesRequest, type LanguageClient, type WorkspaceEdit } from 'vscode-languageclient/node';
import { clientCommands, commands, requests, type FoundNetwork } from '../../server/src/lsp/protocol.ts';
import { addNetwork } from './add-network.ts';
import { chooseBaseline } from './choose-baseline.ts';
import { chooseVm, isTarget, targetOfEditor, titleOf } from './choose-vm.ts';
import { createNad } from './create-nad.ts';
import { SampleOpener } from './open-sample.ts';
import { reportProblem } from './report-problem.ts';
import { firstSteps, walkthrough } from './samples.ts';
import { openUntitled } from './untitled.ts';

export function registerCommands(context: vscode.ExtensionContext, client: LanguageClient): void {
  const register = (id: string, run: (...args: unknown[]) => Promise<unknown>): void => {
    context.subscriptions.push(vscode.commands.registerCommand(id, run));
  };

  register(commands.copyAnnotation, async (argument) => {
    const vm = await chooseVm(client, argument, (choice) => choice.annotation !== undefined);
    if (!vm?.annotation) return undefined;
    await vscode.env.clipboard.writeText(vm.annotation);
    vscode.window.setStatusBarMessage(vscode.l10n.t('Copied the networks annotation of {0}', titleOf(vm)), 4000);
    return vm.annotation;
  });

  register(commands.showAnnotations, async (argument) => {
    const vm = await chooseVm(client, argument, () => true);
    if (!vm) return undefined;
    const document = await vscode.workspace.openTextDocument(vscode.Uri.parse(vm.document));
    await vscode.window.showTextDocument(document, {
      viewColumn: vscode.ViewColumn.Beside,
      preview: true,
      preserveFocus: true,
    });
    return document.uri.toString();
  });

  register(commands.explainImpact, async (argument) => {
    const vm = await chooseVm(client, argument, () => true);
    return vm && showMarkdown(vm.explanation);
  });

  register(commands.explainVm, async (argument) => {
    const vm = await chooseVm(client, argument, () => true, { pods: true });
    return vm && showMarkdown(vm.story);
  });

  register(commands.insertAnnotation, async (argument) => {
    const target = isTarget(argument) ? argument : targetOfEditor();
    if (!target) return undefined;
    const vm = await chooseVm(client, { uri: target.uri }, (choice) => choice.annotation !== undefined);
    if (!vm) return undefined;
    const edit = await client.sendRequest<WorkspaceEdit | null>(requests.annotationEdit, { target, vm });
    if (!edit) {
      void vscode.window.showInformationMessage(
        vscode.l10n.t('Place the cursor in a Pod manifest or in an annotations block of another object.'),
      );
      return undefined;
    }
    return vscode.workspace.applyEdit(await client.protocol2CodeConverter.asWorkspaceEdit(edit));
  });

  register(commands.findNetworkByHash, async (argument) => {
    const name =
      typeof argument === 'string'
        ? argument
        : await vscode.window.showInputBox({
            title: vscode.l10n.t('Find a network by its derived name'),
            prompt: vscode.l10n.t('A Pod interface, tap, bridge or NIC, as seen on the cluster'),
            placeHolder: 'pod16477688c0e',
            value: selectedName(),
          });
    if (!name) return undefined;
    const found = await client.sendRequest<FoundNetwork[]>(requests.findNetwork, { name });
    const place = found.length > 1 ? await chooseNetwork(found) : found[0];
    if (!place) {
      if (found.length === 0)
        void vscode.window.showInformationMessage(vscode.l10n.t('No known VM has a network called {0}.', name));
      return undefined;
    }
    const range = client.protocol2CodeConverter.asRange(place.range);
    await vscode.window.showTextDocument(vscode.Uri.parse(place.uri), { selection: range });
    return place.network;
  });

  register(commands.addNetwork, (...args) => addNetwork(client, ...args));
  register(commands.chooseBaseline, (argument) => chooseBaseline(client, argument));
  register(commands.createNad, (...args) => createNad(client, ...args));

  const opener = new SampleOpener(context.extensionUri, client);
  context.subscriptions.push(opener);
  register(firstSteps.openSample, (argument, command) => opener.open(argument, command));
  register(firstSteps.openWalkthrough, async () =>
    vscode.commands.executeCommand('workbench.action.openWalkthrough', walkthrough, false),
  );
  const { bugs } = context.extension.packageJSON as { bugs: { url: string } };
  register(commands.reportProblem, () => reportProblem(client, `${bugs.url}/new`));

  register(clientCommands.showText, async (text) => {
    if (typeof text !== 'string') return undefined;
    const document = await openUntitled('yaml', text);
    await vscode.window.showTextDocument(document, { viewColumn: vscode.ViewColumn.Beside, preserveFocus: true });
    return document.uri.toString();
  });

  register(clientCommands.showReferences, (argument) => showReferences(client, argument));
}

/** Beside the manifest, as a preview. */
async function showMarkdown(virtual: string): Promise<string> {
  const uri = vscode.Uri.parse(virtual);
  const document = await vscode.workspace.openTextDocument(uri);
  // Without VS Code's own Markdown extension the text has to do.
  const isShown = await vscode.commands.executeCommand('markdown.showPreviewToSide', uri).then(
    () => true,
    () => false,
  );
  if (!isShown)
    await vscode.window.showTextDocument(document, { viewColumn: vscode.ViewColumn.Beside, preserveFocus: true });
  return document.uri.toString();
}

/** References as the server finds them, the declaration left out, in the editor's own view of them. */
async function showReferences(client: LanguageClient, argument: unknown): Promise<unknown> {
  if (!isTarget(argument) || !argument.position) return undefined;
  const { uri, position } = argument;
  const found = await client.sendRequest(ReferencesRequest.type, {
    textDocument: { uri },
    position,
    context: { includeDeclaration: false },
  });
  return vscode.commands.executeCommand(
    'editor.action.showReferences',
    vscode.Uri.parse(uri),
    client.protocol2CodeConverter.asPosition(position),
    await client.protocol2CodeConverter.asReferences(found),
  );
}

async function chooseNetwork(found: readonly FoundNetwork[]): Promise<FoundNetwork | undefined> {
  const picked = await vscode.window.showQuickPick(
    found.map((place) => ({ label: place.network, description: place.vm, detail: place.podInterface, place })),
    { title: vscode.l10n.t('Which network?') },
  );
  return picked?.place;
}

/** The word under the cursor when it looks like a derived name. */
function selectedName(): string {
  const editor = vscode.window.activeTextEditor;
  const range = editor?.document.getWordRangeAtPosition(editor.selection.active, /[a-z0-9-]+/i);
  const word = editor && range ? editor.document.getText(range) : '';
  return /^(pod|tap|k6t-)?[0-9a-f]{11}(-nic)?$/.test(word) ? word : '';
}
