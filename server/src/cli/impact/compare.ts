/**
 * Everything that `virtlens impact` has to say: asks for old texts and for what they depend on, waits for it once, and lists
 * what came, went and changed in the order of the files. Decides nothing about what happens.
 */
import type { BaselineReader } from '../../core/workspace/baseline-reader.ts';
import { TextStore } from '../../core/yaml/text-store.ts';
import { mayConcern, untilSettled, type Analysis } from '../analysis.ts';
import type { ImpactEntry } from './entries.ts';
import { otherEntries, type ComparedText } from './other-objects.ts';
import { askForVms, removedEntries, vmEntries } from './vms.ts';

/** A file, there or not any more. */
export interface NamedFile {
  readonly name: string;
  readonly uri: string;
}

export interface Compared {
  readonly entries: readonly ImpactEntry[];
  /** Files of which no old text can be known. */
  readonly uncompared: readonly { readonly file: string; readonly because: string }[];
}

export async function compare(
  analysis: Analysis,
  gone: readonly NamedFile[],
  reader: BaselineReader,
  nameOfUri: (uri: string) => string,
): Promise<Compared> {
  const { workspace, inputs, index } = analysis;
  const { baselines } = workspace;
  baselines.useTexts(reader);
  const files: readonly NamedFile[] = [...inputs, ...gone];
  // A file that stands for another is named by the base already.
  const nameOfOld = (oldUri: string, uri: string): string | undefined =>
    oldUri === uri || reader.choice(uri).kind === 'file' ? undefined : nameOfUri(oldUri);
  const settled = async (): Promise<boolean> => (await Promise.all([reader.settled(), index.settled()])).includes(true);
  await untilSettled(() => {
    for (const { uri } of files) baselines.removed(uri);
    askForVms(analysis);
  }, settled);
  const vms = await untilSettled(() => vmEntries(analysis, nameOfOld), settled);
  const removed = files.flatMap(({ name, uri }) => removedEntries(analysis, uri, name));
  const others = otherEntries(workspace, textsBefore(analysis, files, nameOfOld), textsAfter(analysis), nameOfUri);
  return {
    entries: inOrder([...vms, ...removed, ...others], files),
    uncompared: inputs.flatMap(({ name, uri, text }) => {
      const answer = baselines.answer(uri);
      return answer.state === 'none' && mayConcern(text) ? [{ file: name, because: answer.because }] : [];
    }),
  };
}

function textsBefore(
  { workspace }: Analysis,
  files: readonly NamedFile[],
  nameOfOld: (oldUri: string, uri: string) => string | undefined,
): readonly ComparedText[] {
  return files.flatMap(({ name, uri }) => {
    const answer = workspace.baselines.answer(uri);
    if (answer.state !== 'text') return [];
    const { label, text } = answer;
    return [{ name: nameOfOld(answer.uri, uri) ?? name, uri, label, store: TextStore.of(text) }];
  });
}

function textsAfter({ workspace, inputs }: Analysis): readonly ComparedText[] {
  return inputs.flatMap(({ name, uri }) => {
    const answer = workspace.baselines.answer(uri);
    const store = workspace.file(uri)?.store;
    return store && 'label' in answer ? [{ name, uri, label: answer.label, store }] : [];
  });
}

/** By file as they were given, then by line. */
function inOrder(entries: readonly ImpactEntry[], files: readonly NamedFile[]): readonly ImpactEntry[] {
  const order = new Map(files.map(({ name }, at) => [name, at]));
  const at = ({ file }: ImpactEntry): number => order.get(file) ?? files.length;
  return [...entries].sort((one, other) => at(one) - at(other) || one.line - other.line);
}
