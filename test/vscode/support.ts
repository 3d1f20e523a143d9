/**
 * What the suites inside VS Code share: opening documents, asking the editor's providers until they answer, editing and
 * taking edits back, settings. Everything waits by asking again, never by sleeping a fixed time, and tells how often it
 * had to ask: VS Code now and then answers a provider request with nothing while its own requests are on their way.
 */
import * as assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as vscode from 'vscode';

const extensionId = 'virtlens.virtlens';
const pause = 100;
const defaultLimit = 20_000;

/** Puts a line beside the suite's results: what one wants to see in the log though nothing failed. */
export function note(line: string): void {
  const file = process.env['VIRTLENS_TEST_NOTES'];
  if (file) fs.appendFileSync(file, `${line}\n`);
}

/** A value with the number of times it was asked for. */
export interface Answer<T> {
  readonly value: T;
  readonly tries: number;
}

/**
 * Asks `get` every 100 ms until it gives something other than undefined. After `limit` ms it throws an error that names
 * `what` and the last error `get` threw, if any.
 */
export async function poll<T>(
  what: string,
  get: () => T | undefined | PromiseLike<T | undefined>,
  limit = defaultLimit,
): Promise<Answer<T>> {
  const end = Date.now() + limit;
  let lastError: unknown;
  for (let tries = 1; ; tries++) {
    try {
      const value = await get();
      if (value !== undefined) {
        if (tries > 1) note(`${what}: ${tries} tries`);
        return { value, tries };
      }
      lastError = undefined;
    } catch (error) {
      lastError = error;
    }
    if (Date.now() > end) {
      throw new Error(
        `not seen within ${limit} ms: ${what} (asked ${tries} times)${lastError ? `\n${String(lastError)}` : ''}`,
      );
    }
    await new Promise((resolve) => setTimeout(resolve, pause));
  }
}

/** As {@link poll}, the value alone. */
export async function until<T>(
  what: string,
  get: () => T | undefined | PromiseLike<T | undefined>,
  limit = defaultLimit,
): Promise<T> {
  return (await poll(what, get, limit)).value;
}

/** Waits until `check` no longer throws; the assertion's own message is in the error otherwise. */
export async function untilHolds(
  what: string,
  check: () => void | PromiseLike<void>,
  limit = defaultLimit,
): Promise<void> {
  await poll(
    what,
    async () => {
      await check();
      return true;
    },
    limit,
  );
}

/** The installed extension, activated. Throws where it is not installed. */
export async function activateVirtLens(): Promise<vscode.Extension<unknown>> {
  const extension = vscode.extensions.getExtension(extensionId);
  assert.ok(extension, `${extensionId} is installed`);
  await extension.activate();
  return extension;
}

/** A file of the opened folder, by its path relative to it. */
export function workspaceUri(relative: string): vscode.Uri {
  const folder = vscode.workspace.workspaceFolders?.[0];
  assert.ok(folder, 'a folder is open');
  return vscode.Uri.joinPath(folder.uri, relative);
}

/** Opens a file of the workspace, or any URI, in the editor. */
export async function openDocument(file: string | vscode.Uri): Promise<vscode.TextEditor> {
  const document = await vscode.workspace.openTextDocument(typeof file === 'string' ? workspaceUri(file) : file);
  return vscode.window.showTextDocument(document, { preview: false });
}

/** Opens an untitled YAML document with this text. */
export async function openText(content: string, language = 'yaml'): Promise<vscode.TextEditor> {
  return vscode.window.showTextDocument(await vscode.workspace.openTextDocument({ language, content }));
}

/** Takes back every edit since the last save, as `File: Revert File` does. The document must have a file. */
export async function revertDocument(document: vscode.TextDocument): Promise<void> {
  await vscode.window.showTextDocument(document);
  await vscode.commands.executeCommand('workbench.action.files.revert');
  await until(`${document.uri.path} to be clean`, () => (document.isDirty ? undefined : true));
}

/** Closes every editor without asking; unsaved text is lost. The editor's own files, such as its settings, are its own business. */
export async function closeAllEditors(): Promise<void> {
  for (const document of vscode.workspace.textDocuments) {
    if (document.isDirty && vscode.workspace.getWorkspaceFolder(document.uri)) await revertDocument(document);
  }
  while (vscode.window.activeTextEditor)
    await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
  await vscode.commands.executeCommand('workbench.action.closeAllEditors');
}

/**
 * Where the `occurrence`-th `text` stands in the document (counted from 0). Throws where it does not.
 */
export function rangeOf(document: vscode.TextDocument, text: string, occurrence = 0): vscode.Range {
  let offset = -1;
  for (let i = 0; i <= occurrence; i++) {
    offset = document.getText().indexOf(text, offset + 1);
    assert.notEqual(offset, -1, `${JSON.stringify(text)} stands in ${document.uri.path} ${occurrence + 1} times`);
  }
  return new vscode.Range(document.positionAt(offset), document.positionAt(offset + text.length));
}

/** Replaces a stretch of text (the first occurrence, or a range) as one edit that can be undone. */
export async function replaceText(
  document: vscode.TextDocument,
  target: string | vscode.Range,
  text: string,
): Promise<void> {
  const edit = new vscode.WorkspaceEdit();
  edit.replace(document.uri, typeof target === 'string' ? rangeOf(document, target) : target, text);
  assert.equal(await vscode.workspace.applyEdit(edit), true, 'the edit is taken');
}

/** The label of an inlay hint as one string. */
export function hintLabel(hint: vscode.InlayHint): string {
  return typeof hint.label === 'string' ? hint.label : hint.label.map((part) => part.value).join('');
}

/** Inlay hints of a range (the whole document if none), as the editor gets them at this moment; maybe none. */
export async function inlayHints(
  document: vscode.TextDocument,
  range = wholeRange(document),
): Promise<vscode.InlayHint[]> {
  const command = 'vscode.executeInlayHintProvider';
  return (await vscode.commands.executeCommand<vscode.InlayHint[] | undefined>(command, document.uri, range)) ?? [];
}

/** Polls the inlay hints until `wanted` says yes (default: until there is one). */
export async function waitForHints(
  document: vscode.TextDocument,
  wanted: (hints: readonly vscode.InlayHint[]) => boolean = (hints) => hints.length > 0,
): Promise<Answer<readonly vscode.InlayHint[]>> {
  return pollProvider(
    'inlay hints',
    () => inlayHints(document),
    wanted,
    (hint) => hintLabel(hint),
  );
}

/** Polls VirtLens's diagnostics of a document until `wanted` says yes. */
export async function waitForDiagnostics(
  uri: vscode.Uri,
  wanted: (diagnostics: readonly vscode.Diagnostic[]) => boolean,
): Promise<Answer<readonly vscode.Diagnostic[]>> {
  return pollProvider(
    'diagnostics',
    () => ownDiagnostics(uri),
    wanted,
    (each) => `${ruleOf(each)}: ${each.message}`,
  );
}

/** VirtLens's diagnostics of a document at this moment. */
export function ownDiagnostics(uri: vscode.Uri): vscode.Diagnostic[] {
  return vscode.languages.getDiagnostics(uri).filter((diagnostic) => diagnostic.source === 'virtlens');
}

/** The rule id a diagnostic carries. */
export function ruleOf(diagnostic: vscode.Diagnostic): string {
  return String(typeof diagnostic.code === 'object' ? diagnostic.code.value : diagnostic.code);
}

/** Polls the hover at a position; the answer is the Markdown of all hovers, joined by a rule. */
export async function waitForHover(
  document: vscode.TextDocument,
  position: vscode.Position,
  wanted: (markdown: string) => boolean = (markdown) => markdown !== '',
): Promise<Answer<string>> {
  let last = '';
  const answer = poll(`hover at ${position.line}:${position.character}`, async () => {
    const command = 'vscode.executeHoverProvider';
    const hovers =
      (await vscode.commands.executeCommand<vscode.Hover[] | undefined>(command, document.uri, position)) ?? [];
    last = hovers
      .flatMap((hover) => hover.contents)
      .map((content) => (typeof content === 'string' ? content : content.value))
      .join('\n---\n');
    return wanted(last) ? last : undefined;
  });
  return answer.catch((error: Error) => {
    throw new Error(`${error.message}\nlast seen:\n${last}`, { cause: error });
  });
}

/** Polls the code lenses of a document, resolved. */
export async function waitForCodeLenses(
  document: vscode.TextDocument,
  wanted: (lenses: readonly vscode.CodeLens[]) => boolean = (lenses) => lenses.length > 0,
): Promise<Answer<readonly vscode.CodeLens[]>> {
  const command = 'vscode.executeCodeLensProvider';
  const ask = async (): Promise<vscode.CodeLens[]> =>
    (await vscode.commands.executeCommand<vscode.CodeLens[] | undefined>(command, document.uri, 1000)) ?? [];
  return pollProvider('code lenses', ask, wanted, (lens) => lens.command?.title ?? '(unresolved)');
}

/** Polls the code actions of a range until one has this title (a string in full, or a pattern). */
export async function waitForCodeAction(
  document: vscode.TextDocument,
  range: vscode.Range,
  title: string | RegExp,
  kind?: vscode.CodeActionKind,
): Promise<Answer<vscode.CodeAction>> {
  const matches = (action: vscode.CodeAction): boolean =>
    typeof title === 'string' ? action.title === title : title.test(action.title);
  const { value, tries } = await waitForCodeActions(document, range, (actions) => actions.some(matches), kind);
  return { value: value.find(matches)!, tries };
}

/** Polls the code actions of a range until `wanted` says yes. Edits are resolved. */
export async function waitForCodeActions(
  document: vscode.TextDocument,
  range: vscode.Range,
  wanted: (actions: readonly vscode.CodeAction[]) => boolean,
  kind?: vscode.CodeActionKind,
): Promise<Answer<readonly vscode.CodeAction[]>> {
  const command = 'vscode.executeCodeActionProvider';
  const ask = async (): Promise<vscode.CodeAction[]> =>
    (await vscode.commands.executeCommand<vscode.CodeAction[] | undefined>(
      command,
      document.uri,
      range,
      kind?.value,
      100,
    )) ?? [];
  return pollProvider('code actions', ask, wanted, (action) => action.title);
}

/** Applies a code action as the editor's menu does: its edit, then its command. */
export async function applyCodeAction(action: vscode.CodeAction): Promise<void> {
  assert.ok(action.edit ?? action.command, `${action.title} does something`);
  if (action.edit) assert.equal(await vscode.workspace.applyEdit(action.edit), true, `${action.title} is taken`);
  if (action.command)
    await vscode.commands.executeCommand(action.command.command, ...((action.command.arguments ?? []) as unknown[]));
}

/** Sets `virtlens.<name>` for the workspace while `body` runs, then puts back what was there. */
export async function withSetting(name: string, value: unknown, body: () => Promise<void>): Promise<void> {
  const before = vscode.workspace.getConfiguration('virtlens').inspect(name)?.workspaceValue;
  await setSetting(name, value);
  try {
    await body();
  } finally {
    await setSetting(name, before);
  }
}

/** Sets `virtlens.<name>` for the workspace; undefined takes it away. */
export async function setSetting(name: string, value: unknown): Promise<void> {
  await vscode.workspace.getConfiguration('virtlens').update(name, value, vscode.ConfigurationTarget.Workspace);
}

function wholeRange(document: vscode.TextDocument): vscode.Range {
  return new vscode.Range(0, 0, document.lineCount, 0);
}

async function pollProvider<T>(
  what: string,
  ask: () => readonly T[] | PromiseLike<readonly T[]>,
  wanted: (items: readonly T[]) => boolean,
  describe: (item: T) => string,
): Promise<Answer<readonly T[]>> {
  let last: readonly T[] = [];
  try {
    return await poll(what, async () => {
      last = await ask();
      return wanted(last) ? last : undefined;
    });
  } catch (error) {
    throw new Error(`${(error as Error).message}\nlast seen:\n  ${last.map(describe).join('\n  ') || '(none)'}`, {
      cause: error,
    });
  }
}
