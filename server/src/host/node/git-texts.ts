/**
 * Old texts of files from their git repositories, behind the core's port. Asks git what stood in a commit and which files
 * differ; what a repository's configuration would run on its files is switched off. What is read holds until
 * `invalidate` is called.
 */
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, realpathSync, statSync } from 'node:fs';
import path from 'node:path';
import { URI } from 'vscode-uri';
import type { OldText, RevisionChoice, RevisionTexts } from '../../core/ports.ts';
import { pathOf } from './file-system.ts';
import { commitOf, failure, rootOf, type Commit, type Failure } from './git-revisions.ts';
import { git } from './git.ts';

/** A file in its repository. */
interface TrackedFile {
  readonly root: string;
  /** From the root, with slashes. */
  readonly name: string;
  /** Where it is now; undefined for one that is not there. */
  readonly file: string | undefined;
  /** The root as the file's URI spells it: links lead to it. */
  readonly spelledRoot: string;
}

/** An entry of a folder in a commit. */
interface Entry {
  readonly mode: string;
  readonly object: string;
  readonly size: number;
}

/** Files that the index has otherwise than a commit, or the disk otherwise than the index. */
interface Changes {
  /** By where they lay in the commit. */
  readonly files: readonly string[];
  /** Where renamed files lay, by where they lie now. */
  readonly renamed: ReadonlyMap<string, string>;
}

export class GitTexts implements RevisionTexts {
  /** What was asked of git, each question once. */
  private readonly asked = new Map<string, Promise<unknown>>();
  private readonly listeners: ((folders: readonly string[] | undefined) => void)[] = [];

  async textOf(uri: string, choice: RevisionChoice, maxBytes: number): Promise<OldText> {
    const found = await this.locate(uri);
    if ('state' in found) return found;
    const commit = await this.commit(found.root, choice);
    if ('state' in commit) return commit;
    const ref = commit.ref === undefined ? {} : { ref: commit.ref };
    let { name } = found;
    let entry = await this.entry(found.root, commit.id, name);
    if (!entry) {
      const before = (await this.changes(found.root, commit.id)).renamed.get(name);
      if (before === undefined) return { state: 'new', ...ref };
      name = before;
      entry = await this.entry(found.root, commit.id, name);
    }
    if (entry && 'state' in entry) return entry;
    if (!entry || entry.mode === '040000') return { state: 'new', ...ref };
    if (!entry.mode.startsWith('100')) return failure('no-text');
    if (entry.size > maxBytes) return failure('too-large');
    const text = textOnDisk(found, entry) ?? (await this.blob(found.root, entry.object));
    if (typeof text !== 'string') return text;
    if (text.startsWith('version https://git-lfs.github.com/spec/')) return failure('no-text');
    return { state: 'text', text, uri: name === found.name ? uri : uriOf(found.spelledRoot, name), ...ref };
  }

  async changedFiles(uri: string, choice: RevisionChoice): Promise<readonly string[]> {
    const found = await this.locate(uri);
    if ('state' in found) return [];
    const commit = await this.commit(found.root, choice);
    if ('state' in commit) return [];
    const { files } = await this.changes(found.root, commit.id);
    return files.map((name) => uriOf(found.spelledRoot, name));
  }

  onChanged(listener: (folders: readonly string[] | undefined) => void): void {
    this.listeners.push(listener);
  }

  invalidate(folders?: readonly string[]): void {
    this.asked.clear();
    for (const listener of this.listeners) listener(folders);
  }

  // Places

  private async locate(uri: string): Promise<TrackedFile | Failure> {
    const spelled = pathOf(uri);
    if (spelled === undefined) return failure('no-repository');
    // Of a file that is not there, the folder that is there still tells the repository.
    const there = existingFile(spelled);
    const real = realPath(there) ?? there;
    const file = there === spelled ? real : undefined;
    const folder = file === undefined ? real : path.dirname(file);
    const root = await this.once(`root ${repositoryFolder(folder)}`, () => rootOf(folder));
    if (typeof root !== 'string') return root;
    const name = path.relative(root, path.join(real, path.relative(there, spelled))).replaceAll(path.sep, '/');
    if (name === '' || name.startsWith('../') || path.isAbsolute(name)) return failure('no-repository');
    const written = spelled.replaceAll(path.sep, '/');
    return {
      root,
      name,
      file,
      spelledRoot: written.endsWith(`/${name}`) ? written.slice(0, -name.length - 1) : root,
    };
  }

  // Revisions

  private commit(root: string, choice: RevisionChoice): Promise<Commit | Failure> {
    return this.once(`commit ${root} ${JSON.stringify(choice)}`, () => commitOf(root, choice));
  }

  // Contents

  /** What stood in a commit in a file's place. */
  private async entry(root: string, commit: string, name: string): Promise<Entry | Failure | undefined> {
    const folder = path.posix.dirname(name);
    const entries = await this.once(`entries ${root} ${commit} ${folder}`, () => entriesOf(root, commit, folder));
    return 'state' in entries ? entries : entries.names.get(name);
  }

  private async blob(root: string, object: string): Promise<string | Failure> {
    const { code, output, complaint } = await git(root, ['cat-file', 'blob', object]);
    return code === 0 ? output.toString('utf8') : failure('failed', complaint);
  }

  private changes(root: string, commit: string): Promise<Changes> {
    return this.once(`changes ${root} ${commit}`, async () => {
      const form = ['-z', '--name-status', '--ignore-submodules=all', '--no-ext-diff'];
      const [staged, unstaged] = await Promise.all([
        git(root, ['diff-index', '--cached', '-M', ...form, commit, '--']),
        withoutFilters(root).then((options) => options && git(root, [...options, 'diff-files', ...form, '--'])),
      ]);
      const files = new Set<string>();
      const added = new Set<string>();
      const renamed = new Map<string, string>();
      for (const { status, name, before } of statuses(staged.output)) {
        if (status === 'A') added.add(name);
        else files.add(before);
        if (status === 'R') renamed.set(name, before);
      }
      for (const { name } of unstaged ? statuses(unstaged.output) : [])
        if (!added.has(name)) files.add(renamed.get(name) ?? name);
      return { files: [...files].sort(), renamed };
    });
  }

  private once<T>(question: string, ask: () => Promise<T>): Promise<T> {
    const known = this.asked.get(question) as Promise<T> | undefined;
    if (known) return known;
    const asking = ask();
    this.asked.set(question, asking);
    return asking;
  }
}

async function entriesOf(
  root: string,
  commit: string,
  folder: string,
): Promise<{ readonly names: ReadonlyMap<string, Entry> } | Failure> {
  const paths = folder === '.' ? [] : ['--', `${folder}/`];
  const { code, output, complaint } = await git(root, ['ls-tree', '-z', '-l', '--full-tree', commit, ...paths]);
  if (code !== 0) return failure('failed', complaint);
  const names = new Map<string, Entry>();
  for (const line of fields(output)) {
    const tab = line.indexOf('\t');
    const [mode = '', , object = '', size = ''] = line.slice(0, tab).split(/ +/);
    names.set(line.slice(tab + 1), { mode, object, size: Number(size) || 0 });
  }
  return { names };
}

/**
 * Options that switch off the filters that a configuration names: git would run them on files to see whether they have
 * changed. Undefined where one has a name that no option can say.
 */
async function withoutFilters(root: string): Promise<readonly string[] | undefined> {
  const { output } = await git(root, [
    'config',
    '-z',
    '--name-only',
    '--get-regexp',
    '^filter\\..*\\.(clean|process|required)$',
  ]);
  const keys = fields(output);
  return keys.some((key) => key.includes('='))
    ? undefined
    : keys.flatMap((key) => ['-c', key.endsWith('.required') ? `${key}=false` : `${key}=`]);
}

/** The text of the file as it is, where it is what stood in the commit: then git need not be asked. */
function textOnDisk({ file }: TrackedFile, { object, size }: Entry): string | undefined {
  if (file === undefined) return undefined;
  try {
    if (statSync(file).size !== size) return undefined;
    const bytes = readFileSync(file);
    const hash = createHash(object.length > 40 ? 'sha256' : 'sha1')
      .update(`blob ${bytes.length}\0`)
      .update(bytes);
    return hash.digest('hex') === object ? bytes.toString('utf8') : undefined;
  } catch {
    return undefined;
  }
}

function* statuses(output: Buffer): Iterable<{ status: string; name: string; before: string }> {
  const parts = fields(output);
  for (let at = 0; at + 1 < parts.length; at += 2) {
    const status = parts[at]?.[0] ?? '';
    const before = parts[at + 1] ?? '';
    // A rename or copy has two names, the new one last.
    const name = 'RC'.includes(status) ? (parts[++at + 1] ?? '') : before;
    yield { status, name, before };
  }
}

function fields(output: Buffer): readonly string[] {
  return output
    .toString('utf8')
    .split('\0')
    .filter((part) => part !== '');
}

/** The nearest folder above that git would take for a repository, or the topmost: what lies below asks the same. */
function repositoryFolder(folder: string): string {
  for (let above = folder; ; above = path.dirname(above)) {
    if (existsSync(path.join(above, '.git'))) return above;
    if (path.dirname(above) === above) return folder;
  }
}

function existingFile(file: string): string {
  return existsSync(file) || path.dirname(file) === file ? file : existingFile(path.dirname(file));
}

function realPath(file: string): string | undefined {
  try {
    return realpathSync.native(file);
  } catch {
    return undefined;
  }
}

function uriOf(root: string, name: string): string {
  return URI.file(path.join(root, name)).toString();
}
