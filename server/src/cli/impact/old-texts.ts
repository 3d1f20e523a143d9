/** Where `virtlens impact` has old texts from: a git revision, or a file that stands for another one. */
import type { FileSystem, OldText, RevisionChoice, RevisionTexts } from '../../core/ports.ts';
import { BaselineReader } from '../../core/workspace/baseline-reader.ts';
import type { Input } from '../inputs.ts';

export interface OldTexts {
  readonly reader: BaselineReader;
  /** Files around one that read otherwise now, or are gone, by where they lay. */
  changedFiles(uri: string): Promise<readonly string[]>;
  /** The revision that a repository does not have, once everything was read. */
  missingRevision(): string | undefined;
}

/** Old texts of a revision: of `HEAD`, or of where another line of commits parted from it. */
export function textsOfRevision(
  base: string | undefined,
  revisions: RevisionTexts,
  fileSystem: Pick<FileSystem, 'readFile'>,
): OldTexts {
  const choice: RevisionChoice =
    base === undefined || base === 'HEAD' ? { kind: 'revision', ref: 'HEAD' } : { kind: 'merge-base', ref: base };
  let missing: string | undefined;
  const noting: RevisionTexts = {
    ...sinceParting(revisions),
    async textOf(...asked) {
      const old = await sinceParting(revisions).textOf(...asked);
      if (old.state === 'none' && old.reason === 'no-revision') missing = old.detail ?? base;
      return old;
    },
  };
  const reader = new BaselineReader(fileSystem, () => choice);
  reader.useRevisions(noting);
  return {
    reader,
    changedFiles: (uri) => noting.changedFiles(uri, choice),
    missingRevision: () => missing,
  };
}

/** One text instead of the old text of a file. */
export function textOfFile(compared: Input, old: Input): OldTexts {
  const fileSystem: Pick<FileSystem, 'readFile'> = {
    readFile: (uri) => Promise.resolve(uri === old.uri ? old.text : undefined),
  };
  const reader = new BaselineReader(fileSystem, () => ({ kind: 'none' }));
  reader.pair(compared.uri, old.uri);
  return { reader, changedFiles: () => Promise.resolve([]), missingRevision: () => undefined };
}

/** Lines of commits that never were one are compared by their ends. */
function sinceParting(revisions: RevisionTexts): RevisionTexts {
  const ends = async (uri: string, choice: RevisionChoice): Promise<RevisionChoice> => {
    if (choice.kind !== 'merge-base' || choice.ref === undefined) return choice;
    const old: OldText = await revisions.textOf(uri, choice, 0);
    return old.state === 'none' && old.reason === 'no-merge-base' ? { kind: 'revision', ref: choice.ref } : choice;
  };
  return {
    textOf: async (uri, choice, maxBytes) => revisions.textOf(uri, await ends(uri, choice), maxBytes),
    changedFiles: async (uri, choice) => revisions.changedFiles(uri, await ends(uri, choice)),
    onChanged: (listener) => revisions.onChanged(listener),
    invalidate: (folders) => revisions.invalidate(folders),
  };
}
