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

/** A revision of a repository that its files are compared with. */
export type RevisionChoice =
  | { readonly kind: 'revision'; readonly ref: string }
  /** The last common ancestor of `HEAD` and another revision; of the default branch where none is named. */
  | { readonly kind: 'merge-base'; readonly ref?: string };

/** Why there is no old text of a file. */
export type NoOldText =
  /** There is no git, or nobody lets VirtLens ask it. */
  | 'no-git'
  | 'git-off'
  | 'no-repository'
  /** A bare repository, or the folder `.git` itself. */
  | 'no-working-tree'
  | 'no-commits'
  | 'no-revision'
  | 'no-default-branch'
  | 'no-merge-base'
  /** No common ancestor among the commits that a shallow clone has. */
  | 'shallow'
  /** Nothing of it was saved yet. */
  | 'unsaved'
  | 'unreadable'
  | 'too-large'
  /** A link, a submodule or a pointer of Git LFS stood in its place. */
  | 'no-text'
  | 'failed';

/** What a file was. */
export type OldText =
  | {
      readonly state: 'text';
      readonly text: string;
      /** Where it lay then. */
      readonly uri: string;
      /** The revision's name where a choice leaves it open. */
      readonly ref?: string;
    }
  | { readonly state: 'new'; readonly ref?: string }
  /** `detail`: the revision that is missing, or what git says. */
  | { readonly state: 'none'; readonly reason: NoOldText; readonly detail?: string };

/** Old texts of files under version control. All methods resolve; nothing is written. */
export interface RevisionTexts {
  textOf(uri: string, choice: RevisionChoice, maxBytes: number): Promise<OldText>;
  /** Files of the repository that read otherwise then than now, or are gone, by where they lay then. */
  changedFiles(uri: string, choice: RevisionChoice): Promise<readonly string[]>;
  /** Calls back when answers about files below folders may have changed; `undefined`: about any. */
  onChanged(listener: (folders: readonly string[] | undefined) => void): void;
  /** The repositories below folders, or all, may be in another state now. */
  invalidate(folders?: readonly string[]): void;
}

/** What a file is compared with, for users where it has words. */
export type BaselineAnswer =
  | { readonly state: 'pending' }
  | { readonly state: 'text'; readonly text: string; readonly label: string; readonly uri: string }
  | { readonly state: 'new'; readonly label: string }
  | { readonly state: 'none'; readonly because: string };

/** Old texts, from memory: what is asked for the first time is read, and the listeners are told when it has come. */
export interface BaselineTexts {
  /** `as`: the file for which another is looked at; it is compared with the same. */
  texts(uri: string, as?: string): BaselineAnswer;
  /** Files beside one that read otherwise in the same baseline, or are gone, by where they lay; `undefined`: not known yet. */
  changedFiles(uri: string): readonly string[] | undefined;
  /** Nobody asks about a file any more; says which others were looked at for it alone, and go too. */
  forget(uri: string): readonly string[];
  /** Calls back with files that have other answers. */
  onChanged(listener: (uris: readonly string[]) => void): void;
}

/** What the program runs on, in kinds and versions. */
export interface Machine {
  /** `Node v20.19.0`. */
  readonly runtime: string;
  /** `linux x64 6.1.0`. */
  readonly system: string;
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

/** The translations of English messages into one language; what it lacks stays English. */
export type Messages = Readonly<Record<string, string>>;

/** Languages that have a bundle beside English: `l10n/bundle.l10n.<language>.json`. */
export const translations = ['ko'] as const;
export type Translation = (typeof translations)[number];

/** The bundles at hand. `undefined`: that one is not, and messages stay English. */
export interface MessageSource {
  messages(translation: Translation): Promise<Messages | undefined>;
}
