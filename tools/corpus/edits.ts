/** Edits of public manifests, before and after, and what the product says of each by itself. Knows no expectations. */
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { memoryFileSystem } from '../../test/support/memory-files.ts';
import { generatedSchemas } from '../../test/support/schemas.ts';
import { analyse, mayConcern, unanalysable } from '../../server/src/cli/analysis.ts';
import { compare, type Compared } from '../../server/src/cli/impact/compare.ts';
import { textOfFile } from '../../server/src/cli/impact/old-texts.ts';
import { corpusFolder } from './read-corpus.ts';

export interface CorpusEdit {
  /** Repository, path and commit. */
  readonly name: string;
  readonly changes: readonly string[];
  readonly likelyEffect: readonly string[];
  readonly before: string;
  readonly after: string;
}

export interface JudgedEdit extends Compared {
  readonly edit: CorpusEdit;
  /** Why the new text, or the old one, cannot be read. */
  readonly refused: readonly string[];
  /** Whether either text may hold something for VirtLens. */
  readonly mayConcern: boolean;
}

/** Empty where the corpus is not at hand. */
export function readEdits(): readonly CorpusEdit[] {
  const folder = path.join(corpusFolder(), '..', 'edits');
  const index = path.join(folder, 'index.jsonl');
  if (!existsSync(index)) return [];
  return readFileSync(index, 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => {
      const entry = JSON.parse(line) as CorpusEdit & { repo: string; path: string; commit: string };
      return {
        name: `${entry.repo} ${entry.path}@${entry.commit.slice(0, 10)}`,
        changes: entry.changes,
        likelyEffect: entry.likelyEffect,
        before: readFileSync(path.join(folder, entry.before), 'utf8'),
        after: readFileSync(path.join(folder, entry.after), 'utf8'),
      };
    });
}

export async function judgeCorpusEdit(edit: CorpusEdit): Promise<JudgedEdit> {
  const input = { name: 'manifest.yaml', uri: 'file:///edits/manifest.yaml', text: edit.after };
  const old = { name: 'before', uri: 'file:///before/manifest.yaml', text: edit.before };
  const host = {
    // Nothing lies beside the texts.
    fileSystem: memoryFileSystem(new Map()),
    scheduler: { now: () => performance.now(), pause: () => Promise.resolve() },
    schemas: generatedSchemas,
  };
  const nameOf = (uri: string): string => uri;
  const analysis = await analyse([input], [], {}, host, nameOf);
  const compared = await compare(analysis, [], textOfFile(input, old).reader, nameOf);
  const before = await analyse([{ ...input, text: edit.before }], [], {}, host, nameOf);
  return {
    ...compared,
    edit,
    refused: [...unanalysable(before), ...unanalysable(analysis)].map(
      ({ line, message }) => `line ${line}: ${message}`,
    ),
    mayConcern: mayConcern(edit.before) || mayConcern(edit.after),
  };
}

/** The same edit of VMs that are to run. */
export function ofRunningVms(edit: CorpusEdit): CorpusEdit {
  const run = (text: string): string =>
    text.replace(/^(\s*)running: false$/gm, '$1running: true').replace(/runStrategy: Halted/g, 'runStrategy: Always');
  return { ...edit, before: run(edit.before), after: run(edit.after) };
}
