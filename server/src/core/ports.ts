/**
 * What the core asks of the world around it. Interfaces only; implementations live in `host/` and in the skins.
 * Nothing in `kubevirt/`, `yaml/`, `resources/`, `rules/` or `features/` may use these: only `workspace/` loads files,
 * and it answers requests from what it already holds, so that no answer waits for a port.
 */

import type { FieldDescriptions, SchemaStructure } from './schemas/structure.ts';
import type { SchemaKind } from './schemas/schema-types.ts';
import type { SchemaValidators } from './schemas/validator.ts';

/** What is left out of a walk, beside what `.gitignore` files say. */
export interface WalkOptions {
  /** Globs relative to the walked folder, as in VS Code's `files.exclude`; what they match is left out. */
  readonly excluded: readonly string[];
  /** Which files are wanted, by their URIs. */
  readonly wanted: (uri: string) => boolean;
}

/** Reads files named by URI. All methods resolve; what cannot be read is `undefined` or an empty list. */
export interface FileSystem {
  /** The same as `readFile`, at once: for very many files, of which each is short. */
  readNow(uri: string, maxBytes: number): string | undefined;
  /** URIs of the regular files in a folder and below it, by and by. Goes through no symbolic link. */
  walk(folderUri: string, options: WalkOptions): AsyncIterable<readonly string[]>;
  /** Whether a walk of the folder would come to a file, were it there. */
  wouldFind(folderUri: string, uri: string, options: WalkOptions): boolean;
  /** The text of a file, or undefined if it cannot be read, is no regular file, or has more than `maxBytes` bytes. */
  readFile(uri: string, maxBytes: number): Promise<string | undefined>;
  /** URIs of the regular files directly in a folder (no recursion, symbolic links to files included), sorted. */
  listFiles(folderUri: string): Promise<readonly string[]>;
  /** URIs of the files that match glob patterns below a folder; patterns that lead out of it match nothing. */
  glob(folderUri: string, patterns: readonly string[]): Promise<readonly string[]>;
}

/** Lets long work make room for what is asked meanwhile. */
export interface Scheduler {
  /** Milliseconds from any start on. */
  now(): number;
  /** Resolves after whatever waits to be done has been done. */
  pause(): Promise<void>;
}

export interface Log {
  debug(message: string): void;
  info(message: string): void;
  warn(message: string): void;
  error(message: string): void;
}

/**
 * What is generated from the schemas, each part loaded when it is first asked for. `undefined`: not at hand. A host that
 * cannot load at once (a web worker) starts loading, answers `undefined` now, and tells when the answer has changed.
 */
export interface SchemaSource {
  validators(kind: SchemaKind): SchemaValidators | undefined;
  structure(): SchemaStructure | undefined;
  descriptions(): FieldDescriptions | undefined;
  /** Calls back when a part that was asked for has come: the fact `schema:KIND`, `schema:structure`, `schema:docs`. */
  onLoaded?(listener: (fact: `schema:${string}`) => void): void;
}

/** For hosts without schemas: nothing is said about fields. */
export const noSchemas: SchemaSource = {
  validators: () => undefined,
  structure: () => undefined,
  descriptions: () => undefined,
};
