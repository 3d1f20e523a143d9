/** The file system of the machine the server runs on, behind the core's port. Reads regular files only, with a bound. */
import { closeSync, constants, fstatSync, openSync, readdirSync, readSync, type Dirent } from 'node:fs';
import { open, readdir } from 'node:fs/promises';
import path from 'node:path';
import { URI } from 'vscode-uri';
import type { FileSystem, Scheduler, WalkOptions } from '../../core/ports.ts';
import { IgnoredFiles, type FolderRules } from './ignored-files.ts';
import { filesBelow } from './project-globs.ts';

const globLimit = 5_000;

/** What is opened is asked what it is before it is read, so that nothing can take its place; a pipe is not waited for. */
const readAtOnce = constants.O_RDONLY | (constants.O_NONBLOCK ?? 0);

/** Most manifests are no longer: read into one buffer, a file costs half. */
const pageBytes = 65_536;
const page = Buffer.allocUnsafeSlow(pageBytes);

export const nodeFileSystem: FileSystem = {
  async readFile(uri, maxBytes) {
    const file = pathOf(uri);
    if (file === undefined) return undefined;
    try {
      const handle = await open(file, readAtOnce);
      try {
        const found = await handle.stat();
        if (!found.isFile() || found.size > maxBytes) return undefined;
        const bytes = Buffer.allocUnsafeSlow(found.size || pageBytes);
        let length = 0;
        for (let read = -1; read !== 0 && length < bytes.length; length += read)
          read = (await handle.read(bytes, length, bytes.length - length)).bytesRead;
        return textOf(bytes, length);
      } finally {
        await handle.close();
      }
    } catch {
      return undefined;
    }
  },

  readNow(uri, maxBytes) {
    const file = pathOf(uri);
    if (file === undefined) return undefined;
    try {
      const descriptor = openSync(file, readAtOnce);
      try {
        const found = fstatSync(descriptor);
        if (!found.isFile() || found.size > maxBytes) return undefined;
        const bytes = found.size > pageBytes ? Buffer.allocUnsafeSlow(found.size) : page;
        return textOf(bytes, fill(bytes, descriptor, found.size || pageBytes));
      } finally {
        closeSync(descriptor);
      }
    } catch {
      return undefined;
    }
  },

  walk(folderUri, options) {
    const root = walkedFolder(folderUri);
    return root === undefined ? nothing() : walk(folderUri, root, options);
  },

  wouldFind(folderUri, uri, { excluded, wanted }) {
    const root = walkedFolder(folderUri);
    const file = pathOf(uri)?.replaceAll('\\', '/');
    if (root === undefined || !file?.startsWith(root) || !wanted(uri)) return false;
    const ignored = new IgnoredFiles(root, excluded);
    let { rules } = ignored;
    let folder = root;
    for (const part of file.slice(root.length).split('/').slice(0, -1)) {
      folder += `${part}/`;
      if (ignored.isLeftOut(folder, rules)) return false;
      rules = ignored.rulesIn(folder, rules);
    }
    return !ignored.isLeftOut(file, rules);
  },

  async listFiles(folderUri) {
    const folder = pathOf(folderUri);
    if (folder === undefined) return [];
    try {
      const entries = await readdir(folder, { withFileTypes: true });
      return entries
        .filter((entry) => entry.isFile() || entry.isSymbolicLink())
        .map((entry) => childUri(folderUri, entry.name))
        .sort();
    } catch {
      return [];
    }
  },

  async glob(folderUri, patterns) {
    const folder = pathOf(folderUri);
    if (folder === undefined) return [];
    // A project file may come from anywhere: it names files below its own folder or none.
    const names = await filesBelow(folder, patterns, globLimit);
    return names.map((name) => childUri(folderUri, name)).sort();
  },
};

/**
 * Reads as many bytes as a file said that it has, however it grows meanwhile, and says how many there were. One that says
 * it is empty may be made while it is read.
 */
function fill(bytes: Buffer, descriptor: number, size: number): number {
  let length = 0;
  for (let read = -1; read !== 0 && length < size; length += read)
    read = readSync(descriptor, bytes, length, size - length, null);
  return length;
}

function textOf(bytes: Buffer, length: number): string {
  return bytes.toString('utf8', 0, length);
}

export const nodeScheduler: Scheduler = {
  now: () => performance.now(),
  pause: () => new Promise((resolve) => setImmediate(resolve)),
};

/** The path of a folder to walk, `/` between its parts and at its end. */
function walkedFolder(folderUri: string): string | undefined {
  const folder = pathOf(folderUri)?.replaceAll('\\', '/');
  return folder === undefined || folder.endsWith('/') ? folder : `${folder}/`;
}

/** Milliseconds that a walk may take from others at once. */
const longestStride = 8;

async function* walk(
  folderUri: string,
  root: string,
  { excluded, wanted }: WalkOptions,
): AsyncIterable<readonly string[]> {
  const ignored = new IgnoredFiles(root, excluded);
  const open: { uri: string; folder: string; above: FolderRules }[] = [
    { uri: folderUri, folder: root, above: ignored.rules },
  ];
  let started = nodeScheduler.now();
  for (let next = open.pop(); next; next = open.pop()) {
    const { uri, folder, above } = next;
    const entries = entriesOf(folder);
    const hasOwn = folder !== root && entries.some(({ name }) => name === '.gitignore');
    const rules = ignored.rulesIn(folder, above, hasOwn);
    const files: string[] = [];
    const base = uri.endsWith('/') ? uri : `${uri}/`;
    for (const entry of entries) {
      const child = base + encodeName(entry.name);
      if (entry.isDirectory()) {
        const inner = `${folder}${entry.name}/`;
        if (!ignored.isLeftOut(inner, rules)) open.push({ uri: child, folder: inner, above: rules });
      } else if (entry.isFile() && wanted(child) && !ignored.isLeftOut(folder + entry.name, rules)) files.push(child);
    }
    if (files.length > 0) yield files.sort();
    if (nodeScheduler.now() - started > longestStride) {
      await nodeScheduler.pause();
      started = nodeScheduler.now();
    }
  }
}

/** At once: asked one by one of another thread, ten thousand folders take twice the time. */
function entriesOf(folder: string): readonly Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch {
    return [];
  }
}

// eslint-disable-next-line @typescript-eslint/require-await -- an empty walk is a walk
async function* nothing(): AsyncIterable<readonly string[]> {}

/** The path of a file on this machine; undefined for other URIs. */
export function pathOf(uri: string): string | undefined {
  // Most need no decoding.
  if (/^file:\/\/\/[\w/.-]*$/.test(uri) && path.sep === '/') return uri.slice('file://'.length);
  try {
    const parsed = URI.parse(uri, true);
    return parsed.scheme === 'file' ? parsed.fsPath : undefined;
  } catch {
    return undefined;
  }
}

/** Keeps the spelling of the folder's URI, which is the client's; names are spelled as VS Code does. */
function childUri(folderUri: string, relative: string): string {
  const base = folderUri.endsWith('/') ? folderUri : folderUri + '/';
  return base + relative.split(/[\\/]/).map(encodeName).join('/');
}

function encodeName(name: string): string {
  return /^[\w.-]*$/.test(name)
    ? name
    : URI.from({ scheme: 'file', path: `/${name}` })
        .toString()
        .slice('file:///'.length);
}
