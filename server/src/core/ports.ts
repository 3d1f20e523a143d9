/**
 * What the core asks of the world around it. Interfaces only; implementations live in `host/` and in the skins.
 * Nothing in `kubevirt/`, `yaml/`, `resources/`, `rules/` or `features/` may use these: only `workspace/` loads files,
 * and it answers requests from what it already holds, so that no answer waits for a port.
 */

/** Reads files named by URI. All methods resolve; what cannot be read is `undefined` or an empty list. */
export interface FileSystem {
  /** The text of a file, or undefined if it cannot be read, is no regular file, or has more than `maxBytes` bytes. */
  readFile(uri: string, maxBytes: number): Promise<string | undefined>;
  /** URIs of the regular files directly in a folder (no recursion, symbolic links to files included), sorted. */
  listFiles(folderUri: string): Promise<readonly string[]>;
  /** URIs of the files that match glob patterns below a folder; patterns that lead out of it match nothing. */
  glob(folderUri: string, patterns: readonly string[]): Promise<readonly string[]>;
}

export interface Log {
  debug(message: string): void;
  info(message: string): void;
  warn(message: string): void;
  error(message: string): void;
}
