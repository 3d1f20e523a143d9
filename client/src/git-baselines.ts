/**
 * Old texts of files for the server, from VS Code's git extension: the server itself runs no program. Without that
 * extension, or while it is switched off, there is no old text, and the answer says why.
 */
import * as vscode from 'vscode';
import type { LanguageClient } from 'vscode-languageclient/node';
import { baselineChanged, clientRequests, type OldText, type RevisionChoice } from '../../server/src/lsp/protocol.ts';
import { addedStatuses, type GitApi, type GitChange, type GitExtension, type GitRepository } from './git-api.ts';
import { commitOf, type Failure } from './git-revisions.ts';

interface Asked {
  readonly uri: string;
  readonly choice: RevisionChoice;
}

/** How long git may take to come up before files count as having no old text. */
const patience = 10_000;
/** Milliseconds in which a repository tells of one change several times. */
const settles = 300;

/** What git's extension calls a path that a revision does not have. */
const unknownPath = 'UnknownPath';

export function registerGitBaselines(context: vscode.ExtensionContext, client: LanguageClient): void {
  const baselines = new GitBaselines((folders) => {
    if (!client.isRunning()) return;
    client
      .sendNotification(baselineChanged, folders ? { folders } : {})
      .catch((fault: unknown) => client.warn(String(fault)));
  });
  context.subscriptions.push(
    baselines,
    client.onRequest(clientRequests.baselineText, (asked: Asked & { maxBytes: number }) =>
      baselines.textOf(asked, asked.maxBytes),
    ),
    client.onRequest(clientRequests.changedFiles, (asked: Asked) => baselines.changedFiles(asked)),
  );
}

/** Answers the server's questions; `changed` is told the folders of repositories in another state. */
export class GitBaselines implements vscode.Disposable {
  private readonly subscriptions: vscode.Disposable[] = [];
  private readonly watched = new Map<GitRepository, Watched>();
  private extension: GitExtension | undefined;

  constructor(private readonly changed: (folders: readonly string[] | undefined) => void) {
    this.subscriptions.push(vscode.extensions.onDidChange(() => this.connectAgain()));
  }

  dispose(): void {
    for (const subscription of [...this.subscriptions, ...this.watched.values()]) subscription.dispose();
  }

  async textOf({ uri, choice }: Asked, maxBytes: number): Promise<OldText> {
    const file = vscode.Uri.parse(uri);
    const found = await this.find(file);
    if ('reason' in found) return found;
    const commit = await commitOf(found, choice);
    if ('reason' in commit) return commit;
    const ref = commit.ref === undefined ? {} : { ref: commit.ref };
    this.watch(found, choice, commit.id);
    const old = await oldPlace(found, commit.id, file);
    if (!old) return { state: 'new', ...ref };
    if (!old.mode.startsWith('100')) return { state: 'none', reason: 'no-text' };
    if (old.size > maxBytes) return { state: 'none', reason: 'too-large' };
    const text = await found.show(commit.id, old.uri.fsPath);
    if (text.startsWith('version https://git-lfs.github.com/spec/')) return { state: 'none', reason: 'no-text' };
    return { state: 'text', text, uri: old.uri.toString() === file.toString() ? uri : old.uri.toString(), ...ref };
  }

  async changedFiles({ uri, choice }: Asked): Promise<readonly string[]> {
    const found = await this.find(vscode.Uri.parse(uri));
    if ('reason' in found) return [];
    const commit = await commitOf(found, choice);
    if ('reason' in commit) return [];
    this.watch(found, choice, commit.id);
    const changes = (await found.diffWith(commit.id)).filter(({ status }) => !addedStatuses.has(status));
    return [...new Set(changes.map(({ originalUri }) => originalUri.toString()))].sort();
  }

  private async find(file: vscode.Uri): Promise<GitRepository | Failure> {
    if (file.scheme !== 'file') return { state: 'none', reason: 'no-repository' };
    const api = await this.api();
    if (!api) return { state: 'none', reason: 'git-off' };
    return api.getRepository(file) ?? { state: 'none', reason: 'no-repository' };
  }

  // The extension

  private async api(): Promise<GitApi | undefined> {
    const found = vscode.extensions.getExtension<GitExtension>('vscode.git');
    if (!found) return undefined;
    try {
      const extension = found.isActive ? found.exports : await found.activate();
      this.connect(extension);
      if (!extension.enabled) return undefined;
      const api = extension.getAPI(1);
      if (api.state !== 'initialized') await initialized(api);
      return api;
    } catch {
      // It throws where it is switched off, or finds no git.
      return undefined;
    }
  }

  private connect(extension: GitExtension): void {
    if (this.extension === extension) return;
    this.extension = extension;
    this.subscriptions.push(
      extension.onDidChangeEnablement(() => {
        this.subscribe(extension);
        this.changed(undefined);
      }),
    );
    this.subscribe(extension);
  }

  private subscribe(extension: GitExtension): void {
    if (!extension.enabled) return;
    const api = extension.getAPI(1);
    const tell = ({ rootUri }: GitRepository): void => this.changed([folderOf(rootUri)]);
    this.subscriptions.push(
      api.onDidOpenRepository(tell),
      api.onDidCloseRepository((repository) => {
        this.watched.get(repository)?.dispose();
        this.watched.delete(repository);
        tell(repository);
      }),
    );
  }

  /** Installed, removed, switched on or off. */
  private connectAgain(): void {
    const isThere = vscode.extensions.getExtension('vscode.git') !== undefined;
    if (isThere === (this.extension !== undefined)) return;
    if (!isThere) this.extension = undefined;
    this.changed(undefined);
  }

  private watch(repository: GitRepository, choice: RevisionChoice, commit: string): void {
    let watched = this.watched.get(repository);
    if (!watched) {
      watched = new Watched(repository, () => this.changed([folderOf(repository.rootUri)]));
      this.watched.set(repository, watched);
    }
    watched.add(choice, commit);
  }
}

/** A repository that was asked: tells when a revision that somebody wanted is another commit, or other files differ. */
class Watched implements vscode.Disposable {
  private readonly commits = new Map<string, { readonly choice: RevisionChoice; readonly commit: string }>();
  private readonly subscription: vscode.Disposable;
  private files: string;
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly repository: GitRepository,
    private readonly changed: () => void,
  ) {
    this.files = this.changedFiles();
    this.subscription = repository.state.onDidChange(() => {
      clearTimeout(this.timer);
      this.timer = setTimeout(() => void this.look(), settles);
    });
  }

  dispose(): void {
    clearTimeout(this.timer);
    this.subscription.dispose();
  }

  add(choice: RevisionChoice, commit: string): void {
    this.commits.set(JSON.stringify(choice), { choice, commit });
  }

  private async look(): Promise<void> {
    const files = this.changedFiles();
    let isChanged = files !== this.files;
    this.files = files;
    for (const [key, { choice, commit }] of this.commits) {
      const now = await commitOf(this.repository, choice);
      const id = 'reason' in now ? now.reason : now.id;
      if (id !== commit) isChanged = true;
      this.commits.set(key, { choice, commit: id });
    }
    if (isChanged) this.changed();
  }

  private changedFiles(): string {
    const { indexChanges, workingTreeChanges, untrackedChanges = [] } = this.repository.state;
    const line = ({ uri, originalUri, status }: GitChange): string => `${status} ${originalUri.path} ${uri.path}`;
    return [indexChanges, workingTreeChanges, untrackedChanges]
      .map((list) => list.map(line).sort().join('\n'))
      .join('\n\n');
  }
}

async function initialized(api: GitApi): Promise<void> {
  await new Promise<void>((resolve) => {
    const timer = setTimeout(done, patience);
    const subscription = api.onDidChangeState(() => {
      if (api.state === 'initialized') done();
    });
    function done(): void {
      clearTimeout(timer);
      subscription.dispose();
      resolve();
    }
  });
}

// Files

/** Where a file lay in a commit. */
async function oldPlace(
  repository: GitRepository,
  commit: string,
  file: vscode.Uri,
): Promise<{ readonly uri: vscode.Uri; readonly mode: string; readonly size: number } | undefined> {
  const here = await details(repository, commit, file);
  if (here) return here;
  const renamed = (await repository.diffWith(commit)).find(
    ({ uri, renameUri, originalUri }) =>
      (renameUri ?? uri).toString() === file.toString() && originalUri.toString() !== file.toString(),
  );
  return renamed && details(repository, commit, renamed.originalUri);
}

async function details(
  repository: GitRepository,
  commit: string,
  uri: vscode.Uri,
): Promise<{ readonly uri: vscode.Uri; readonly mode: string; readonly size: number } | undefined> {
  try {
    const { mode, size } = await repository.getObjectDetails(commit, uri.fsPath);
    return { uri, mode, size };
  } catch (fault) {
    // Nothing stood there; anything else is no answer.
    if ((fault as { gitErrorCode?: unknown }).gitErrorCode === unknownPath) return undefined;
    throw fault;
  }
}

function folderOf(root: vscode.Uri): string {
  const text = root.toString();
  return text.endsWith('/') ? text : `${text}/`;
}
