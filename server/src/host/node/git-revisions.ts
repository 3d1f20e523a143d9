/**
 * Repositories and revisions: the working tree of a folder, and the commit that a choice comes to, or why there is none.
 */
import path from 'node:path';
import type { NoOldText, RevisionChoice } from '../../core/ports.ts';
import { git } from './git.ts';

export interface Failure {
  readonly state: 'none';
  readonly reason: NoOldText;
  readonly detail?: string;
}

export interface Commit {
  readonly id: string;
  readonly ref?: string;
}

const defaultBranches = ['origin/main', 'origin/master', 'main', 'master'];

/** The commit that a choice comes to. */
export function commitOf(root: string, choice: RevisionChoice): Promise<Commit | Failure> {
  return choice.kind === 'revision' ? revision(root, choice.ref) : mergeBase(root, choice.ref);
}

/** The working tree that a folder lies in. */
export async function rootOf(folder: string): Promise<string | Failure> {
  const answer = await git(folder, ['rev-parse', '--is-inside-work-tree', '--show-toplevel']);
  const [isInside, root] = answer.output.toString('utf8').split('\n');
  if (answer.code === 0 && root !== undefined && root !== '') return path.resolve(root);
  if (answer.isMissing) return failure('no-git');
  if (isInside === 'false') return failure('no-working-tree');
  return /not a git repository/i.test(answer.complaint)
    ? failure('no-repository')
    : failure('failed', answer.complaint);
}

async function resolve(root: string, ref: string): Promise<string | undefined> {
  // Such a text would be an option.
  if (ref.startsWith('-') || /[\0\n]/.test(ref)) return undefined;
  const { code, output } = await git(root, ['rev-parse', '--verify', '--quiet', `${ref}^{commit}`]);
  return code === 0 ? output.toString('utf8').trim() : undefined;
}

/** A clone has most branches of others as those of its origin alone. */
async function revision(root: string, ref: string): Promise<Commit | Failure> {
  const id = await resolve(root, ref);
  if (id !== undefined) return { id };
  const ofOrigin = await resolve(root, `origin/${ref}`);
  if (ofOrigin !== undefined) return { id: ofOrigin, ref: `origin/${ref}` };
  return /^(?:HEAD|@)$/.test(ref) ? failure('no-commits') : failure('no-revision', ref);
}

async function mergeBase(root: string, chosen: string | undefined): Promise<Commit | Failure> {
  const head = await revision(root, 'HEAD');
  if ('state' in head) return head;
  const ref = chosen ?? (await defaultBranch(root));
  if (ref === undefined) return failure('no-default-branch');
  const other = await revision(root, ref);
  if ('state' in other) return other;
  const { code, output } = await git(root, ['merge-base', head.id, other.id]);
  if (code === 0) return { id: output.toString('utf8').split('\n', 1)[0] ?? '', ref: other.ref ?? ref };
  const shallow = await git(root, ['rev-parse', '--is-shallow-repository']);
  return failure(shallow.output.toString('utf8').trim() === 'true' ? 'shallow' : 'no-merge-base', ref);
}

async function defaultBranch(root: string): Promise<string | undefined> {
  const { code, output } = await git(root, ['symbolic-ref', '--quiet', '--short', 'refs/remotes/origin/HEAD']);
  const stated = code === 0 ? [output.toString('utf8').trim()] : [];
  for (const ref of [...stated, ...defaultBranches]) if ((await resolve(root, ref)) !== undefined) return ref;
  return undefined;
}

export function failure(reason: NoOldText, detail?: string): Failure {
  return { state: 'none', reason, ...(detail !== undefined && { detail }) };
}
