/**
 * What revisions come to in a repository of VS Code's git extension, by the same rules as where the server asks git itself
 * (`server/src/host/node/git-revisions.ts`).
 */
import type { OldText, RevisionChoice } from '../../server/src/lsp/protocol.ts';
import type { GitRepository } from './git-api.ts';

export type Failure = Extract<OldText, { state: 'none' }>;

export interface Commit {
  readonly id: string;
  readonly ref?: string;
}

const defaultBranches = ['origin/HEAD', 'origin/main', 'origin/master', 'main', 'master'];

/** The commit that a choice comes to, and its name where the choice leaves that open. */
export async function commitOf(repository: GitRepository, choice: RevisionChoice): Promise<Commit | Failure> {
  return choice.kind === 'revision' ? revision(repository, choice.ref) : mergeBase(repository, choice.ref);
}

async function revision(repository: GitRepository, ref: string): Promise<Commit | Failure> {
  const id = await resolve(repository, ref);
  if (id !== undefined) return { id };
  const ofOrigin = await resolve(repository, `origin/${ref}`);
  if (ofOrigin !== undefined) return { id: ofOrigin, ref: `origin/${ref}` };
  return /^(?:HEAD|@)$/.test(ref)
    ? { state: 'none', reason: 'no-commits' }
    : { state: 'none', reason: 'no-revision', detail: ref };
}

async function resolve(repository: GitRepository, ref: string): Promise<string | undefined> {
  // Such a text would be an option of git.
  if (ref.startsWith('-') || /[\0\n]/.test(ref)) return undefined;
  try {
    return (await repository.getCommit(`${ref}^{commit}`)).hash;
  } catch {
    return undefined;
  }
}

async function mergeBase(repository: GitRepository, chosen: string | undefined): Promise<Commit | Failure> {
  const head = await revision(repository, 'HEAD');
  if ('reason' in head) return head;
  const ref = chosen ?? (await defaultBranch(repository));
  if (ref === undefined) return { state: 'none', reason: 'no-default-branch' };
  const other = await revision(repository, ref);
  if ('reason' in other) return other;
  const id = await repository.getMergeBase(head.id, other.id).catch(() => undefined);
  return id ? { id, ref: other.ref ?? ref } : { state: 'none', reason: 'no-merge-base', detail: ref };
}

async function defaultBranch(repository: GitRepository): Promise<string | undefined> {
  for (const ref of defaultBranches) if ((await resolve(repository, ref)) !== undefined) return ref;
  return undefined;
}
