/** A file system in memory: files by URI, which a test may change at any time. */
import picomatch from 'picomatch';
import type { FileSystem, WalkOptions } from '../../server/src/core/ports.ts';

export function memoryFileSystem(files: ReadonlyMap<string, string>): FileSystem {
  const folderOf = (uri: string): string => uri.slice(0, uri.lastIndexOf('/') + 1);
  const wouldFind = (folder: string, uri: string, { excluded, wanted }: WalkOptions): boolean =>
    uri.startsWith(folder) && wanted(uri) && !picomatch.isMatch(uri.slice(folder.length), [...excluded]);
  return {
    readFile: (uri) => Promise.resolve(files.get(uri)),
    readNow: (uri, maxBytes) => {
      const text = files.get(uri);
      return text !== undefined && text.length <= maxBytes ? text : undefined;
    },
    // eslint-disable-next-line @typescript-eslint/require-await -- all is there at once
    async *walk(folder, options) {
      const found = [...files.keys()].filter((uri) => wouldFind(folder, uri, options)).sort();
      for (const inner of new Set(found.map(folderOf))) yield found.filter((uri) => folderOf(uri) === inner);
    },
    wouldFind,
    listFiles: (folder) => Promise.resolve([...files.keys()].filter((uri) => folderOf(uri) === folder).sort()),
    glob: (folder, patterns) =>
      Promise.resolve(
        [...files.keys()].filter((uri) =>
          patterns.some((pattern) => uri.startsWith(folder + pattern.replace(/\*.*$/, ''))),
        ),
      ),
  };
}
