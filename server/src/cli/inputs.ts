/** Files, folders, patterns and standard input as texts with the names they are reported by. */
import { readdir, readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import picomatch from 'picomatch';
import { glob, isDynamicPattern } from 'tinyglobby';
import { URI } from 'vscode-uri';
import type { FileSystem, WalkOptions } from '../core/ports.ts';
import { isBuildFile } from '../core/workspace/deployment-facts.ts';
import { isManifestName } from '../core/workspace/locations.ts';

export interface Input {
  /** As shown: the path as given, or below the folder as given; `-` for standard input. */
  readonly name: string;
  readonly uri: string;
  readonly text: string;
}

export interface Inputs {
  readonly inputs: readonly Input[];
  /** Names that do not exist: a mistake of usage. */
  readonly missing: readonly string[];
  /** Files that are there and cannot be read. */
  readonly unreadable: readonly string[];
}

/** Of a folder, hidden files are left out; what they say of a project is found from its manifests. */
const walkOptions: WalkOptions = { excluded: ['**/.*'], wanted: isManifestName };
const left = ['**/node_modules/**', '**/.git/**'];

/** Reads everything that the paths name, each file once, in order. `progress` is told the count of files read. */
export async function readInputs(
  paths: readonly string[],
  folder: string,
  fileSystem: FileSystem,
  readStandardInput: () => Promise<string>,
  progress: (count: number) => void,
): Promise<Inputs> {
  const inputs: Input[] = [];
  const missing: string[] = [];
  const unreadable: string[] = [];
  const seen = new Set<string>();
  const add = async (name: string): Promise<void> => {
    const file = path.resolve(folder, name);
    if (seen.has(file)) return;
    seen.add(file);
    try {
      inputs.push({ name: shown(name), uri: uriOfName(name, folder), text: await readFile(file, 'utf8') });
      progress(inputs.length);
    } catch {
      unreadable.push(shown(name));
    }
  };
  for (const given of paths) {
    if (given === '-') {
      inputs.push({
        name: '-',
        uri: URI.file(path.join(await streamFolder(folder), 'standard-input.yaml')).toString(),
        text: await readStandardInput(),
      });
      continue;
    }
    const found = await stat(path.resolve(folder, given)).catch(() => undefined);
    if (found?.isFile()) await add(given);
    else if (found?.isDirectory()) {
      const root = path.resolve(folder, given);
      const files: string[] = [];
      for await (const uris of fileSystem.walk(URI.file(root).toString(), walkOptions))
        files.push(...uris.map((uri) => URI.parse(uri).fsPath));
      for (const file of files.sort()) await add(path.join(given, path.relative(root, file)));
    } else if (found) unreadable.push(shown(given));
    else if (isDynamicPattern(given)) {
      const names = await glob(given, { cwd: folder, ignore: left, onlyFiles: true });
      if (names.length === 0) missing.push(given);
      for (const name of names.sort()) {
        // A pattern happens to meet links to pipes and devices, which have no end.
        const met = await stat(path.resolve(folder, name)).catch(() => undefined);
        if (met?.isFile()) await add(name);
        else unreadable.push(shown(name));
      }
    } else missing.push(given);
  }
  return { inputs, missing, unreadable };
}

/** Whether paths would name a file that is not there any more, by its URI. */
export function wouldRead(paths: readonly string[], folder: string, fileSystem: FileSystem): (uri: string) => boolean {
  const tests = paths
    .filter((given) => given !== '-')
    .map((given) => {
      const rootUri = uriOfName(given, folder);
      if (!isDynamicPattern(given))
        return (uri: string): boolean => uri === rootUri || fileSystem.wouldFind(rootUri, uri, walkOptions);
      const matches = picomatch(given.replace(/^\.\//, ''), { ignore: left });
      return (uri: string): boolean => matches(nameOfUri(uri, folder));
    });
  return (uri) => tests.some((test) => test(uri));
}

/**
 * What is piped counts as a file of the current folder. Where that is what a tool builds from, the stream is most likely
 * what was built, and its sources beside it would be everything a second time: it gets a folder of its own there.
 */
async function streamFolder(folder: string): Promise<string> {
  const names = await readdir(folder).catch((): string[] => []);
  return names.some((name) => isBuildFile(`/${name}`)) ? path.join(folder, '-') : folder;
}

/** The URI of a path as it was given. */
export function uriOfName(name: string, folder: string): string {
  return URI.file(path.resolve(folder, name)).toString();
}

/** The name of a file by its URI, relative to a folder where it lies below. */
export function nameOfUri(uri: string, folder: string): string {
  return shown(path.relative(folder, URI.parse(uri).fsPath));
}

function shown(name: string): string {
  return name.split(path.sep).join('/');
}
