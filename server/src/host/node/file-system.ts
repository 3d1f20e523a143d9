/** The file system of the machine the server runs on, behind the core's port. Reads regular files only, with a bound. */
import { readdir, readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { glob } from 'tinyglobby';
import { URI } from 'vscode-uri';
import type { FileSystem } from '../../core/ports.ts';

const globLimit = 5_000;

export const nodeFileSystem: FileSystem = {
  async readFile(uri, maxBytes) {
    const file = pathOf(uri);
    if (file === undefined) return undefined;
    try {
      const { size } = await statRegular(file);
      return size > maxBytes ? undefined : await readFile(file, 'utf8');
    } catch {
      return undefined;
    }
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
    const inside = patterns.filter((pattern) => !path.isAbsolute(pattern) && !pattern.split(/[\\/]/).includes('..'));
    if (inside.length === 0) return [];
    try {
      const found = await glob(inside, { cwd: folder, onlyFiles: true, followSymbolicLinks: false, dot: false });
      return found
        .slice(0, globLimit)
        .map((name) => childUri(folderUri, name))
        .sort();
    } catch {
      return [];
    }
  },
};

async function statRegular(file: string): Promise<{ size: number }> {
  const found = await stat(file);
  if (!found.isFile()) throw new Error('not a regular file');
  return found;
}

function pathOf(uri: string): string | undefined {
  try {
    const parsed = URI.parse(uri, true);
    return parsed.scheme === 'file' ? parsed.fsPath : undefined;
  } catch {
    return undefined;
  }
}

/** Keeps the spelling of the folder's URI, which is the client's. */
function childUri(folderUri: string, relative: string): string {
  const base = folderUri.endsWith('/') ? folderUri : folderUri + '/';
  return base + relative.split(/[\\/]/).map(encodeURIComponent).join('/');
}
